//! The same register stands in every format of the open data.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use spis::BuildOptions;
use spis::config::BaseUrl;
use spis::model::parse_date;
use spis::sheet::Cell;
use spis::write::WriteOptions;

/// What every format must say of a record: telephones, mailboxes, position.
type Facts = (Vec<String>, Vec<String>, Option<(String, String)>);

/// The flagship as published under an address.
fn built(base: &str) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder can be made");
    let build_date = parse_date("2026-11-22").expect("a day of the calendar");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
    let options = BuildOptions { root, base_url: BaseUrl::parse(base), build_date };
    let report =
        spis::build(&options, &out.path().join("public"), WriteOptions::default(), &()).expect("the disk is writable");
    assert!(report.written.is_some(), "{:#?}", report.diagnostics);
    out
}

fn read(out: &tempfile::TempDir, path: &str) -> String {
    let path = out.path().join("public").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn bytes(out: &tempfile::TempDir, path: &str) -> Vec<u8> {
    fs::read(out.path().join("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(out: &tempfile::TempDir, path: &str) -> Value {
    serde_json::from_str(&read(out, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn items(text: &str) -> Vec<String> {
    text.split("; ").filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The facts of a list of records in JSON, by the addresses of their pages.
fn of_json(records: &Value) -> BTreeMap<String, Facts> {
    let phone = |phone: &Value| {
        let inner = phone.get("extension").map(|inner| format!(";ext={}", text(inner))).unwrap_or_default();
        text(&phone["number"]) + &inner
    };
    let facts = |record: &Value| {
        let list = |key: &str| record[key].as_array().cloned().unwrap_or_default();
        let phones = list("phones").iter().map(phone).collect();
        let emails = list("emails").iter().map(text).collect();
        let position = record.get("position").map(|at| (at["lat"].to_string(), at["lon"].to_string()));
        (text(&record["url"]), (phones, emails, position))
    };
    records.as_array().expect("records are a list").iter().map(facts).collect()
}

fn of_csv(table: &str) -> BTreeMap<String, Facts> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("rows are whole"));
    let position = |row: &BTreeMap<String, String>| {
        Some((row["position.lat"].clone(), row["position.lon"].clone())).filter(|(lat, _)| !lat.is_empty())
    };
    rows.map(|row| (row["url"].clone(), (items(&row["phones"]), items(&row["emails"]), position(&row)))).collect()
}

fn of_geojson(features: &Value) -> BTreeMap<String, Facts> {
    let facts = |feature: &Value| {
        let of = &feature["properties"];
        let list = |key: &str| items(of[key].as_str().unwrap_or_default());
        let at = feature["geometry"]["coordinates"].as_array().map(|at| (at[1].to_string(), at[0].to_string()));
        (text(&of["url"]), (list("phones"), list("emails"), at))
    };
    features.as_array().expect("features are a list").iter().map(facts).collect()
}

fn of_hsds(services: &Value) -> BTreeMap<String, Facts> {
    let facts = |service: &Value| {
        let list = |key: &str| service[key].as_array().cloned().unwrap_or_default();
        let phone = |phone: &Value| {
            let inner = phone.get("extension").map(|inner| format!(";ext={inner}")).unwrap_or_default();
            text(&phone["number"]) + &inner
        };
        let further = list("contacts");
        let emails = service.get("email").into_iter().chain(further.iter().map(|of| &of["email"])).map(text);
        let location = &service["service_at_locations"][0]["location"];
        let position = location.get("latitude").map(|lat| (lat.to_string(), location["longitude"].to_string()));
        let url = text(&service["additional_urls"][0]["url"]);
        (url, (list("phones").iter().map(phone).collect(), emails.collect(), position))
    };
    services.as_array().expect("services are a list").iter().map(facts).collect()
}

fn of_vcard(cards: &str) -> BTreeMap<String, Facts> {
    let unfolded = cards.replace("\r\n ", "");
    let card = |card: &str| {
        let value = |line: &str| line.split_once(':').map_or(String::new(), |(_, value)| value.to_owned());
        let all = |name: &str| card.lines().filter(|line| line.starts_with(name)).map(value).collect::<Vec<_>>();
        let phone = |phone: &String| phone.trim_start_matches("tel:").replace(',', ";ext=");
        let position = all("GEO").first().map(|at| {
            let at = at.trim_start_matches("geo:").replace(';', ",");
            at.split_once(',').map(|(lat, lon)| (lat.to_owned(), lon.to_owned())).expect("two numbers")
        });
        (all("URL").concat(), (all("TEL").iter().map(phone).collect(), all("EMAIL"), position))
    };
    unfolded.split_inclusive("END:VCARD\r\n").map(card).collect()
}

/// The facts of the sheets of a workbook that hold records.
fn of_workbook(bytes: &[u8]) -> BTreeMap<String, Facts> {
    let sheets = spis::sheet::read("register.xlsx", bytes).expect("it is a workbook");
    let facts = |head: &[Cell], row: &[Cell]| {
        let cell = |name: &str| {
            let at = head.iter().position(|cell| cell.to_string() == name)?;
            row.get(at).filter(|cell| !cell.is_empty()).map(Cell::to_string)
        };
        let list = |name: &str| items(&cell(name).unwrap_or_default());
        let position = cell("position.lat").map(|lat| (lat, cell("position.lon").expect("a place has two numbers")));
        (cell("url").expect("a record has an address"), (list("phones"), list("emails"), position))
    };
    let of_records = sheets.iter().filter(|sheet| sheet.rows[0].iter().any(|cell| cell.to_string() == "url"));
    of_records.flat_map(|sheet| sheet.rows[1..].iter().map(|row| facts(&sheet.rows[0], row))).collect()
}

/// The site is built once: that takes longer than all that is asked of it.
#[test]
fn the_open_data_say_the_same_in_every_format_and_are_as_they_are_described() {
    let out = built("https://office.example/register/");
    assert_same_records(&out);
    assert_described_tables(&out);
    assert_described_records(&out);
    assert_typed_workbook(&out);
    assert_linked(&out);
}

/// The facts for search engines of a page, by their types.
fn linked(out: &tempfile::TempDir, page: &str) -> BTreeMap<String, Value> {
    let html = read(out, &format!("{page}index.html"));
    let blocks = html.split("<script type=\"application/ld+json\">").skip(1);
    let facts = blocks.map(|block| block.split("</script>").next().expect("a block ends"));
    let facts = facts.map(|facts| serde_json::from_str::<Value>(facts).expect("it is JSON"));
    facts.map(|facts| (text(&facts["@type"]), facts)).collect()
}

/// All values of a key, at whatever depth.
fn values_of(value: &Value, key: &str) -> Vec<String> {
    match value {
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(name, part)| match part {
                Value::String(text) if name == key => vec![text.clone()],
                Value::Array(several) if name == key => several.iter().map(text).collect(),
                part => values_of(part, key),
            })
            .collect(),
        Value::Array(several) => several.iter().flat_map(|part| values_of(part, key)).collect(),
        _ => Vec::new(),
    }
}

/// Search engines are told of each record what the open data say, in the page's language.
fn assert_linked(out: &tempfile::TempDir) {
    let (mut open, mut told) = (0, 0);
    for record in json(out, "dane/rejestr.json")["records"].as_array().expect("records are a list") {
        let page = text(&record["url"]).replace("https://office.example/register/", "");
        let (phones, emails, _) = of_json(&Value::Array(vec![record.clone()])).into_values().next().expect("one");
        let services = ["", "en/", "uk/"].map(|language| linked(out, &format!("{language}{page}"))["Service"].clone());
        for service in &services {
            assert_eq!(values_of(service, "telephone"), phones, "{page}");
            assert_eq!(values_of(service, "email"), emails, "{page}");
            assert_eq!(service["provider"]["name"], record["operator"], "{page}");
            let is_exact = ["building", "street"].contains(&text(&record["position"]["precision"]).as_str());
            assert_eq!(!values_of(service, "@type").contains(&"GeoCoordinates".to_owned()), !is_exact, "{page}");
            assert_eq!(record["status"]["value"] == "active", service.get("disambiguatingDescription").is_none());
        }
        open += usize::from(services[0].get("disambiguatingDescription").is_none());
        let status = |service: &Value| service.get("disambiguatingDescription").cloned();
        told += usize::from(status(&services[0]).is_some() && status(&services[0]) != status(&services[1]));
        let trail = &linked(out, &format!("en/{page}"))["BreadcrumbList"]["itemListElement"];
        assert_eq!(trail.as_array().map(Vec::len), Some(3), "{page}");
        assert_eq!(text(&trail[2]["item"]), format!("https://office.example/register/en/{page}"));
    }
    assert!(open > 0 && told > 0 && open + told == 57, "{open} open, {told} told of in the language of the page");
    let home = &linked(out, "uk/")["WebSite"];
    let search = text(&home["potentialAction"]["target"]["urlTemplate"]);
    assert!(search.starts_with("https://office.example/register/uk/") && search.ends_with("?q={search_term_string}"));
    let files = linked(out, "dane/")["Dataset"]["distribution"].as_array().cloned().expect("there are files");
    for file in files {
        let path = text(&file["contentUrl"]).replace("https://office.example/register/", "");
        assert_eq!(text(&file["contentSize"]), format!("{} B", bytes(out, &path).len()));
    }
}

/// A workbook has a sheet for each collection and two that explain them; days are days, and all else that looks like a
/// number or a formula is text.
fn assert_typed_workbook(out: &tempfile::TempDir) {
    let sheets = spis::sheet::read("register.xlsx", &bytes(out, "dane/rejestr.xlsx")).expect("it is a workbook");
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Centra Integracji Społecznej", "Kluby Integracji Społecznej", "Objaśnienia", "Słowniki"]);
    for (sheet, name) in sheets.iter().zip(["centra", "kluby"]) {
        let table = read(out, &format!("dane/{name}.csv"));
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head: Vec<String> = reader.headers().expect("there is a head").iter().map(str::to_owned).collect();
        assert_eq!(sheet.rows[0].iter().map(Cell::to_string).collect::<Vec<_>>(), head);
        for (row, written) in sheet.rows[1..].iter().zip(reader.records()) {
            for ((name, cell), written) in head.iter().zip(row).zip(&written.expect("rows are whole")) {
                let is_typed = match name.as_str() {
                    "verified" => matches!(cell, Cell::Date(_) | Cell::Empty),
                    "position.lat" | "position.lon" => matches!(cell, Cell::Number(_) | Cell::Empty),
                    _ => matches!(cell, Cell::Text(_) | Cell::Date(_) | Cell::Empty),
                };
                assert!(is_typed, "{name}: {cell:?}");
                assert_eq!(cell.to_string(), written.trim(), "{name}");
            }
        }
    }
}

/// The same records, telephones, mailboxes and positions stand in every format.
fn assert_same_records(out: &tempfile::TempDir) {
    let whole = of_json(&json(out, "dane/rejestr.json")["records"]);
    assert_eq!(whole.len(), 57);
    assert_eq!(of_csv(&read(out, "dane/rejestr.csv")), whole);
    assert_eq!(of_geojson(&json(out, "dane/rejestr.geojson")["features"]), whole);
    assert_eq!(of_vcard(&read(out, "dane/rejestr.vcf")), whole);
    let services = json(out, "dane/hsds/services.json");
    assert_eq!(of_hsds(&services["contents"]), whole);
    assert_unknown_is_said(&services["contents"]);
    assert_eq!(of_vcard(&read(out, "dane/rejestr-telefon.vcf")), whole);
    assert_eq!(of_workbook(&bytes(out, "dane/rejestr.xlsx")), whole);
    let mut parts = of_csv(&read(out, "dane/centra.csv"));
    parts.extend(of_csv(&read(out, "dane/kluby.csv")));
    assert_eq!(parts, whole);
    let mut pages = of_json(&json(out, "dane/v1/pages/centra/1.json")["records"]);
    pages.extend(of_json(&json(out, "dane/v1/pages/kluby/1.json")["records"]));
    assert_eq!(pages, whole);
    let one = json(out, "dane/v1/centra/elk-altercis.json");
    assert_eq!(of_json(&Value::Array(vec![one["record"].clone()])).len(), 1);
    assert_eq!(of_vcard(&read(out, "centra/elk-altercis/elk-altercis.vcf")).len(), 1);
}

/// Nobody is sent to a place of which it is not known whether it is open.
fn assert_unknown_is_said(services: &Value) {
    let is_unknown = |service: &&Value| {
        let attributes = service["attributes"].as_array().into_iter().flatten();
        attributes.clone().any(|of| of["label"].as_str().is_some_and(|label| label.starts_with("Nie wiadomo")))
    };
    let unknown: Vec<&Value> = services.as_array().into_iter().flatten().filter(is_unknown).collect();
    assert!(!unknown.is_empty());
    for service in unknown {
        assert_eq!(service["status"], "inactive");
        assert!(service["alert"].as_str().is_some_and(|alert| alert.starts_with("Nie wiadomo")), "{service:#}");
    }
}

/// The tables have the columns and types that their descriptions say.
fn assert_described_tables(out: &tempfile::TempDir) {
    for name in ["rejestr", "centra", "kluby"] {
        let table = read(out, &format!("dane/{name}.csv"));
        assert!(table.contains("\r\n") && !table.starts_with('\u{feff}'));
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head: Vec<String> = reader.headers().expect("there is a head").iter().map(str::to_owned).collect();
        let metadata = json(out, &format!("dane/{name}.csv-metadata.json"));
        let columns = metadata["tableSchema"]["columns"].as_array().expect("columns are a list");
        assert_eq!(columns.iter().map(|column| text(&column["titles"])).collect::<Vec<_>>(), head);
        let package = json(out, "dane/datapackage.json");
        let resources = package["resources"].as_array().expect("resources are a list");
        let resource = resources.iter().find(|of| of["name"] == name).expect("the package has the table");
        let fields = resource["schema"]["fields"].as_array().expect("fields are a list");
        assert_eq!(fields.iter().map(|field| text(&field["name"])).collect::<Vec<_>>(), head);
        for row in reader.records().map(|row| row.expect("rows are whole")) {
            for (cell, column) in row.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
                let fits = match column["datatype"].as_str() {
                    Some("number") => cell.parse::<f64>().is_ok(),
                    Some("date") => parse_date(cell).is_ok(),
                    Some("json") => serde_json::from_str::<Value>(cell).is_ok(),
                    Some("anyURI") => cell.starts_with("https://"),
                    other => other == Some("string"),
                };
                assert!(fits, "{name}, {}: {cell}", column["name"]);
            }
        }
    }
}

/// Every key of a record stands in the schema, and every word for its status in the code lists.
fn assert_described_records(out: &tempfile::TempDir) {
    let (schema, codes) = (json(out, "dane/rejestr.schema.json"), json(out, "dane/v1/codes.json"));
    for record in json(out, "dane/rejestr.json")["records"].as_array().expect("records are a list") {
        let collection = text(&record["collection"]);
        let described = &schema["$defs"][&collection];
        let keys = record.as_object().expect("a record is an object");
        for key in keys.keys() {
            assert!(described["properties"].get(key).is_some(), "{collection}.{key} is not described");
        }
        for key in described["required"].as_array().expect("some are required") {
            assert!(keys.contains_key(&text(key)), "{collection}: {key} is missing");
        }
        let status = &codes["collections"][&collection]["fields"]["status"]["values"][text(&record["status"]["value"])];
        assert!(["pl", "en", "uk"].iter().all(|language| status[language].is_string()), "{status}");
    }
}

/// What must come out of every format as it went in.
const HOSTILE: [&str; 9] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3+cmd|x",
    "\"quoted\", 'single'; comma, semicolon \\ backslash",
    "</script><script>alert(1)</script>",
    "\u{1f469}\u{200d}\u{1f680} \u{1f4da} zażółć гуртожиток",
    "'=1+1",
    "&lt;b&gt; <i>x</i> ]]> --> { name }",
];

/// A register with a record for each hostile text, which is its name and its hours.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().join("register");
    let mut spis = assert_cmd::Command::new(env!("CARGO_BIN_EXE_spis"));
    spis.args(["init", "--lang", "en"]).arg(&root).assert().success();
    for (number, text) in HOSTILE.iter().enumerate() {
        let quoted = serde_json::to_string(text).expect("text is JSON");
        let record = format!(
            "name: {quoted}\naddress: {{street: {number} Quay Street, postal_code: ZZ1 1AA, town: Saltwick}}\ndistrict: E1\n\
             hours: {quoted}\nservices: [lending]\nstatus: {{value: active, as_of: 2026-06-30, source: {{en: Survey}}}}\n\
             description:\n  en: \"One\\nparagraph.\\n\\nAnother {number}.\"\nsource: {{place: Row {number}}}\n"
        );
        fs::write(root.join(format!("content/registry/libraries/hostile-{number}.yaml")), record).expect("writable");
    }
    let options = BuildOptions { root, base_url: None, build_date: parse_date("2026-11-01").expect("a day") };
    let out = folder.path().join("public");
    let report = spis::build(&options, &out, WriteOptions::default(), &()).expect("the disk is writable");
    assert!(report.written.is_some(), "{:#?}", report.diagnostics);
    folder
}

#[test]
fn hostile_texts_survive_every_format_and_run_in_none() {
    let out = hostile();
    let whole = json(&out, "data/register.json");
    let features = json(&out, "data/register.geojson");
    let table = read(&out, "data/register.csv");
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(table.as_bytes()).deserialize().map(|row| row.expect("rows are whole")).collect();
    let sheets = spis::sheet::read("a.xlsx", &bytes(&out, "data/register.xlsx")).expect("it is a workbook");
    let head: Vec<String> = sheets[0].rows[0].iter().map(Cell::to_string).collect();
    let column = |name: &str| head.iter().position(|head| head == name).expect("there is the column");
    for (number, text_in) in HOSTILE.iter().enumerate() {
        let id = format!("hostile-{number}");
        let records = whole["records"].as_array().expect("records are a list");
        let record = records.iter().find(|record| record["id"] == id).expect("it is there");
        assert_eq!((text(&record["name"]), text(&record["hours"])), ((*text_in).to_owned(), (*text_in).to_owned()));
        assert_eq!(record["description"], format!("One paragraph.\n\nAnother {number}."));
        let row = rows.iter().find(|row| row["id"] == id).expect("it is there");
        assert_eq!(spis::export::value(&row["hours"]), *text_in);
        assert!(!row["hours"].starts_with(['=', '+', '-', '@']), "{}", row["hours"]);
        let row = sheets[0].rows.iter().find(|row| row[0].to_string() == id).expect("it is there");
        assert_eq!(row[column("hours")], Cell::Text((*text_in).to_owned()));
        let of = features["features"].as_array().expect("features are a list").iter();
        let feature = of.map(|feature| &feature["properties"]).find(|of| of["id"] == id).expect("it is there");
        assert_eq!(feature["hours"], *text_in);
        let page = linked(&out, &format!("libraries/{id}/"));
        let told = page.values().find(|facts| facts["name"] == *text_in);
        assert!(told.is_some(), "{page:#?}");
        let card = read(&out, &format!("data/v1/libraries/{id}.vcf")).replace("\r\n ", "");
        let name = card.lines().find_map(|line| line.strip_prefix("FN:")).expect("a card has a name");
        let plain = name.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
        // A title does not begin with a dash: there one would stand for a part that is missing.
        assert!(plain.contains(text_in.trim_start_matches('-')), "{name}");
        let html = read(&out, &format!("libraries/{id}/index.html"));
        assert!(!html.contains("<script>alert(1)"), "{id}");
    }
}
