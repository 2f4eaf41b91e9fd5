use pulldown_cmark::{Event, Parser};

use crate::field::Speech;
use crate::model::{LanguageTag, Localized, slugify};
use crate::search::{Abbreviation, Document, Field, Kind, Vocabulary};
use crate::validate::{Area, Layout, Page, Portal, RecordRef, Term};

/// Everything that can be found in one language: records in the given order, then areas, pages and terms.
pub fn search_documents(portal: &Portal, order: &[RecordRef], language: &LanguageTag) -> Vec<Document> {
    let speech = Speech { language, default: portal.site.languages.default_language() };
    let source = Source { portal, speech };
    let records = order.iter().map(|at| source.record(*at));
    let areas = (0..portal.areas.areas.len()).filter_map(|index| source.area(index));
    let pages = portal.pages.iter().filter(|page| &page.language == language && is_read(page));
    let glossary = portal.pages.iter().find(|page| page.layout == Layout::Glossary);
    let terms = glossary.into_iter().flat_map(|page| portal.glossary.iter().map(move |term| (page, term)));
    let pages = pages.map(|page| source.page(page));
    records.chain(areas).chain(pages).chain(terms.map(|(page, term)| source.term(page, term))).collect()
}

/// What people call things in one language: the glossary, and the words for records and areas.
pub fn search_vocabulary(portal: &Portal, language: &LanguageTag) -> Vocabulary {
    let default = portal.site.languages.default_language();
    let abbreviation = |term: &Term| Abbreviation {
        short: term.term.clone(),
        long: term.expansion.get(language, default).text.to_owned(),
        forms: term.forms.clone(),
    };
    let collections = portal.collections.iter().map(|collection| {
        let schema = &collection.schema;
        let words = schema.noun.forms(language).map(str::to_owned).chain(schema.abbreviation.clone());
        (schema.id.clone(), words.collect())
    });
    let levels = portal
        .areas
        .levels
        .iter()
        .map(|level| (level.id.clone(), level.noun.forms(language).map(str::to_owned).collect()));
    Vocabulary {
        abbreviations: portal.glossary.iter().map(abbreviation).collect(),
        nouns: collections.chain(levels).collect(),
        calling_code: portal.site.country.map(|country| country.calling_code.clone()),
    }
}

/// Whether a page is text to read, not a tool that would only find itself.
fn is_read(page: &Page) -> bool {
    !matches!(page.layout, Layout::Search | Layout::Home)
}

struct Source<'a> {
    portal: &'a Portal,
    speech: Speech<'a>,
}

impl Source<'_> {
    fn text<'t>(&self, text: &'t Localized) -> &'t str {
        self.speech.text(text)
    }

    fn record(&self, at: RecordRef) -> Document {
        let (collection, record) = (self.portal.collection_of(at), self.portal.record(at));
        let mut fields = vec![(Field::Name, record.name.to_string())];
        for (field, value) in collection.schema.fields.iter().zip(&record.values) {
            let Some(part) = field.search.of_document() else { continue };
            value.iter().for_each(|value| field.kind.search(value, part, &self.speech, self.portal, &mut fields));
        }
        let facet = |&index: &usize| {
            let field = &collection.schema.fields[index];
            let terms = field.terms(&record.values[index]);
            terms
                .map(|term| (field.name.clone(), field.kind.term_key(term, self.portal).into_owned()))
                .collect::<Vec<_>>()
        };
        let facets = collection.schema.facets.iter().flat_map(facet);
        Document {
            id: record.id.to_string(),
            collection: collection.schema.id.clone(),
            title: self.text(&record.title).to_owned(),
            summary: record.summary.as_ref().map(|summary| self.text(summary).to_owned()).unwrap_or_default(),
            url: record.url.to_string(),
            kind: Kind::Record,
            fields,
            facets: std::iter::once(("collection".to_owned(), collection.schema.id.clone())).chain(facets).collect(),
            rank: collection.status(record).map_or(0, |(_, choice)| choice.rank.min(9)),
            position: collection.position(record).map(|point| point.position),
        }
    }

    /// An area that has a page.
    fn area(&self, index: usize) -> Option<Document> {
        let areas = &self.portal.areas;
        let area: &Area = &areas.areas[index];
        let url = area.url.as_ref()?;
        let name = self.text(&area.name);
        let kind = area.kind.as_ref().map(|kind| self.text(kind)).unwrap_or_default();
        let mut fields = vec![(Field::Name, name.to_owned()), (Field::Activity, kind.to_owned())];
        fields.extend(area.seat.iter().map(|seat| (Field::Place, seat.clone())));
        let around = areas.lineage(index).skip(1).filter(|around| areas.areas[*around].url.is_some());
        let around: Vec<&str> = around.map(|around| self.text(&areas.areas[around].name)).collect();
        fields.extend(around.iter().map(|name| (Field::Area, (*name).to_owned())));
        let summary: Vec<&str> = std::iter::once(kind).filter(|kind| !kind.is_empty()).chain(around).collect();
        Some(Document {
            id: area.code.clone(),
            collection: areas.levels[area.level].id.clone(),
            title: area.title(self.speech.language, self.speech.default),
            summary: summary.join(", "),
            url: url.to_string(),
            kind: Kind::Area,
            fields,
            facets: vec![("collection".to_owned(), areas.levels[area.level].id.clone())],
            rank: 0,
            position: area.position,
        })
    }

    fn page(&self, page: &Page) -> Document {
        Document {
            id: if page.path.as_str().is_empty() { "index".to_owned() } else { page.path.as_str().to_owned() },
            collection: "page".to_owned(),
            title: page.title.clone(),
            summary: page.description.clone().unwrap_or_default(),
            url: page.path.to_string(),
            kind: Kind::Page,
            fields: vec![(Field::Name, page.title.clone()), (Field::Text, plain_text(page.markdown()))],
            facets: vec![("collection".to_owned(), "page".to_owned())],
            rank: 0,
            position: None,
        }
    }

    fn term(&self, page: &Page, term: &Term) -> Document {
        let expansion = self.text(&term.expansion);
        let definition = term.definition.as_ref().map(|text| self.text(text)).unwrap_or_default();
        Document {
            id: term.term.clone(),
            collection: "term".to_owned(),
            title: term.term.clone(),
            summary: expansion.to_owned(),
            url: format!("{}#{}", page.path, slugify(&term.term)),
            kind: Kind::Term,
            fields: vec![(Field::Name, term.term.clone()), (Field::Text, format!("{expansion}. {definition}"))],
            facets: vec![("collection".to_owned(), "term".to_owned())],
            rank: 0,
            position: None,
        }
    }
}

/// The words of a Markdown text, without its markup and directives.
fn plain_text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    without_directives(&text)
}

fn without_directives(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        plain.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}
