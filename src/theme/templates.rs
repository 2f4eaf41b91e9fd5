use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use super::{Texts, functions, tags};
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::markdown;
use crate::model::limits;
use crate::say;
use crate::source::{Location, SourceFile};

/// Compiled templates, each with the file it came from.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    files: BTreeMap<String, Arc<SourceFile>>,
}

/// Compiles all templates of a theme.
pub(super) fn compile(
    files: &BTreeMap<String, Arc<SourceFile>>,
    texts: Arc<Texts>,
    assets: String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Templates {
    let mut environment = Environment::new();
    // A name that is misspelt in a template must not become an empty place on every page.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_fuel(Some(limits::TEMPLATE_STEPS));
    environment.set_debug(false);
    environment.set_formatter(escape);
    functions::add(&mut environment, texts, assets);
    let mut templates = Templates { environment, files: files.clone() };
    for (name, file) in files {
        if let Some(fault) = tags::too_much(file) {
            diagnostics.push(fault);
            continue;
        }
        let added = templates.environment.add_template_owned(name.clone(), file.text().to_owned());
        if let Err(error) = added {
            diagnostics.push(templates.diagnostic(name, &error));
        }
    }
    templates
}

/// Writes a value as HTML text. Unlike the template engine's own way, a slash stays a slash: in an attribute or a text it
/// means nothing, and pages are full of addresses.
fn escape(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return escape_formatter(out, state, value);
    };
    Ok(markdown::escape(out, text)?)
}

impl Templates {
    /// Renders a template with its context.
    ///
    /// **Errors**: `template/error`, at the place in the template.
    pub fn render(&self, name: &str, context: impl Serialize) -> Result<String, Box<Diagnostic>> {
        let context = Value::from(Serde(context));
        let rendered = self.environment.get_template(name).and_then(|template| bounded(&template, context));
        rendered.map_err(|error| Box::new(self.diagnostic(name, &error)))
    }

    fn diagnostic(&self, rendered: &str, error: &minijinja::Error) -> Diagnostic {
        let innermost = innermost(error);
        let location = self.location(innermost.name().unwrap_or(rendered), innermost);
        let message = fault(innermost, &location);
        let diagnostic = Diagnostic::new(codes::TEMPLATE, location, message);
        let help = say!("Błąd wystąpił w szablonie {rendered}.", "It happened in the template {rendered}.");
        diagnostic.help(help)
    }

    fn location(&self, name: &str, error: &minijinja::Error) -> Location {
        let Some(file) = self.files.get(name) else {
            return SourceFile::new(format!("themes/{name}"), "").start();
        };
        match (error.range(), error.line()) {
            (Some(range), _) => file.location(range),
            (None, Some(line)) => file.location(line_range(file.text(), line)),
            (None, None) => file.start(),
        }
    }
}

/// Renders a template as long as it does not write more than a page can be.
fn bounded(template: &minijinja::Template<'_, '_>, context: Value) -> Result<String, minijinja::Error> {
    let mut page = Page(Vec::new());
    template.render_captured_to(context, &mut page)?;
    String::from_utf8(page.0).map_err(|_| minijinja::Error::new(minijinja::ErrorKind::BadSerialization, "no UTF-8"))
}

/// A page being written.
struct Page(Vec<u8>);

impl std::io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > limits::TEMPLATE_OUTPUT {
            let most = limits::TEMPLATE_OUTPUT;
            return Err(std::io::Error::other(format!("the page would have more than {most} bytes")));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is wrong, in a sentence. The template engine explains itself in English alone.
fn fault(error: &minijinja::Error, location: &Location) -> Text {
    if let (minijinja::ErrorKind::UndefinedError, Some(_)) = (error.kind(), error.range()) {
        let name = &location.file().text()[location.span()];
        return say!("Szablon nie zna tu wartości „{name}”.", "The template knows no value “{name}” here.");
    }
    let reason = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    say!("Szablonu nie da się użyć: {reason}.", "The template cannot be used: {reason}.")
}

/// The error that caused the others: one in an included or inherited template comes wrapped.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let mut innermost = error;
    while let Some(cause) = std::error::Error::source(innermost).and_then(|cause| cause.downcast_ref()) {
        innermost = cause;
    }
    innermost
}

/// The byte range of a line. **Units**: `line` is 1-based.
fn line_range(text: &str, line: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    start..start + length
}
