//! The register in pieces that programs ask for one by one.

use serde_json::{Map, Value, json};

use super::metadata::pretty;
use super::{json, lines, localized};
use crate::field::{Field, Label, Sorting, TermId, Terms};
use crate::index::Indexes;
use crate::locale::Locale;
use crate::model::{CollectionIx, Localized};
use crate::plan::{PAGE, record_path};
use crate::validate::{Collection, Portal, RecordRef};

/// What there is to ask for.
pub fn index(portal: &Portal) -> Vec<u8> {
    let collection = |of: &Collection| {
        json!({
            "id": of.schema.id,
            "label": localized(portal, &of.schema.label),
            "count": of.records.len(),
            "url": url(portal, &format!("v1/{}.json", of.schema.id)),
        })
    };
    let mut index = json::head(portal);
    index["title"] = localized(portal, &portal.site.title);
    index["collections"] = portal.collections.iter().map(collection).collect();
    if !portal.areas.areas.is_empty() {
        index["areas"] = json!(url(portal, "v1/areas.json"));
    }
    if !portal.datasets.is_empty() {
        index["datasets"] = json!(url(portal, "v1/datasets.json"));
    }
    index["codes"] = json!(url(portal, "v1/codes.json"));
    index["register"] = json!(url(portal, &format!("{}.json", portal.site.open_data.name)));
    index["schema"] = json!(url(portal, &format!("{}.schema.json", portal.site.open_data.name)));
    pretty(&index)
}

/// What a collection holds: its records by name, and its pages with all that is known of them.
pub fn collection(portal: &Portal, indexes: &Indexes, at: CollectionIx) -> Vec<u8> {
    let of = &portal.collections[at];
    let pages = 1..=of.records.len().div_ceil(PAGE);
    let head = json!({
        "schema_version": json::SCHEMA_VERSION,
        "id": of.schema.id,
        "label": localized(portal, &of.schema.label),
        "count": of.records.len(),
        "page_size": PAGE,
        "pages": pages.map(|number| page_url(portal, of, number)).collect::<Vec<_>>(),
    });
    let entry = |at: &RecordRef| {
        let record = portal.record(*at);
        let file = record_path(portal, &of.schema.id, record);
        json!({
            "id": record.id.as_str(),
            "title": record.title.original(),
            "url": json::address(portal, record),
            "json": file.map(|path| [portal.site.base_url.as_str(), &path].concat()),
        })
    };
    lines(&head, "records", indexes.order(at).iter().map(entry))
}

/// A page of a collection's records. **Units**: counted from 1.
pub fn part(portal: &Portal, indexes: &Indexes, at: CollectionIx, number: u32) -> Vec<u8> {
    let of = &portal.collections[at];
    let number = usize::try_from(number).expect("pages are few");
    let last = of.records.len().div_ceil(PAGE);
    let beside = |wanted: usize| (1..=last).contains(&wanted).then(|| page_url(portal, of, wanted));
    let mut head = json::head(portal);
    head["collection"] = json!(of.schema.id);
    head["page"] = json!(number);
    head["pages"] = json!(last);
    head["previous"] = json!(beside(number - 1));
    head["next"] = json!(beside(number + 1));
    let records = indexes.order(at).iter().skip((number - 1) * PAGE).take(PAGE);
    lines(&head, "records", records.map(|at| json::record(portal, of, portal.record(*at))))
}

/// One record.
pub fn record(portal: &Portal, at: RecordRef) -> Vec<u8> {
    let mut head = json::head(portal);
    head["record"] = json::record(portal, portal.collection_of(at), portal.record(at));
    pretty(&head)
}

/// The words that records choose from, with their labels in all languages.
pub fn codes(portal: &Portal) -> Vec<u8> {
    let locale = Locale::new(portal.site.languages.default_language().as_str());
    let sorting = Sorting { locale: &locale, names: portal };
    let fields = |of: &Collection| -> Map<String, Value> {
        of.schema.fields.iter().map(|field| (field.name.clone(), codes_of(portal, field, &sorting))).collect()
    };
    let collection = |of: &Collection| {
        let described = json!({"label": localized(portal, &of.schema.label), "fields": fields(of)});
        (of.schema.id.clone(), described)
    };
    let collections: Map<String, Value> = portal.collections.iter().map(collection).collect();
    pretty(&json!({"schema_version": json::SCHEMA_VERSION, "collections": collections}))
}

fn codes_of(portal: &Portal, field: &Field, sorting: &Sorting<'_>) -> Value {
    let mut described = json!({"label": localized(portal, &field.label), "type": field.kind.name()});
    if let Some(help) = &field.help {
        described["help"] = localized(portal, help);
    }
    if let Terms::Own(_) = field.kind.about().terms {
        let labels = words(field, sorting).map(|(key, label)| (key, localized(portal, &label)));
        described["values"] = Value::Object(labels.collect());
    }
    described
}

/// The words that the values of a field are chosen from, with their labels.
pub fn words(field: &Field, sorting: &Sorting<'_>) -> impl Iterator<Item = (String, Localized)> {
    let count = match field.kind.about().terms {
        Terms::Own(count) => count,
        _ => 0,
    };
    let terms = (0..count).map(|number| field.kind.describe(TermId(number), sorting));
    terms.filter_map(|term| match term.label {
        Label::Words(words) => Some((term.key, words)),
        Label::Interface(_) | Label::Area(_) => None,
    })
}

fn page_url(portal: &Portal, of: &Collection, number: usize) -> String {
    url(portal, &format!("v1/pages/{}/{number}.json", of.schema.id))
}

/// The whole address of a file in the folder of open data.
fn url(portal: &Portal, file: &str) -> String {
    [portal.site.base_url.as_str(), portal.site.open_data.path.as_str(), file].concat()
}
