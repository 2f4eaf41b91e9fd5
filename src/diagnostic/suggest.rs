use std::cmp::Reverse;

use strsim::damerau_levenshtein;

use super::Text;
use crate::say;

/// The known name that is close enough to a wrong one to be meant, if there is one.
///
/// Close is one edit for up to four characters, two for up to eight, three above. Of several equally close ones, the
/// one that begins alike for longest.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let allowed = match wrong.chars().count() {
        0..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .map(|name| (damerau_levenshtein(&wrong, &name.to_lowercase()), Reverse(alike(&wrong, name)), name))
        .filter(|(distance, ..)| *distance <= allowed)
        .min()
        .map(|(.., name)| name)
}

/// How many characters two words begin alike with; `wrong` is in lower case.
fn alike(wrong: &str, name: &str) -> usize {
    wrong.chars().zip(name.to_lowercase().chars()).take_while(|(a, b)| a == b).count()
}

/// The most names that a list of what may stand somewhere has: there are some twenty types of fields.
const LONGEST: usize = 24;

/// "Did you mean …?" where a known name is close, else the list of what may stand there, if it is short.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<Text> {
    if let Some(name) = nearest(wrong, known.clone()) {
        return Some(say!("Czy chodziło o „{name}”?", "Did you mean “{name}”?"));
    }
    let names: Vec<&str> = known.into_iter().take(LONGEST + 1).collect();
    if names.is_empty() || names.len() > LONGEST {
        return None;
    }
    let list = names.join(", ");
    Some(say!("Może tu stać: {list}.", "What may stand here: {list}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transposition_is_one_edit() {
        assert_eq!(nearest("nmae", ["name", "town"]), Some("name"));
        assert_eq!(nearest("zupełnie", ["name", "town"]), None);
    }

    #[test]
    fn of_equally_close_names_the_one_that_begins_alike_is_meant() {
        assert_eq!(nearest("2817012", ["2811012", "2817011", "3817012"]), Some("2817011"));
    }
}
