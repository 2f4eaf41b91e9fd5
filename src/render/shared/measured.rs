use std::collections::HashMap;

use crate::export::Measure;
use crate::plan::OutputIx;

/// What is known of outputs that others tell of.
#[derive(Clone, Debug, Default)]
pub struct Measured(HashMap<OutputIx, Measure>);

impl Measured {
    /// How large an output is; nothing is known of those that no other needs. **Units**: bytes.
    pub fn bytes(&self, at: OutputIx) -> u64 {
        self.0.get(&at).map_or(0, |measure| measure.bytes)
    }

    /// All that is known of an output.
    pub fn of(&self, at: OutputIx) -> Measure {
        self.0.get(&at).cloned().unwrap_or_default()
    }
}

impl Extend<(OutputIx, Measure)> for Measured {
    fn extend<I: IntoIterator<Item = (OutputIx, Measure)>>(&mut self, measures: I) {
        self.0.extend(measures);
    }
}
