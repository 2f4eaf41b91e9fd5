//! The index as static files for the browser. `docs/search-format.md` describes them; change both, and [`FORMAT`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::encode::{encode_numbers, encode_postings, encode_terms};
use super::lexicon::Lexicon;
use super::part::Part;
use super::{Document, FORMAT, SearchIndex, columns};

/// A part whose files together are at most so large is sent as one. **Units**: bytes before compression.
const MOST_WHOLE: usize = 56 << 10;
/// Letters of the terms in one shard of a dictionary.
const SHARD_LETTERS: usize = 10 << 10;
/// Postings in one file, unless one term alone has more. **Units**: bytes before compression.
const POSTINGS_BYTES: usize = 8 << 10;
/// Documents whose titles and addresses stand in one file.
const BLOCK: usize = 24;

/// The head of a part: what the client must know before it fetches anything of it.
#[derive(Serialize)]
struct Head<'a> {
    /// Of how many documents of the part before this one has running text.
    also: usize,
    /// Rank of each of its own documents' status: one digit each.
    ranks: String,
    /// Collections, levels of areas and other kinds, numbered by their place.
    collections: Vec<&'a str>,
    /// The first term of each shard of the dictionaries.
    words: Vec<&'a str>,
    codes: Vec<&'a str>,
    /// Documents in one block.
    block: usize,
    /// The part's files, if they stand here.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<BTreeMap<String, Value>>,
    /// Whether the part's files are one file together.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    whole: bool,
}

/// Cuts the dictionaries of a part into shards if it is too large to be sent whole.
pub(super) fn shard(part: &mut Part) {
    let size = |lexicon: &Lexicon| -> usize {
        let postings = lexicon.postings.iter().map(|postings| encode_postings(postings).len() + 3);
        postings.sum::<usize>() + encode_terms(&lexicon.terms).len()
    };
    // What a document's title, summary and address take, roughly; it need not be exact, only the same every time.
    let documents = part.members.len() * 100;
    part.whole = size(&part.words) + size(&part.codes) + documents <= MOST_WHOLE;
    if !part.whole {
        part.words.shard(SHARD_LETTERS);
        part.codes.shard(SHARD_LETTERS);
    }
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
        let mut files = BTreeMap::new();
        let mut heads = Vec::new();
        let own = [&self.documents[..self.first], &self.documents[self.first..]];
        for (number, (part, own)) in self.parts.iter().zip(own).enumerate() {
            let shards = shards(part, own);
            let (inline, whole) = (part.whole && number == 0, part.whole && number > 0);
            if whole {
                files.insert(format!("{number}.json"), json(&shards));
            } else if !inline {
                files.extend(shards.iter().map(|(name, value)| (format!("{number}-{name}.json"), json(value))));
            }
            let apart = columns::facets_and_positions(own);
            files.extend(apart.iter().map(|(name, value)| (format!("{number}-{name}.json"), json(value))));
            heads.push(head(part, own, inline.then_some(shards), whole));
        }
        let folder = format!("{}-{}", self.language, fingerprint(&files));
        let phrases: Vec<String> =
            self.phrases.iter().map(|(keys, short)| format!("{} {short}", keys.join(" "))).collect();
        let entry = json!({
            "format": FORMAT,
            "folder": folder,
            "analysis": self.analysis,
            "calling": self.calling_code,
            "phrases": phrases,
            "parts": heads,
        });
        let within = files.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes));
        std::iter::once((self.entry(), json(&entry))).chain(within).collect()
    }
}

/// The head of a part and its `own` documents.
fn head<'a>(part: &'a Part, own: &'a [Document], files: Option<BTreeMap<String, Value>>, whole: bool) -> Head<'a> {
    Head {
        also: part.members.len() - own.len(),
        ranks: own.iter().map(|document| document.rank.min(9).to_string()).collect(),
        collections: collections(own),
        words: firsts(&part.words),
        codes: firsts(&part.codes),
        block: block(part, own),
        files,
        whole,
    }
}

fn collections(own: &[Document]) -> Vec<&str> {
    let names: BTreeSet<&str> = own.iter().map(|document| document.collection.as_str()).collect();
    names.into_iter().collect()
}

/// Dictionaries, postings and document blocks of a part, by name.
fn shards(part: &Part, own: &[Document]) -> BTreeMap<String, Value> {
    let mut shards = BTreeMap::new();
    for (letter, lexicon) in [('w', &part.words), ('c', &part.codes)] {
        for shard in 0..lexicon.shards.len() {
            let most = if part.whole { usize::MAX } else { POSTINGS_BYTES };
            dictionary(&mut shards, &format!("{letter}{shard}"), lexicon, shard, most);
        }
    }
    let also = &part.members[..part.members.len() - own.len()];
    if !also.is_empty() {
        let also: Vec<u32> =
            also.iter().map(|&number| u32::try_from(number).expect("tantivy counts in 32 bits")).collect();
        shards.insert("also".to_owned(), json!(encode_numbers(&also)));
    }
    let collections = collections(own);
    for (number, block) in own.chunks(block(part, own)).enumerate() {
        shards.insert(format!("d{number}"), columns::block(block, &collections));
    }
    shards
}

/// Documents in one block of a part.
fn block(part: &Part, own: &[Document]) -> usize {
    if part.whole { own.len().max(1) } else { BLOCK }
}

fn firsts(lexicon: &Lexicon) -> Vec<&str> {
    lexicon.shards.iter().map(|&first| lexicon.terms[first].as_str()).collect()
}

/// One shard of a dictionary and its files of postings: `cuts` says at which term each file after the first begins.
fn dictionary(shards: &mut BTreeMap<String, Value>, name: &str, lexicon: &Lexicon, shard: usize, most: usize) {
    let entries = lexicon.entries(shard);
    let mut cuts = Vec::new();
    let mut files: Vec<Vec<String>> = vec![Vec::new()];
    let mut filled = 0;
    for (at, entry) in entries.clone().enumerate() {
        let postings = encode_postings(&lexicon.postings[entry]);
        if filled > 0 && filled + postings.len() > most {
            cuts.push(at);
            files.push(Vec::new());
            filled = 0;
        }
        filled += postings.len();
        files.last_mut().expect("there is a first file").push(postings);
    }
    shards.insert(name.to_owned(), json!({ "terms": encode_terms(&lexicon.terms[entries]), "cuts": cuts }));
    for (number, postings) in files.into_iter().enumerate() {
        shards.insert(format!("{name}p{number}"), json!(postings.join(" ")));
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("strings, numbers and maps with string keys are JSON")
}

/// The first 10 hexadecimal digits of the hash of all files with their names.
fn fingerprint(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        hasher.update(name.as_bytes()).update(&[0]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    hasher.finalize().to_hex()[..10].to_owned()
}
