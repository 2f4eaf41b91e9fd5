//! Terms, postings and numbers as compact text. `docs/search-format.md` describes it.

use super::lexicon::Postings;
use super::weights::Impact;

/// Sorted terms, separated by spaces: how many letters each shares with the one before (one digit of base 36), the rest.
pub(super) fn encode_terms(terms: &[String]) -> String {
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
/// separated by `.`, each with `+n` where the n next documents follow too. Numbers in base 36. The impact of codes is
/// left out.
pub(super) fn encode_postings(postings: &Postings) -> String {
    let group = |(impact, members): &(Impact, Vec<u32>)| {
        let runs = encode_numbers(members);
        if *impact == Impact::CODE { runs } else { format!("{}:{runs}", base36(u64::from(impact.number()))) }
    };
    postings.iter().map(group).collect::<Vec<_>>().join(";")
}

/// Ascending numbers, as in postings.
pub(super) fn encode_numbers(numbers: &[u32]) -> String {
    let mut next = 0;
    let mut runs = Vec::new();
    for run in numbers.chunk_by(|left, right| left + 1 == *right) {
        let gap = base36(u64::from(run[0] - next + 1));
        let more = run.len() - 1;
        runs.push(if more == 0 { gap } else { format!("{gap}+{}", base36(more as u64)) });
        next = run[more] + 1;
    }
    runs.join(".")
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
        let [great, small] = [Impact::new(8, true, 2), Impact::new(1, false, 1)];
        assert_eq!(encode_postings(&vec![(great, vec![0, 1, 2, 40]), (small, vec![5])]), "1y:1+2.12;9:6");
        assert_eq!(encode_postings(&vec![(Impact::CODE, vec![3])]), "4");
    }
}
