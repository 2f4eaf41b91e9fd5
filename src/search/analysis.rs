//! Text → the words it is searched by.
//!
//! A word is folded (lower case, no diacritics); its key is the folded word without its ending, so that the case forms
//! of one word share a key. Everything here has a twin in the browser's `search-words.js`, which reads the same tables.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::languages;

/// How the text of one language becomes words.
#[derive(Clone, Debug, Serialize)]
pub struct Analysis {
    /// Letters replaced after lower-casing and dropping diacritics.
    fold: BTreeMap<char, String>,
    /// Function words, folded: a query passes over them where it has other words.
    stop: BTreeSet<String>,
    /// Those of them that ask for what is near.
    near: BTreeSet<String>,
    /// Steps of [`Analysis::key`].
    steps: Vec<Step>,
    /// Letters that sound alike, replaced in this order.
    sound: Vec<(String, String)>,
    /// Beginnings of words that sound alike.
    starts: Vec<(String, String)>,
}

/// One step of cutting a word down to its key.
#[derive(Clone, Debug, Serialize)]
struct Step {
    /// Letters that must remain.
    keep: usize,
    /// Ending → replacement.
    endings: BTreeMap<String, String>,
}

impl Analysis {
    /// The analysis of a language, by its tag; only folding where the language has no tables.
    pub fn new(language: &str) -> Self {
        let tables = languages::tables(language);
        let fold = pairs(languages::FOLD).chain(pairs(tables.fold));
        let step = |(keep, endings): &(usize, &str)| Step { keep: *keep, endings: pairs(endings).collect() };
        let start = |pair: &str| pair.split_once(' ').map(|(one, other)| (one.to_owned(), other.to_owned()));
        let mut analysis = Self {
            fold: fold.filter_map(|(from, to)| Some((from.chars().next()?, to))).collect(),
            stop: BTreeSet::new(),
            near: BTreeSet::new(),
            steps: tables.steps.iter().map(step).collect(),
            sound: pairs(languages::SOUND).collect(),
            starts: languages::STARTS.split(',').filter_map(start).collect(),
        };
        analysis.stop = analysis.words(tables.stop).into_iter().collect();
        analysis.near = analysis.words(tables.near).into_iter().collect();
        analysis
    }

    /// Lower case without diacritics; dashes become hyphens, and characters beyond the Basic Multilingual Plane spaces.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for letter in text.chars() {
            // Most letters are of this kind, and have nothing to take apart.
            if letter.is_ascii() {
                self.push_folded(letter.to_ascii_lowercase(), &mut folded);
                continue;
            }
            // Lower-casing may add a mark (İ becomes i and a dot), so letters are taken apart once more after it.
            let parts = letter.nfkd().flat_map(char::to_lowercase).nfkd().filter(|part| !is_combining_mark(*part));
            for part in parts {
                self.push_folded(part, &mut folded);
            }
        }
        folded
    }

    fn push_folded(&self, letter: char, folded: &mut String) {
        match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
            // A script counts such a letter as two, so the browser would cut words elsewhere.
            '\u{10000}'.. => folded.push(' '),
            _ => match self.fold.get(&letter) {
                Some(replacement) => folded.push_str(replacement),
                None => folded.push(letter),
            },
        }
    }

    /// The words of a text, folded, in order: runs of letters and digits.
    pub fn words(&self, text: &str) -> Vec<String> {
        split_words(&self.fold(text)).map(str::to_owned).collect()
    }

    /// What the forms of one word have in common; of a word with a digit, the word itself.
    ///
    /// `word` is folded.
    pub fn key(&self, word: &str) -> String {
        let mut key = word.to_owned();
        if !has_digit(word) {
            for step in &self.steps {
                step.apply(&mut key);
            }
        }
        key
    }

    /// What words that sound alike have in common. `key` is a word's key.
    pub fn sound(&self, key: &str) -> String {
        let mut sound = key.to_owned();
        for (from, to) in &self.sound {
            if sound.contains(from.as_str()) {
                sound = sound.replace(from.as_str(), to);
            }
        }
        let mut letters: Vec<char> = sound.chars().collect();
        letters.dedup();
        letters.into_iter().collect()
    }

    /// How a word may begin that sounds like this one, which is folded: two letters or more each.
    pub fn sounding_starts(&self, word: &str) -> Vec<String> {
        let other = |start: &str, other: &str| {
            let next = word.strip_prefix(start)?.chars().next()?;
            Some(format!("{other}{next}"))
        };
        self.starts.iter().flat_map(|(left, right)| [other(left, right), other(right, left)]).flatten().collect()
    }

    /// Whether a folded word asks for what is near.
    pub fn is_near(&self, word: &str) -> bool {
        self.near.contains(word)
    }

    /// Whether a folded word is a function word.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }
}

impl Step {
    /// Replaces the longest ending that leaves enough letters.
    fn apply(&self, word: &mut String) {
        let length = word.chars().count();
        // From the front, so that the longest ending is met first.
        for (cut, (start, _)) in word.char_indices().enumerate() {
            if let Some(replacement) = self.endings.get(&word[start..])
                && cut + replacement.chars().count() >= self.keep
            {
                debug_assert!(cut < length);
                word.truncate(start);
                word.push_str(replacement);
                return;
            }
        }
    }
}

/// The words of a folded text.
pub(super) fn split_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a folded word has a digit 0–9.
pub(super) fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// `from>to` pairs separated by spaces.
fn pairs(table: &str) -> impl Iterator<Item = (String, String)> + '_ {
    table.split_whitespace().filter_map(|pair| pair.split_once('>')).map(|(from, to)| (from.to_owned(), to.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn folding_letter_by_letter_folds_the_text(text in proptest::prelude::any::<String>()) {
            let whole: String = text.nfkd().flat_map(char::to_lowercase).nfkd().collect();
            let analysis = Analysis::new("pl");
            proptest::prop_assert_eq!(analysis.fold(&text), analysis.fold(&whole));
            proptest::prop_assert!(!analysis.fold(&text).chars().any(is_combining_mark));
        }
    }

    #[test]
    fn diacritics_case_and_dashes_are_folded() {
        let polish = Analysis::new("pl");
        assert_eq!(polish.fold("ŁÓDŹ – Straße ﬁ ¾"), "lodz - strasse fi 3⁄4");
        assert_eq!(polish.words("ul. Słowackiego 3/16, 🎉 𝐀b"), ["ul", "slowackiego", "3", "16", "ab"]);
    }

    #[test]
    fn forms_of_a_name_share_a_key() {
        let polish = Analysis::new("pl");
        for forms in [
            "gdynia gdyni gdynie gdynia",
            "sopot sopotu sopocie sopotem",
            "krakow krakowa krakowie krakowem",
            "radom radomia radomiu radomiem",
            "lodz lodzi lodzia",
            "wloclawek wloclawka wloclawku wloclawkiem",
            "kielce kielc kielcach kielcom",
            "ostroleka ostrolece ostroleki ostroleke",
            "hel helu helem",
            "gora gorze gory",
            "warszawska warszawskiej warszawskiego",
        ] {
            let keys: Vec<String> = forms.split(' ').map(|form| polish.key(form)).collect();
            assert!(keys.iter().all(|key| *key == keys[0]), "{forms}: {keys:?}");
        }
    }

    #[test]
    fn each_language_has_its_own_endings() {
        assert_eq!(Analysis::new("en").key("libraries"), "library");
        assert_eq!(Analysis::new("de-AT").key("werkstatten"), Analysis::new("de").key("werkstatt"));
        let ukrainian = Analysis::new("uk");
        assert_eq!(ukrainian.words("Гданськ"), ["gdansk"]);
        assert_eq!(ukrainian.key(&ukrainian.fold("Варшаві")), ukrainian.key(&ukrainian.fold("Warszawa")));
        assert_eq!(Analysis::new("eo").key("urboj"), "urboj");
    }

    #[test]
    fn a_number_keeps_all_its_digits() {
        assert_eq!(Analysis::new("pl").key("25a"), "25a");
    }
}
