use serde_json::{Map, Value, json};

use crate::field::{Audience, FieldKind, PhoneField, PositionField, phone_schema_org};
use crate::render::shared::Scene;
use crate::render::shared::html::{Html, script_safe};
use crate::validate::{Collection, Record};

/// What a record is in the vocabulary of search engines: an organisation with the properties that its schema names.
///
/// Whether the place is open is not said there: the vocabulary has no word for "not known".
///
/// **Source**: schema.org, JSON-LD 1.1.
pub fn record(scene: &Scene<'_>, collection: &Collection, record: &Record) -> Html {
    let mut facts = Map::new();
    facts.insert("@context".to_owned(), json!("https://schema.org"));
    facts.insert("@type".to_owned(), json!("Organization"));
    facts.insert("@id".to_owned(), json!(scene.addresses.absolute_file(record.url.as_str())));
    facts.insert("name".to_owned(), json!(*record.name));
    facts.insert("url".to_owned(), json!(scene.addresses.absolute(&record.url)));
    for (field, values) in collection.schema.fields.iter().zip(&record.values) {
        let Some(property) = &field.schema_org else { continue };
        for value in field.open(values, Audience::Everyone) {
            match value.get::<PhoneField>() {
                // A fax and a line with a label have properties of their own.
                Some(phone) if property == "telephone" => {
                    let (property, fact) = phone_schema_org(phone);
                    add(&mut facts, property, fact);
                }
                _ => {
                    let fact = field.kind.schema_org(value, property, scene.portal);
                    fact.into_iter().for_each(|fact| add(&mut facts, property, fact));
                }
            }
        }
    }
    if let Some(place) =
        collection.position(record).and_then(|point| PositionField.schema_org(point, "location", scene.portal))
    {
        facts.insert("location".to_owned(), place);
    }
    script_safe(&Value::Object(facts))
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
