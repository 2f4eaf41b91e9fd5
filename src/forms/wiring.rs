use serde_json::{Map, Value as Json, json};

use super::SourceSchema;

/// Where the schemas lie for editors, from the site's root.
pub const FOLDER: &str = ".vscode/schemas";

/// The settings of Visual Studio Code that tie each schema to its files. A collection's own schema lies among its records and
/// is none; front matter has no schema there.
///
/// **Source**: redhat.vscode-yaml, `yaml.schemas`.
pub fn settings(schemas: &[SourceSchema]) -> Json {
    let yaml = schemas.iter().filter(|schema| schema.files.ends_with(".yaml"));
    let wired: Map<String, Json> = yaml
        .map(|schema| {
            let files = json!([schema.files, "!content/registry/*/_schema.yaml"]);
            (format!("./{FOLDER}/{}.schema.json", schema.name), files)
        })
        .collect();
    json!({"yaml.schemas": wired, "files.eol": "\n", "editor.insertSpaces": true, "editor.tabSize": 2})
}
