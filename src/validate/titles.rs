use super::context::Context;
use super::portal::Record;
use crate::config::{Piece, TitleTemplate};
use crate::field::Speech;
use crate::model::{LanguageTag, Localized};

/// A record's title in each language, by its schema's template.
pub fn render_title(context: &Context<'_>, record: &Record) -> Localized {
    let title = render(context, record, &context.schema.title);
    // All fields of the template may be absent; a page without a heading would be nobody's.
    if title.iter().any(str::is_empty) { Localized::plain(&*record.name) } else { title }
}

/// A line on a record in each language, if its schema has a template for it and the record what that asks for.
pub fn render_line(context: &Context<'_>, record: &Record, template: Option<&TitleTemplate>) -> Option<Localized> {
    let line = render(context, record, template?);
    (!line.original().is_empty()).then_some(line)
}

fn render(context: &Context<'_>, record: &Record, template: &TitleTemplate) -> Localized {
    let default = context.languages.default_language();
    let original = render_in(context, record, template, default);
    let others = context.languages.iter().filter(|language| *language != default);
    let translate = |language: &LanguageTag| (language.clone(), render_in(context, record, template, language).into());
    let translations = others.map(translate).filter(|(_, text): &(_, Box<str>)| **text != *original).collect();
    Localized::new(original, translations)
}

fn render_in(context: &Context<'_>, record: &Record, template: &TitleTemplate, language: &LanguageTag) -> String {
    let speech = Speech { language, default: context.languages.default_language() };
    let mut text = String::new();
    for piece in template.pieces(language) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Name => text.push_str(&record.name),
            Piece::Id => text.push_str(record.id.as_str()),
            Piece::Field { index, part } => {
                let field = &context.schema.fields[*index];
                text.push_str(&field.title(&record.values[*index], *part, &speech, context.scope));
            }
        }
    }
    text.trim_matches([' ', ',', '–', '-']).to_owned()
}
