use std::fmt::Display;

use crate::diagnostic::codes;
use crate::reading::{Fields, Reading};
use crate::say;
use crate::yaml::Node;

/// Smallest and largest value that a field allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits<T> {
    /// The smallest.
    pub least: Option<T>,
    /// The largest.
    pub most: Option<T>,
}

impl<T: PartialOrd + Display> Limits<T> {
    /// Reads `min` and `max` of a definition.
    ///
    /// **Errors**: `schema/field` where no value could meet both.
    pub fn options(keys: &Fields<'_, '_>, read: impl Fn(&Reading<'_>, &Node) -> Option<T>) -> Option<Self> {
        let limit = |key| keys.take(key).and_then(|node| read(keys.reading, node));
        let limits = Self { least: limit("min"), most: limit("max") };
        let reversed = matches!((&limits.least, &limits.most), (Some(least), Some(most)) if least > most);
        if reversed {
            let span = keys.take("max").map_or(keys.span.clone(), |node| node.span.clone());
            let message = say!("Tu „min” jest większe niż „max”.", "Here “min” is larger than “max”.");
            keys.reading.report(codes::SCHEMA_FIELD, &span, message, None);
        }
        (!reversed).then_some(limits)
    }

    /// Whether a value lies between the two; else it is reported.
    ///
    /// **Errors**: `value/range`.
    pub fn admit(&self, reading: &Reading<'_>, node: &Node, value: &T) -> bool {
        let (message, help) = match (&self.least, &self.most) {
            (Some(least), _) if value < least => (
                say!("{value} to za mało.", "{value} is too small."),
                say!("Najmniejsza dozwolona wartość to {least}.", "The smallest value allowed is {least}."),
            ),
            (_, Some(most)) if value > most => (
                say!("{value} to za dużo.", "{value} is too large."),
                say!("Największa dozwolona wartość to {most}.", "The largest value allowed is {most}."),
            ),
            _ => return true,
        };
        reading.report(codes::VALUE_RANGE, &node.span, message, Some(help));
        false
    }

    /// The value itself where it is allowed, else the limit next to it: for examples.
    pub fn nearest(&self, value: T) -> T
    where
        T: Clone,
    {
        match (&self.least, &self.most) {
            (Some(least), _) if value < *least => least.clone(),
            (_, Some(most)) if value > *most => most.clone(),
            _ => value,
        }
    }
}
