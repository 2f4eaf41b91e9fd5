use std::collections::HashMap;

use crate::plan::OutputIx;

/// How large outputs are that others tell of.
#[derive(Clone, Debug, Default)]
pub struct Measured(HashMap<OutputIx, u64>);

impl Measured {
    /// Outputs with their sizes. **Units**: bytes.
    pub fn new(sizes: impl IntoIterator<Item = (OutputIx, u64)>) -> Self {
        Self(sizes.into_iter().collect())
    }

    /// How large an output is; nothing is known of those that no other needs. **Units**: bytes.
    pub fn bytes(&self, at: OutputIx) -> u64 {
        self.0.get(&at).copied().unwrap_or_default()
    }
}
