/// Whether something is good or bad news for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Open.
    Positive,
    /// Not known.
    #[default]
    Neutral,
    /// Perhaps not open.
    Warning,
    /// Not open.
    Negative,
}

impl Tone {
    /// The tones by their words in schemas and style sheets.
    pub const ALL: &[(&str, Tone)] = &[
        ("positive", Tone::Positive),
        ("neutral", Tone::Neutral),
        ("warning", Tone::Warning),
        ("negative", Tone::Negative),
    ];

    /// The word for it in schemas and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Positive => "positive",
            Tone::Neutral => "neutral",
            Tone::Warning => "warning",
            Tone::Negative => "negative",
        }
    }
}
