//! In which areas a record stands: as it says, or as its point shows.

use typed_index_collections::{TiVec, ti_vec};

use super::portal::Areas;
use super::records::Draft;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{AreaField, PositionField, Role, Value};
use crate::model::{AreaIx, LevelIx, Position};
use crate::say;
use crate::source::Location;

/// Finds the areas of each record, of each level at most one: what it declares comes before what its point shows.
///
/// **Errors**: `area/contradiction` where it declares areas that do not lie in one another, `area/unplaced` where neither
/// it nor its point tells its area.
pub fn find_standing(schema: &Schema, drafts: &mut [Draft], areas: &Areas, sink: &mut Vec<Diagnostic>) {
    let ground = Ground { schema, areas, declared: declared_fields(schema, areas) };
    for draft in drafts {
        let (standing, found) = ground.of(draft);
        draft.record.standing = standing;
        sink.extend(found.filter(|_| !areas.unread));
    }
}

/// The first field of each level that says where a record stands: its level and its index in the schema.
pub fn declared_fields(schema: &Schema, areas: &Areas) -> Vec<(LevelIx, usize)> {
    let mut found: Vec<(LevelIx, usize)> = Vec::new();
    for (index, field) in schema.fields.iter().enumerate().filter(|(_, field)| !field.list) {
        let Some(AreaField { level, .. }) = field.kind.get() else { continue };
        let level = areas.level_named(level).filter(|level| found.iter().all(|(known, _)| known != level));
        found.extend(level.map(|level| (level, index)));
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

struct Ground<'a> {
    schema: &'a Schema,
    areas: &'a Areas,
    /// The smallest level first.
    declared: Vec<(LevelIx, usize)>,
}

/// The area of each level that a record stands in.
type AtLevel = TiVec<LevelIx, Option<AreaIx>>;

impl Ground<'_> {
    fn of(&self, draft: &Draft) -> (Vec<AreaIx>, Option<Diagnostic>) {
        let mut at_level: AtLevel = ti_vec![None; self.areas.levels.len()];
        let mut fault = None;
        for (_, field) in &self.declared {
            let Some(&area) = draft.record.values[*field].first().and_then(Value::get::<AreaField>) else { continue };
            match self.contradiction(&at_level, area) {
                // One a record: what else contradicts mostly follows from the first.
                Some(other) => fault = fault.or(Some(self.contradicts(area, other, draft.at(*field, 0)))),
                None => self.enter(&mut at_level, area),
            }
        }
        if let Some(position) = self.position(draft) {
            self.locate(&mut at_level, position);
        }
        let unplaced = || self.unplaced(&at_level, draft);
        (at_level.iter().rev().flatten().copied().collect(), fault.or_else(unplaced))
    }

    fn position(&self, draft: &Draft) -> Option<Position> {
        let values = &draft.record.values[self.schema.playing(Role::Position)?];
        values.first().and_then(Value::get::<PositionField>).map(|point| point.position)
    }

    /// Adds an area and those around it.
    fn enter(&self, at_level: &mut AtLevel, area: AreaIx) {
        for around in self.areas.lineage(area) {
            at_level[self.areas.areas[around].level] = Some(around);
        }
    }

    /// What is known already of a level that an area lies in, where that is another one.
    fn contradiction(&self, at_level: &AtLevel, area: AreaIx) -> Option<AreaIx> {
        let known = |around: AreaIx| at_level[self.areas.areas[around].level].filter(|known| *known != around);
        self.areas.lineage(area).find_map(known)
    }

    /// Adds the areas whose outlines hold a point, the smallest first, unless more is known than the point shows.
    fn locate(&self, at_level: &mut AtLevel, position: Position) {
        for level in at_level.keys().rev().filter(|level| self.areas.outlines[*level].is_some()) {
            if at_level[level].is_some() {
                continue;
            }
            let area = self.areas.around(level, position);
            // An outline is generalised: what a record declares of a larger area is better known than its border.
            if let Some(area) = area.filter(|area| self.contradiction(at_level, *area).is_none()) {
                self.enter(at_level, area);
            }
        }
    }

    fn contradicts(&self, area: AreaIx, known: AreaIx, location: Location) -> Diagnostic {
        let (area, known) = (&self.areas.areas[area], &self.areas.areas[known]);
        let (name, code) = (area.name.original(), &area.code);
        let (other, other_code) = (known.name.original(), &known.code);
        let message = say!(
            "Obszar „{name}” ({code}) nie zgadza się z innym polem rekordu, z którego wynika „{other}” ({other_code}).",
            "The area “{name}” ({code}) contradicts another field of the record, which says “{other}” ({other_code})."
        );
        let help = say!(
            "Rekord stoi w jednym obszarze każdego poziomu. Popraw kod w jednym z tych pól.",
            "A record stands in one area of each level. Correct the code in one of these fields."
        );
        Diagnostic::new(codes::AREA_CONTRADICTION, location, message).help(help)
    }

    /// Says that the area of the smallest level that matters here is not known; silent where a fault was reported.
    fn unplaced(&self, at_level: &AtLevel, draft: &Draft) -> Option<Diagnostic> {
        let outlined =
            |level: &LevelIx| self.areas.outlines[*level].is_some() && self.areas.levels[*level].path.is_some();
        let derived = || at_level.keys().rev().find(outlined).map(|level| (level, None));
        let needed = self
            .declared
            .iter()
            .map(|(level, field)| (*level, Some(*field)))
            .find(|(level, _)| at_level[*level].is_none());
        let (level, field) = match needed {
            Some(needed) => needed,
            None if self.declared.is_empty() && self.schema.playing(Role::Position).is_some() => derived()?,
            None => return None,
        };
        // A point outside all outlines is reported where it stands.
        let is_outside = self.areas.outlines[level].is_some()
            && self.position(draft).is_some_and(|position| self.areas.around(level, position).is_none());
        if at_level[level].is_some() || draft.faulty || is_outside {
            return None;
        }
        let label = &self.areas.levels[level].label;
        let label = label.original();
        let message = say!(
            "Nie wiadomo, w którym obszarze poziomu „{label}” stoi to miejsce, więc nie ma go na stronie żadnego z nich.",
            "It is not known in which area of the level “{label}” this place stands, so it is on the page of none."
        );
        let help = match field.map(|field| &self.schema.fields[field].name) {
            Some(name) if self.areas.outlines[level].is_some() => {
                say!(
                    "Wpisz kod obszaru w polu {name} albo podaj położenie.",
                    "Write the area's code in {name}, or give a position."
                )
            }
            Some(name) => say!("Wpisz kod obszaru w polu {name}.", "Write the area's code in {name}."),
            None => say!("Podaj położenie, które leży w tym obszarze.", "Give a position that lies in that area."),
        };
        Some(Diagnostic::new(codes::AREA_UNPLACED, draft.record.file.start(), message).help(help))
    }
}

impl Areas {
    /// The area of a level whose outline holds a point.
    pub fn around(&self, level: LevelIx, position: Position) -> Option<AreaIx> {
        let code = self.outlines[level].as_ref()?.index.locate(position)?;
        self.by_code.get(&(level, code.to_owned())).copied()
    }
}
