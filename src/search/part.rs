//! One of the two halves of an index: it has dictionaries of its own, and is searched by itself.
//!
//! What people look for first, the names and details of records and areas, is one part, small enough to be fetched at
//! once; running text, pages and terms are the other, fetched when they are needed.

use super::collect::{Collected, collect};
use super::lexicon::{Lexicon, keep_best};
use super::{Analysis, BuildError, Document, Field, Vocabulary};

/// Documents that one word of running text leads to, at most: the best. Words of details lead to all.
const MOST_TEXTS: usize = 2048;

/// A part of an index.
#[derive(Debug)]
pub(super) struct Part {
    /// Numbers of its documents, ascending. Postings count along this list.
    pub members: Vec<usize>,
    /// Whether it is small enough to be sent as one file.
    pub whole: bool,
    /// Words of texts.
    pub words: Lexicon,
    /// Telephone numbers, addresses, postal codes.
    pub codes: Lexicon,
}

/// A document of a part: its number, and as much of it as the part indexes.
pub(super) type Member = (usize, Document);

/// The members of both parts; the first `first` documents are records and areas.
pub(super) fn split(documents: &[Document], first: usize) -> [Vec<Member>; 2] {
    let mut details = Vec::new();
    let mut texts = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        if number >= first {
            texts.push((number, document.clone()));
            continue;
        }
        let mut detail = document.clone();
        let running: Vec<_> = detail.fields.extract_if(.., |(field, _)| *field == Field::Text).collect();
        if !running.is_empty() {
            let text = Document { fields: running, collection: String::new(), ..document.clone() };
            texts.push((number, text));
        }
        details.push((number, detail));
    }
    [details, texts]
}

impl Part {
    /// Indexes the members: `texts`, whether this is the part of running texts.
    pub fn build(
        analysis: &Analysis,
        members: Vec<Member>,
        vocabulary: &Vocabulary,
        texts: bool,
    ) -> Result<Self, BuildError> {
        let (members, documents): (Vec<usize>, Vec<Document>) = members.into_iter().unzip();
        let Collected { mut words, codes } = collect(analysis, &documents, vocabulary)?;
        if texts {
            words.iter_mut().for_each(|(_, postings)| keep_best(postings, MOST_TEXTS));
        }
        let words = Lexicon::new(words, |word| analysis.key(word));
        let codes = Lexicon::new(codes, str::to_owned);
        let mut part = Self { members, whole: true, words, codes };
        super::export::shard(&mut part);
        Ok(part)
    }
}
