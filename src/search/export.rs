//! The index as static files for the browser. `docs/search-format.md` describes them; change both, and [`FORMAT`].

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::encode::{encode_postings, encode_terms};
use super::lexicon::Lexicon;
use super::{Document, FORMAT, Kind, SearchIndex, columns};

/// Bytes of a shard of a dictionary with its postings, before compression: of a small register, and of the largest.
const SMALL_SHARD: usize = 5 << 9;
const LARGE_SHARD: usize = 48 << 10;
/// Into how many shards a dictionary is cut before its shards grow.
const SHARDS: usize = 24;
/// Letters that results show of documents, in one file.
const BLOCK: usize = 20 << 10;

/// Cuts a dictionary into shards.
pub(super) fn shard(lexicon: &mut Lexicon) {
    let size =
        |lexicon: &Lexicon, at: usize| lexicon.terms[at].len() + encode_postings(&lexicon.postings[at]).len() + 2;
    let all: usize = (0..lexicon.terms.len()).map(|at| size(lexicon, at)).sum();
    lexicon.shard((all / SHARDS).clamp(SMALL_SHARD, LARGE_SHARD), size);
}

impl SearchIndex {
    /// The name of the file that the client asks for first.
    pub fn entry(&self) -> String {
        format!("{}.json", self.language)
    }

    /// The index as files: relative path → bytes, the entry first, the others in the order of their names.
    ///
    /// All but the entry lie in a folder named after their content, so that a browser may keep them for ever.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = columns::files(&self.documents);
        for (letter, lexicon) in [('w', &self.words), ('c', &self.codes)] {
            files.extend(
                (0..lexicon.shards.len()).map(|shard| (format!("{letter}{shard}"), dictionary(lexicon, shard))),
            );
        }
        let starts = blocks(&self.documents);
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(self.documents.len());
            files.insert(format!("d{number}"), columns::block(&self.documents[*start..end]));
        }
        let files: BTreeMap<String, Vec<u8>> =
            files.into_iter().map(|(name, value)| (format!("{name}.json"), json(&value))).collect();
        let folder = format!("{}-{}", self.language, fingerprint(&files));
        let entry = json(&self.head(&folder));
        let within = files.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes));
        std::iter::once((self.entry(), entry)).chain(within).collect()
    }

    /// What the client must know before it fetches anything else.
    fn head(&self, folder: &str) -> Value {
        let phrases: Vec<String> =
            self.phrases.iter().map(|(keys, short)| format!("{} {short}", keys.join(" "))).collect();
        let end = |kind: Kind| self.documents.partition_point(|document| document.kind <= kind);
        let ends = [Kind::Record, Kind::Area, Kind::Page, Kind::Term].map(end);
        let records = &self.documents[..end(Kind::Record)];
        json!({
            "format": FORMAT,
            "folder": folder,
            "analysis": self.analysis,
            "calling": self.calling_code,
            "phrases": phrases,
            "ends": ends,
            "ranks": columns::runs(records.iter().map(|document| usize::from(document.rank.min(9)))),
            "sections": sections(&self.documents[end(Kind::Area)..end(Kind::Page)]),
            "words": self.words.firsts,
            "codes": self.codes.firsts,
            "blocks": blocks(&self.documents),
        })
    }
}

/// The first document of each file of what results show.
fn blocks(documents: &[Document]) -> Vec<usize> {
    let mut starts = Vec::new();
    // Full, so that the first document begins the first file.
    let mut filled = BLOCK;
    for (number, document) in documents.iter().enumerate() {
        let letters = columns::letters(document);
        if filled + letters > BLOCK {
            starts.push(number);
            filled = 0;
        }
        filled += letters;
    }
    starts
}

/// Of how many documents each page consists.
fn sections(pages: &[Document]) -> Vec<usize> {
    pages.chunk_by(|left, right| left.id == right.id).map(<[Document]>::len).collect()
}

/// One shard of a dictionary.
fn dictionary(lexicon: &Lexicon, shard: usize) -> Value {
    let entries = lexicon.entries(shard);
    let postings: Vec<String> = entries.clone().map(|at| encode_postings(&lexicon.postings[at])).collect();
    json!({ "terms": encode_terms(&lexicon.terms[entries]), "postings": postings.join(" ") })
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("strings, numbers and maps with string keys are JSON")
}

/// The first 10 hexadecimal digits of the hash of all files with their names.
fn fingerprint(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        // With names and lengths: bytes that move from one file to another must make another folder.
        hasher.update(name.as_bytes()).update(&[0]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    hasher.finalize().to_hex()[..10].to_owned()
}
