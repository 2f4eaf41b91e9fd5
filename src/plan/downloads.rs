use super::hsds::{self, Hsds, Table};
use crate::config::PerRecord;
use crate::index::Indexes;
use crate::model::{CollectionIx, slugify};
use crate::sheet::{MOST_COLUMNS, MOST_ROWS};
use crate::theme::Theme;
use crate::validate::{Collection, Layout, Portal, Record, RecordRef};

/// The most records in one page of a collection.
pub const PAGE: usize = 500;

/// The most records of a register that has a file of data for each of them.
const ONE_BY_ONE: usize = 5_000;

/// More columns than a record has beside those of its fields.
const OWN_COLUMNS: usize = 32;

/// What a download holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// All records.
    Register,
    /// The records of one collection.
    Collection(CollectionIx),
    /// [`PAGE`] records of a collection, or what is left of them. **Units**: pages are counted from 1.
    Part(CollectionIx, u32),
    /// One record.
    Record(RecordRef),
    /// The words that records choose from, with their labels.
    Codes,
    /// What there is to ask for.
    Index,
    /// The areas, and the records that stand in them.
    Areas,
    /// The datasets behind charts.
    Datasets,
    /// Who helps in each area.
    Coverage,
    /// The register as human services.
    Hsds(Hsds),
    /// What files there are, for portals that gather catalogues.
    Catalog,
    /// What a national portal gathers.
    Harvest,
}

impl Holds {
    /// Whether it is a file that people choose, and not one that programs come to by another.
    pub fn is_offered(self) -> bool {
        match self {
            Self::Part(..) | Self::Record(_) => false,
            Self::Hsds(file) => matches!(file, Hsds::Index | Hsds::Package | Hsds::List(Table::Service, 1)),
            _ => true,
        }
    }
}

/// The format of a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180.
    Csv,
    /// A workbook of spreadsheets, ECMA-376.
    Workbook,
    /// RFC 8259.
    Json,
    /// RFC 7946.
    GeoJson,
    /// vCard 4.0, RFC 6350.
    VCard,
    /// vCard 3.0, RFC 2426: telephones of some years refuse newer ones.
    PhoneVCard,
    /// JSON Schema 2020-12 of the register's JSON.
    JsonSchema,
    /// CSV on the Web: what the columns of a table hold.
    CsvMetadata,
    /// Data Package 2.0 of all tables.
    DataPackage,
    /// RDF 1.1 Turtle.
    Turtle,
    /// JSON-LD 1.1.
    JsonLd,
    /// XML for the national portal.
    Xml,
    /// The MD5 of the file beside it.
    Md5,
}

impl Format {
    /// What the names of its files end with.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Workbook => ".xlsx",
            Self::Json => ".json",
            Self::GeoJson => ".geojson",
            Self::VCard | Self::PhoneVCard => ".vcf",
            Self::JsonSchema => ".schema.json",
            Self::CsvMetadata => ".csv-metadata.json",
            Self::DataPackage => "datapackage.json",
            Self::Turtle => ".ttl",
            Self::JsonLd => ".jsonld",
            Self::Xml => ".xml",
            Self::Md5 => ".md5",
        }
    }

    /// Its media type. **Source**: IANA registry of media types.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::VCard | Self::PhoneVCard => "text/vcard",
            Self::JsonSchema => "application/schema+json",
            Self::CsvMetadata => "application/csvm+json",
            Self::Turtle => "text/turtle",
            Self::JsonLd => "application/ld+json",
            Self::Xml => "application/xml",
            Self::Md5 => "text/plain",
            Self::Json | Self::DataPackage => "application/json",
        }
    }

    /// The theme's word for who the format is for.
    pub fn use_key(self) -> &'static str {
        match self {
            Self::Csv => "use-csv",
            Self::Workbook => "use-xlsx",
            Self::Json => "use-json",
            Self::GeoJson => "use-geojson",
            Self::VCard => "use-vcard",
            Self::PhoneVCard => "use-phone-vcard",
            Self::JsonSchema => "use-json-schema",
            Self::CsvMetadata => "use-csv-metadata",
            Self::DataPackage => "use-data-package",
            Self::Turtle | Self::JsonLd => "use-catalog",
            Self::Xml => "use-harvest",
            Self::Md5 => "use-harvest-sum",
        }
    }
}

/// Whether the register has a file of data for each of its records.
pub(super) fn has_records_one_by_one(portal: &Portal) -> bool {
    match portal.site.open_data.per_record {
        PerRecord::Always => true,
        PerRecord::Never => false,
        PerRecord::Auto => portal.collections.iter().map(|of| of.records.len()).sum::<usize>() <= ONE_BY_ONE,
    }
}

/// Where a record lies as JSON, if the register has a file for each, relative to the site's root.
pub fn record_path(portal: &Portal, collection: &str, record: &Record) -> Option<String> {
    has_records_one_by_one(portal)
        .then(|| format!("{}v1/{collection}/{}.json", portal.site.open_data.path.as_str(), record.id))
}

/// The files of a register for other programs: path, contents and format of each.
pub(super) fn list(portal: &Portal, indexes: &Indexes, theme: &Theme) -> Vec<(String, Holds, Format)> {
    let (folder, name) = (portal.site.open_data.path.as_str(), portal.site.open_data.name.as_str());
    let file = |name: &str, holds, format: Format| (format!("{folder}{name}{}", format.ending()), holds, format);
    let mut files: Vec<_> =
        [Format::Csv, Format::Json, Format::GeoJson, Format::VCard, Format::JsonSchema, Format::CsvMetadata]
            .map(|format| file(name, Holds::Register, format))
            .into();
    if fits_workbook(portal) {
        files.insert(0, file(name, Holds::Register, Format::Workbook));
    }
    files.push(file(&format!("{name}-{}", phone_name(portal, theme)), Holds::Register, Format::PhoneVCard));
    for (index, collection) in portal.collections.iter_enumerated() {
        let formats = [Format::Csv, Format::CsvMetadata];
        files.extend(formats.map(|format| file(&collection.schema.id, Holds::Collection(index), format)));
    }
    files.push(file("", Holds::Register, Format::DataPackage));
    files.push(file("v1/index", Holds::Index, Format::Json));
    files.push(file("v1/codes", Holds::Codes, Format::Json));
    if !portal.areas.areas.is_empty() {
        files.push(file("v1/areas", Holds::Areas, Format::Json));
    }
    if !portal.datasets.is_empty() {
        files.push(file("v1/datasets", Holds::Datasets, Format::Json));
    }
    for (index, collection) in portal.collections.iter_enumerated() {
        let id = &collection.schema.id;
        files.push(file(&format!("v1/{id}"), Holds::Collection(index), Format::Json));
        for number in 1..=super::index(collection.records.len().div_ceil(PAGE)) {
            files.push(file(&format!("v1/pages/{id}/{number}"), Holds::Part(index, number), Format::Json));
        }
    }
    if let Some(name) = coverage_name(portal) {
        files.extend([Format::Csv, Format::Json, Format::GeoJson].map(|format| file(name, Holds::Coverage, format)));
    }
    files.extend(human_services(portal, indexes));
    // The portal takes whole addresses that are safe, and nothing else.
    if portal.harvest.is_some() && portal.site.base_url.as_str().starts_with("https://") {
        files.extend([Format::Xml, Format::Md5].map(|format| file("dane-gov-pl", Holds::Harvest, format)));
    }
    files.extend([Format::Turtle, Format::JsonLd].map(|format| file("catalog", Holds::Catalog, format)));
    files.extend(records(portal));
    files
}

/// Whether a register fits into the sheets of a workbook.
fn fits_workbook(portal: &Portal) -> bool {
    let fits = |of: &Collection| {
        let own = of.schema.fields.iter().map(|field| field.columns().count()).sum::<usize>();
        of.records.len() < MOST_ROWS && own + OWN_COLUMNS <= MOST_COLUMNS
    };
    !portal.collections.is_empty() && portal.collections.iter().all(fits)
}

/// The files of human services; none where nothing says what identifiers are made from.
fn human_services(portal: &Portal, indexes: &Indexes) -> Vec<(String, Holds, Format)> {
    let Some(namespace) = portal.site.open_data.namespace else { return Vec::new() };
    let records = portal.collections.iter().map(|of| of.records.len()).sum();
    let pages = |count: usize| 1..=super::index(count.div_ceil(PAGE).max(1));
    let mut files = vec![(Hsds::Index, Format::Json), (Hsds::Package, Format::DataPackage)];
    files.extend(Table::ALL.map(|(table, ..)| (Hsds::Table(table), Format::Csv)));
    for (table, _) in Table::LISTS {
        let count = match table {
            Table::Organization => indexes.providers(portal).list().len(),
            Table::Service | Table::ServiceAtLocation => records,
            _ => 1,
        };
        files.extend(pages(count).map(|number| (Hsds::List(table, number), Format::Json)));
    }
    if has_records_one_by_one(portal) {
        files.extend(portal.records().map(|(at, _)| (Hsds::Service(at), Format::Json)));
    }
    let folder = portal.site.open_data.path.as_str();
    let named = |(file, format): (Hsds, Format)| {
        let stem = hsds::stem(portal, namespace, file);
        (format!("{folder}{stem}{}", format.ending()), Holds::Hsds(file), format)
    };
    files.into_iter().map(named).collect()
}

/// The files of single records. Of two with one identifier, which are reported, the first.
fn records(portal: &Portal) -> Vec<(String, Holds, Format)> {
    let mut files = Vec::new();
    let mut last = None;
    for (at, record) in portal.records().filter(|(_, record)| last.replace(&record.url) != Some(&record.url)) {
        if let Some(path) = record_path(portal, &portal.collection_of(at).schema.id, record) {
            files.push((path.replace(".json", ".vcf"), Holds::Record(at), Format::VCard));
            files.push((path, Holds::Record(at), Format::Json));
            files.push((format!("{}{}.vcf", record.url.as_str(), record.id), Holds::Record(at), Format::PhoneVCard));
        }
    }
    files
}

/// What the file of contacts for telephones has in its name, in the site's language.
fn phone_name(portal: &Portal, theme: &Theme) -> String {
    let wording = theme.texts.language(portal.site.languages.default_language().as_str());
    let word = wording.map(|wording| slugify(&wording.text("phone-file", &[]))).filter(|word| !word.is_empty());
    word.unwrap_or_else(|| "phone".to_owned())
}

/// What the files that tell who helps in each area are called: like the page that they belong to.
fn coverage_name(portal: &Portal) -> Option<&str> {
    let page = portal.pages.iter().find(|page| page.layout == Layout::Coverage)?;
    page.path.as_str().trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty())
}
