//! Which of the records that a table would make hold, and which are refused.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::amend::{self, Change};
use super::mapping::Target;
use super::outgoing::cell;
use super::plan::{Changed, Plan, Refused};
use super::planner::{Draft, Planner};
use super::table::place;
use crate::diagnostic::Diagnostic;
use crate::edit::Mended;
use crate::field::Part;
use crate::model::{FieldPath, Step};
use crate::say;
use crate::sheet::Cell;
use crate::source::{Error, Folder, Overlay, SourceFile, Tree};
use crate::validate::{Portal, Record};
use crate::yaml::{self, Value};

impl Planner<'_> {
    /// Validates the register as it would be, and keeps what holds.
    pub(super) fn judge(
        &self,
        drafts: Vec<Draft<'_>>,
        folder: &Folder,
        read: &dyn Fn(&dyn Tree) -> Result<(Option<Portal>, Vec<Diagnostic>), Error>,
        plan: &mut Plan,
    ) -> Result<(), Error> {
        let (drafts, same): (Vec<Draft<'_>>, Vec<Draft<'_>>) =
            drafts.into_iter().partition(|draft| !draft.changes.is_empty());
        plan.unchanged += same.len();
        if drafts.is_empty() {
            return Ok(());
        }
        let mut overlay = Overlay::new(folder);
        self.asked.added.iter().for_each(|file| overlay.add(Arc::clone(file)));
        let mut texts = BTreeMap::new();
        for draft in &drafts {
            let Some(file) = self.written(draft, &draft.changes) else {
                plan.refused.push(self.unwritable(draft));
                continue;
            };
            texts.insert(draft.path.clone(), Arc::clone(&file));
            if draft.record.is_some() { overlay.put(file) } else { overlay.add(file) }
        }
        let (portal, diagnostics) = read(&overlay)?;
        let mut faults = HashMap::<&Path, Vec<&Diagnostic>>::new();
        for fault in diagnostics.iter().filter(|fault| fault.is_error() && texts.contains_key(fault.location.path())) {
            faults.entry(fault.location.path()).or_default().push(fault);
        }
        let collections = portal.iter().flat_map(|portal| &portal.collections);
        let records = collections.filter(|of| of.schema.id == self.collection.schema.id).flat_map(|of| &of.records);
        let now: HashMap<&str, &Record> = records.map(|record| (record.id.as_str(), record)).collect();
        for draft in drafts.iter().filter(|draft| texts.contains_key(&draft.path)) {
            match faults.get(draft.path.as_path()) {
                Some(faults) => faults.iter().for_each(|fault| plan.refused.push(self.refusal(draft, fault))),
                None => self.keep(draft, &now, portal.as_ref(), plan),
            }
        }
        Ok(())
    }

    fn written(&self, draft: &Draft<'_>, changes: &[Change]) -> Option<Arc<SourceFile>> {
        match draft.record {
            Some(at) => amend::amended(&self.collection.records[at].file, changes, &self.collection.schema),
            None => {
                let entries: Vec<(String, Value)> =
                    changes.iter().filter_map(|(key, value)| Some((key.clone(), value.clone()?))).collect();
                Some(SourceFile::new(&draft.path, amend::record(&entries)))
            }
        }
    }

    fn unwritable(&self, draft: &Draft<'_>) -> Refused {
        let path = draft.path.display();
        Refused {
            place: place(self.found.sheet, draft.row.row, None),
            message: say!(
                "Zmiany nie da się wpisać do pliku {path} bez ruszania reszty.",
                "The change cannot be written into {path} without touching the rest."
            ),
            help: Some(say!("Zmień ten plik ręcznie.", "Change this file by hand.")),
        }
    }

    /// A fault of the record as it would be, at the cell that it came from.
    fn refusal(&self, draft: &Draft<'_>, fault: &Diagnostic) -> Refused {
        let tree = yaml::parse(fault.location.file()).value;
        let path = tree.and_then(|node| node.path_to(fault.location.span().start));
        let steps = path.as_ref().map(FieldPath::steps).unwrap_or_default();
        let column = steps.first().and_then(|step| match step {
            Step::Key(key) if **key == *"name" => self.targets.iter().position(|target| *target == Target::Name),
            Step::Key(key) => self.column_of(draft, self.collection.schema.field_index(key)?, steps),
            Step::Item(_) => None,
        });
        Refused {
            place: place(self.found.sheet, draft.row.row, column),
            message: fault.message.clone(),
            help: fault.help.clone(),
        }
    }

    /// The column of the cell that a part of a field came from.
    fn column_of(&self, draft: &Draft<'_>, field: usize, steps: &[Step]) -> Option<usize> {
        let key = |part: Part| match part.inner {
            Some(_) => self.collection.schema.fields[field].of_part(part).name.as_str(),
            None => part.key,
        };
        let names = |part: Part| steps.iter().any(|step| matches!(step, Step::Key(step) if **step == *key(part)));
        let cells = || draft.row.fields.iter().filter(|given| given.field == field).flat_map(|given| &given.cells);
        cells().find(|(part, ..)| names(*part)).or_else(|| cells().next()).and_then(|(.., column)| *column)
    }

    /// Puts a record that holds into the plan, with those changes alone that say something else.
    fn keep(&self, draft: &Draft<'_>, now: &HashMap<&str, &Record>, portal: Option<&Portal>, plan: &mut Plan) {
        let id = draft.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(at) = draft.record else {
            let name = draft.row.name.clone().unwrap_or_default();
            plan.new.push((id, draft.row.row, name));
            plan.files.extend(self.written(draft, &draft.changes));
            return;
        };
        let before = &self.collection.records[at];
        let after = now.get(before.id.as_str()).copied();
        let (Some(after), Some(portal)) = (after, portal) else { return };
        let differs = |key: &str| match self.collection.schema.field_index(key) {
            Some(field) => before.values[field] != after.values[field],
            None => true,
        };
        let changes: Vec<Change> = draft.changes.iter().filter(|(key, _)| differs(key)).cloned().collect();
        if changes.is_empty() {
            plan.unchanged += 1;
            return;
        }
        let fields = changes.iter().map(|(key, _)| self.told(key, before, after, portal)).collect();
        if let Some(file) = self.written(draft, &changes) {
            plan.mended.push(Mended { before: Arc::clone(&before.file), after: file });
            plan.changed.push(Changed { id, row: draft.row.row, fields });
        }
    }

    fn told(&self, key: &str, before: &Record, after: &Record, portal: &Portal) -> (String, String, String) {
        let Some(index) = self.collection.schema.field_index(key) else {
            return (key.to_owned(), before.name.to_string(), after.name.to_string());
        };
        let field = &self.collection.schema.fields[index];
        let shown = |record: &Record, portal: &Portal| {
            let cells: Vec<Cell> =
                field.columns().map(|(_, part)| cell(portal, field, &record.values[index], part)).collect();
            cells.iter().filter(|cell| !cell.is_empty()).map(Cell::to_string).collect::<Vec<_>>().join(", ")
        };
        (field.label.original().to_owned(), shown(before, self.asked.portal), shown(after, portal))
    }
}
