use super::CollectionIx;

/// A record's place in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// The collection.
    pub collection: CollectionIx,
    /// Index into the collection's records.
    pub record: usize,
}
