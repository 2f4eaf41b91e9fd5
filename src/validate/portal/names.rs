use super::Portal;
use crate::field::{AreaName, Names, RecordName};
use crate::model::{AreaIx, Attachment, Country, LanguageTag, OutputPath, RecordRef};

impl Names for Portal {
    fn country(&self) -> Option<&'static Country> {
        self.site.country
    }

    fn default_language(&self) -> &LanguageTag {
        self.site.languages.default_language()
    }

    fn area(&self, area: AreaIx) -> AreaName<'_> {
        let area = &self.areas.areas[area];
        AreaName {
            code: &area.code,
            name: &area.name,
            distinction: area.distinction.as_ref(),
            url: area.url.as_ref(),
            level: self.areas.levels[area.level].path.as_ref(),
        }
    }

    fn lineage(&self, area: AreaIx) -> Vec<AreaIx> {
        self.areas.lineage(area).collect()
    }

    fn areas_of(&self, level: Option<&str>) -> Vec<AreaIx> {
        match level {
            Some(level) => self
                .areas
                .level_named(level)
                .map_or_else(Vec::new, |level| self.areas.of_level(level).map(|(area, _)| area).collect()),
            None => self.areas.areas.keys().collect(),
        }
    }

    fn record(&self, record: RecordRef) -> RecordName<'_> {
        let (collection, record) = (self.collection_of(record), Portal::record(self, record));
        RecordName { collection: &collection.schema.id, id: record.id.as_str(), title: &record.title, url: &record.url }
    }

    fn attachments(&self) -> Vec<&Attachment> {
        self.files.iter().map(|file| &file.attachment).collect()
    }

    fn file_address(&self, path: &OutputPath) -> String {
        format!("{}{}", self.site.base_url.as_str(), path.address())
    }

    fn first_record(&self, collection: &str) -> Option<RecordRef> {
        let index = self.collections.position(|known| known.schema.id == collection)?;
        (!self.collections[index].records.is_empty()).then_some(RecordRef { collection: index, record: 0 })
    }
}
