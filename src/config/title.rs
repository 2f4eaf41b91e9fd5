use super::field::{Field, FieldKind};
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
        part: Option<AddressPart>,
    },
}

/// A part of a postal address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressPart {
    /// Street and number.
    Street,
    /// The village.
    Locality,
    /// The postal code.
    PostalCode,
    /// The post town.
    Town,
}

impl AddressPart {
    /// The parts by their keys in records.
    pub const ALL: [(&'static str, AddressPart); 4] = [
        ("street", AddressPart::Street),
        ("locality", AddressPart::Locality),
        ("postal_code", AddressPart::PostalCode),
        ("town", AddressPart::Town),
    ];

    fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == key).map(|(_, part)| *part)
    }
}

/// Finds a field, or a part of an address, by how schemas write it: `operator`, `address.town`.
pub fn find_part(path: &str, fields: &[Field]) -> Option<(usize, Option<AddressPart>)> {
    let (name, part) = path.split_once('.').map_or((path, None), |(name, part)| (name, Some(part)));
    let index = fields.iter().position(|field| field.name == name)?;
    match part {
        None => Some((index, None)),
        Some(part) if matches!(fields[index].kind, FieldKind::Address) => {
            AddressPart::parse(part).map(|part| (index, Some(part)))
        }
        Some(_) => None,
    }
}

/// All that [`find_part`] finds.
pub fn part_names(fields: &[Field]) -> Vec<String> {
    let parts = |field: &Field| match field.kind {
        FieldKind::Address => AddressPart::ALL.map(|(part, _)| format!("{}.{part}", field.name)).to_vec(),
        _ => vec![field.name.clone()],
    };
    fields.iter().flat_map(parts).collect()
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
    if name == "name" {
        return Ok(Piece::Name);
    }
    let (index, part) = find_part(name, fields).ok_or_else(|| name.to_owned())?;
    Ok(Piece::Field { index, part })
}
