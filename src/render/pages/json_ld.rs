use serde_json::{Map, Value, json};

use crate::field::{Audience, Field, FieldKind, PhoneField, PositionField, Role, Thing, phone_schema_org};
use crate::index::Coverage;
use crate::model::{OutputPath, Tone};
use crate::plan::{Format, Holds, OutputIx};
use crate::render::layout::linked;
use crate::render::shared::html::{Html, script_safe};
use crate::render::shared::{Measured, Scene};
use crate::validate::{Collection, Page, Record, RecordRef};

/// What a record is in the vocabulary of search engines, in the page's language: of the type that its schema names, with the
/// properties that its fields name.
///
/// The vocabulary has no word for whether a place is open, so that is said in words, unless it is; of a closed one nobody
/// is told when to come.
///
/// **Source**: schema.org 30.0, JSON-LD 1.1.
pub fn record(scene: &Scene<'_>, at: RecordRef) -> Html {
    let (collection, record) = (scene.portal.collection_of(at), scene.portal.record(at));
    let (word, thing) = &collection.schema.schema_org;
    let mut facts = Map::new();
    facts.insert("@context".to_owned(), json!("https://schema.org"));
    facts.insert("@type".to_owned(), json!(word));
    facts.insert("@id".to_owned(), json!(scene.addresses.absolute_file(record.url.as_str())));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("url".to_owned(), json!(scene.addresses.absolute(&record.url)));
    if let Some(told) = told_status(scene, collection, record) {
        facts.insert("disambiguatingDescription".to_owned(), json!(told));
    }
    let said = said(scene, at);
    match thing {
        Thing::Service => service(scene, collection, said, &mut facts),
        Thing::Place => place(word, said, &mut facts),
        Thing::Business => said.into_iter().for_each(|(property, fact)| add(&mut facts, &property, fact)),
        Thing::Organization => {
            for (property, fact) in said {
                match property.as_str() {
                    "geo" => add(&mut facts, "location", json!({"@type": "Place", "geo": fact})),
                    _ => add(&mut facts, &property, fact),
                }
            }
        }
    }
    script_safe(&Value::Object(facts))
}

/// The words for a record's status with their date; nothing for one that is open.
fn told_status(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Option<String> {
    let (status, choice) = collection.status(record).filter(|(_, choice)| choice.tone != Tone::Positive)?;
    let date = scene.wording.locale().format_partial_date(status.as_of);
    let as_of = scene.wording.text("status-as-of", &[("date", &date)]);
    Some(format!("{} ({as_of})", scene.say(status.word(choice))))
}

/// What the fields of a record say: properties with their values, in the order of the schema.
fn said(scene: &Scene<'_>, at: RecordRef) -> Vec<(String, Value)> {
    let (collection, record) = (scene.portal.collection_of(at), scene.portal.record(at));
    let showing = scene.showing();
    let is_service = collection.schema.schema_org.1 == Thing::Service;
    let is_closed = Coverage::of(scene.portal, at) == Coverage::Closed;
    let mut said = Vec::new();
    for (index, (field, values)) in collection.schema.fields.iter().zip(&record.values).enumerate() {
        let Some(property) = property_of(collection, index, field, is_service) else { continue };
        if is_closed && ONLY_OPEN.contains(&property) {
            continue;
        }
        for value in field.open(values, Audience::Everyone) {
            match value.get::<PhoneField>() {
                // A fax and a line with a label have properties of their own.
                Some(phone) if property == "telephone" => {
                    let (property, fact) = phone_schema_org(phone, &showing.speech);
                    said.push((property.to_owned(), fact));
                }
                _ => {
                    let fact = field.kind.schema_org(value, property, &showing);
                    said.extend(fact.map(|fact| (property.to_owned(), fact)));
                }
            }
        }
    }
    let geo = collection.position(record).and_then(|point| PositionField.schema_org(point, "geo", &showing));
    said.extend(geo.map(|geo| ("geo".to_owned(), geo)));
    said
}

/// What is said only of places that somebody can come to.
const ONLY_OPEN: [&str; 5] =
    ["areaServed", "hoursAvailable", "openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification"];

/// The property that a field is published as: who runs a service is its provider, and when it is there are its hours.
fn property_of<'f>(collection: &Collection, index: usize, field: &'f Field, is_service: bool) -> Option<&'f str> {
    let property = field.schema_org.as_deref()?;
    let runs = collection.schema.playing(Role::Provider) == Some(index);
    Some(match property {
        "parentOrganization" if is_service && runs => "provider",
        "openingHours" | "openingHoursSpecification" if is_service => "hoursAvailable",
        property => property,
    })
}

/// What stands on the place at which a service is offered.
const OF_SERVICE_PLACES: [&str; 7] =
    ["address", "amenityFeature", "geo", "hasMap", "isAccessibleForFree", "keywords", "faxNumber"];

/// A service: who provides it, where, and how it is reached.
fn service(scene: &Scene<'_>, collection: &Collection, said: Vec<(String, Value)>, facts: &mut Map<String, Value>) {
    let (mut location, mut reached, mut written) = (Map::new(), Vec::new(), Vec::new());
    for (property, fact) in said {
        match property.as_str() {
            "telephone" => reached.push(json!({"@type": "ContactPoint", "telephone": fact})),
            "contactPoint" => reached.push(fact),
            "email" => written.push(json!({"@type": "ContactPoint", "email": fact})),
            property if OF_SERVICE_PLACES.contains(&property) => add(&mut location, property, fact),
            property => add(facts, property, fact),
        }
    }
    facts.entry("serviceType").or_insert_with(|| json!(scene.say(&collection.schema.label)));
    match facts.get_mut("provider") {
        Some(Value::Object(provider)) => written.into_iter().for_each(|point| add(provider, "contactPoint", point)),
        _ => reached.extend(written),
    }
    let mut channel = Map::new();
    reached.into_iter().for_each(|point| add(&mut channel, "servicePhone", point));
    if !location.is_empty() {
        location.insert("@type".to_owned(), json!("Place"));
        channel.insert("serviceLocation".to_owned(), Value::Object(location));
    }
    if !channel.is_empty() {
        channel.insert("@type".to_owned(), json!("ServiceChannel"));
        facts.insert("availableChannel".to_owned(), Value::Object(channel));
    }
}

/// What only organisations have: a place with one of these is one as well.
const OF_ORGANIZATIONS: [&str; 12] = [
    "contactPoint",
    "department",
    "email",
    "employee",
    "founder",
    "foundingDate",
    "legalName",
    "memberOf",
    "numberOfEmployees",
    "parentOrganization",
    "subOrganization",
    "areaServed",
];

/// A place and nothing more.
fn place(word: &str, said: Vec<(String, Value)>, facts: &mut Map<String, Value>) {
    if said.iter().any(|(property, _)| OF_ORGANIZATIONS.contains(&property.as_str())) {
        facts.insert("@type".to_owned(), json!([word, "Organization"]));
    }
    said.into_iter().for_each(|(property, fact)| add(facts, &property, fact));
}

/// Adds a fact: a second one of the same property makes a list of them.
fn add(facts: &mut Map<String, Value>, property: &str, fact: Value) {
    if let Value::Array(several) = fact {
        several.into_iter().for_each(|fact| add(facts, property, fact));
        return;
    }
    match facts.get_mut(property) {
        None => drop(facts.insert(property.to_owned(), fact)),
        Some(Value::Array(all)) => all.push(fact),
        Some(one) => *one = Value::Array(vec![one.take(), fact]),
    }
}

/// The register as a set of data, for the page of open data; `measured` knows the files that it lists.
pub fn register(scene: &Scene<'_>, page: &Page, measured: &Measured) -> Html {
    let site = &scene.portal.site;
    let file = |(at, path, _, format): (OutputIx, &OutputPath, Holds, Format)| {
        json!({
            "@type": "DataDownload",
            "name": path.name(),
            "contentUrl": scene.addresses.absolute_file(path.as_str()),
            "encodingFormat": format.media_type(),
            "contentSize": format!("{} B", measured.bytes(at)),
        })
    };
    let own = scene.addresses.absolute(&page.path);
    let publisher = linked::publisher(scene);
    let document = site.source.as_ref().map(|source| scene.say(&source.title));
    let facts = [
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("Dataset"))),
        ("@id", Some(json!(own))),
        ("url", Some(json!(own))),
        ("name", Some(json!(scene.say(&site.title)))),
        ("description", Some(json!(scene.say(&site.description)))),
        ("inLanguage", Some(json!(scene.language.as_str()))),
        ("isAccessibleForFree", Some(json!(true))),
        ("license", site.licence.as_ref().map(|licence| json!(licence.url.as_str()))),
        ("temporalCoverage", site.as_of.map(|date| json!(date.to_string()))),
        ("creator", publisher.clone()),
        ("publisher", publisher),
        ("isBasedOn", document.map(|title| json!({"@type": "CreativeWork", "name": title}))),
        ("distribution", Some(scene.plan.downloads().map(file).collect())),
    ];
    let told = facts.into_iter().filter_map(|(key, fact)| Some((key.to_owned(), fact?)));
    script_safe(&Value::Object(told.collect()))
}
