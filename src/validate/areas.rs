use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use typed_index_collections::{TiSlice, TiVec};

use super::outlines;
use super::portal::{Area, Areas, Outlines};
use crate::config::{AreaSource, LevelDefinition, Located, Parent, Properties, read_levels};
use crate::diagnostic::{Checked, Code, Diagnostic, Text, codes, did_you_mean, nearest};
use crate::draw::Projection;
use crate::geometry::{AreaIndex, Feature, FeatureNames, PointColumns, Shape, read_geojson, read_points_csv};
use crate::load::Sources;
use crate::model::{AreaIx, LevelIx, Localized, Slug, slugify};
use crate::reading::{Languages, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml;

/// Reads `areas.yaml` and the files that it names; a site without it has no areas.
///
/// **Errors**: `area/…`, `geojson/…`, `file/missing`, `key/missing`, `key/unknown`, `output/name`, `value/empty`,
/// `value/type`.
pub fn read_areas(sources: &Sources, languages: &Languages) -> Checked<Areas> {
    let unread = sources.unread.iter().any(|path| path.starts_with("content/geo"));
    let empty = |unread| Areas { unread, ..Areas::default() };
    let Some(file) = &sources.levels else { return Checked::clean(empty(unread)) };
    let mut diagnostics = Vec::new();
    let Some(node) = yaml::parse(file).into_value(&mut diagnostics) else {
        return Checked { value: empty(true), diagnostics };
    };
    let reading = Reading::new(file, languages);
    let levels = TiVec::from(read_levels(&reading, &node));
    let found = reading.finish();
    let unread = unread || found.iter().any(|diagnostic| LOSES_AREAS.contains(&diagnostic.code));
    diagnostics.extend(found);
    let mut builder = Builder { areas: empty(unread), drafts: TiVec::new(), diagnostics };
    for (index, level) in levels.iter_enumerated() {
        builder.level(index, level, sources);
    }
    builder.finish(levels)
}

/// Faults of `areas.yaml` after which a level or its areas may be missing.
const LOSES_AREAS: [Code; 6] = [
    codes::KEY_MISSING,
    codes::KEY_UNKNOWN,
    codes::VALUE_TYPE,
    codes::VALUE_EMPTY,
    codes::VALUE_PATTERN,
    codes::AREA_DUPLICATE,
];

/// An area whose parent and address are not known yet.
struct Draft {
    area: Area,
    parent_code: Option<String>,
}

struct Builder {
    areas: Areas,
    drafts: TiVec<AreaIx, Draft>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    fn level(&mut self, index: LevelIx, level: &LevelDefinition, sources: &Sources) {
        let outlines = match &level.areas {
            AreaSource::Inline(areas) => {
                for area in areas {
                    let draft = new_area(index, area.code.clone(), area.name.clone(), area.location.clone());
                    let parent_code =
                        level.parent.as_ref().and_then(|parent| parent_code(parent, &area.code, |_| None));
                    self.drafts.push(Draft { area: draft, parent_code });
                }
                None
            }
            AreaSource::File { name, location, properties } => match sources.geo.get(name) {
                Some(file) => self.file(index, level, file, properties),
                None => {
                    let path = Path::new("content/geo").join(name);
                    if !sources.unread.contains(&path) {
                        self.missing_file(name, location, sources);
                    }
                    self.areas.unread = true;
                    None
                }
            },
        };
        self.areas.outlines.push(outlines);
        self.check_parent(index, level);
        self.other_names(index, level);
        if let Some(centres) = &level.centres {
            self.centres(index, level, centres, sources);
        }
    }

    /// Gives areas the other names that their level knows.
    fn other_names(&mut self, index: LevelIx, level: &LevelDefinition) {
        for other in &level.other_names {
            let mut of_level = self.drafts.iter_mut().map(|draft| &mut draft.area).filter(|area| area.level == index);
            if let Some(area) = of_level.find(|area| area.code == other.code) {
                area.other_names.clone_from(&other.names);
            } else if !self.areas.unread {
                let of_level = self.drafts.iter().filter(|draft| draft.area.level == index);
                let known: Vec<&str> = of_level.map(|draft| draft.area.code.as_str()).collect();
                let diagnostic = Diagnostic::new(codes::AREA_UNKNOWN, other.location.clone(), no_code(&other.code));
                self.diagnostics.push(diagnostic.maybe_help(did_you_mean(&other.code, known)));
            }
        }
    }

    /// Gives areas their own towns: points in a file with the columns of the level's own one.
    fn centres(&mut self, index: LevelIx, level: &LevelDefinition, centres: &Located, sources: &Sources) {
        let Some(file) = sources.geo.get(&centres.name) else {
            if !sources.unread.contains(&Path::new("content/geo").join(&centres.name)) {
                self.missing_file(&centres.name, &centres.location, sources);
            }
            return;
        };
        let (code, name) = match &level.areas {
            AreaSource::File { properties, .. } => (properties.code.as_str(), properties.name.as_str()),
            AreaSource::Inline(_) => ("code", "name"),
        };
        let columns = PointColumns { code, name, lat: "lat", lon: "lon", region: None };
        let of_level = self.drafts.iter_enumerated().filter(|(_, draft)| draft.area.level == index);
        let by_code: HashMap<String, AreaIx> = of_level.map(|(at, draft)| (draft.area.code.clone(), at)).collect();
        for town in read_points_csv(file, &columns).into_value(&mut self.diagnostics) {
            match (by_code.get(&town.code), &town.shape) {
                (Some(at), Shape::Point(position)) => self.drafts[*at].area.centre = Some(*position),
                (None, _) if !self.areas.unread => self.diagnostics.push(no_area(&town)),
                _ => {}
            }
        }
    }

    /// Reports a way to find parents that finds none, once for the level.
    fn check_parent(&mut self, index: LevelIx, level: &LevelDefinition) {
        let Some(parent) = &level.parent else { return };
        let mut drafts = self.drafts.iter().filter(|draft| draft.area.level == index).peekable();
        let wrong = match parent {
            _ if index.above().is_none() => Some(say!("Nad pierwszym poziomem nie ma innego.", "There is no level above the first one.")),
            Parent::Prefix(length) => drafts.find(|draft| draft.area.code.chars().count() <= *length).map(|draft| {
                let code = &draft.area.code;
                say!(
                    "Kod „{code}” nie jest dłuższy niż {length}, więc nie zaczyna się od kodu obszaru wyżej.",
                    "The code “{code}” is not longer than {length}, so it does not begin with the code of an area above."
                )
            }),
            Parent::Property(name) if drafts.peek().is_some() && drafts.all(|draft| draft.parent_code.is_none()) => {
                Some(no_property(name))
            }
            Parent::Property(_) => None,
        };
        if let Some(message) = wrong {
            self.diagnostics.push(Diagnostic::new(codes::AREA_PARENT, level.parent_location.clone(), message));
            // What was said of the level would only be said again of each of its areas.
            self.drafts.iter_mut().filter(|draft| draft.area.level == index).for_each(|draft| draft.parent_code = None);
        }
    }

    fn missing_file(&mut self, name: &str, location: &Location, sources: &Sources) {
        let message = say!("W content/geo/ nie ma pliku „{name}”.", "There is no file “{name}” in content/geo/.");
        let known: Vec<&str> = sources.geo.keys().map(String::as_str).collect();
        let diagnostic = Diagnostic::new(codes::FILE_MISSING, location.clone(), message);
        self.diagnostics.push(diagnostic.maybe_help(did_you_mean(name, known)));
    }

    fn file(
        &mut self,
        index: LevelIx,
        level: &LevelDefinition,
        file: &std::sync::Arc<crate::source::SourceFile>,
        properties: &Properties,
    ) -> Option<Outlines> {
        let features = if file.path().extension().is_some_and(|extension| extension == "csv") {
            let columns = PointColumns {
                code: &properties.code,
                name: &properties.name,
                lat: properties.lat.as_deref().unwrap_or("lat"),
                lon: properties.lon.as_deref().unwrap_or("lon"),
                region: None,
            };
            read_points_csv(file, &columns)
        } else {
            read_geojson(file, &FeatureNames { code: &properties.code, name: &properties.name, region: None })
        };
        self.areas.unread |= features.diagnostics.iter().any(Diagnostic::is_error);
        let features = features.into_value(&mut self.diagnostics);
        if !self.areas.unread {
            for property in [&properties.kind, &properties.seat].into_iter().flatten() {
                self.check_property(property, &features);
            }
            self.unknown_kinds(level, properties, &features);
        }
        outlines::check(&features, &mut self.diagnostics);
        self.drafts.extend(features.iter().map(|feature| draft(index, level, properties, feature)));
        let shapes = AreaIndex::new(&features);
        let from = self.drafts.len() - features.len();
        for draft in &mut self.drafts[AreaIx::from(from)..] {
            draft.area.position = shapes.inside(&draft.area.code);
        }
        let outlined = features.iter().any(|feature| matches!(feature.shape, Shape::Outline(_)));
        let projection = level.projection.as_ref().and_then(|named| self.projection(named));
        outlined.then_some(Outlines { features, index: shapes, projection })
    }

    fn projection(&mut self, named: &Located) -> Option<Projection> {
        let parsed = Projection::parse(&named.name);
        if parsed.is_err() {
            let name = &named.name;
            let message = say!("Nieznane odwzorowanie „{name}”.", "Unknown projection “{name}”.");
            let help = say!(
                "Napisz je tak jak w programie PROJ, np. \"+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +ellps=GRS80\"",
                "Write it as the program PROJ does, such as \"+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +ellps=GRS80\""
            );
            self.diagnostics.push(Diagnostic::new(codes::AREA_PROJECTION, named.location.clone(), message).help(help));
        }
        parsed.ok()
    }

    /// A kind that the level names and no area has is most likely misspelt.
    fn unknown_kinds(&mut self, level: &LevelDefinition, properties: &Properties, features: &[Feature]) {
        let column = properties.kind.as_ref().map(|kind| &kind.name);
        let kinds = features.iter().filter_map(|feature| feature.properties.get(column?)).map(String::as_str);
        let known: BTreeSet<&str> = kinds.collect();
        for kind in level.kinds.iter().filter(|kind| !known.contains(kind.word.as_str())) {
            let word = &kind.word;
            let message = say!(
                "Żaden obszar tego poziomu nie jest rodzaju „{word}”.",
                "No area of this level is of the kind “{word}”."
            );
            let diagnostic = Diagnostic::new(codes::KEY_UNKNOWN, kind.location.clone(), message);
            self.diagnostics.push(diagnostic.maybe_help(did_you_mean(word, known.iter().copied())));
        }
    }

    fn check_property(&mut self, property: &Located, features: &[Feature]) {
        let Located { name, location } = property;
        if features.is_empty() || features.iter().any(|feature| feature.properties.contains_key(name)) {
            return;
        }
        let known: Vec<&str> = features[0].properties.keys().map(String::as_str).collect();
        let diagnostic = Diagnostic::new(codes::AREA_PROPERTY, location.clone(), no_property(name));
        self.diagnostics.push(diagnostic.maybe_help(did_you_mean(name, known)));
    }

    fn finish(mut self, levels: TiVec<LevelIx, LevelDefinition>) -> Checked<Areas> {
        // By code: in another order of the file each area keeps its number, and no page changes.
        self.drafts.sort_by(|a, b| (a.area.level, &a.area.code).cmp(&(b.area.level, &b.area.code)));
        self.index_codes();
        self.find_parents(&levels);
        let mut areas = Areas { levels, ..self.areas };
        areas.areas = self.drafts.into_iter().map(|draft| draft.area).collect();
        for index in areas.areas.keys() {
            if let Some(parent) = areas.areas[index].parent {
                areas.areas[parent].children.push(index);
            }
        }
        tell_apart(&mut areas);
        give_addresses(&mut areas, &mut self.diagnostics);
        Checked { value: areas, diagnostics: self.diagnostics }
    }

    fn index_codes(&mut self) {
        for (index, draft) in self.drafts.iter_enumerated() {
            let key = (draft.area.level, draft.area.code.clone());
            if let Some(first) = self.areas.by_code.insert(key, index) {
                let code = &draft.area.code;
                let message = say!(
                    "Kod „{code}” mają dwa obszary tego poziomu.",
                    "Two areas of this level have the code “{code}”."
                );
                let first = self.drafts[first].area.location.clone();
                let diagnostic = Diagnostic::new(codes::AREA_DUPLICATE, draft.area.location.clone(), message);
                self.diagnostics
                    .push(diagnostic.related(first, say!("Pierwszy jest tutaj.", "The first one is here.")));
            }
        }
    }

    fn find_parents(&mut self, levels: &TiSlice<LevelIx, LevelDefinition>) {
        for index in self.drafts.keys() {
            let draft = &self.drafts[index];
            let Some(code) = draft.parent_code.clone() else { continue };
            let above = draft.area.level.above();
            let parent = above.and_then(|level| self.areas.by_code.get(&(level, code.clone())).copied());
            // Where areas could not be read, the one above may be among them.
            if parent.is_none() && above.is_some() && !self.areas.unread {
                let level = above.map_or("", |level| levels[level].id.as_str());
                let message = say!(
                    "Nie ma obszaru „{code}” na poziomie „{level}”, w którym ten miałby leżeć.",
                    "There is no area “{code}” of level “{level}” for this one to lie in."
                );
                let known =
                    above.into_iter().flat_map(|level| self.drafts.iter().filter(move |of| of.area.level == level));
                let known: Vec<&str> = known.map(|of| of.area.code.as_str()).collect();
                let diagnostic = Diagnostic::new(codes::AREA_PARENT, draft.area.location.clone(), message);
                self.diagnostics.push(diagnostic.maybe_help(did_you_mean(&code, known)));
            }
            self.drafts[index].area.parent = parent;
        }
    }
}

fn no_property(name: &str) -> Text {
    say!("Żaden obszar w pliku nie ma własności „{name}”.", "No area of the file has the property “{name}”.")
}

fn new_area(level: LevelIx, code: String, name: Localized, location: Location) -> Area {
    Area {
        code,
        name,
        kind: None,
        seat: None,
        other_names: Vec::new(),
        level,
        parent: None,
        children: Vec::new(),
        url: None,
        position: None,
        centre: None,
        location,
        distinction: None,
    }
}

fn no_area(town: &Feature) -> Diagnostic {
    Diagnostic::new(codes::AREA_UNKNOWN, town.location.clone(), no_code(&town.code))
}

fn no_code(code: &str) -> Text {
    say!("Nie ma obszaru o kodzie „{code}”.", "There is no area with the code “{code}”.")
}

fn draft(index: LevelIx, level: &LevelDefinition, properties: &Properties, feature: &Feature) -> Draft {
    let property = |of: &Option<Located>| of.as_ref().and_then(|of| feature.properties.get(&of.name)).cloned();
    let name = feature.properties.get(&properties.name).map_or(feature.code.as_str(), String::as_str);
    let parent = level.parent.as_ref();
    let parent_code =
        parent.and_then(|parent| parent_code(parent, &feature.code, |name| feature.properties.get(name).cloned()));
    let area = Area {
        kind: property(&properties.kind).map(|word| kind_name(level, word)),
        seat: property(&properties.seat),
        ..new_area(index, feature.code.clone(), Localized::plain(name), feature.location.clone())
    };
    Draft { area, parent_code }
}

fn parent_code(parent: &Parent, code: &str, property: impl Fn(&str) -> Option<String>) -> Option<String> {
    match parent {
        Parent::Prefix(length) => code.get(..*length).map(str::to_owned),
        Parent::Property(name) => property(name),
    }
}

/// What a kind is called: by the level's definition, or as the file has it.
fn kind_name(level: &LevelDefinition, word: String) -> Localized {
    let named = level.kinds.iter().find(|kind| kind.word == word);
    named.map_or_else(|| Localized::plain(word), |kind| kind.label.clone())
}

/// Finds what tells each area from the others of its level.
fn tell_apart(areas: &mut Areas) {
    let name = |area: &Area| (area.level, area.name.original().to_owned(), None);
    let kind = |area: &Area| {
        let kind = area.kind.as_ref().map(|kind| kind.original().to_owned());
        (area.level, area.name.original().to_owned(), Some(kind))
    };
    let mut counts: HashMap<_, usize> = HashMap::new();
    for area in &areas.areas {
        *counts.entry(name(area)).or_default() += 1;
        *counts.entry(kind(area)).or_default() += 1;
    }
    let parent = |area: &Area| area.parent.map(|parent| areas.areas[parent].name.clone());
    let distinction = |area: &Area| match (counts[&name(area)], counts[&kind(area)]) {
        (1, _) => None,
        (_, 1) => area.kind.clone(),
        _ => parent(area).or_else(|| Some(Localized::plain(area.code.as_str()))),
    };
    let distinctions: Vec<Option<Localized>> = areas.areas.iter().map(distinction).collect();
    for (area, distinction) in areas.areas.iter_mut().zip(distinctions) {
        area.distinction = distinction;
    }
}

/// Gives each area of a level with pages its address: what tells it from the others, as a slug; the code too where
/// that is not enough. An area whose name gives none is reported.
fn give_addresses(areas: &mut Areas, sink: &mut Vec<Diagnostic>) {
    let slugs: Vec<Option<Slug>> = areas.areas.iter().map(|area| slug(area, &areas.levels[area.level])).collect();
    let mut taken: HashMap<(LevelIx, &Slug), usize> = HashMap::new();
    for (area, slug) in areas.areas.iter().zip(&slugs) {
        slug.iter().for_each(|slug| *taken.entry((area.level, slug)).or_default() += 1);
    }
    for (area, slug) in areas.areas.iter_mut().zip(&slugs) {
        let Some(path) = &areas.levels[area.level].path else { continue };
        let Some(slug) = slug else {
            sink.push(no_address(area));
            continue;
        };
        let with_code = || Slug::of(&format!("{slug} {}", area.code));
        let told = if taken[&(area.level, slug)] == 1 { None } else { with_code() };
        area.url = Some(path.join(told.as_ref().unwrap_or(slug)));
    }
}

fn slug(area: &Area, level: &LevelDefinition) -> Option<Slug> {
    let name = area.name.original();
    let name = name.strip_prefix(level.slug_without.as_deref().unwrap_or_default()).unwrap_or(name);
    let distinction = area.distinction.as_ref().map_or("", Localized::original);
    let name = Slug::of(name)?;
    Slug::of(&format!("{name} {distinction}"))
}

fn no_address(area: &Area) -> Diagnostic {
    let (name, code) = (area.name.original(), &area.code);
    let message = say!(
        "Z nazwy „{name}” (kod {code}) nie da się zrobić adresu: nie ma w niej litery ani cyfry.",
        "The name “{name}” (code {code}) gives no address: it has no letter or digit."
    );
    let help = say!("Wpisz nazwę obszaru.", "Write the area's name.");
    Diagnostic::new(codes::OUTPUT_NAME, area.location.clone(), message).help(help)
}

/// Whether people call an area so: by its seat, or by its name without the word for its kind.
fn is_called(area: &Area, word: &str) -> bool {
    let (word, name) = (slugify(word), slugify(area.name.original()));
    let seat = area.seat.as_ref().is_some_and(|seat| slugify(seat) == word);
    !word.is_empty() && (seat || name.ends_with(&format!("-{word}")))
}

/// Where an area is looked for by its code.
#[derive(Clone, Copy)]
pub enum Wanted<'a> {
    /// At one level, named in the schema.
    Level(&'a str),
    /// At any level.
    Any,
}

impl Areas {
    /// Finds an area by code and reports what is wrong with the code.
    pub fn resolve(
        &self,
        reading: &Reading<'_>,
        code: &str,
        span: &Range<usize>,
        wanted: Wanted<'_>,
    ) -> Option<AreaIx> {
        let levels: Vec<LevelIx> = match wanted {
            Wanted::Level(id) => vec![self.level_named(id)?],
            Wanted::Any => self.levels.keys().collect(),
        };
        let find = |level: LevelIx| self.by_code.get(&(level, code.to_owned())).copied();
        if let Some(found) = levels.iter().find_map(|level| find(*level)) {
            return Some(found);
        }
        if self.unread {
            return None;
        }
        match (self.levels.keys().find_map(find), wanted) {
            (Some(other), Wanted::Level(id)) => self.wrong_level(reading, other, id, span),
            _ => self.unknown(reading, code, span, &levels),
        }
        None
    }

    fn wrong_level(&self, reading: &Reading<'_>, area: AreaIx, wanted: &str, span: &Range<usize>) {
        let Area { code, name, level, .. } = &self.areas[area];
        let (name, level) = (name.original(), &self.levels[*level].id);
        let message = say!(
            "Kod „{code}” ({name}) jest z poziomu „{level}”, a tu trzeba „{wanted}”.",
            "The code “{code}” ({name}) is of level “{level}”; “{wanted}” is needed here."
        );
        let target = self.level_named(wanted);
        let above = target.and_then(|level| self.at_level(area, level)).map(|index| &self.areas[index]);
        let help = above.map(|area| {
            let (code, name) = (&area.code, area.name.original());
            say!("Czy chodziło o „{code}” ({name})?", "Did you mean “{code}” ({name})?")
        });
        reading.report(codes::AREA_LEVEL, span, message, help);
    }

    fn unknown(&self, reading: &Reading<'_>, code: &str, span: &Range<usize>, levels: &[LevelIx]) {
        let message = say!("Nie ma obszaru o kodzie „{code}”.", "There is no area with the code “{code}”.");
        reading.report(codes::AREA_UNKNOWN, span, message, self.suggest(code, levels));
    }

    fn suggest(&self, wrong: &str, levels: &[LevelIx]) -> Option<Text> {
        let candidates = || self.areas.iter().filter(|area| levels.contains(&area.level));
        // People write the name where the code belongs, so names come first.
        let by_name = nearest(wrong, candidates().map(|area| area.name.original()));
        let by_name = candidates().find(|area| by_name == Some(area.name.original()));
        let by_word = || candidates().find(|area| is_called(area, wrong));
        let by_code = nearest(wrong, candidates().map(|area| area.code.as_str()));
        let area =
            by_name.or_else(by_word).or_else(|| candidates().find(|area| by_code == Some(area.code.as_str())))?;
        let (code, name) = (&area.code, area.name.original());
        Some(say!("Czy chodziło o „{code}” ({name})?", "Did you mean “{code}” ({name})?"))
    }
}
