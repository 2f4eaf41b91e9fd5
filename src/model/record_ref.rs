/// A record's place in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Index into the register's collections.
    pub collection: usize,
    /// Index into the collection's records.
    pub record: usize,
}
