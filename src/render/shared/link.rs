use serde::Serialize;

/// An item of a menu.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Where it leads.
    pub url: String,
    /// What it is called.
    pub label: String,
    /// What it is called where there is little room.
    pub short: Option<String>,
    /// The language of the page it leads to, where that is not this page's.
    pub hreflang: Option<String>,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// A page above this one.
#[derive(Clone, Debug, Serialize)]
pub struct TrailStep {
    /// Where it leads.
    pub url: String,
    /// What it is called.
    pub label: String,
}
