use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::search::Analysis;

/// The names of records and areas, to be found in text in any of their forms: the words of both are compared by their
/// keys.
///
/// A name of a single word is no name here: it may be any word. Nor is one that several things have, nor that of a record
/// with which a longer name begins: it tells nothing apart.
#[derive(Debug)]
pub struct Mentions {
    analysis: Analysis,
    /// The first word's key → the names that begin with it, longest first.
    names: BTreeMap<String, Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    /// The keys of the words after the first.
    rest: Vec<String>,
    url: String,
    is_capitalised: bool,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention<'a> {
    /// Where it stands. **Units**: bytes.
    pub range: Range<usize>,
    /// Where it leads.
    pub url: &'a str,
}

/// A name with the address that it leads to; without one it is a name that must lead nowhere.
pub type Named<'a> = (&'a str, Option<String>);

impl Mentions {
    /// The names of a site in one language that may stand in the given texts.
    pub fn new<'a>(
        language: &str,
        texts: impl Iterator<Item = &'a str>,
        records: impl Iterator<Item = Named<'a>>,
        areas: impl Iterator<Item = Named<'a>>,
    ) -> Self {
        let analysis = Analysis::new(language);
        let keys = Keys::new(analysis, texts);
        let mut told_apart = keys.distinct(records);
        for at in 1..told_apart.len() {
            let (before, after) = told_apart.split_at_mut(at);
            if after[0].keys.starts_with(&before[at - 1].keys) {
                before[at - 1].url = None;
            }
        }
        // After the records have been held against one another: an area may begin a record's name and is still meant
        // by its own.
        told_apart.extend(keys.distinct(areas));
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for Read { keys, url, is_capitalised } in told_apart {
            let mut keys = keys.into_iter();
            let (Some(first), Some(url)) = (keys.next(), url) else { continue };
            names.entry(first).or_default().push(Name { rest: keys.collect(), url, is_capitalised });
        }
        for names in names.values_mut() {
            // The longest that stands in the text is the one that is meant.
            names.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
        }
        Self { analysis: keys.analysis, names }
    }

    /// The names in a text whose addresses are wanted, in its order; none lies in another.
    pub(super) fn find(&self, text: &str, mut wanted: impl FnMut(&str) -> bool) -> Vec<Mention<'_>> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut at = 0;
        while at < words.len() {
            let name = self.name_at(text, &words[at..]).filter(|name| wanted(&name.url));
            let last = at + name.map_or(0, |name| name.rest.len());
            found.extend(name.map(|name| Mention { range: words[at].start..words[last].end, url: &name.url }));
            at = last + 1;
        }
        found
    }

    /// The longest name that begins with the first of some words.
    fn name_at(&self, text: &str, words: &[Range<usize>]) -> Option<&Name> {
        let first = &words[0];
        let names = self.names.get(&self.key(&text[first.clone()]))?;
        let is_capitalised = text[first.start..].starts_with(char::is_uppercase);
        names.iter().find(|name| (is_capitalised || !name.is_capitalised) && self.continues(text, words, &name.rest))
    }

    /// Whether the words after the first one are those of a name, with nothing between them that parts sentences.
    fn continues(&self, text: &str, words: &[Range<usize>], rest: &[String]) -> bool {
        let joined = |pair: &[Range<usize>]| text[pair[0].end..pair[1].start].chars().all(joins);
        words.len() > rest.len()
            && words[..=rest.len()].windows(2).all(joined)
            && rest.iter().zip(&words[1..]).all(|(key, word)| *key == self.key(&text[word.clone()]))
    }

    fn key(&self, word: &str) -> String {
        self.analysis.key(&self.analysis.fold(word))
    }
}

/// A name taken apart.
struct Read {
    keys: Vec<String>,
    url: Option<String>,
    is_capitalised: bool,
}

/// The keys of all words that the texts have: a register has many names, and its texts few of them.
struct Keys {
    analysis: Analysis,
    known: BTreeSet<String>,
}

impl Keys {
    fn new<'a>(analysis: Analysis, texts: impl Iterator<Item = &'a str>) -> Self {
        let words: BTreeSet<&str> = texts.flat_map(|text| words(text).map(|word| &text[word])).collect();
        let known = words.into_iter().map(|word| analysis.key(&analysis.fold(word))).collect();
        Self { analysis, known }
    }

    /// Names of several words, sorted, whose first two are known; what several things are called leads nowhere.
    fn distinct<'a>(&self, names: impl Iterator<Item = Named<'a>>) -> Vec<Read> {
        let mut names: Vec<Read> = names.filter_map(|(name, url)| self.read(name, url)).collect();
        names.sort_by(|a, b| a.keys.cmp(&b.keys));
        names.dedup_by(|later, first| {
            let same = later.keys == first.keys;
            if same && later.url != first.url {
                first.url = None;
            }
            same
        });
        names
    }

    fn read(&self, name: &str, url: Option<String>) -> Option<Read> {
        let mut keys = Vec::new();
        for (at, word) in words(name).enumerate() {
            let key = self.analysis.key(&self.analysis.fold(&name[word]));
            if at < 2 && !self.known.contains(&key) {
                return None;
            }
            keys.push(key);
        }
        (keys.len() > 1).then(|| Read { keys, url, is_capitalised: name.starts_with(char::is_uppercase) })
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        from = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        Some(start..from)
    })
}

fn joins(character: char) -> bool {
    character.is_whitespace() || "-–„”“\"«»'’()".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(mentions: &Mentions, text: &'t str) -> Option<(&'t str, String)> {
        mentions.find(text, |_| true).into_iter().next().map(|mention| (&text[mention.range], mention.url.to_owned()))
    }

    fn mentions(records: &[(&str, Option<&str>)], areas: &[(&str, &str)]) -> Mentions {
        let texts = records.iter().map(|(name, _)| *name).chain(areas.iter().map(|(name, _)| *name));
        let records = records.iter().map(|(name, url)| (*name, url.map(str::to_owned)));
        Mentions::new("pl", texts, records, areas.iter().map(|(name, url)| (*name, Some((*url).to_owned()))))
    }

    #[test]
    fn a_name_is_found_in_any_of_its_forms_and_the_longest_first() {
        let mentions = mentions(
            &[("Biblioteka Główna", Some("/b")), ("Biblioteka Główna w Gdyni", Some("/g"))],
            &[("dolina Stara Huta", "/s"), ("Stara Huta", "/w"), ("Gdynia", "/one-word")],
        );
        assert_eq!(found(&mentions, "i w dolinie Starej Hucie."), Some(("dolinie Starej Hucie", "/s".to_owned())));
        assert_eq!(found(&mentions, "W\u{a0}Starej\u{a0}Hucie"), Some(("Starej\u{a0}Hucie", "/w".to_owned())));
        let told = "Bibliotece „Głównej” w Gdyni";
        assert_eq!(found(&mentions, &format!("O {told}, tak.")), Some((told, "/g".to_owned())));
        for none in ["biblioteka główna w Gdyni", "Bibliotece. Głównej w Gdyni", "Biblioteka Główna", "w Gdyni"] {
            assert_eq!(found(&mentions, none), None, "{none}");
        }
    }

    #[test]
    fn a_name_that_several_have_leads_nowhere() {
        let mentions = mentions(
            &[
                ("Dom Kultury", Some("/a")),
                ("Dom Kultury", Some("/b")),
                ("Nocny Autobus", Some("/n")),
                ("Nocny autobus", None),
            ],
            &[("Nowa Ruda", "/osada"), ("Nowa Ruda", "/kopalnia")],
        );
        for none in ["Dom Kultury", "Nocny Autobus", "w Nowej Rudzie"] {
            assert_eq!(found(&mentions, none), None, "{none}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-zA-ZłŁ .„”-]{0,40}", name in "[a-zA-ZłŁ ]{0,20}") {
            let mentions = mentions(&[(&name, Some("/"))], &[]);
            if let Some((words, _)) = found(&mentions, &text) {
                proptest::prop_assert!(text.contains(words));
            }
        }
    }
}
