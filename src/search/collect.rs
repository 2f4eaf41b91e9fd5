//! Documents → tantivy's inverted index in memory → words with the impact they have on each document.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tantivy::directory::RamDirectory;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field as Slot, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED, TantivyDocument};

use super::analysis::has_digit;
use super::lexicon::{Postings, keep_best};
use super::weights::{Impact, RUNNING_TEXT, Source, impact};
use super::{Abbreviation, Analysis, BuildError, Document, Field, Kind, Vocabulary};

/// Memory that tantivy may fill before it writes its (one) segment. **Units**: bytes.
const MEMORY: usize = 1 << 30;

/// How many digits are left where groups of a telephone number begin, however it is grouped.
const GROUP_STARTS: [usize; 5] = [7, 6, 5, 4, 3];

/// Documents that one word of running text leads to, at most: the best. Words of details lead to all.
const MOST_TEXTS: usize = 2048;

/// Everything that tantivy indexes, each in a field of its own.
fn sources() -> Vec<Source> {
    let plain = [
        Field::Name,
        Field::Operator,
        Field::Place,
        Field::Area,
        Field::Street,
        Field::Activity,
        Field::Need,
        Field::Text,
        Field::Phone,
        Field::Email,
        Field::PostalCode,
    ];
    let places = [Field::Name, Field::Place, Field::Area].into_iter();
    let places = places.flat_map(|field| (1..=3).map(move |words| Source::Place(field, words)));
    plain.into_iter().map(Source::Field).chain(places).chain([Source::Mail, Source::Noun, Source::Alias]).collect()
}

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
    documents: &[Document],
    vocabulary: &Vocabulary,
) -> Result<Collected, BuildError> {
    let sources = sources();
    let (schema, slots) = schema(&sources);
    let mut reader = Reader::new(analysis, vocabulary);
    // One segment: its numbers of documents are then ours, and no thread decides about their order.
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers(analysis))
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for document in documents {
        let mut texts = TantivyDocument::default();
        for (slot, source) in slots.iter().zip(&sources) {
            reader.texts(*source, document).into_iter().for_each(|text| texts.add_text(*slot, text));
        }
        writer.add_document(texts)?;
    }
    let index = writer.finalize()?;
    let mut collected = Collected { words: Vec::new(), codes: Vec::new() };
    // An index without documents has no segment.
    if let Some(segment) = index.reader()?.searcher().segment_readers().first() {
        let slots: Vec<(Slot, Source)> = slots.into_iter().zip(sources).collect();
        collected.words = dictionary(segment, &slots, documents, false)?;
        collected.codes = dictionary(segment, &slots, documents, true)?;
    }
    Ok(collected)
}

/// One field for each source.
fn schema(sources: &[Source]) -> (Schema, Vec<Slot>) {
    let mut builder = Schema::builder();
    let slots = sources.iter().enumerate().map(|(number, source)| {
        let content = matches!(source, Source::Field(Field::Text | Field::Need));
        let indexing = TextFieldIndexing::default()
            // A name may be made of function words; in running text they would only fill the index.
            .set_tokenizer(if content { "content-words" } else { "words" })
            .set_fieldnorms(true)
            .set_index_option(IndexRecordOption::WithFreqs);
        builder.add_text_field(&number.to_string(), TextOptions::default().set_indexing_options(indexing))
    });
    let slots = slots.collect();
    (builder.build(), slots)
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

/// Turns documents into what each field of tantivy receives of them.
struct Reader<'a> {
    analysis: &'a Analysis,
    vocabulary: &'a Vocabulary,
    aliases: Aliases,
    /// Words for levels of areas: part of many names of areas, and of no telling.
    levels: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn new(analysis: &'a Analysis, vocabulary: &'a Vocabulary) -> Self {
        let levels = vocabulary.level_nouns.iter().flat_map(|noun| analysis.words(noun)).collect();
        Self { analysis, vocabulary, aliases: Aliases::new(analysis, &vocabulary.abbreviations), levels }
    }

    fn texts(&mut self, source: Source, document: &Document) -> Vec<String> {
        let fields = document.fields.iter().filter(|(field, _)| !self.is_place(*field, document.kind));
        match source {
            Source::Field(field) => {
                let texts = fields.filter(|(of, _)| *of == field);
                texts.map(|(_, text)| readable(field, text, self.analysis, self.vocabulary)).collect()
            }
            Source::Place(field, words) if self.is_place(field, document.kind) => {
                let texts = document.fields.iter().filter(|(of, _)| *of == field);
                texts.filter_map(|(_, text)| self.place(text, words)).collect()
            }
            Source::Place(..) => Vec::new(),
            Source::Mail => {
                let mails = document.fields.iter().filter(|(of, _)| *of == Field::Email);
                mails.filter_map(|(_, text)| mail_words(text, self.analysis)).collect()
            }
            Source::Noun => {
                let nouns = self.vocabulary.nouns.iter().filter(|(collection, _)| *collection == document.collection);
                nouns.flat_map(|(_, words)| words.clone()).collect()
            }
            Source::Alias => {
                let texts = document.fields.iter().filter(|(field, _)| !is_code(*field) && *field != Field::Need);
                let mut found: Vec<String> = texts.flat_map(|(_, text)| self.aliases.of(self.analysis, text)).collect();
                found.sort();
                found.dedup();
                found
            }
        }
    }

    /// Whether a field names the places by which a document is bound.
    fn is_place(&self, field: Field, kind: Kind) -> bool {
        match kind {
            Kind::Record => matches!(field, Field::Place | Field::Area),
            Kind::Area => matches!(field, Field::Place | Field::Name),
            Kind::Page | Kind::Term => false,
        }
    }

    /// The words of the name of a place, if there are so many (or more than three).
    fn place(&self, name: &str, count: u8) -> Option<String> {
        let mut words = self.analysis.words(name);
        if words.iter().any(|word| !self.levels.contains(word)) {
            // They stand in the names of many areas: counted, one such word alone would name a place.
            words.retain(|word| !self.levels.contains(word));
        }
        (words.len().min(3) == usize::from(count)).then(|| words.join(" "))
    }
}

/// Whether a field holds codes, looked up by their letters and digits without punctuation.
fn is_code(field: Field) -> bool {
    matches!(field, Field::Phone | Field::Email | Field::PostalCode)
}

/// A field's text as tantivy shall read it: codes are written the ways that people may type them.
fn readable(field: Field, text: &str, analysis: &Analysis, vocabulary: &Vocabulary) -> String {
    match field {
        Field::Phone => phone_codes(text, vocabulary.calling_code.as_deref()).join(" "),
        Field::Email => mail_codes(text, analysis).join(" "),
        Field::PostalCode => analysis.words(text).concat(),
        _ => text.to_owned(),
    }
}

/// A mail address whole, and its two sides.
fn mail_codes(text: &str, analysis: &Analysis) -> Vec<String> {
    let joined = |text: &str| analysis.words(text).concat();
    match text.split_once('@') {
        Some((name, domain)) => vec![joined(text), joined(name), joined(domain)],
        None => vec![joined(text)],
    }
}

/// The words of a mail address, without the last part of its domain, which is that of a whole country, and without numbered
/// ones, which nobody types alone.
fn mail_words(text: &str, analysis: &Analysis) -> Option<String> {
    let (name, domain) = text.split_once('@')?;
    let (domain, _) = domain.rsplit_once('.')?;
    let mut words = analysis.words(&format!("{name} {domain}"));
    words.retain(|word| !has_digit(word));
    Some(words.join(" "))
}

/// A telephone number without its country's calling code, and its ends from where groups of it begin.
fn phone_codes(text: &str, calling_code: Option<&str>) -> Vec<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = match calling_code {
        Some(code) if text.trim_start().starts_with('+') => digits.strip_prefix(code).unwrap_or(&digits),
        _ => &digits,
    };
    let ends = GROUP_STARTS.iter().filter_map(|left| national.len().checked_sub(*left).filter(|start| *start > 0));
    std::iter::once(national).chain(ends.map(|start| &national[start..])).map(str::to_owned).collect()
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
    slots: &[(Slot, Source)],
    documents: &[Document],
    codes: bool,
) -> Result<Vec<(String, Postings)>, BuildError> {
    let mut impacts: BTreeMap<String, Vec<(u32, Impact)>> = BTreeMap::new();
    for (slot, source) in slots {
        if codes == matches!(source, Source::Field(field) if is_code(*field)) {
            read_field(segment, *slot, *source, documents, &mut impacts)?;
        }
    }
    Ok(impacts.into_iter().map(|(term, found)| (term, postings(found))).collect())
}

/// Adds what one field of the segment says: term → (document, impact), in any order.
fn read_field(
    segment: &SegmentReader,
    slot: Slot,
    source: Source,
    documents: &[Document],
    impacts: &mut BTreeMap<String, Vec<(u32, Impact)>>,
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
            let kind = documents[at as usize].kind;
            found.push((at, impact(source, kind, lengths.fieldnorm(at), postings.term_freq())));
            postings.advance();
        }
    }
    Ok(())
}

/// (document, impact) in any order → postings; several impacts on one document are one.
fn postings(mut found: Vec<(u32, Impact)>) -> Postings {
    found.sort_unstable();
    found.dedup_by(|&mut (at, impact), (kept, all)| {
        let same = at == *kept;
        if same {
            *all = all.with(impact);
        }
        same
    });
    let mut groups: BTreeMap<std::cmp::Reverse<Impact>, Vec<u32>> = BTreeMap::new();
    for (at, impact) in found {
        groups.entry(std::cmp::Reverse(impact)).or_default().push(at);
    }
    let mut postings: Postings = groups.into_iter().map(|(impact, members)| (impact.0, members)).collect();
    // The best comes first: where even that is running text, the word makes no record what is looked for.
    if postings.first().is_some_and(|(impact, _)| impact.weight() <= RUNNING_TEXT) {
        keep_best(&mut postings, MOST_TEXTS);
    }
    postings
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
        let codes = ["221234567", "1234567", "234567", "34567", "4567", "567"];
        assert_eq!(phone_codes("+48 22 123 45 67", Some("48")), codes);
        assert_eq!(phone_codes("22 123 45 67", Some("48")), codes);
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
    fn the_greatest_weight_on_a_document_counts() {
        let [ten, thirty, forty] = [10, 30, 40].map(|weight| Impact::new(weight, false, 0));
        let found = vec![(2, ten), (1, thirty), (2, forty), (3, thirty)];
        assert_eq!(postings(found), [(forty, vec![2]), (thirty, vec![1, 3])]);
    }

    #[test]
    fn a_mail_address_is_found_by_its_parts() {
        let codes = mail_codes("lib.biuro@town.elk.pl", &Analysis::new("pl"));
        assert_eq!(codes, ["libbiurotownelkpl", "libbiuro", "townelkpl"]);
        assert_eq!(mail_words("lib.biuro@town2.elk.pl", &Analysis::new("pl")).as_deref(), Some("lib biuro elk"));
    }
}
