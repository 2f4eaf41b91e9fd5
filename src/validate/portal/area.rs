use std::collections::HashMap;

use typed_index_collections::TiVec;

use crate::config::LevelDefinition;
use crate::draw::Projection;
use crate::geometry::{AreaIndex, Feature};
use crate::model::{AreaIx, LanguageTag, LevelIx, Localized, Position, Slug, UrlPath};
use crate::source::Location;

/// The areas of all levels.
#[derive(Debug, Default)]
pub struct Areas {
    /// The levels, from the largest areas to the smallest.
    pub levels: TiVec<LevelIx, LevelDefinition>,
    /// All areas. **Shape**: ordered by level, then code.
    pub areas: TiVec<AreaIx, Area>,
    /// The areas by level and code.
    pub by_code: HashMap<(LevelIx, String), AreaIx>,
    /// The outlines, one for each level; `None` where the level has none.
    pub outlines: TiVec<LevelIx, Option<Outlines>>,
    /// Whether some could not be read: codes and points are not judged by them then.
    pub unread: bool,
}

/// The outlines of the areas of one level.
#[derive(Debug)]
pub struct Outlines {
    /// The shapes, for drawing. **Shape**: in the order of the file.
    pub features: Vec<Feature>,
    /// What can be asked of them: inside, how far, which neighbours.
    pub index: AreaIndex,
    /// How maps lay them on a plane, where the level says so.
    pub projection: Option<Projection>,
}

impl Areas {
    /// The areas of a level with their handles, in the order of their codes.
    pub fn of_level(&self, level: LevelIx) -> impl Iterator<Item = (AreaIx, &Area)> {
        self.areas.iter_enumerated().filter(move |(_, area)| area.level == level)
    }

    /// A level by its name.
    pub fn level_named(&self, id: &str) -> Option<LevelIx> {
        self.levels.position(|level| level.id == id)
    }

    /// An area and all areas that it lies in, the smallest first.
    pub fn lineage(&self, area: AreaIx) -> impl Iterator<Item = AreaIx> {
        std::iter::successors(Some(area), |area| self.areas[*area].parent)
    }

    /// The area of a level that a record stands in.
    pub fn standing(&self, record: &super::Record, level: LevelIx) -> Option<AreaIx> {
        record.standing.iter().copied().find(|area| self.areas[*area].level == level)
    }

    /// The area of a level that an area lies in (the area itself where it is of that level).
    pub fn at_level(&self, area: AreaIx, level: LevelIx) -> Option<AreaIx> {
        self.lineage(area).find(|around| self.areas[*around].level == level)
    }
}

/// An area: a region, county, commune.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its official code. **Shape**: unique in its level.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// What kind of area it is.
    pub kind: Option<Localized>,
    /// The town it is administered from.
    pub seat: Option<String>,
    /// What else it is called, in any language.
    pub other_names: Vec<String>,
    /// Its level.
    pub level: LevelIx,
    /// The area that it lies in.
    pub parent: Option<AreaIx>,
    /// Areas one level down.
    pub children: Vec<AreaIx>,
    /// Where its page lies, if its level has pages. **Shape**: unique.
    pub url: Option<UrlPath>,
    /// A point inside it.
    pub position: Option<Position>,
    /// Its own town or village, where the level says where that is.
    pub centre: Option<Position>,
    /// Where it is defined.
    pub location: Location,
    /// What tells it from another area of its level with the same name: its kind or, where that is the same too, the
    /// name of the area that it lies in.
    pub distinction: Option<Localized>,
}

impl Area {
    /// Where the sheet of paper on it lies, if it has a page.
    pub fn leaflet(&self) -> Option<UrlPath> {
        self.url.as_ref().map(|url| url.join(&Slug::word("print")))
    }

    /// Where distances from it start: at its own town or, where that is not known, at a point inside it.
    pub fn start(&self) -> Option<Position> {
        self.centre.or(self.position)
    }

    /// Its name with what tells it from its namesakes. **Shape**: unique in its level.
    pub fn title(&self, language: &LanguageTag, default: &LanguageTag) -> String {
        let name = self.name.get(language, default).text;
        match &self.distinction {
            Some(distinction) => format!("{name} – {}", distinction.get(language, default).text),
            None => name.to_owned(),
        }
    }
}
