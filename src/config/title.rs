use crate::field::{Field, Part};
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
    /// The record's identifier.
    Id,
    /// A field's value, or a part of it (`address.town`).
    Field {
        /// Index into the schema's fields.
        index: usize,
        /// The part after the dot.
        part: Part,
    },
}

impl Piece {
    /// The index of the field that it shows.
    pub fn field(&self) -> Option<usize> {
        match self {
            Piece::Field { index, .. } => Some(*index),
            Piece::Text(_) | Piece::Name | Piece::Id => None,
        }
    }
}

/// Why a template cannot make a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleFault {
    /// It names something that is no field.
    Unknown(String),
    /// It names a field whose values are no words for a title.
    Wordless(String),
}

/// Finds a field, or a part of its values, by how schemas write it: `operator`, `address.town`.
pub fn find_part(path: &str, fields: &[Field]) -> Option<(usize, Part)> {
    let (name, part) = path.split_once('.').map_or((path, None), |(name, part)| (name, Some(part)));
    let index = fields.iter().position(|field| field.name == name)?;
    match part {
        None => Some((index, Part::WHOLE)),
        Some(key) => fields[index].part(key).map(|part| (index, part)),
    }
}

/// All that [`find_part`] finds.
pub fn part_names(fields: &[Field]) -> Vec<String> {
    let named = |field: &Field| {
        let parts = field.kind.about().parts.iter().filter(|part| !part.key.is_empty());
        let parts: Vec<String> = parts.map(|part| format!("{}.{}", field.name, part.key)).collect();
        std::iter::once(field.name.clone()).chain(parts).collect::<Vec<_>>()
    };
    fields.iter().flat_map(named).collect()
}

impl TitleTemplate {
    /// The template that is the name alone.
    pub fn name() -> Self {
        Self { original: vec![Piece::Name], translations: Vec::new() }
    }

    /// Reads a template in each of its languages.
    ///
    /// **Errors**: the first name in braces that is no field, or none for a title.
    pub fn parse(text: &Localized, fields: &[Field]) -> Result<Self, TitleFault> {
        let original = pieces(text.original(), fields)?;
        let translate = |(tag, text): (&LanguageTag, &str)| Ok((tag.clone(), pieces(text, fields)?));
        let translations = text.translations().map(translate).collect::<Result<_, TitleFault>>()?;
        Ok(Self { original, translations })
    }

    /// The pieces for all languages.
    pub fn all(&self) -> impl Iterator<Item = &Piece> {
        self.original.iter().chain(self.translations.iter().flat_map(|(_, pieces)| pieces))
    }

    /// The pieces for a language.
    pub fn pieces(&self, language: &LanguageTag) -> &[Piece] {
        let found = self.translations.iter().find(|(tag, _)| tag == language);
        found.map_or(&self.original, |(_, pieces)| pieces)
    }
}

fn pieces(text: &str, fields: &[Field]) -> Result<Vec<Piece>, TitleFault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let (name, after) = after.split_once('}').ok_or_else(|| TitleFault::Unknown(after.to_owned()))?;
        pieces.push(piece(name, fields)?);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

fn piece(name: &str, fields: &[Field]) -> Result<Piece, TitleFault> {
    match name {
        "name" => return Ok(Piece::Name),
        "id" => return Ok(Piece::Id),
        _ => {}
    }
    let (index, part) = find_part(name, fields).ok_or_else(|| TitleFault::Unknown(name.to_owned()))?;
    if !fields[index].kind.about().titles {
        return Err(TitleFault::Wordless(name.to_owned()));
    }
    Ok(Piece::Field { index, part })
}
