use crate::model::LanguageTag;

/// The languages of a site. **Shape**: never empty, no repeats; the first is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<LanguageTag>);

impl Languages {
    /// The languages of a site, or nothing for an empty list.
    pub fn new(tags: Vec<LanguageTag>) -> Option<Self> {
        (!tags.is_empty()).then_some(Self(tags))
    }

    /// The language at the site's root, in which plain values are written.
    pub fn default_language(&self) -> &LanguageTag {
        &self.0[0]
    }

    /// All languages, the default first.
    pub fn iter(&self) -> impl Iterator<Item = &LanguageTag> + Clone {
        self.0.iter()
    }
}
