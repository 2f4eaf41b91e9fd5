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

/// A document of a part, with as much of it as the part indexes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    /// Its number in the index.
    pub number: usize,
    pub document: &'a Document,
    pub texts: Texts,
}

/// Which texts of a document a part indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    All,
    /// All but running text.
    Details,
    /// Running text alone.
    Running,
}

impl<'a> Member<'a> {
    /// The texts that the part indexes.
    pub fn fields(self) -> impl Iterator<Item = (Field, &'a str)> {
        let fields = self.document.fields.iter().map(|(field, text)| (*field, text.as_str()));
        fields.filter(move |(field, _)| match self.texts {
            Texts::All => true,
            Texts::Details => *field != Field::Text,
            Texts::Running => *field == Field::Text,
        })
    }
}

/// The members of both parts; the first `first` documents are records and areas.
pub(super) fn split(documents: &[Document], first: usize) -> [Vec<Member<'_>>; 2] {
    let members =
        |texts| documents.iter().enumerate().map(move |(number, document)| Member { number, document, texts });
    let running = members(Texts::Running).take(first).filter(|member| member.fields().next().is_some());
    [members(Texts::Details).take(first).collect(), running.chain(members(Texts::All).skip(first)).collect()]
}

impl Part {
    /// Indexes the members: `texts`, whether this is the part of running texts.
    pub fn build(
        analysis: &Analysis,
        members: &[Member<'_>],
        vocabulary: &Vocabulary,
        texts: bool,
    ) -> Result<Self, BuildError> {
        let Collected { mut words, codes } = collect(analysis, members, vocabulary)?;
        if texts {
            words.iter_mut().for_each(|(_, postings)| keep_best(postings, MOST_TEXTS));
        }
        let words = Lexicon::new(words, |word| analysis.key(word));
        let codes = Lexicon::new(codes, str::to_owned);
        let members = members.iter().map(|member| member.number).collect();
        let mut part = Self { members, whole: true, words, codes };
        super::export::shard(&mut part);
        Ok(part)
    }
}
