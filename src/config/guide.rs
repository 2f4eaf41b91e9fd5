use crate::model::Localized;
use crate::reading::Reading;
use crate::yaml::Node;

/// A text for whoever comes to a record of a collection, under a heading of its own.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Its heading.
    pub label: Localized,
    /// Markdown.
    pub text: Localized,
}

/// Reads `{label, text}`.
pub fn read_guide(reading: &Reading<'_>, node: &Node) -> Option<Guide> {
    let fields = reading.fields(node)?;
    let (label, text) = (fields.need_localized("label"), fields.need_localized("text"));
    fields.close();
    Some(Guide { label: label?, text: text? })
}
