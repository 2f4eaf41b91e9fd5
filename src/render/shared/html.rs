use minijinja::Value;
use serde::{Serialize, Serializer};

/// HTML that templates insert as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(Value);

impl Html {
    /// Marks a text as finished HTML.
    pub fn new(html: String) -> Self {
        Self(Value::from_safe_string(html))
    }

    /// The HTML as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// JSON that a script element may hold: without the character that could end it.
pub fn script_safe(json: &serde_json::Value) -> Html {
    Html::new(json.to_string().replace('<', "\\u003c"))
}
