use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use typed_index_collections::{TiSlice, TiVec};

use super::abbreviations::Abbreviations;
use super::address::Addresses;
use super::link::TrailStep;
use crate::draw::Atlas;
use crate::draw::map::BaseMap;
use crate::field::{Label, Showing, Sorting, Speech, TermId};
use crate::index::{FacetTerm, Indexes};
use crate::locale::typeset;
use crate::model::{AreaIx, CollectionIx, LanguageTag, LevelIx, Localized, PageIx, Phrase, UrlPath};
use crate::plan::{From, LanguageIx, OutputIx, Plan, address, split};
use crate::theme::{Theme, Wording};
use crate::validate::{Layout, Page, Portal, RecordRef};

/// Narrative pages by address, in all their languages.
pub type Narrative<'a> = HashMap<&'a UrlPath, BTreeMap<&'a LanguageTag, PageIx>>;

/// Everything that the pages of one language are made from.
pub struct Scene<'a> {
    /// The register.
    pub portal: &'a Portal,
    /// What was computed from it.
    pub indexes: &'a Indexes,
    /// Templates and texts.
    pub theme: &'a Theme,
    /// The pages' language.
    pub language: &'a LanguageTag,
    /// The interface's texts in it.
    pub wording: &'a Wording,
    /// Where the pages lie.
    pub addresses: Addresses,
    /// Every file of the site.
    pub plan: &'a Plan,
    /// The pages' language, as the plan names it.
    pub language_ix: LanguageIx,
    /// The outlines of each level of areas, ready to be drawn.
    pub atlases: &'a TiSlice<LevelIx, Option<Atlas>>,
    /// What maps are drawn on where there are no outlines.
    pub plane: Option<&'a Atlas>,
    /// For each area: what lies under the maps of its records, drawn when it is first needed.
    pub locators: TiVec<AreaIx, OnceLock<BaseMap>>,
    /// Narrative pages by address, in all their languages.
    pub narrative: Arc<Narrative<'a>>,
    /// The glossary's abbreviations in the pages' language.
    pub abbreviations: Abbreviations,
    /// The titles of the records, as [`Scene::say`] says them: many pages show each. **Shape**: as the portal's records.
    pub titles: TiVec<CollectionIx, Vec<String>>,
}

impl<'a> Scene<'a> {
    /// The site's default language.
    pub fn default_language(&self) -> &'a LanguageTag {
        self.portal.site.languages.default_language()
    }

    /// What the look of values depends on.
    pub fn showing(&self) -> Showing<'a> {
        let speech = Speech { language: self.language, default: self.default_language() };
        Showing { speech, locale: self.wording.locale(), texts: self.wording, names: self.portal }
    }

    /// A text as readers of the pages' language see it.
    pub fn phrase<'t>(&self, text: &'t Localized) -> Phrase<'t> {
        text.get(self.language, self.default_language())
    }

    /// The same, with the typography of its language.
    pub fn say(&self, text: &Localized) -> String {
        say(text, self.language, self.default_language())
    }

    /// The title of a record.
    pub fn record_title(&self, at: RecordRef) -> &str {
        &self.titles[at.collection][at.record]
    }

    /// The title of a narrative page, with the typography of its language.
    pub fn title(&self, page: &Page) -> String {
        typeset(&page.title, page.language.as_str()).into_owned()
    }

    /// The language that a text must be marked with: the default one where the text is not translated.
    pub fn lang(&self, text: &Localized) -> Option<String> {
        (!self.phrase(text).translated).then(|| self.default_language().to_string())
    }

    /// How many there are, in words: `5 clubs`.
    pub fn count(&self, noun: &crate::config::Noun, n: usize) -> String {
        let locale = self.wording.locale();
        let number = u64::try_from(n).unwrap_or(u64::MAX);
        let form = noun.form(self.language, self.default_language(), locale.plural(number).name());
        format!("{}\u{a0}{form}", locale.format_integer(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    /// How many records of each collection, or of only one, an area has, in words; none where it has none.
    pub fn counted(&self, area: AreaIx, only: Option<CollectionIx>) -> Option<String> {
        let collections = self.portal.collections.iter_enumerated();
        let asked = collections.filter(|(at, _)| only.is_none_or(|only| only == *at));
        let counts = asked.map(|(at, collection)| (self.indexes.in_area(area, at).len(), collection));
        let words = counts.filter(|(n, _)| *n > 0).map(|(n, collection)| self.count(&collection.schema.noun, n));
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| self.wording.list(&words))
    }

    /// An area's name with what tells it from its namesakes.
    pub fn area_name(&self, area: &crate::validate::Area) -> String {
        area.title(self.language, self.default_language())
    }

    /// A narrative page in the pages' language.
    pub fn page(&self, path: &UrlPath) -> Option<&'a Page> {
        let index = self.narrative.get(path)?.get(self.language)?;
        Some(&self.portal.pages[*index])
    }

    /// A narrative page in the pages' language, or in the default one.
    pub fn page_or_default(&self, path: &UrlPath) -> Option<&'a Page> {
        let languages = self.narrative.get(path)?;
        let index = languages.get(self.language).or_else(|| languages.get(self.default_language()))?;
        Some(&self.portal.pages[*index])
    }

    /// The first page of a layout in the pages' language.
    pub fn page_of(&self, layout: Layout) -> Option<&'a Page> {
        self.portal.pages.iter().find(|page| page.layout == layout && page.language == *self.language)
    }

    /// The address of a page for links from the pages of this language: in the default language, or any other, where it
    /// does not exist in this one.
    pub fn link(&self, path: &UrlPath) -> String {
        match self.plan.page(path, self.language_ix) {
            Some(at) => self.href(at),
            None => self.addresses.link(path),
        }
    }

    /// The heading of a group of records; none where the collection has no groups.
    pub fn group_label(&self, collection: CollectionIx, group: Option<TermId>) -> Option<String> {
        let schema = &self.portal.collections[collection].schema;
        let kind = &schema.fields[schema.group?].kind;
        let locale = self.wording.locale();
        Some(match group {
            Some(term) => self.term_label(&kind.describe(term, &Sorting { locale, names: self.portal }).label),
            None => self.wording.text("other-group", &[]),
        })
    }

    /// What a term is called.
    pub fn term_label(&self, label: &Label) -> String {
        label.say(&self.showing())
    }

    /// What a term of a facet is called: in the past where all its records are known of long ago only.
    pub fn term_word(&self, term: &FacetTerm) -> String {
        let past = term.about.past.as_ref().filter(|_| self.are_past(&term.records));
        self.term_label(past.unwrap_or(&term.about.label))
    }

    /// Whether all records are known of a day long ago only.
    pub fn are_past(&self, records: &[RecordRef]) -> bool {
        records.iter().all(|at| {
            let status = self.portal.collection_of(*at).status(self.portal.record(*at));
            status.is_some_and(|(status, _)| status.is_past)
        })
    }

    /// What a page of the site is called: in full, and where there is little room.
    pub fn label(&self, path: &UrlPath) -> (String, Option<String>) {
        if let Some(page) = self.page_or_default(path).filter(|_| !path.as_str().is_empty()) {
            let title = page.short_title.as_ref().unwrap_or(&page.title);
            return (typeset(title, page.language.as_str()).into_owned(), None);
        }
        if let Some(collection) = self.portal.collections.iter().find(|collection| collection.path == *path) {
            return (self.say(&collection.schema.label), collection.schema.abbreviation.clone());
        }
        let level = self.portal.areas.levels.iter().find(|level| level.path.as_ref() == Some(path));
        (level.map_or_else(|| self.wording.text("home", &[]), |level| self.say(&level.label)), None)
    }

    /// A page above another one.
    pub fn step(&self, path: &UrlPath) -> TrailStep {
        TrailStep { url: self.link(path), label: self.label(path).0 }
    }

    /// The site's title where there is little room.
    pub fn site_title(&self) -> String {
        let site = &self.portal.site;
        self.say(site.short_title.as_ref().unwrap_or(&site.title))
    }

    /// The address of an output for links: from the host's root.
    pub fn href(&self, at: OutputIx) -> String {
        self.addresses.file(&address(&self.plan.output(at).path))
    }

    /// The address of a link in Markdown. One that leads nowhere was reported by the plan, and nothing is published.
    pub fn resolve(&self, target: &str, from: From<'_>) -> String {
        let (path, rest, _) = split(target);
        match self.plan.resolve(path, from) {
            Ok(found) if !path.is_empty() => self.href(found.at) + rest,
            _ => target.to_owned(),
        }
    }
}

/// A text in a language, or in the default one, with the typography of that which it is in.
pub fn say(text: &Localized, language: &LanguageTag, default: &LanguageTag) -> String {
    let phrase = text.get(language, default);
    let language = if phrase.translated { language } else { default };
    typeset(phrase.text, language.as_str()).into_owned()
}
