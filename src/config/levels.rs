use super::noun::{Noun, read_noun};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{LanguageTag, Localized, UrlPath, is_slug, slugify};
use crate::reading::read_path;
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;
use crate::yaml::{Entry, Mapping, Node, Value};

/// One level of areas: `geo/areas.yaml`, from the largest areas to the smallest.
#[derive(Clone, Debug)]
pub struct LevelDefinition {
    /// Its name in schemas.
    pub id: String,
    /// Its heading.
    pub label: Localized,
    /// What one area is called when areas are counted.
    pub noun: Noun,
    /// Where its pages lie; a level without one has no pages.
    pub path: Option<UrlPath>,
    /// Markdown at the top of the level's page.
    pub introduction: Option<Localized>,
    /// Where its areas come from.
    pub areas: AreaSource,
    /// A CSV file of the areas' own towns, from which distances start.
    pub centres: Option<Located>,
    /// How an area's parent is found.
    pub parent: Option<Parent>,
    /// What the kinds of areas are called, where the file has words that readers do not know.
    pub kinds: Vec<KindName>,
    /// Where that stands in the file.
    pub parent_location: Location,
    /// What else areas are called, in any language: names by which they are found.
    pub other_names: Vec<OtherNames>,
    /// Text dropped from the start of a name before it becomes an address.
    pub slug_without: Option<String>,
    /// How far from its outline a point may lie and still be inside. **Units**: kilometres.
    pub tolerance_km: f64,
    /// The projection of its maps as a PROJ string, not yet proven; a transverse Mercator of their own where there is none.
    pub projection: Option<Located>,
    /// What must stand beside every map of it.
    pub attribution: Option<Localized>,
    /// Its place in the file.
    pub location: Location,
}

/// What a kind of area is called.
#[derive(Clone, Debug)]
pub struct KindName {
    /// The word for it in the file.
    pub word: String,
    /// The word for it on pages and, in the default language, in addresses.
    pub label: Localized,
    /// Where the word stands in the definition.
    pub location: Location,
}

/// What else an area is called, such as in the language of a neighbouring country or in former times.
#[derive(Clone, Debug)]
pub struct OtherNames {
    /// The area's code.
    pub code: String,
    /// The names. **Shape**: not empty.
    pub names: Vec<String>,
    /// Where the code stands in the definition.
    pub location: Location,
}

/// Where the areas of a level come from.
#[derive(Clone, Debug)]
pub enum AreaSource {
    /// They are listed in the definition.
    Inline(Vec<InlineArea>),
    /// They are features of a GeoJSON file or rows of a CSV file beside the definition.
    File {
        /// The file's name and its place in the definition.
        name: String,
        /// Where the name stands.
        location: Location,
        /// Which property or column holds what.
        properties: Properties,
    },
}

/// An area listed in the definition of its level.
#[derive(Clone, Debug)]
pub struct InlineArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// Its place in the file.
    pub location: Location,
}

/// Names of the properties or columns of an area file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Properties {
    /// The area's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The kind of area, in words.
    pub kind: Option<Located>,
    /// The town in which it is administered.
    pub seat: Option<Located>,
    /// The latitude of a point inside (CSV only).
    pub lat: Option<String>,
    /// The longitude of a point inside (CSV only).
    pub lon: Option<String>,
}

/// The name of a property, column or projection and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The name.
    pub name: String,
    /// Its place in `areas.yaml`.
    pub location: Location,
}

/// How an area's parent, one level up, is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parent {
    /// Its code is the first so many characters of the area's code.
    Prefix(usize),
    /// Its code is the value of a property.
    Property(String),
}

/// Reads `areas.yaml` from its parsed form.
pub fn read_levels(reading: &Reading<'_>, node: &Node) -> Vec<LevelDefinition> {
    let Some(top) = reading.fields(node) else { return Vec::new() };
    let levels = top.need("levels").and_then(|node| reading.list(node)).unwrap_or_default();
    let levels: Vec<LevelDefinition> = levels.iter().filter_map(|node| read_level(reading, node)).collect();
    top.close();
    report_repeats(reading, &levels);
    levels
}

fn report_repeats(reading: &Reading<'_>, levels: &[LevelDefinition]) {
    for (index, level) in levels.iter().enumerate() {
        if let Some(first) = levels[..index].iter().find(|other| other.id == level.id) {
            let id = &level.id;
            let message = say!("Dwa poziomy nazywają się „{id}”.", "Two levels are called “{id}”.");
            let diagnostic = Diagnostic::new(codes::AREA_DUPLICATE, level.location.clone(), message);
            let first = first.location.clone();
            reading.push(diagnostic.related(first, say!("Pierwszy jest tutaj.", "The first one is here.")));
        }
    }
}

/// The name of a level, which also names places on pages.
fn read_id<'n>(reading: &Reading<'_>, node: &'n Node) -> Option<&'n str> {
    let id = reading.text(node)?;
    if !is_slug(id) {
        let message = say!("„{id}” nie może być nazwą poziomu.", "“{id}” cannot be the name of a level.");
        let help = match slugify(id) {
            slug if slug.is_empty() => say!("Napisz jedno słowo, np. region.", "Write one word, for example region."),
            slug => say!("Napisz: {slug}", "Write: {slug}"),
        };
        reading.report(codes::VALUE_PATTERN, &node.span, message, Some(help));
        return None;
    }
    Some(id)
}

fn read_level(reading: &Reading<'_>, node: &Node) -> Option<LevelDefinition> {
    let fields = reading.fields(node)?;
    let id = fields.need("id").and_then(|node| read_id(reading, node));
    let label = fields.need_localized("label");
    let noun = fields.need("noun").and_then(|node| read_noun(reading, node));
    let properties = fields.take("properties").and_then(|node| read_properties(reading, node));
    let inline = fields.take("areas");
    let file = fields.take("file");
    let areas = match (inline, file) {
        (Some(list), None) => read_inline(reading, list),
        (None, Some(file)) => read_file(reading, file, properties),
        _ => {
            let message = say!(
                "Poziom obszarów potrzebuje klucza „areas” albo „file” (jednego z nich).",
                "A level of areas needs the key “areas” or the key “file” (one of them)."
            );
            reading.report(codes::KEY_MISSING, &(node.span.start..node.span.start), message, None);
            None
        }
    };
    let level = LevelDefinition {
        path: fields.take("path").and_then(|node| read_path(reading, reading.text(node)?, &node.span)),
        introduction: fields.localized("introduction"),
        centres: fields
            .text("centres")
            .zip(fields.place("centres"))
            .map(|(name, location)| Located { name: name.to_owned(), location }),
        parent: fields.take("parent").and_then(|node| read_parent(reading, node)),
        kinds: fields
            .take("kinds")
            .and_then(|node| reading.mapping(node))
            .map_or(Vec::new(), |map| read_kinds(reading, map)),
        other_names: fields
            .take("other_names")
            .and_then(|node| reading.mapping(node))
            .map_or(Vec::new(), |map| read_other_names(reading, map)),
        slug_without: fields.take("slug_without").and_then(raw_text),
        parent_location: fields.place("parent").unwrap_or_else(|| reading.at(&node.span)),
        tolerance_km: read_tolerance(reading, &fields),
        projection: fields
            .text("projection")
            .zip(fields.place("projection"))
            .map(|(name, location)| Located { name: name.to_owned(), location }),
        attribution: fields.localized("attribution"),
        location: reading.at(&node.span),
        id: id.unwrap_or_default().to_owned(),
        label: label.unwrap_or_default(),
        noun: noun.unwrap_or_default(),
        areas: areas.unwrap_or(AreaSource::Inline(Vec::new())),
    };
    fields.close();
    (!level.id.is_empty()).then_some(level)
}

fn read_kinds(reading: &Reading<'_>, kinds: &Mapping) -> Vec<KindName> {
    let kind = |entry: &Entry| {
        let label = reading.localized(&entry.value)?;
        Some(KindName { word: entry.key.clone(), label, location: reading.at(&entry.key_span) })
    };
    kinds.entries.iter().filter_map(kind).collect()
}

/// Names by the area's code, then by language.
fn read_other_names(reading: &Reading<'_>, areas: &Mapping) -> Vec<OtherNames> {
    let names = |node: &Node| -> Option<Vec<String>> {
        let languages = &reading.mapping(node)?.entries;
        let known = languages.iter().filter(|entry| is_language(reading, entry));
        let listed = known.flat_map(|entry| reading.list(&entry.value).unwrap_or_default());
        Some(listed.filter_map(|name| reading.text(name)).map(str::to_owned).collect())
    };
    let area = |entry: &Entry| {
        let names = names(&entry.value).filter(|names| !names.is_empty())?;
        Some(OtherNames { code: entry.key.clone(), names, location: reading.at(&entry.key_span) })
    };
    areas.entries.iter().filter_map(area).collect()
}

/// Whether a key is the code of a language, be it one of the site's or not.
fn is_language(reading: &Reading<'_>, entry: &Entry) -> bool {
    let known = LanguageTag::parse(&entry.key).is_some();
    if !known {
        let key = &entry.key;
        let message = say!("„{key}” nie jest kodem języka.", "“{key}” is not the code of a language.");
        let help =
            say!("Napisz kod języka, np. {{de: [nazwa]}}.", "Write the code of a language, such as {{de: [name]}}.");
        reading.report(codes::VALUE_LANGUAGE, &entry.key_span, message, Some(help));
    }
    known
}

fn read_tolerance(reading: &Reading<'_>, fields: &Fields<'_, '_>) -> f64 {
    let tolerance = fields.number("tolerance_km").unwrap_or(0.0);
    if tolerance < 0.0 {
        let span = fields.take("tolerance_km").map_or(0..0, |node| node.span.clone());
        let message = say!("{tolerance} to za mało.", "{tolerance} is too small.");
        reading.report(codes::VALUE_RANGE, &span, message, Some(say!("Napisz 0 albo więcej.", "Write 0 or more.")));
    }
    tolerance.max(0.0)
}

/// A scalar with its spaces kept: here the last one matters.
fn raw_text(node: &Node) -> Option<String> {
    if let Value::Scalar(text) = &node.value { Some(text.clone()) } else { None }
}

fn read_inline(reading: &Reading<'_>, node: &Node) -> Option<AreaSource> {
    let area = |node: &Node| {
        let fields = reading.fields(node)?;
        let code = fields.need_text("code");
        let name = fields.need_localized("name");
        fields.close();
        Some(InlineArea { code: code?.to_owned(), name: name?, location: reading.at(&node.span) })
    };
    Some(AreaSource::Inline(reading.list(node)?.iter().filter_map(area).collect()))
}

fn read_file(reading: &Reading<'_>, node: &Node, properties: Option<Properties>) -> Option<AreaSource> {
    let name = reading.text(node)?.to_owned();
    let properties = properties.unwrap_or_else(|| Properties {
        code: "code".to_owned(),
        name: "name".to_owned(),
        kind: None,
        seat: None,
        lat: None,
        lon: None,
    });
    Some(AreaSource::File { name, location: reading.at(&node.span), properties })
}

fn read_properties(reading: &Reading<'_>, node: &Node) -> Option<Properties> {
    let fields = reading.fields(node)?;
    let text = |key| fields.text(key).map(str::to_owned);
    let located = |key| Some(Located { name: text(key)?, location: fields.place(key)? });
    let properties = Properties {
        code: fields.need_text("code").unwrap_or("code").to_owned(),
        name: fields.need_text("name").unwrap_or("name").to_owned(),
        kind: located("kind"),
        seat: located("seat"),
        lat: text("lat"),
        lon: text("lon"),
    };
    fields.close();
    Some(properties)
}

fn read_parent(reading: &Reading<'_>, node: &Node) -> Option<Parent> {
    let fields = reading.fields(node)?;
    let prefix = fields.count("prefix").map(Parent::Prefix);
    let property = fields.text("property").map(|name| Parent::Property(name.to_owned()));
    fields.close();
    let parent = prefix.or(property);
    if parent.is_none() {
        let message = say!(
            "„parent” potrzebuje klucza „prefix” albo „property”.",
            "“parent” needs the key “prefix” or “property”."
        );
        reading.report(codes::KEY_MISSING, &node.span, message, None);
    }
    parent
}
