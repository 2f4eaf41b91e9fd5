//! Documents → tantivy's inverted index in memory → words with the impact they have on each document.

use std::collections::{BTreeMap, HashMap};

use tantivy::directory::RamDirectory;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field as Slot, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED, TantivyDocument};

use super::lexicon::Postings;
use super::part::{Member, Texts};
use super::weights::{Source, impact};
use super::{Abbreviation, Analysis, BuildError, Field, Vocabulary};

/// Memory that tantivy may fill before it writes its (one) segment. **Units**: bytes.
const MEMORY: usize = 1 << 30;

/// Digits of a telephone number that are dialled without an area code.
const LOCAL_DIGITS: usize = 7;

/// Everything that tantivy indexes, each in a field of its own.
const SOURCES: [(Source, &str); 12] = [
    (Source::Field(Field::Name), "name"),
    (Source::Field(Field::Operator), "operator"),
    (Source::Field(Field::Place), "place"),
    (Source::Field(Field::Area), "area"),
    (Source::Field(Field::Street), "street"),
    (Source::Field(Field::Activity), "activity"),
    (Source::Field(Field::Text), "text"),
    (Source::Noun, "noun"),
    (Source::Alias, "alias"),
    (Source::Field(Field::Phone), "phone"),
    (Source::Field(Field::Email), "email"),
    (Source::Field(Field::PostalCode), "postal_code"),
];

/// What was collected: dictionaries sorted by term.
#[derive(Debug)]
pub(super) struct Collected {
    /// Words of texts.
    pub words: Vec<(String, Postings)>,
    /// Telephone numbers, e-mail addresses, their domains and postal codes, without punctuation.
    pub codes: Vec<(String, Postings)>,
}

/// Indexes the documents in their order.
pub(super) fn collect(
    analysis: &Analysis,
    members: &[Member<'_>],
    vocabulary: &Vocabulary,
) -> Result<Collected, BuildError> {
    let (schema, slots) = schema();
    let mut aliases = Aliases::new(analysis, &vocabulary.abbreviations);
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers(analysis))
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for member in members {
        let mut texts = TantivyDocument::default();
        for (slot, (source, _)) in slots.iter().zip(SOURCES) {
            for text in source_texts(source, *member, analysis, vocabulary, &mut aliases) {
                texts.add_text(*slot, text);
            }
        }
        writer.add_document(texts)?;
    }
    let index = writer.finalize()?;
    let mut collected = Collected { words: Vec::new(), codes: Vec::new() };
    // An index without documents has no segment.
    if let Some(segment) = index.reader()?.searcher().segment_readers().first() {
        collected.words = dictionary(segment, &slots, members, false)?;
        collected.codes = dictionary(segment, &slots, members, true)?;
    }
    Ok(collected)
}

/// One field for each of [`SOURCES`].
fn schema() -> (Schema, Vec<Slot>) {
    let mut builder = Schema::builder();
    let slots = SOURCES.map(|(source, name)| {
        let tokenizer = if source == Source::Field(Field::Text) { "content-words" } else { "words" };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_fieldnorms(true)
            .set_index_option(IndexRecordOption::WithFreqs);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    });
    (builder.build(), slots.to_vec())
}

/// `words` keeps every word, `content-words` drops function words.
fn tokenizers(analysis: &Analysis) -> TokenizerManager {
    let manager = TokenizerManager::new();
    for (name, skip_stop) in [("words", false), ("content-words", true)] {
        let tokenizer = Words { analysis: analysis.clone(), skip_stop };
        manager.register(name, TextAnalyzer::builder(tokenizer).build());
    }
    manager
}

/// What one field of tantivy receives of a document.
fn source_texts(
    source: Source,
    member: Member<'_>,
    analysis: &Analysis,
    vocabulary: &Vocabulary,
    aliases: &mut Aliases,
) -> Vec<String> {
    match source {
        Source::Field(field) => {
            let texts = member.fields().filter(|(of, _)| *of == field);
            texts.map(|(_, text)| readable(field, text, analysis, vocabulary)).collect()
        }
        // A record's running text is not what it is.
        Source::Noun if member.texts == Texts::Running => Vec::new(),
        Source::Noun => {
            let nouns = vocabulary.nouns.iter().filter(|(collection, _)| *collection == member.document.collection);
            nouns.flat_map(|(_, words)| words.clone()).collect()
        }
        Source::Alias => {
            let texts = member.fields().filter(|(field, _)| !is_code(*field));
            let mut found: Vec<String> = texts.flat_map(|(_, text)| aliases.of(analysis, text)).collect();
            found.sort();
            found.dedup();
            found
        }
    }
}

/// Whether a field holds codes, looked up by their letters and digits without punctuation.
fn is_code(field: Field) -> bool {
    matches!(field, Field::Phone | Field::Email | Field::PostalCode)
}

/// A field's text as tantivy shall read it: codes are written the ways that people may type them.
fn readable(field: Field, text: &str, analysis: &Analysis, vocabulary: &Vocabulary) -> String {
    let joined = |text: &str| analysis.words(text).concat();
    match field {
        Field::Phone => phone_codes(text, vocabulary.calling_code.as_deref()).join(" "),
        Field::Email => match text.split_once('@') {
            Some((_, domain)) => format!("{} {}", joined(text), joined(domain)),
            None => joined(text),
        },
        Field::PostalCode => joined(text),
        _ => text.to_owned(),
    }
}

/// A telephone number without its country's calling code, and its local digits.
fn phone_codes(text: &str, calling_code: Option<&str>) -> Vec<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = match calling_code {
        Some(code) if text.trim_start().starts_with('+') => digits.strip_prefix(code).unwrap_or(&digits),
        _ => &digits,
    };
    let local = national.len().checked_sub(LOCAL_DIGITS).filter(|start| *start > 0).map(|start| &national[start..]);
    [Some(national), local].into_iter().flatten().map(str::to_owned).collect()
}

/// Abbreviations and what they stand for, ready to be found in texts.
struct Aliases {
    /// Keys of the words to find → what to add.
    patterns: Vec<(Vec<String>, String)>,
    /// Words whose keys were made before: texts are long, and their words few.
    known: HashMap<String, String>,
}

impl Aliases {
    fn new(analysis: &Analysis, abbreviations: &[Abbreviation]) -> Self {
        let mut patterns = Vec::new();
        for Abbreviation { short, long, forms } in abbreviations {
            patterns.push((keys(analysis, long), short.clone()));
            for written in std::iter::once(short).chain(forms) {
                patterns.push((keys(analysis, written), long.clone()));
            }
        }
        patterns.retain(|(pattern, _)| !pattern.is_empty());
        Self { patterns, known: HashMap::new() }
    }

    /// What a text is also found by.
    fn of(&mut self, analysis: &Analysis, text: &str) -> Vec<String> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let words = analysis.words(text).into_iter();
        let text: Vec<String> = words.map(|word| self.key(analysis, word)).collect();
        let stands_in = |pattern: &[String]| text.windows(pattern.len()).any(|window| window == pattern);
        self.patterns.iter().filter(|(pattern, _)| stands_in(pattern)).map(|(_, added)| added.clone()).collect()
    }

    fn key(&mut self, analysis: &Analysis, word: String) -> String {
        self.known.entry(word).or_insert_with_key(|word| analysis.key(word)).clone()
    }
}

/// The keys of a text's words.
fn keys(analysis: &Analysis, text: &str) -> Vec<String> {
    analysis.words(text).iter().map(|word| analysis.key(word)).collect()
}

/// The dictionary of all fields that hold codes, or of all others.
fn dictionary(
    segment: &SegmentReader,
    slots: &[Slot],
    members: &[Member<'_>],
    codes: bool,
) -> Result<Vec<(String, Postings)>, BuildError> {
    let mut impacts: BTreeMap<String, Vec<(u32, u8)>> = BTreeMap::new();
    for (slot, (source, _)) in slots.iter().zip(SOURCES) {
        if codes == matches!(source, Source::Field(field) if is_code(field)) {
            read_field(segment, *slot, source, members, &mut impacts)?;
        }
    }
    Ok(impacts.into_iter().map(|(term, found)| (term, postings(found))).collect())
}

/// Adds what one field of the segment says: term → (document, impact), in any order.
fn read_field(
    segment: &SegmentReader,
    slot: Slot,
    source: Source,
    members: &[Member<'_>],
    impacts: &mut BTreeMap<String, Vec<(u32, u8)>>,
) -> Result<(), BuildError> {
    let inverted = segment.inverted_index(slot)?;
    let lengths = segment.get_fieldnorms_reader(slot)?;
    let mut terms = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
    while let Some((term, place)) = terms.next() {
        let term = String::from_utf8_lossy(term).into_owned();
        let found = impacts.entry(term).or_default();
        let mut postings = inverted
            .read_postings_from_terminfo(place, IndexRecordOption::WithFreqs)
            .map_err(tantivy::TantivyError::from)?;
        while postings.doc() != TERMINATED {
            let at = postings.doc();
            let kind = members[at as usize].document.kind;
            found.push((at, impact(source, kind, lengths.fieldnorm(at), postings.term_freq())));
            postings.advance();
        }
    }
    Ok(())
}

/// (document, impact) in any order → postings; of several impacts on one document the greatest counts.
fn postings(mut found: Vec<(u32, u8)>) -> Postings {
    found.sort_by_key(|&(at, impact)| (at, std::cmp::Reverse(impact)));
    found.dedup_by_key(|&mut (at, _)| at);
    let mut groups: BTreeMap<std::cmp::Reverse<u8>, Vec<u32>> = BTreeMap::new();
    for (at, impact) in found {
        groups.entry(std::cmp::Reverse(impact)).or_default().push(at);
    }
    groups.into_iter().map(|(impact, members)| (impact.0, members)).collect()
}

/// Our analysis as a tokenizer of tantivy.
#[derive(Clone)]
struct Words {
    analysis: Analysis,
    skip_stop: bool,
}

/// The words of one text.
struct WordStream {
    words: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        let mut words = self.analysis.words(text);
        words.retain(|word| !(self.skip_stop && self.analysis.is_stop(word)));
        WordStream { words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.text = word;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_found_with_and_without_its_area_code() {
        assert_eq!(phone_codes("+48 22 123 45 67", Some("48")), ["221234567", "1234567"]);
        assert_eq!(phone_codes("22 123 45 67", Some("48")), ["221234567", "1234567"]);
        assert_eq!(phone_codes("112", None), ["112"]);
    }

    #[test]
    fn abbreviations_work_both_ways_and_in_all_forms() {
        let analysis = Analysis::new("pl");
        let sport = Abbreviation {
            short: "OSiR".into(),
            long: "Ośrodek Sportu i Rekreacji".into(),
            forms: vec!["OSiR-u".into()],
        };
        let mut aliases = Aliases::new(&analysis, &[sport]);
        assert_eq!(aliases.of(&analysis, "przy Miejskim Ośrodku Sportu i Rekreacji"), ["OSiR"]);
        assert_eq!(aliases.of(&analysis, "hala OSiR"), ["Ośrodek Sportu i Rekreacji"]);
        assert!(aliases.of(&analysis, "Ośrodek Rekreacji").is_empty());
    }

    #[test]
    fn the_greatest_impact_on_a_document_counts() {
        assert_eq!(postings(vec![(2, 10), (1, 30), (2, 40), (3, 30)]), [(40, vec![2]), (30, vec![1, 3])]);
    }
}
