//! The flagship's content as search documents, read without the generator's own loading: a plain second reading.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use spis::model::Position;
use spis::search::{Abbreviation, Document, Field, Kind, Vocabulary};

/// Top-level keys of a simple YAML file; nested lines stay as they are, without their indentation.
fn top_level(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        match line.split_once(':').filter(|_| !line.starts_with([' ', '-'])) {
            Some((name, rest)) => {
                key = name.to_owned();
                found.insert(key.clone(), unquote(rest.trim()).to_owned());
            }
            None => {
                let value = found.entry(key.clone()).or_default();
                value.push('\n');
                value.push_str(line);
            }
        }
    }
    found
}

fn unquote(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// `name: value` within the lines of a nested mapping.
fn nested<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    block.lines().find_map(|line| line.trim().strip_prefix(&format!("{name}:"))).map(|rest| unquote(rest.trim()))
}

fn list(block: &str) -> Vec<&str> {
    let items = block.lines().filter_map(|line| line.trim().strip_prefix("- ")).map(unquote);
    items
        .map(|item| item.strip_prefix("{number: ").map_or(item, |rest| rest.split(',').next().unwrap_or(rest)))
        .collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            paths.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// The areas: (code, name, kind, seat).
fn counties(content: &Path) -> Vec<[String; 4]> {
    let text = fs::read_to_string(content.join("geo/counties.geojson")).expect("counties are there");
    let json: serde_json::Value = serde_json::from_str(&text).expect("counties are JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    json["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|feature| ["teryt", "name", "kind", "seat"].map(|key| text(&feature["properties"][key])))
        .collect()
}

fn area(level: &str, code: &str, name: &str, kind: &str, extra: Vec<(Field, String)>) -> Document {
    let mut fields = vec![(Field::Name, name.to_owned()), (Field::Activity, kind.to_owned())];
    fields.extend(extra);
    Document {
        id: code.to_owned(),
        collection: level.to_owned(),
        title: name.to_owned(),
        summary: kind.to_owned(),
        url: format!("/{level}/{code}/"),
        kind: Kind::Area,
        fields,
        facets: Vec::new(),
        rank: 0,
        position: None,
    }
}

fn record(collection: &str, path: &Path, counties: &[[String; 4]]) -> Document {
    let text = fs::read_to_string(path).expect("a record is readable");
    let keys = top_level(&text);
    let get = |key: &str| keys.get(key).map(String::as_str).unwrap_or_default();
    let address = get("address");
    let town = nested(address, "town").expect("a town");
    let county = counties.iter().find(|county| county[0] == get("county")).expect("a county");
    let status = nested(get("status"), "value").expect("a status");
    let mut fields = vec![
        (Field::Name, get("name").to_owned()),
        (Field::Operator, get("operator").to_owned()),
        (Field::Place, town.to_owned()),
        (Field::Area, county[1].clone()),
        (Field::PostalCode, nested(address, "postal_code").expect("a postal code").to_owned()),
        (Field::Text, get("description").lines().take_while(|line| line.trim() != "en: |").collect()),
    ];
    fields.extend(nested(address, "street").map(|street| (Field::Street, street.to_owned())));
    fields.extend(nested(address, "locality").map(|locality| (Field::Place, locality.to_owned())));
    fields.extend(list(get("phones")).into_iter().map(|phone| (Field::Phone, phone.to_owned())));
    fields.extend(list(get("emails")).into_iter().map(|email| (Field::Email, email.to_owned())));
    for (key, label) in [("production", "wytwórcza"), ("services", "usługowa"), ("trade", "handlowa")] {
        if get("activities").contains(key) {
            fields.push((Field::Activity, label.to_owned()));
        }
    }
    let abbreviation = if collection == "centra" { "CIS" } else { "KIS" };
    Document {
        id: stem(path),
        collection: collection.to_owned(),
        title: format!("{abbreviation} {town} – {}", get("operator")),
        summary: get("name").to_owned(),
        url: format!("/{collection}/{}/", stem(path)),
        kind: Kind::Record,
        fields,
        facets: vec![
            ("county".to_owned(), county[0].clone()),
            ("collection".to_owned(), collection.to_owned()),
            ("status".to_owned(), status.to_owned()),
        ],
        rank: ["active", "unknown", "suspended", "closed"].iter().position(|known| *known == status).expect("a status")
            as u8,
        position: Position::new(22.0, 54.0),
    }
}

fn pages(content: &Path) -> Vec<Document> {
    let mut pages = Vec::new();
    for path in files(&content.join("pages"), ".md") {
        if stem(&path).contains('.') {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a page is readable");
        let (front, body) = text.trim_start_matches("---\n").split_once("\n---").expect("front matter");
        let title = top_level(front)["title"].clone();
        let url = path.strip_prefix(content.join("pages")).expect("a page").with_extension("");
        pages.push(Document {
            id: stem(&path),
            collection: "page".into(),
            title: title.clone(),
            summary: String::new(),
            url: format!("/{}/", url.display()),
            kind: Kind::Page,
            fields: vec![(Field::Name, title), (Field::Text, body.to_owned())],
            facets: Vec::new(),
            rank: 0,
            position: None,
        });
    }
    pages
}

/// (term, expansion, definition), in Polish.
fn glossary(content: &Path) -> Vec<(String, String, String)> {
    let text = fs::read_to_string(content.join("glossary.yaml")).expect("the glossary is there");
    let entries = text.split("\n- term:").map(|entry| entry.trim_start_matches("- term:"));
    let polish = |entry: &str, key: &str| {
        let block = entry.split_once(&format!("\n  {key}:")).map(|(_, block)| block.to_owned()).unwrap_or_default();
        nested(&block, "pl").unwrap_or_default().to_owned()
    };
    entries
        .filter(|entry| !entry.trim_start().starts_with('#'))
        .map(|entry| {
            let term = unquote(entry.lines().next().unwrap_or_default().trim()).to_owned();
            (term, polish(entry, "expansion"), polish(entry, "definition"))
        })
        .collect()
}

/// Documents and vocabulary of the flagship, in Polish.
pub fn flagship() -> (Vec<Document>, Vocabulary) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let counties = counties(&content);
    let mut documents = Vec::new();
    for collection in ["centra", "kluby"] {
        let paths = files(&content.join("registry").join(collection), ".yaml");
        let records = paths.iter().filter(|path| stem(path) != "_schema");
        documents.extend(records.map(|path| record(collection, path, &counties)));
    }
    for [code, name, kind, seat] in &counties {
        documents.push(area("county", code, name, kind, vec![(Field::Place, seat.clone())]));
    }
    let communes = fs::read_to_string(content.join("geo/gminy.csv")).expect("communes are there");
    for line in communes.lines().skip(1) {
        let columns: Vec<&str> = line.split(',').collect();
        let county = &counties.iter().find(|county| county[0] == columns[3]).expect("a county")[1];
        documents.push(area("commune", columns[0], columns[1], columns[2], vec![(Field::Area, county.clone())]));
    }
    documents.extend(pages(&content));
    let terms = glossary(&content);
    for (term, expansion, definition) in &terms {
        documents.push(Document {
            id: term.clone(),
            collection: "term".into(),
            title: term.clone(),
            summary: expansion.clone(),
            url: format!("/slownik/#{}", term.to_lowercase()),
            kind: Kind::Term,
            fields: vec![(Field::Name, term.clone()), (Field::Text, format!("{expansion}. {definition}"))],
            facets: Vec::new(),
            rank: 0,
            position: None,
        });
    }
    let nouns = [
        ("centra", "centrum centra centrów CIS"),
        ("kluby", "klub kluby klubów KIS"),
        ("county", "powiat powiaty powiatów"),
        ("commune", "gmina gminy gmin"),
    ];
    let vocabulary = Vocabulary {
        abbreviations: terms
            .into_iter()
            .filter(|(_, expansion, _)| !expansion.is_empty())
            .map(|(short, long, _)| Abbreviation { short, long, forms: Vec::new() })
            .collect(),
        nouns: nouns.map(|(collection, words)| (collection.to_owned(), vec![words.to_owned()])).to_vec(),
        calling_code: Some("48".into()),
    };
    (documents, vocabulary)
}
