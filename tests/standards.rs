//! A second register, of English libraries without operators and service areas, in the formats of other standards: all that
//! is asked here follows from its schema alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use md5::Md5;
use serde_json::Value;
use sha2::{Digest, Sha256};
use spis::BuildOptions;
use spis::config::BaseUrl;
use spis::model::parse_date;
use spis::write::WriteOptions;

/// The libraries as published under an address.
fn built(base: &str) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder can be made");
    let build_date = parse_date("2026-11-22").expect("a day of the calendar");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libraries");
    let options = BuildOptions { root, base_url: BaseUrl::parse(base), build_date };
    let report =
        spis::build(&options, &out.path().join("public"), WriteOptions::default(), &()).expect("the disk is writable");
    assert!(report.written.is_some(), "{:#?}", report.diagnostics);
    out
}

/// The site under one address, built once for all tests.
static SITE: LazyLock<tempfile::TempDir> = LazyLock::new(|| built("https://libraries.example/list/"));

fn read(site: &tempfile::TempDir, path: &str) -> String {
    let path = site.path().join("public").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(site: &tempfile::TempDir, path: &str) -> Value {
    serde_json::from_str(&read(site, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

type Rows = Vec<BTreeMap<String, String>>;

/// The tables of human services with their schemas, by name.
fn tables(site: &tempfile::TempDir) -> BTreeMap<String, (Value, Rows)> {
    let package = json(site, "data/hsds/datapackage.json");
    let table = |resource: &Value| {
        let path = format!("data/hsds/{}", resource["path"].as_str().expect("a path"));
        let text = read(site, &path);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.deserialize().map(|row| row.expect("rows are whole"));
        (resource["name"].as_str().expect("a name").to_owned(), (resource["schema"].clone(), rows.collect()))
    };
    list(&package["resources"]).iter().map(table).collect()
}

#[test]
fn keys_of_human_services_lead_to_rows_and_no_wanted_cell_is_empty() {
    let tables = tables(&SITE);
    let ids: BTreeMap<&str, BTreeSet<&str>> = tables
        .iter()
        .map(|(name, (_, rows))| (name.as_str(), rows.iter().map(|row| row["id"].as_str()).collect()))
        .collect();
    for (name, (schema, rows)) in &tables {
        assert_eq!(ids[name.as_str()].len(), rows.len(), "{name}: an identifier stands twice");
        for key in list(&schema["foreignKeys"]) {
            let field = key["fields"].as_str().expect("one field");
            let other = &ids[key["reference"]["resource"].as_str().expect("a table")];
            let lost = rows.iter().map(|row| row[field].as_str()).find(|id| !id.is_empty() && !other.contains(id));
            assert_eq!(lost, None, "{name}.{field}");
        }
        for field in list(&schema["fields"]).iter().filter(|field| field["constraints"]["required"] == true) {
            let field = field["name"].as_str().expect("a name");
            assert!(rows.iter().all(|row| !row[field].is_empty()), "{name}.{field}");
        }
    }
    for name in [
        "service",
        "organization",
        "location",
        "address",
        "phone",
        "contact",
        "schedule",
        "accessibility",
        "taxonomy_term",
        "attribute",
        "metadata",
    ] {
        assert!(!tables[name].1.is_empty(), "{name} is empty");
    }
    assert!(tables["service_area"].1.is_empty(), "the libraries serve no areas");
}

#[test]
fn every_library_is_a_service_of_its_own() {
    let services = json(&SITE, "data/hsds/services.json");
    let records = json(&SITE, "data/register.json");
    let records = list(&records["records"]);
    assert_eq!(services["total_items"], records.len());
    let word = |status: &Value| match status["value"].as_str() {
        Some("open") => "active",
        Some("unsure") | None => "inactive",
        other => panic!("{other:?} is a new word"),
    };
    for (service, record) in list(&services["contents"]).iter().zip(records) {
        assert_eq!((&service["name"], &service["organization"]["name"]), (&record["title"], &record["title"]));
        assert_eq!(service["status"], word(&record["status"]));
        let is_long_ago = record["status"]["as_of"] == "2020";
        assert_eq!(service["alert"].is_string(), service["status"] != "active" || is_long_ago, "{service:#}");
        let numbers = |phones: &Value| list(phones).iter().map(|phone| phone["number"].clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&service["phones"]), numbers(&record["phones"]));
        let single = json(&SITE, &format!("data/hsds/services/{}.json", service["id"].as_str().expect("an id")));
        assert_eq!(single, *service);
    }
}

/// The identifiers in a file of human services.
fn ids(site: &tempfile::TempDir, path: &str) -> BTreeSet<String> {
    let services = json(site, path);
    list(&services["contents"]).iter().map(|service| service["id"].to_string()).collect()
}

#[test]
fn what_the_standard_has_no_place_for_is_not_lost_and_a_persons_mailbox_is() {
    let services = json(&SITE, "data/hsds/services.json");
    let mill = list(&services["contents"]).iter().find(|of| of["name"] == "Mill Lane Library").expect("it is there");
    let inner = |phone: &Value| (phone["extension"].clone(), phone["description"].clone());
    let inner: Vec<(Value, Value)> = list(&mill["phones"]).iter().map(inner).collect();
    assert_eq!(inner[1..], [(Value::Null, "ext. 014".into()), (14.into(), Value::Null)]);
    assert_eq!(
        (&mill["email"], &mill["contacts"][0]["email"]),
        (&"office@library.example".into(), &"children@library.example".into())
    );
    assert_eq!(list(&mill["contacts"]).len(), 1);
    let spans = |of: &Value| (of["byday"].clone(), of["opens_at"].clone(), of["closes_at"].clone());
    let spans: Vec<_> = list(&mill["schedules"]).iter().map(spans).collect();
    let week = || Value::from("MO,TU,WE,TH,FR");
    assert_eq!(spans[0], (week(), "09:00:00".into(), "13:00:00".into()));
    assert_eq!(spans[1], (week(), "14:00:00".into(), "00:00:00".into()));
    assert_eq!(
        (&mill["metadata"][0]["previous_value"], &mill["metadata"][0]["replacement_value"]),
        (&"3 Mil Lane".into(), &"3 Mill Lane".into())
    );
    for (path, text) in
        [("data/hsds/services.json", services.to_string()), ("contacts", read(&SITE, "data/hsds/contacts.csv"))]
    {
        assert!(!text.contains("anna.smith"), "{path}");
    }
}

#[test]
fn identifiers_are_the_same_under_any_address() {
    let other = built("http://127.0.0.1:8000/");
    for path in ["data/hsds/services.json", "data/hsds/organizations.json", "data/hsds/taxonomy_terms.json"] {
        assert_eq!(ids(&SITE, path), ids(&other, path));
        assert!(!ids(&SITE, path).is_empty());
    }
}

/// The things of the catalogue of one kind, as JSON-LD.
fn things<'c>(catalog: &'c Value, kind: &str) -> Vec<&'c Value> {
    list(&catalog["@graph"]).iter().filter(|thing| thing["@type"] == kind).collect()
}

#[test]
fn the_catalogue_tells_of_every_file_what_it_is() {
    let base = "https://libraries.example/list/";
    let catalog = json(&SITE, "data/catalog.jsonld");
    let turtle = read(&SITE, "data/catalog.ttl");
    let files = things(&catalog, "dcat:Distribution");
    assert!(files.len() > 15, "only {} files are listed", files.len());
    for file in files {
        let address = file["dcat:downloadURL"][0]["@id"].as_str().expect("an address");
        let path = address.strip_prefix(base).expect("it lies on the site");
        let bytes = fs::read(SITE.path().join("public").join(path)).expect("it is there");
        assert_eq!(file["dcat:byteSize"][0]["@value"], bytes.len().to_string(), "{path}");
        let checksum = format!("{:x}", Sha256::digest(&bytes));
        assert_eq!(file["spdx:checksum"][0]["spdx:checksumValue"][0]["@value"], checksum, "{path}");
        assert!(turtle.contains(&checksum) && turtle.contains(&format!("<{address}>")), "{path}");
    }
    let sets = things(&catalog, "dcat:Dataset");
    let names: Vec<&Value> = sets.iter().map(|set| &set["dct:identifier"][0]["@value"]).collect();
    assert_eq!(names, ["register", "libraries", "datasets/loans-2025"]);
    let listed = |set: &&Value| list(&set["dcat:distribution"]).len();
    assert_eq!(sets.iter().map(listed).sum::<usize>(), things(&catalog, "dcat:Distribution").len());
}

#[test]
fn the_portal_is_given_everything_that_it_was_ever_given() {
    let xml = read(&SITE, "data/dane-gov-pl.xml");
    assert_eq!(read(&SITE, "data/dane-gov-pl.md5"), format!("{:x}", Md5::digest(&xml)));
    let texts = |name: &str| -> Vec<String> {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        let inner = |rest: &str| rest.split_once(&end).map(|(text, _)| text.to_owned()).expect("it ends");
        xml.split(&start).skip(1).map(inner).collect()
    };
    let identifiers = texts("extIdent");
    let known: BTreeSet<&String> = identifiers.iter().collect();
    assert_eq!((identifiers.len(), known.len()), (8, 8));
    assert!(["lib-1", "lib-2", "lib-3"].iter().all(|id| known.contains(&(*id).to_owned())));
    assert!(identifiers.iter().all(|id| id.chars().count() <= 36));
    assert!(texts("polish").iter().all(|text| text.chars().count() <= 300));
    assert!(xml.contains("<dataset status=\"draft\">\n<extIdent>lib-3</extIdent>"), "{xml}");
    assert!(xml.contains("<polish>Loans &lt;1999&gt; &amp; before</polish>"), "{xml}");
    for url in texts("url").iter().filter_map(|url| url.strip_prefix("https://libraries.example/list/")) {
        let path = if url.is_empty() || url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() };
        assert!(SITE.path().join("public").join(&path).is_file(), "{path}");
    }
}

#[test]
fn a_portal_that_takes_safe_addresses_only_gets_no_file_of_a_site_without_one() {
    let other = built("http://127.0.0.1:8000/");
    assert!(!other.path().join("public/data/dane-gov-pl.xml").exists());
}
