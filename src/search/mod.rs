//! Search: plain documents → an index that `spis search` and the browser query alike.
//!
//! In: [`Document`]s of one language and a [`Vocabulary`]. Out: a [`SearchIndex`], which answers queries
//! ([`SearchIndex::search`]) and writes itself as static files ([`SearchIndex::files`]; `docs/search-format.md`).
//!
//! tantivy builds the inverted index in memory; its term dictionary, postings and field norms are weighed once
//! (`weights`) into whole numbers, so that the browser's client and this module rank alike to the last place.
//!
//! It knows nothing of records, schemas or areas: whoever calls turns them into documents.

mod analysis;
mod collect;
mod columns;
mod distance;
mod encode;
mod export;
mod languages;
mod lexicon;
mod matching;
mod query;
mod rank;
mod spelling;
mod weights;

pub use analysis::Analysis;
pub use rank::Hit;

use crate::model::Position;
use lexicon::Lexicon;

/// The version of the files' format. A client that meets another one asks its reader to reload the page.
pub const FORMAT: u32 = 2;

/// What kind of thing a document leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A record of a collection.
    Record,
    /// An area.
    Area,
    /// A page of text, or a section of one.
    Page,
    /// A term of the glossary.
    Term,
}

/// Which part of a document a text is: it decides how much a word found there counts, and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What it is called.
    Name,
    /// Who runs it.
    Operator,
    /// The town where it is; the seat of an area.
    Place,
    /// The areas that it lies in.
    Area,
    /// Street and number.
    Street,
    /// What is done there, status, and other short descriptions.
    Activity,
    /// Words of need that it answers. Given twice, it answers them before others.
    Need,
    /// Running text.
    Text,
    /// A telephone number, best in E.164 (`+48…`); one number a text.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal code.
    PostalCode,
}

/// One thing that can be found.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its identity for programs; unique in its collection, but for the sections of one page, which follow each other and
    /// share that of the page: of them, the best is shown.
    pub id: String,
    /// The collection, the level of an area, `page` or `term`.
    pub collection: String,
    /// The heading of a result.
    pub title: String,
    /// A second line of a result; may be empty.
    pub summary: String,
    /// What else a result shows of a record.
    pub row: Row,
    /// Site path without the base, with a leading slash. Unique.
    pub url: String,
    /// What it is.
    pub kind: Kind,
    /// Its texts. A field may come more than once.
    pub fields: Vec<(Field, String)>,
    /// Facet → value, both as keys. A facet may come more than once; `collection` is one without being listed here.
    pub facets: Vec<(String, String)>,
    /// Rank of its status: 0 best, at most 9. The lower comes first among equal matches.
    pub rank: u8,
    /// Where it is.
    pub position: Option<Position>,
}

/// What a result shows of a record beside its title, ready to be read. All of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its heading, where that is shorter than the document's because the operator stands below.
    pub title: String,
    /// Who runs it, where the heading does not say so.
    pub operator: String,
    /// Street and town.
    pub place: String,
    /// Its status: the word for it, its tone, and the day for which it is known.
    pub status: Option<(String, &'static str, String)>,
    /// The telephone numbers to call.
    pub calls: Vec<Call>,
}

/// A telephone number of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// As shown.
    pub text: String,
    /// As dialled: `+48…`.
    pub dialled: String,
    /// What answers there: `landline`, `mobile`, `text` or `short`. May be empty.
    pub kind: &'static str,
    /// Whom one reaches there. May be empty.
    pub label: String,
}

/// An abbreviation and what it stands for: a text with the one is found by the other too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// As written.
    pub short: String,
    /// The whole words.
    pub long: String,
    /// Other written forms of `short`.
    pub forms: Vec<String>,
}

/// What people call things.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Abbreviations, in any order.
    pub abbreviations: Vec<Abbreviation>,
    /// Collection (or level of area) → words for one or several of its members, in all the forms known.
    pub nouns: Vec<(String, Vec<String>)>,
    /// Those of them that are words for levels of areas.
    pub level_nouns: Vec<String>,
    /// The country's calling code, digits only (`48`).
    pub calling_code: Option<String>,
}

/// Why an index could not be built: tantivy failed.
#[derive(Debug)]
pub struct BuildError(tantivy::TantivyError);

impl std::fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the search index could not be built: {}", self.0)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<tantivy::TantivyError> for BuildError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self(error)
    }
}

/// The search index of one language.
#[derive(Debug)]
pub struct SearchIndex {
    language: String,
    analysis: Analysis,
    calling_code: String,
    phrases: Vec<query::Phrase>,
    /// Records, areas, pages, terms; each kind in the order given. Their places here are their numbers.
    documents: Vec<Document>,
    /// Words of texts.
    words: Lexicon,
    /// Telephone numbers, parts of addresses, postal codes.
    codes: Lexicon,
}

/// Builds the index of one language.
///
/// **Shape**: equal matches keep the order of `documents`; sort them as people would read them (by town, say), which
/// also keeps the files small. The same input gives the same bytes.
///
/// **Errors**: only what tantivy cannot do in memory.
pub fn build(language: &str, mut documents: Vec<Document>, vocabulary: &Vocabulary) -> Result<SearchIndex, BuildError> {
    let analysis = Analysis::new(language);
    let calling_code = vocabulary.calling_code.clone().unwrap_or_default();
    documents.sort_by_key(|document| document.kind);
    let collect::Collected { words, codes } = collect::collect(&analysis, &documents, vocabulary)?;
    let mut words = Lexicon::new(words, |word| analysis.key(word));
    let mut codes = Lexicon::new(codes, str::to_owned);
    export::shard(&mut words);
    export::shard(&mut codes);
    let mut phrases = query::phrases(&analysis, &vocabulary.abbreviations);
    phrases.retain(|(_, short)| words.find(short).is_some());
    let language = language.to_owned();
    Ok(SearchIndex { language, analysis, calling_code, phrases, documents, words, codes })
}
