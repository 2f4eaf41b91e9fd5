//! Whether a record's point lies where the record says that it lies.

use super::portal::{Area, Areas, Outlines};
use super::records::Draft;
use super::standing::declared_fields;
use crate::config::Schema;
use crate::diagnostic::{Diagnostic, codes};
use crate::field::{PositionField, Role, Value, swapped};
use crate::model::{LevelIx, Position};
use crate::say;
use crate::source::Location;

/// Reports points outside their area or outside all areas, and points whose numbers are swapped.
pub fn check_positions(schema: &Schema, drafts: &[Draft], areas: &Areas, sink: &mut Vec<Diagnostic>) {
    let Some(field) = schema.playing(Role::Position) else { return };
    let Some(ground) = Ground::new(schema, areas).filter(|_| !areas.unread) else { return };
    for draft in drafts {
        let Some(point) = draft.record.values[field].first().and_then(Value::get::<PositionField>) else { continue };
        let area = areas.standing(&draft.record, ground.level).map(|area| &areas.areas[area]);
        sink.extend(ground.check(point.position, area, draft.at(field, 0)));
    }
}

/// The outlines that points are held against.
struct Ground<'a> {
    areas: &'a Areas,
    outlines: &'a Outlines,
    level: LevelIx,
    tolerance_km: f64,
}

impl<'a> Ground<'a> {
    /// The outlines of the level that the records name; else those of the smallest level that has any.
    fn new(schema: &Schema, areas: &'a Areas) -> Option<Self> {
        let outlined = |level: &LevelIx| areas.outlines[*level].is_some();
        let named = declared_fields(schema, areas).into_iter().map(|(level, _)| level).find(outlined);
        let level = named.or_else(|| areas.levels.keys().rev().find(outlined))?;
        let outlines = areas.outlines[level].as_ref()?;
        Some(Self { areas, outlines, level, tolerance_km: areas.levels[level].tolerance_km })
    }

    fn check(&self, position: Position, area: Option<&Area>, location: Location) -> Option<Diagnostic> {
        let around = self.outlines.index.locate(position);
        // Exchanged degrees are often valid too: only of a point that lies nowhere as it is written are they the
        // explanation.
        if let Some(right) = self.exchanged(position).filter(|_| around.is_none()) {
            return Some(swapped(right, location));
        }
        match area {
            Some(area) if around == Some(area.code.as_str()) => None,
            Some(area) => self.outside(position, area, around, location),
            None if around.is_none() => Some(self.outside_region(position, location)),
            None => None,
        }
    }

    /// The point with its numbers exchanged, where that one lies in the register's areas.
    fn exchanged(&self, position: Position) -> Option<Position> {
        Position::new(position.lat(), position.lon()).filter(|other| self.outlines.index.locate(*other).is_some())
    }

    fn outside(&self, position: Position, area: &Area, around: Option<&str>, location: Location) -> Option<Diagnostic> {
        let distance = self.outlines.index.distance_to_border_km(&area.code, position)?;
        let name = area.name.original();
        let km = kilometres(distance);
        if distance <= self.tolerance_km {
            let message = say!(
                "Punkt leży {km} km od granicy obszaru „{name}”, po zewnętrznej stronie; obrys jest uogólniony, więc może być dobry.",
                "The point lies {km} km outside the border of “{name}”; the outline is generalised, so it may be right."
            );
            return Some(Diagnostic::new(codes::POSITION_NEAR_BORDER, location, message));
        }
        let Some(around) = around.and_then(|code| self.areas.by_code.get(&(self.level, code.to_owned()))) else {
            return Some(self.outside_region(position, location));
        };
        let Area { code, name: other, .. } = &self.areas.areas[*around];
        let other = other.original();
        let message = say!(
            "Punkt nie leży w obszarze „{name}”, tylko w obszarze „{other}”, {km} km od granicy.",
            "The point does not lie in “{name}” but in “{other}”, {km} km from the border."
        );
        let help = say!(
            "Popraw punkt albo kod obszaru („{code}” to {other}).",
            "Correct the point or the area's code (“{code}” is {other})."
        );
        Some(Diagnostic::new(codes::POSITION_OUTSIDE_AREA, location, message).help(help))
    }

    fn outside_region(&self, position: Position, location: Location) -> Diagnostic {
        let message = say!(
            "Punkt ({position}) leży poza wszystkimi obszarami rejestru.",
            "The point ({position}) lies outside all areas of the register."
        );
        let help =
            say!("Sprawdź obie liczby, także kropkę dziesiętną.", "Check both numbers, and their decimal points.");
        Diagnostic::new(codes::POSITION_OUTSIDE_REGION, location, message).help(help)
    }
}

impl Areas {
    /// Whether a point lies in any outline; nothing where there are no outlines.
    pub fn hold(&self, position: Position) -> Option<bool> {
        let mut outlines = self.outlines.iter().flatten().peekable();
        outlines.peek()?;
        Some(outlines.any(|outlines| outlines.index.locate(position).is_some()))
    }
}

fn kilometres(distance: f64) -> String {
    if distance < 10.0 { format!("{distance:.1}") } else { format!("{distance:.0}") }
}
