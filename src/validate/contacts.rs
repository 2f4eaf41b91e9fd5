//! Telephone numbers and e-mail addresses that are well formed and still look wrong.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use strsim::damerau_levenshtein;

use super::records::Draft;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{AddressField, EmailField, PhoneField, TextField, Value};
use crate::model::{Email, Mailbox, slugify};
use crate::say;

/// The shortest part of a domain in which one different letter is taken for a slip: `wp` and `op` are both right.
const SHORTEST_TELLING_PART: usize = 6;

/// Reports contacts shared by records, mailboxes named after people, and domains one letter away from the right one.
pub fn check_contacts(groups: &[(&Schema, &[Draft])], sink: &mut Vec<Diagnostic>) {
    report_shared(groups, sink);
    let domains = Domains::new(groups);
    for (_, drafts) in groups {
        for draft in *drafts {
            for (field, item, mailbox) in mailboxes(draft) {
                let email = &mailbox.address;
                // A record that says whose the mailbox is has been thought about.
                if mailbox.marked.is_none() && mailbox.is_personal() {
                    sink.push(personal(draft, field, item, email));
                }
                let words = words(draft);
                if let Some(right) = domains.meant(email.domain(), &words) {
                    sink.push(dubious_domain(draft, field, item, email, &right));
                }
            }
        }
    }
}

fn mailboxes(draft: &Draft) -> impl Iterator<Item = (usize, usize, &Mailbox)> {
    values(draft).filter_map(|(field, item, value)| Some((field, item, value.get::<EmailField>()?)))
}

/// The values of a record, each with the number of its field and of its item.
fn values(draft: &Draft) -> impl Iterator<Item = (usize, usize, &Value)> {
    let fields = draft.record.values.iter().enumerate();
    fields.flat_map(|(field, values)| values.iter().enumerate().map(move |(item, value)| (field, item, value)))
}

/// What two records may share by a slip only: a telephone that rings at one desk, a mailbox.
fn contact(value: &Value) -> Option<String> {
    let phone = value.get::<PhoneField>().filter(|phone| phone.extension.is_none());
    let number = phone.map(|phone| phone.number.clone());
    number.or_else(|| value.get::<EmailField>().map(|mailbox| mailbox.address.as_str().to_lowercase()))
}

fn report_shared(groups: &[(&Schema, &[Draft])], sink: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (&Draft, usize, usize)> = HashMap::new();
    let drafts = groups.iter().flat_map(|(_, drafts)| *drafts);
    for (draft, (field, item, value)) in drafts.flat_map(|draft| values(draft).map(move |value| (draft, value))) {
        let Some(key) = contact(value) else { continue };
        match first.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert((draft, field, item));
            }
            Entry::Occupied(entry) => {
                let (other, other_field, other_item) = *entry.get();
                // Within one record the same number may stand under two labels.
                if other.record.file.path() != draft.record.file.path() {
                    let key = entry.key();
                    let message = say!("„{key}” stoi też w innym rekordzie.", "“{key}” also stands in another record.");
                    let help = say!(
                        "Popraw ten, który jest pomyłką; jeśli oba są dobre, przyjmij to w „checks” w site.yaml.",
                        "Correct the one that is a slip; if both are right, accept this under “checks” in site.yaml."
                    );
                    let diagnostic =
                        Diagnostic::new(codes::RECORD_SHARED_CONTACT, draft.at(field, item), message).help(help);
                    let there = other.at(other_field, other_item);
                    sink.push(diagnostic.related(there, say!("Pierwszy raz jest tutaj.", "It first stands here.")));
                }
            }
        }
    }
}

fn personal(draft: &Draft, field: usize, item: usize, email: &Email) -> Diagnostic {
    let message =
        say!("Skrzynka „{email}” wygląda na skrzynkę jednej osoby.", "The mailbox “{email}” looks like one person's.");
    let help = say!(
        "Lepsza jest skrzynka placówki: zostaje, gdy osoba odejdzie, i nie ujawnia nazwiska. Jeśli to nie jest skrzynka jednej osoby, napisz: {{address: {email}, personal: false}}",
        "An office's mailbox is better: it stays when the person leaves, and discloses no name. If it is not one person's, write: {{address: {email}, personal: false}}"
    );
    Diagnostic::new(codes::EMAIL_PERSONAL, draft.at(field, item), message).help(help)
}

fn dubious_domain(draft: &Draft, field: usize, item: usize, email: &Email, right: &str) -> Diagnostic {
    let domain = email.domain();
    let message = say!(
        "Domena „{domain}” różni się jedną literą od „{right}”.",
        "The domain “{domain}” is one letter away from “{right}”."
    );
    let help = say!(
        "Sprawdź adres; jeśli tak go wydrukowano, opisz to w „doubts” i zostaw.",
        "Check the address; if it was printed so, say it under “doubts” and leave it."
    );
    Diagnostic::new(codes::EMAIL_DOMAIN, draft.at(field, item), message).help(help)
}

/// The words of a record that its domain may be made from, without accents: towns and villages joined, and each run of
/// words of its texts.
fn words(draft: &Draft) -> Vec<String> {
    let mut words = Vec::new();
    for (_, _, value) in values(draft) {
        if let Some(address) = value.get::<AddressField>() {
            let names = [Some(&address.town), address.locality.as_ref()];
            words.extend(names.into_iter().flatten().map(|name| slugify(name).replace('-', "")));
        }
        words.extend(value.get::<TextField>().into_iter().flat_map(|text| runs(text.original())));
    }
    words
}

/// Each run of up to four neighbouring words, joined.
fn runs(text: &str) -> Vec<String> {
    let slug = slugify(text);
    let words: Vec<&str> = slug.split('-').take(12).collect();
    let starts = 0..words.len();
    starts
        .flat_map(|start| (1..=4).map(move |length| (start, start + length)))
        .filter_map(|(start, end)| words.get(start..end).map(<[&str]>::concat))
        .collect()
}

/// The domains of the register, for finding those one letter apart without comparing all pairs.
struct Domains {
    by_deletion: HashMap<String, Vec<String>>,
    counts: HashMap<String, usize>,
}

impl Domains {
    fn new(groups: &[(&Schema, &[Draft])]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (_, drafts) in groups {
            for (_, _, mailbox) in drafts.iter().flat_map(mailboxes) {
                *counts.entry(mailbox.address.domain().to_owned()).or_default() += 1;
            }
        }
        let mut domains: Vec<&String> = counts.keys().collect();
        domains.sort();
        let mut by_deletion: HashMap<String, Vec<String>> = HashMap::new();
        for domain in domains {
            for shorter in deletions(domain) {
                by_deletion.entry(shorter).or_default().push(domain.clone());
            }
        }
        Self { by_deletion, counts }
    }

    /// The domain that was probably meant: one letter away, and made from the record's words or more frequent.
    fn meant(&self, domain: &str, words: &[String]) -> Option<String> {
        let telling: Vec<&String> = words.iter().filter(|word| word.len() >= SHORTEST_TELLING_PART).collect();
        // Made from the record's own words it is right, however near to the domain of another.
        if telling.iter().any(|word| domain.replace('-', "").contains(word.as_str())) {
            return None;
        }
        self.one_letter_away(domain).or_else(|| from_words(domain, &telling))
    }

    fn one_letter_away(&self, domain: &str) -> Option<String> {
        let candidates = deletions(domain).into_iter().filter_map(|shorter| self.by_deletion.get(&shorter)).flatten();
        let meant = candidates.filter(|other| other.as_str() != domain && differ_in_one_part(domain, other));
        // Of equally frequent ones the first in the alphabet, so that every run says the same.
        let best = meant.max_by_key(|other| (self.counts[other.as_str()], std::cmp::Reverse(other.as_str())))?;
        // Of two that differ in a letter, the rarer one is the slip.
        (self.counts[best] >= self.counts[domain]).then(|| best.clone())
    }
}

/// The domain with one part replaced by the word that it is one letter away from.
fn from_words(domain: &str, words: &[&String]) -> Option<String> {
    let parts: Vec<&str> = domain.split('.').collect();
    let (_, names) = parts.split_last()?;
    for (index, part) in names.iter().enumerate().filter(|(_, part)| part.len() + 1 >= SHORTEST_TELLING_PART) {
        let near = |word: &&&String| word.len().abs_diff(part.len()) <= 1 && damerau_levenshtein(word, part) == 1;
        if let Some(word) = words.iter().find(near) {
            let mut right = parts.clone();
            right[index] = word;
            return Some(right.join("."));
        }
    }
    None
}

/// The text itself and the text without each one of its characters.
fn deletions(text: &str) -> Vec<String> {
    let without =
        text.char_indices().map(|(at, character)| format!("{}{}", &text[..at], &text[at + character.len_utf8()..]));
    std::iter::once(text.to_owned()).chain(without).collect()
}

fn differ_in_one_part(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split('.').collect(), b.split('.').collect());
    let different: Vec<(&&str, &&str)> = a.iter().zip(&b).filter(|(a, b)| a != b).collect();
    match different[..] {
        [(a, b)] => a.len().max(b.len()) >= SHORTEST_TELLING_PART && damerau_levenshtein(a, b) == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_domain_is_found_by_the_town() {
        let town = "wydmowo".to_owned();
        assert_eq!(from_words("wydmwo.pl", &[&town]).as_deref(), Some("wydmowo.pl"));
        assert_eq!(from_words("wydmowo.pl", &[&town]), None);
    }

    #[test]
    fn short_parts_may_differ() {
        assert!(!differ_in_one_part("wp.pl", "op.pl"));
        assert!(!differ_in_one_part("abcd.town.pl", "abce.town.pl"));
        assert!(differ_in_one_part("ofice-north.org", "office-north.org"));
    }
}
