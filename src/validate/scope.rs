//! What the values of records may refer to while they are read.

use std::ops::Range;
use std::path::{Path, PathBuf};

use typed_index_collections::TiSlice;

use super::areas::Wanted;
use super::portal::{Areas, StaticFile};
use crate::diagnostic::{codes, did_you_mean};
use crate::field::Scope;
use crate::model::{AreaIx, Attachment, CollectionIx, Country, Date, Localized, Position, RecordRef};
use crate::reading::Reading;
use crate::say;

/// What values may refer to.
pub struct Register<'a> {
    /// The country of telephone numbers and postal codes.
    pub country: Option<&'static Country>,
    /// The areas.
    pub areas: &'a Areas,
    /// Whether the site names a country that is not known: national telephone numbers cannot be judged then.
    pub country_unread: bool,
    /// The day by which dates are judged.
    pub build_date: Date,
    /// Collections whose schemas could not be read: references to their records are not judged.
    pub unread_collections: &'a [String],
    /// Files that could not be read.
    pub unread_files: &'a [PathBuf],
    /// The files beside the pages. **Shape**: ordered by path.
    pub files: &'a [StaticFile],
    /// Every record's identifier by collection, those with faults too. **Shape**: each list is ordered.
    pub records: &'a TiSlice<CollectionIx, (String, Vec<String>)>,
    /// The identifiers of removed entries, for each collection of `records`.
    pub removed: &'a TiSlice<CollectionIx, Vec<String>>,
}

impl Scope for Register<'_> {
    fn country(&self) -> Option<&'static Country> {
        self.country
    }

    fn country_unread(&self) -> bool {
        self.country_unread
    }

    fn today(&self) -> Date {
        self.build_date
    }

    fn area(&self, reading: &Reading<'_>, code: &str, span: &Range<usize>, level: Option<&str>) -> Option<AreaIx> {
        self.areas.resolve(reading, code, span, level.map_or(Wanted::Any, Wanted::Level))
    }

    fn area_name(&self, area: AreaIx) -> &Localized {
        &self.areas.areas[area].name
    }

    fn record(&self, reading: &Reading<'_>, id: &str, span: &Range<usize>, wanted: &str) -> Option<RecordRef> {
        let collection = self.records.position(|(name, _)| name == wanted)?;
        let ids = &self.records[collection].1;
        if let Ok(record) = ids.binary_search_by(|known| known.as_str().cmp(id)) {
            return Some(RecordRef { collection, record });
        }
        let file = Path::new("content/registry").join(wanted).join(format!("{id}.yaml"));
        if self.unread_files.contains(&file) {
            return None;
        }
        if self.removed[collection].iter().any(|removed| removed == id) {
            let message = say!(
                "Wpis „{id}” jest usunięty ze zbioru „{wanted}”.",
                "The entry “{id}” is removed from the collection “{wanted}”."
            );
            let help = say!(
                "Wskaż rekord, który działa, np. następcę, albo usuń to odwołanie.",
                "Name a record that stands, such as its successor, or take this reference out."
            );
            reading.report(codes::REFERENCE_DANGLING, span, message, Some(help));
            return None;
        }
        let message = say!(
            "W zbiorze „{wanted}” nie ma rekordu „{id}”.",
            "There is no record “{id}” in the collection “{wanted}”."
        );
        reading.report(codes::REFERENCE_DANGLING, span, message, did_you_mean(id, ids.iter().map(String::as_str)));
        None
    }

    fn file(&self, path: &str) -> Option<&Attachment> {
        let at = self.files.binary_search_by(|file| file.attachment.path.as_str().cmp(path));
        at.map_or(None, |at| Some(&self.files[at].attachment))
    }

    fn files(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.attachment.path.as_str()).collect()
    }

    fn holds(&self, position: Position) -> Option<bool> {
        self.areas.hold(position)
    }
}
