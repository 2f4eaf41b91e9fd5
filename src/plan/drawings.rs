use super::LanguageIx;
use crate::model::PageIx;
use crate::source::Location;
use crate::validate::{ChartOf, Directive, MapOf, Portal};

/// A chart or shaded map that can be taken away as a file. It is what it shows: the same picture on two pages is one.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The page on which it stands first.
    pub page: PageIx,
    /// Its directive. Index into the page's blocks.
    pub block: usize,
}

impl Drawing {
    /// The directive that draws it.
    pub fn directive<'p>(&self, portal: &'p Portal) -> &'p Directive {
        &portal.pages[self.page].blocks[self.block].directive
    }

    pub(super) fn location(&self, portal: &Portal) -> Location {
        let page = &portal.pages[self.page];
        page.at(page.blocks[self.block].range.clone())
    }
}

fn chart_name(portal: &Portal, of: &ChartOf) -> String {
    let dataset = &portal.datasets[of.dataset];
    let columns: String = match of.every_column {
        true => String::new(),
        false => of.columns.iter().map(|column| format!("-{}", plain(&dataset.columns[*column].id))).collect(),
    };
    format!("{}-{}{columns}", dataset.id, of.kind_name)
}

fn map_name(portal: &Portal, of: &MapOf) -> String {
    let dataset = &portal.datasets[of.dataset];
    format!("{}-map-{}", dataset.id, plain(&dataset.columns[of.column].id))
}

/// A column's name without what may not stand in the name of a file.
fn plain(column: &str) -> String {
    column.replace(|c: char| matches!(c, '/' | '\\' | ':') || c.is_control(), "-")
}

impl super::Plan {
    /// Where the drawing of a directive in a language lies, relative to the site's root; nothing for a directive that
    /// draws nothing to take away.
    pub(super) fn drawing_path(&self, portal: &Portal, language: LanguageIx, of: &Directive) -> Option<String> {
        match of {
            Directive::Chart(of) => Some(self.chart_path(portal, language, of)),
            Directive::Shaded(of) => Some(self.map_path(portal, language, of)),
            _ => None,
        }
    }

    /// Where a chart in a language lies: the same dataset may be drawn in several ways.
    pub fn chart_path(&self, portal: &Portal, language: LanguageIx, of: &ChartOf) -> String {
        self.svg(portal, language, &chart_name(portal, of))
    }

    /// Where a shaded map in a language lies.
    pub fn map_path(&self, portal: &Portal, language: LanguageIx, of: &MapOf) -> String {
        self.svg(portal, language, &map_name(portal, of))
    }

    fn svg(&self, portal: &Portal, language: LanguageIx, name: &str) -> String {
        let language = match language {
            LanguageIx::DEFAULT => String::new(),
            other => format!(".{}", self.languages[other.index()]),
        };
        format!("{}v1/charts/{name}{language}.svg", portal.site.open_data.path.as_str())
    }
}
