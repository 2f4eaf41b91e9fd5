//! The index as static files for the browser. `docs/search-format.md` describes them; change both, and [`FORMAT`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::lexicon::{Lexicon, Postings};
use super::part::Part;
use super::{Document, FORMAT, SearchIndex};

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
    /// Numbers of documents of the part before that this one has running text of.
    also: Vec<usize>,
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
            let whole = part.whole;
            let facets = ("facets".to_owned(), facets(own));
            if whole && number > 0 {
                files.insert(format!("{number}.json"), json(&shards));
            } else if !whole {
                files.extend(shards.iter().map(|(name, value)| (format!("{number}-{name}.json"), json(value))));
            }
            files.insert(format!("{number}-{}.json", facets.0), json(&facets.1));
            heads.push(head(part, own, (whole && number == 0).then_some(shards), whole && number > 0));
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
        also: part.members[..part.members.len() - own.len()].to_vec(),
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
    let collections = collections(own);
    for (number, block) in own.chunks(block(part, own)).enumerate() {
        shards.insert(format!("d{number}"), document_block(block, &collections));
    }
    shards
}

/// What only the search page needs: the facets of each document, and where it is.
fn facets(own: &[Document]) -> Value {
    let keys: BTreeSet<&str> =
        own.iter().flat_map(|document| document.facets.iter().map(|(key, _)| key.as_str())).collect();
    let mut facets: BTreeMap<&str, Value> = keys.into_iter().map(|key| (key, facet(&facet_values(own, key)))).collect();
    let collections: Vec<Vec<&str>> = own.iter().map(|document| vec![document.collection.as_str()]).collect();
    facets.insert("collection", facet(&collections));
    // Thousandths of a degree: about a hundred metres, which is finer than any distance shown.
    let thousandths = |degrees: f64| (degrees * 1000.0).round() as i64;
    let position = |document: &Document| match document.position {
        Some(position) => json!([thousandths(position.lat()), thousandths(position.lon())]),
        None => json!(0),
    };
    json!({ "facets": facets, "positions": own.iter().map(position).collect::<Vec<_>>() })
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

/// Titles, summaries, addresses and collections of some documents, column by column.
fn document_block(documents: &[Document], collections: &[&str]) -> Value {
    let column = |text: fn(&Document) -> &str| documents.iter().map(text).collect::<Vec<_>>();
    let numbers = documents.iter().map(|document| collections.binary_search(&document.collection.as_str()));
    json!({
        "title": column(|document| &document.title),
        "summary": column(|document| &document.summary),
        "url": column(|document| &document.url),
        "collection": numbers.map(|number| number.expect("every collection is listed")).collect::<Vec<_>>(),
    })
}

/// The values of each document in one facet.
fn facet_values<'a>(documents: &'a [Document], key: &str) -> Vec<Vec<&'a str>> {
    let of =
        |document: &'a Document| document.facets.iter().filter(|(of, _)| of == key).map(|(_, value)| value.as_str());
    documents.iter().map(|document| of(document).collect()).collect()
}

/// One facet: its values, the sets of values that occur, and which of them each document has.
fn facet(own: &[Vec<&str>]) -> Value {
    let values: Vec<&str> = own.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let numbered = |set: &Vec<&str>| -> Vec<usize> {
        set.iter().map(|value| values.binary_search(value).expect("every value is listed")).collect()
    };
    let own: Vec<Vec<usize>> = own.iter().map(numbered).collect();
    let sets: Vec<&Vec<usize>> = own.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let width = if sets.len() <= DIGITS.len() { 1 } else { 2 };
    let documents: String =
        own.iter().flat_map(|set| digits(sets.binary_search(&set).expect("every set is listed"), width)).collect();
    json!({ "values": values, "sets": sets, "width": width, "documents": documents })
}

/// Digits of base 64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A number below 64^`width` in so many digits, the highest first.
fn digits(number: usize, width: u32) -> impl Iterator<Item = char> {
    (0..width).rev().map(move |place| char::from(DIGITS[number / 64_usize.pow(place) % 64]))
}

/// Sorted terms, separated by spaces: how many letters each shares with the one before (one digit of base 36), the rest.
fn encode_terms(terms: &[String]) -> String {
    let mut text = String::new();
    let mut before: &str = "";
    for term in terms {
        let same = before.chars().zip(term.chars()).take(35).take_while(|(left, right)| left == right).count();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&base36(same as u64));
        text.extend(term.chars().skip(same));
        before = term;
    }
    text
}

/// Postings: groups `impact:documents` separated by `;`; documents are gaps from the one before (the first from −1),
/// separated by `.`, each with `+n` where the n next documents follow too. Numbers in base 36.
fn encode_postings(postings: &Postings) -> String {
    let group = |(impact, members): &(u8, Vec<u32>)| {
        let mut next = 0;
        let mut runs = Vec::new();
        for run in members.chunk_by(|left, right| left + 1 == *right) {
            let gap = base36(u64::from(run[0] - next + 1));
            let more = run.len() - 1;
            runs.push(if more == 0 { gap } else { format!("{gap}+{}", base36(more as u64)) });
            next = run[more] + 1;
        }
        format!("{}:{}", base36(u64::from(*impact)), runs.join("."))
    };
    postings.iter().map(group).collect::<Vec<_>>().join(";")
}

/// A number in base 36, lower case.
fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]);
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().map(|&digit| char::from(digit)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_share_their_beginnings() {
        let terms = ["ala", "alba", "żbik"].map(str::to_owned);
        assert_eq!(encode_terms(&terms), "0ala 2ba 0żbik");
    }

    #[test]
    fn postings_are_gaps_and_runs() {
        assert_eq!(encode_postings(&vec![(60, vec![0, 1, 2, 40]), (9, vec![5])]), "1o:1+2.12;9:6");
    }

    #[test]
    fn numbers_in_base_64_keep_their_width() {
        assert_eq!(digits(65, 2).collect::<String>(), "BB");
        assert_eq!(digits(0, 1).collect::<String>(), "A");
    }
}
