use std::fmt;

/// Who a record is, in every state of the register: its collection and its identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// The collection's name.
    pub collection: Box<str>,
    /// The record's identifier in it.
    pub id: Box<str>,
}

impl RecordKey {
    /// The key of a record of a collection.
    pub fn new(collection: &str, id: &str) -> Self {
        Self { collection: collection.into(), id: id.into() }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.collection, self.id)
    }
}
