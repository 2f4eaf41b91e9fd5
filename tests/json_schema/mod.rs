//! Whether a value is what a JSON Schema says.

use serde_json::Value as Json;

/// Whether a value is what a JSON Schema says, by the keywords that the program uses; another keyword fails the test.
/// `root`: the whole schema, for what is referred to.
///
/// **Source**: JSON Schema 2020-12, Validation §6 and Core §8 and §10.
pub fn is_valid(root: &Json, schema: &Json, value: &Json) -> bool {
    let list = |of: &Json| of.as_array().expect("a list").clone();
    let count = |of: &Json| usize::try_from(of.as_u64().expect("a count")).expect("a small one");
    let valid = |schema: &Json, value: &Json| is_valid(root, schema, value);
    if let Json::Bool(any) = schema {
        return *any;
    }
    let branch = |keyword: &str| schema.get(keyword).is_none_or(|schema| valid(schema, value));
    schema.as_object().expect("a schema").iter().all(|(keyword, of)| match keyword.as_str() {
        "title" | "description" | "examples" | "format" | "$schema" | "$id" | "$defs" | "then" | "else" => true,
        "$ref" => {
            let way = of.as_str().and_then(|way| way.strip_prefix('#')).expect("a way within the schema");
            valid(root.pointer(way).unwrap_or_else(|| panic!("nothing is at {way}")), value)
        }
        "type" if of.is_array() => list(of).iter().any(|name| has_type(name, value)),
        "type" => has_type(of, value),
        "const" => of == value,
        "enum" => list(of).contains(value),
        "not" => !valid(of, value),
        "if" => branch(if valid(of, value) { "then" } else { "else" }),
        "anyOf" => list(of).iter().any(|schema| valid(schema, value)),
        "oneOf" => list(of).iter().filter(|schema| valid(schema, value)).count() == 1,
        "pattern" => {
            let pattern = regex::Regex::new(of.as_str().expect("a pattern")).expect("a right one");
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "minimum" => value.as_f64().is_none_or(|number| Some(number) >= of.as_f64()),
        "maximum" => value.as_f64().is_none_or(|number| Some(number) <= of.as_f64()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| valid(of, item))),
        "minItems" => value.as_array().is_none_or(|items| items.len() >= count(of)),
        "maxItems" => value.as_array().is_none_or(|items| items.len() <= count(of)),
        "uniqueItems" => {
            let repeats = |items: &Vec<Json>| items.iter().enumerate().any(|(at, item)| items[..at].contains(item));
            value.as_array().is_none_or(|items| !repeats(items))
        }
        "minProperties" => value.as_object().is_none_or(|entries| entries.len() >= count(of)),
        "required" => {
            let names = list(of);
            value
                .as_object()
                .is_none_or(|entries| names.iter().all(|name| entries.contains_key(name.as_str().unwrap_or(""))))
        }
        "propertyNames" => {
            value.as_object().is_none_or(|entries| entries.keys().all(|name| valid(of, &Json::String(name.clone()))))
        }
        "properties" => value.as_object().is_none_or(|entries| {
            entries.iter().all(|(name, value)| of.get(name).is_none_or(|schema| valid(schema, value)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|entries| {
            let named = |name: &str| schema.get("properties").is_some_and(|properties| properties.get(name).is_some());
            entries.iter().all(|(name, value)| named(name) || valid(of, value))
        }),
        other => panic!("the test does not know the keyword {other}"),
    })
}

fn has_type(name: &Json, value: &Json) -> bool {
    match name.as_str().expect("a name") {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("there is no type {other}"),
    }
}
