use crate::model::{CollectionIx, LanguageTag, Localized, UrlPath};

/// Words that people in need search by, and what answers them.
#[derive(Debug)]
pub struct Need {
    /// The words in each language. **Shape**: none is empty.
    pub words: Vec<(LanguageTag, Vec<String>)>,
    /// What answers them.
    pub leads_to: Vec<Lead>,
}

impl Need {
    /// The words in one language.
    pub fn words(&self, language: &LanguageTag) -> &[String] {
        self.words.iter().find(|(of, _)| of == language).map_or(&[], |(_, words)| words)
    }
}

/// What answers a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The records of a collection.
    Collection(CollectionIx),
    /// Those of them whose choice or status is the one named, each by its index.
    Choice {
        /// The collection.
        collection: CollectionIx,
        /// Index into the schema's fields.
        field: usize,
        /// Index into the field's choices.
        choice: usize,
    },
    /// A page, or the section with an anchor, which may be another in each language.
    Page {
        /// Where the page lies.
        path: UrlPath,
        /// The anchor of the section.
        section: Option<Localized>,
    },
    /// A term of the glossary. Index into [`Portal::glossary`](super::Portal::glossary).
    Term(usize),
}
