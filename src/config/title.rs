use super::field::Field;
use crate::model::{LanguageTag, Localized};

/// A text with fields in braces, from which a record's title is made: `{name}, {address.town}`.
#[derive(Clone, Debug)]
pub struct TitleTemplate {
    original: Vec<Piece>,
    translations: Vec<(LanguageTag, Vec<Piece>)>,
}

/// A piece of a title template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands as it is.
    Text(String),
    /// The record's name as printed.
    Name,
    /// A field's value or, with a part, that part of it (`address.town`).
    Field {
        /// Index into the schema's fields.
        index: usize,
        /// The part after the dot.
        part: Option<String>,
    },
}

impl TitleTemplate {
    /// The template that is the name alone.
    pub fn name() -> Self {
        Self { original: vec![Piece::Name], translations: Vec::new() }
    }

    /// Reads a template in each of its languages.
    ///
    /// **Errors**: the first name in braces that is no field.
    pub fn parse(text: &Localized, fields: &[Field]) -> Result<Self, String> {
        let original = pieces(text.original(), fields)?;
        let translate = |(tag, text): (&LanguageTag, &str)| Ok((tag.clone(), pieces(text, fields)?));
        let translations = text.translations().map(translate).collect::<Result<_, String>>()?;
        Ok(Self { original, translations })
    }

    /// The pieces for a language.
    pub fn pieces(&self, language: &LanguageTag) -> &[Piece] {
        let found = self.translations.iter().find(|(tag, _)| tag == language);
        found.map_or(&self.original, |(_, pieces)| pieces)
    }
}

fn pieces(text: &str, fields: &[Field]) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let (name, after) = after.split_once('}').ok_or_else(|| after.to_owned())?;
        pieces.push(piece(name, fields)?);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn piece(name: &str, fields: &[Field]) -> Result<Piece, String> {
    let (name, part) = name.split_once('.').map_or((name, None), |(name, part)| (name, Some(part.to_owned())));
    if name == "name" {
        return Ok(Piece::Name);
    }
    let index = fields.iter().position(|field| field.name == name).ok_or_else(|| name.to_owned())?;
    Ok(Piece::Field { index, part })
}
