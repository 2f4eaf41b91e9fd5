//! Round numbers for axes.

/// An axis from its lowest to its highest tick.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// **Shape**: ascending, at least two.
    pub ticks: Vec<f64>,
}

impl Scale {
    /// The axis of three to six round ticks that holds all values and zero; ticks between whole values are whole.
    pub fn around(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high, mut whole) = (0.0_f64, 0.0_f64, true);
        for value in values {
            (low, high) = (low.min(value), high.max(value));
            whole &= value.fract() == 0.0;
        }
        if low >= high {
            high = 1.0;
        }
        let mut step = round_up((high - low) / 5.0);
        if whole {
            step = step.max(1.0);
        }
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the span is divided into five steps"
        )]
        let count = (last - first) as usize;
        #[expect(clippy::cast_precision_loss, reason = "there are few ticks")]
        let ticks = (0..=count).map(|number| (first + number as f64) * step).collect();
        Self { ticks }
    }

    /// Where a value is between the lowest tick, 0, and the highest, 1.
    pub fn part(&self, value: f64) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        (value - low) / (high - low)
    }
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten.
fn round_up(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    // The logarithm rounds, and 2 must not miss 2.
    let times = [1.0, 2.0, 2.5, 5.0].into_iter().find(|times| times * power >= step * (1.0 - 1e-9)).unwrap_or(10.0);
    times * power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(values: &[f64]) -> Vec<f64> {
        Scale::around(values.iter().copied()).ticks
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(&[1164.0, 1385.0, 1546.0]), [0.0, 500.0, 1000.0, 1500.0, 2000.0]);
        assert_eq!(ticks(&[2.0, 3.0]), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(&[0.3]), [0.0, 0.1, 0.2, 0.30000000000000004]);
        assert_eq!(ticks(&[-4.0, 9.0]), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks(&[]), [0.0, 1.0]);
    }

    proptest! {
        #[test]
        fn every_value_is_on_the_axis(values in prop::collection::vec(-1e12f64..1e12, 1..9), shrink in 0i32..20) {
            let values: Vec<f64> = values.iter().map(|value| value / 10f64.powi(shrink)).collect();
            let scale = Scale::around(values.iter().copied());
            prop_assert!((2..=8).contains(&scale.ticks.len()));
            for value in values {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&scale.part(value)));
            }
        }
    }
}
