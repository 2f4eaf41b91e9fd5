//! What the site looks like: templates, files that are copied as they are, and the interface's texts.
//!
//! In: the default theme, which is part of the binary, and a site's own `themes/<name>/`, which replaces it file by
//! file. Out: [`Theme`].
//!
//! A theme knows no records and no pages: the `render` stage gives its templates their contexts. Templates read no
//! files, network or clock; a name that they do not know is an error.

mod files;
mod foreign;
mod functions;
mod messages;
mod script;
mod tags;
mod templates;
mod texts;

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::model::LanguageTag;
use crate::source::{Error, Location, Tree};

pub use files::Asset;
pub use templates::Templates;
pub use texts::{Texts, Wording};

/// Everything that decides what the site looks like.
#[derive(Debug)]
pub struct Theme {
    /// Compiled templates. **Shape**: those of the default theme are always there.
    pub templates: Templates,
    /// Whether a template is the site's own, so that only rendering shows what is wrong with it.
    pub own_templates: bool,
    /// Style sheets, scripts and images, to be copied below `assets/`. **Shape**: sorted by path.
    pub assets: Vec<Asset>,
    /// The interface's texts, in each of the site's languages.
    pub texts: Arc<Texts>,
}

impl Theme {
    /// Loads the default theme and lays the site's own theme of that name over it.
    ///
    /// `asked` is where the site's settings name the theme and languages: faults without a file of their own are
    /// reported there.
    ///
    /// **Errors**: `file/missing` for a theme that does not exist, `file/unexpected`, `file/not-utf8`, `file/too-large`,
    /// `template/error`, `translation/missing`, `value/plural`, `key/unknown`, `value/type`, those of
    /// [`crate::yaml::parse`]; any I/O failure.
    pub fn load(
        tree: &dyn Tree,
        name: &str,
        languages: &[LanguageTag],
        base_path: &str,
        asked: &Location,
    ) -> Result<Checked<Self>, Error> {
        let mut diagnostics = Vec::new();
        let files = files::collect(tree, name, asked, &mut diagnostics)?;
        let mut gaps = Vec::new();
        let texts = Arc::new(texts::load(&files.translations, (name, languages), asked, &mut gaps));
        // What a theme lacks that is not there at all is no news.
        if diagnostics.iter().all(|found| found.code != codes::FILE_MISSING) {
            diagnostics.extend(gaps);
        }
        let templates =
            templates::compile(&files.templates, Arc::clone(&texts), asset_address(base_path), &mut diagnostics);
        let own_templates = files.own_templates;
        Ok(Checked { value: Self { templates, own_templates, assets: files.assets, texts }, diagnostics })
    }

    /// Renders a template with its context.
    ///
    /// **Errors**: `template/error`, at the place in the template.
    pub fn render(&self, template: &str, context: impl Serialize) -> Result<String, Box<Diagnostic>> {
        self.templates.render(template, context)
    }
}

fn asset_address(base_path: &str) -> String {
    format!("{base_path}assets/")
}
