use std::collections::BTreeMap;

/// The abbreviations of the glossary in one language: every written form with what it is short for.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// Written form → (term, expansion).
    forms: BTreeMap<String, (String, String)>,
}

/// A piece of text, split at an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'t, 'a> {
    /// The text before it.
    pub before: &'t str,
    /// The form in which it stands in the text.
    pub form: &'t str,
    /// The text after it.
    pub after: &'t str,
    /// The term of the glossary.
    pub term: &'a str,
    /// What it is short for.
    pub expansion: &'a str,
}

impl Abbreviations {
    /// Adds a term with its other written forms.
    pub fn add<'f>(&mut self, term: &'f str, expansion: &str, forms: impl IntoIterator<Item = &'f str>) {
        for form in forms.into_iter().chain([term]) {
            self.forms.insert(form.to_owned(), (term.to_owned(), expansion.to_owned()));
        }
    }

    /// The first abbreviation in a text for whose term `wanted` holds.
    pub fn first<'t>(&self, text: &'t str, wanted: impl Fn(&str) -> bool) -> Option<Found<'t, '_>> {
        words(text).find_map(|(start, end)| {
            let (term, expansion) = self.forms.get(&text[start..end])?;
            let found = Found { before: &text[..start], form: &text[start..end], after: &text[end..], term, expansion };
            wanted(term).then_some(found)
        })
    }
}

/// The byte ranges of the words of a text: letters and digits, with hyphens inside.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len() - start);
        from = start + length;
        Some((start, start + text[start..from].trim_end_matches('-').len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_as_a_whole_word_in_any_of_its_forms() {
        let mut abbreviations = Abbreviations::default();
        abbreviations.add("NGO", "non-governmental organisation", ["NGOs"]);
        let found = abbreviations.first("An XNGO, NGOs too.", |_| true).expect("it is there");
        assert_eq!((found.before, found.form, found.after), ("An XNGO, ", "NGOs", " too."));
        assert_eq!(abbreviations.first("NGO-like", |_| true), None);
        assert_eq!(abbreviations.first("NGO", |_| false), None);
    }
}
