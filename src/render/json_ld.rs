use serde_json::{Map, Value, json};

use super::Scene;
use super::html::{Html, script_safe};
use crate::model::Localized;
use crate::validate::{Address, Collection, FieldValue, Place, Record};

/// What a record is in the vocabulary of search engines: an organisation with the properties that its schema names.
///
/// Whether the place is open is not said there: the vocabulary has no word for "not known".
///
/// **Source**: schema.org, JSON-LD 1.1.
pub fn record(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Html {
    let mut facts = Map::new();
    facts.insert("@context".to_owned(), json!("https://schema.org"));
    facts.insert("@type".to_owned(), json!("Organization"));
    facts.insert("@id".to_owned(), json!(scene.languages[0].1.absolute(&record.url)));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("url".to_owned(), json!(scene.addresses.absolute(&record.url)));
    for (field, value) in collection.schema.fields.iter().zip(&record.values) {
        let (Some(property), Some(value)) = (&field.schema_org, value) else { continue };
        let mut values: Vec<Value> = value.items().iter().filter_map(|item| fact(scene, property, item)).collect();
        match values.len() {
            0 => {}
            1 => drop(facts.insert(property.clone(), values.remove(0))),
            _ => drop(facts.insert(property.clone(), Value::Array(values))),
        }
    }
    if let Some(place) = collection.place(record) {
        facts.insert("location".to_owned(), location(place));
    }
    script_safe(&Value::Object(facts))
}

fn fact(scene: &Scene<'_>, property: &str, value: &FieldValue) -> Option<Value> {
    Some(match value {
        FieldValue::Text(text) | FieldValue::Markdown(text) if is_thing(property) => {
            json!({"@type": "Organization", "name": original(text)})
        }
        FieldValue::Text(text) | FieldValue::Markdown(text) => json!(original(text)),
        FieldValue::Integer(number) => json!(number),
        FieldValue::Date(date) => json!(date.to_string()),
        FieldValue::Boolean(yes) => json!(yes),
        FieldValue::Phone(phone) => json!(phone.number),
        FieldValue::Email(email) => json!(email.as_str()),
        FieldValue::Url(url) => json!(url.as_str()),
        FieldValue::PostalCode(code) => json!(code.as_str()),
        FieldValue::Address(address) => postal_address(scene, address),
        FieldValue::Area(area) => administrative_area(scene, *area),
        FieldValue::ServiceArea(served) => administrative_area(scene, served.area),
        _ => return None,
    })
}

/// Whether a property's value is an organisation, so that a name alone must be wrapped in one.
fn is_thing(property: &str) -> bool {
    matches!(property, "parentOrganization" | "provider" | "memberOf" | "subOrganization" | "department")
}

fn original(text: &Localized) -> &str {
    text.original()
}

fn postal_address(scene: &Scene<'_>, address: &Address) -> Value {
    let mut parts = Map::new();
    parts.insert("@type".to_owned(), json!("PostalAddress"));
    let street = address.street.iter().chain(&address.locality).cloned().collect::<Vec<_>>().join(", ");
    let code = address.postal_code.as_ref().map(|code| code.as_str().to_owned());
    let country = scene.portal.site.country.map(|country| country.code.to_owned());
    let named = [
        ("streetAddress", Some(street).filter(|street| !street.is_empty())),
        ("postalCode", code),
        ("addressLocality", Some(address.town.clone())),
        ("addressCountry", country),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            parts.insert(name.to_owned(), Value::String(value));
        }
    }
    Value::Object(parts)
}

fn administrative_area(scene: &Scene<'_>, area: usize) -> Value {
    let area = &scene.portal.areas.areas[area];
    json!({"@type": "AdministrativeArea", "name": area.name.original(), "identifier": area.code})
}

fn location(place: &Place) -> Value {
    let (lat, lon) = (place.position.lat(), place.position.lon());
    json!({"@type": "Place", "geo": {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}})
}
