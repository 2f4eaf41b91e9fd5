use std::borrow::Cow;

use super::portal::{FieldValue, Record};
use super::records::Context;
use crate::config::{AddressPart, FieldKind, Piece, TitleTemplate};
use crate::model::{LanguageTag, Localized};

/// A record's title in each language, by its schema's template.
pub fn render_title(context: &Context<'_>, record: &Record) -> Localized {
    render(context, record, &context.schema.title)
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
    let mut text = String::new();
    for piece in template.pieces(language) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Name => text.push_str(&record.name),
            Piece::Field { index, part } => {
                if let Some(value) = &record.values[*index] {
                    text.push_str(&words(context, &context.schema.fields[*index].kind, value, *part, language));
                }
            }
        }
    }
    text.trim_matches([' ', ',', '–', '-']).to_owned()
}

fn words<'v>(
    context: &'v Context<'_>,
    kind: &'v FieldKind,
    value: &'v FieldValue,
    part: Option<AddressPart>,
    language: &LanguageTag,
) -> Cow<'v, str> {
    let local = |text: &'v Localized| Cow::Borrowed(text.get(language, context.languages.default_language()).text);
    match (value, kind) {
        (FieldValue::Text(text) | FieldValue::Markdown(text), _) => local(text),
        (FieldValue::Choice(choice), FieldKind::Choice { choices }) => local(&choices[*choice].label),
        (FieldValue::Status(status), FieldKind::Status { choices }) => local(status.word(&choices[status.choice])),
        (FieldValue::Area(area), _) => local(&context.scope.areas.areas[*area].name),
        (FieldValue::Address(address), _) => Cow::Borrowed(address.part(part.unwrap_or(AddressPart::Town))),
        (FieldValue::PostalCode(code), _) => Cow::Borrowed(code.as_str()),
        (FieldValue::Integer(number), _) => Cow::Owned(number.to_string()),
        (FieldValue::Date(date), _) => Cow::Owned(date.to_string()),
        (FieldValue::List(items), _) => {
            let items: Vec<_> = items.iter().map(|item| words(context, kind, item, part, language)).collect();
            Cow::Owned(items.join(", "))
        }
        _ => Cow::Borrowed(""),
    }
}
