use crate::model::{CollectionIx, DatasetIx, Date, Localized};

/// What a national portal gathers from this register, entry by entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Harvest {
    /// The portal's words for what it is about. **Shape**: not empty.
    pub categories: Vec<&'static str>,
    /// Words to find it by. **Shape**: not empty.
    pub tags: Vec<Localized>,
    /// The portal's word for how often it changes.
    pub frequency: &'static str,
    /// Everything that was ever handed over, in the file's order.
    pub entries: Vec<HarvestEntry>,
}

/// Something that was handed to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarvestEntry {
    /// What it is.
    pub subject: HarvestSubject,
    /// What the portal knows it by. **Shape**: 1 to 36 characters, unique.
    pub identifier: String,
    /// The day on which it was first handed over.
    pub since: Date,
}

/// What was handed to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HarvestSubject {
    /// The records of a collection.
    Collection(CollectionIx),
    /// The figures behind charts.
    Dataset(DatasetIx),
    /// Something that the register has no longer, by its title.
    Withdrawn(Localized),
}
