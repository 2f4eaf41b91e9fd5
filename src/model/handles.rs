//! Handles: which one of a list, told apart by the compiler from a place in any other list.
//!
//! A handle is valid for the register that it was taken from and for no other. What must outlast an edit or a reading
//! of the files is kept by identifier instead: [`RecordKey`](super::RecordKey), an area's code, a name.

macro_rules! handle {
    ($(#[$meaning:meta])* $name:ident) => {
        $(#[$meaning])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl From<usize> for $name {
            fn from(at: usize) -> Self {
                Self(at)
            }
        }

        impl From<$name> for usize {
            fn from(handle: $name) -> Self {
                handle.0
            }
        }
    };
}

handle! {
    /// A handle to an area. **Shape**: in the order of levels, then codes.
    AreaIx
}

handle! {
    /// A handle to a level of areas. **Shape**: 0 is the one with the largest areas.
    LevelIx
}

impl LevelIx {
    /// The level of the next larger areas.
    pub fn above(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

handle! {
    /// A handle to a collection.
    CollectionIx
}

handle! {
    /// A handle to a dataset.
    DatasetIx
}

handle! {
    /// A handle to a narrative page in one language.
    PageIx
}
