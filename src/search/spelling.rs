//! How near two words are. Letters are characters.

/// Whether one insertion, deletion, substitution or swap of neighbours makes the words equal. Equal words are not.
///
/// **Source**: Damerau, 1964: four kinds of slips make up most typing errors.
pub(super) fn one_slip(left: &[char], right: &[char]) -> bool {
    let same = common_start(left, right);
    let (left, right) = (&left[same..], &right[same..]);
    match (left, right) {
        ([], []) => false,
        ([_, left_rest @ ..], [_, right_rest @ ..]) if left.len() == right.len() => {
            left_rest == right_rest
                || (left.len() > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..])
        }
        _ if left.len() + 1 == right.len() => left == &right[1..],
        _ if left.len() == right.len() + 1 => &left[1..] == right,
        _ => false,
    }
}

/// How many letters the words begin with in common.
pub(super) fn common_start(left: &[char], right: &[char]) -> usize {
    left.iter().zip(right).take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(left: &str, right: &str) -> bool {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        one_slip(&letters(left), &letters(right))
    }

    #[test]
    fn the_four_slips_and_nothing_else() {
        for near in ["wisl", "wwisla", "wizla", "wsila", "wislaa", "isla", "iwsla", "wisal"] {
            assert!(slip(near, "wisla") && slip("wisla", near), "{near}");
        }
        for far in ["wisla", "wis", "wzzla", "alsiw", "", "wwislaa", "siwla"] {
            assert!(!slip(far, "wisla"), "{far}");
        }
        assert!(slip("a", "") && !slip("", ""));
    }
}
