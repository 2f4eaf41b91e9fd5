use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Since};
use crate::model::FieldPath;
use crate::source::Location;
use crate::yaml::{self, Node};

/// Tells faults that are new from those that stood before: the same code in the same file and field, with the same value.
/// Lines are not compared, nor the place of an item in its list, so that a line more does not make all below it new.
pub fn compare(now: Vec<Diagnostic>, before: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut fields = Fields::default();
    let mut standing: HashMap<Identity, usize> = HashMap::new();
    for found in before {
        // Counted: of three equal faults that stood, a fourth one is new.
        *standing.entry(identity(found, &mut fields)).or_default() += 1;
    }
    // The fields of other texts of the same files.
    let mut fields = Fields::default();
    let told = |found: Diagnostic| {
        let left = standing.get_mut(&identity(&found, &mut fields)).filter(|left| **left > 0);
        let since = if left.is_some() { Since::Standing } else { Since::New };
        left.into_iter().for_each(|left| *left -= 1);
        Diagnostic { since: Some(since), ..found }
    };
    now.into_iter().map(told).collect()
}

/// By what a fault is known again.
type Identity = (&'static str, PathBuf, Option<String>, String);

fn identity(found: &Diagnostic, fields: &mut Fields) -> Identity {
    let location = &found.location;
    let field = fields.at(location).map(|path| path.without_items().to_string());
    let value = location.file().text()[location.span()].to_owned();
    (found.code.name, location.path().to_owned(), field, value)
}

/// The fields that places lie in, each file read once.
#[derive(Default)]
pub(super) struct Fields {
    trees: HashMap<PathBuf, Option<Node>>,
    last: Option<FieldPath>,
}

impl Fields {
    /// The way to the value that a place lies in; nothing outside YAML, or at the top of a file.
    pub fn at(&mut self, location: &Location) -> Option<&FieldPath> {
        let is_yaml = |path: &Path| path.extension().is_some_and(|extension| extension == "yaml");
        if !is_yaml(location.path()) {
            return None;
        }
        let tree = || yaml::parse(location.file()).value;
        let root = self.trees.entry(location.path().to_owned()).or_insert_with(tree).as_ref()?;
        self.last = root.path_to(location.span().start);
        self.last.as_ref()
    }
}
