use std::collections::HashMap;

use super::group;
use crate::config::SortKey;
use crate::field::{Sorting, TermId};
use crate::locale::Locale;
use crate::model::CollectionIx;
use crate::validate::{Collection, Portal, Record, RecordRef};

/// The records of a collection, ordered by their group (those without one last), then as the schema says, then by
/// identifier.
pub(super) fn of(portal: &Portal, collection: CollectionIx, locale: &Locale) -> Vec<RecordRef> {
    let of = &portal.collections[collection];
    let mut keys = Keys { of, sorting: Sorting { locale, names: portal }, groups: HashMap::new() };
    let records =
        of.records.iter().enumerate().map(|(index, record)| (RecordRef { collection, record: index }, record));
    let mut keyed: Vec<(Vec<Vec<u8>>, RecordRef)> =
        records.map(|(at, record)| (keys.of(portal, at, record), at)).collect();
    keyed.sort();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// Bytes that sort as the records of a collection do.
struct Keys<'a> {
    of: &'a Collection,
    sorting: Sorting<'a>,
    /// Those of each group: many records share one.
    groups: HashMap<TermId, [Vec<u8>; 2]>,
}

impl Keys<'_> {
    fn of(&mut self, portal: &Portal, at: RecordRef, record: &Record) -> Vec<Vec<u8>> {
        let mut key = self.group(group(portal, at)).to_vec();
        key.extend(self.of.schema.sort.iter().map(|sort| self.sorted(record, *sort)));
        key
    }

    fn group(&mut self, group: Option<TermId>) -> [Vec<u8>; 2] {
        let (Some(field), Some(group)) = (self.of.schema.group, group) else { return [vec![u8::MAX; 16], Vec::new()] };
        let kind = &self.of.schema.fields[field].kind;
        let key = || {
            let term = kind.describe(group, &self.sorting);
            [term.rank, term.key.into_bytes()]
        };
        self.groups.entry(group).or_insert_with(key).clone()
    }

    fn sorted(&self, record: &Record, sort: SortKey) -> Vec<u8> {
        match sort {
            SortKey::Title => self.sorting.locale.collation_key(record.title.original()),
            SortKey::Name => self.sorting.locale.collation_key(&record.name),
            SortKey::Field(index, part) => {
                self.of.schema.fields[index].sort_key(&record.values[index], part, &self.sorting)
            }
        }
    }
}
