//! Classes of values for maps whose areas are shaded by a figure.

/// The highest number of classes: more shades are not told apart.
const MAXIMUM: usize = 5;

/// A run of values that are shaded alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Its number, 0 the lightest; the class `class-0`, `class-1`, … of an area.
    pub number: usize,
    /// The least value in it.
    pub low: f64,
    /// The greatest value in it.
    pub high: f64,
}

/// Values divided into classes so that those in one class are as alike as can be.
///
/// **Shape**: ascending, without gaps in their numbers; at most five, and one more for zero where it occurs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes(Vec<Class>);

impl Classes {
    /// Divides values. Zero, where it occurs, is a class of its own: none is not a little. Values that are no finite
    /// number are left out.
    ///
    /// **Source**: W. D. Fisher, "On grouping for maximum homogeneity", 1958 (natural breaks).
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let has_zero = values.contains(&0.0);
        values.retain(|value| *value != 0.0);
        let mut runs = natural_breaks(&values);
        if has_zero {
            let place = runs.partition_point(|run| run.0 < 0.0);
            runs.insert(place, (0.0, 0.0));
        }
        Self(runs.into_iter().enumerate().map(|(number, (low, high))| Class { number, low, high }).collect())
    }

    /// The class of a value: the one whose run it is in, or the nearest above.
    pub fn of(&self, value: f64) -> Option<Class> {
        self.0.iter().copied().find(|class| value <= class.high)
    }

    /// All classes, the lightest first.
    pub fn all(&self) -> &[Class] {
        &self.0
    }
}

/// Least and greatest value of each of at most [`MAXIMUM`] runs of sorted values.
fn natural_breaks(values: &[f64]) -> Vec<(f64, f64)> {
    let mut distinct: Vec<(f64, f64)> = Vec::new();
    for value in values {
        match distinct.last_mut() {
            Some((last, count)) if last == value => *count += 1.0,
            _ => distinct.push((*value, 1.0)),
        }
    }
    let classes = MAXIMUM.min(distinct.len());
    // A finer division than this many values would not be seen, and the table below is quadratic.
    if distinct.len() > 600 {
        return quantiles(values, classes);
    }
    best_division(&distinct, classes).windows(2).map(|ends| (distinct[ends[0]].0, distinct[ends[1] - 1].0)).collect()
}

/// Where each run starts, and the end of the last.
fn best_division(distinct: &[(f64, f64)], classes: usize) -> Vec<usize> {
    let count = distinct.len();
    let sums = Sums::new(distinct);
    let mut cost: Vec<f64> = (0..=count).map(|end| sums.spread(0, end)).collect();
    let mut starts = vec![vec![0; count + 1]];
    for _ in 1..classes {
        let (mut next, mut start) = (cost.clone(), vec![0; count + 1]);
        for end in 1..=count {
            for (split, before) in cost.iter().enumerate().take(end).skip(1) {
                let total = before + sums.spread(split, end);
                if total < next[end] {
                    (next[end], start[end]) = (total, split);
                }
            }
        }
        (cost, _) = (next, starts.push(start));
    }
    let mut division = vec![count];
    for start in starts.iter().rev() {
        let end = division[division.len() - 1];
        if end > 0 {
            division.push(start[end]);
        }
    }
    division.reverse();
    division.dedup();
    division
}

/// Running sums that give the squared spread of any run at once.
struct Sums(Vec<[f64; 3]>);

impl Sums {
    fn new(distinct: &[(f64, f64)]) -> Self {
        let mut sums = vec![[0.0; 3]];
        for (value, count) in distinct {
            let [n, total, squares] = sums[sums.len() - 1];
            sums.push([n + count, total + value * count, squares + value * value * count]);
        }
        Self(sums)
    }

    fn spread(&self, start: usize, end: usize) -> f64 {
        let [n, total, squares] = [0, 1, 2].map(|part| self.0[end][part] - self.0[start][part]);
        // Rounding may bring the spread of equal values below zero.
        if n > 0.0 { (squares - total * total / n).max(0.0) } else { 0.0 }
    }
}

fn quantiles(values: &[f64], classes: usize) -> Vec<(f64, f64)> {
    let mut runs: Vec<(f64, f64)> = Vec::new();
    for number in 0..classes {
        let end = values[values.len() * (number + 1) / classes - 1];
        let after = runs.last().map_or(f64::NEG_INFINITY, |run| run.1);
        // Equal values are in one class, so a run may have taken all that the next one would have.
        if let Some(start) = values.iter().find(|value| **value > after)
            && *start <= end
        {
            runs.push((*start, end));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(values: &[f64]) -> Vec<(f64, f64)> {
        Classes::new(values.iter().copied()).all().iter().map(|class| (class.low, class.high)).collect()
    }

    #[test]
    fn counts_fall_where_they_leave_gaps() {
        let counts = [0., 1., 0., 1., 2., 11., 2., 1., 3., 4., 7.];
        assert_eq!(runs(&counts), [(0., 0.), (1., 1.), (2., 2.), (3., 4.), (7., 7.), (11., 11.)]);
        assert_eq!(runs(&[5., 5.]), [(5., 5.)]);
        assert_eq!(runs(&[]), []);
    }

    proptest! {
        #[test]
        fn every_value_has_the_class_that_holds_it(values in prop::collection::vec(-50i32..50, 1..80), many in 0usize..2) {
            let spread: Vec<f64> = (0..many * 700).map(|n| f64::from(u16::try_from(n).expect("it is small")) / 7.0).collect();
            let values: Vec<f64> = values.iter().map(|value| f64::from(*value)).chain(spread).collect();
            let classes = Classes::new(values.iter().copied());
            prop_assert!(classes.all().len() <= MAXIMUM + 1);
            for value in values {
                let class = classes.of(value).expect("it was divided");
                prop_assert!(class.low <= value && value <= class.high);
            }
        }
    }
}
