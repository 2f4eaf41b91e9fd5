use crate::source::Location;

/// What would mend a fault: pieces of files, written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The pieces. **Shape**: never empty, none overlaps another; they belong together, so that all are made or none.
    pub edits: Vec<Edit>,
    /// Whether it says the same in the right form, so that a program may make it; otherwise it is a guess at what was
    /// meant, for a person to accept.
    pub safe: bool,
}

/// A piece of a file, written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The piece that is replaced; empty where text is only put in.
    pub place: Location,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// A fix that says the same in the right form.
    pub fn safe(place: Location, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { place, text: text.into() }], safe: true }
    }

    /// A fix that guesses what was meant.
    pub fn guess(place: Location, text: impl Into<String>) -> Self {
        Self { safe: false, ..Self::safe(place, text) }
    }
}
