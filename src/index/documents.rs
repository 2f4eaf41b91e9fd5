use super::sections::{Section, sections};
use crate::field::{Address, Speech};
use crate::locale::Locale;
use crate::model::{AreaIx, LanguageTag, Localized, PhoneKind, slugify};
use crate::search::{Abbreviation, Call, Document, Field, Kind, Row, Vocabulary};
use crate::validate::{Area, Collection, GlossaryTerm, Layout, Lead, Page, Portal, Record, RecordRef};

/// Everything that can be found in one language: records in the given order, then areas, pages and terms.
pub fn search_documents(portal: &Portal, order: &[RecordRef], language: &LanguageTag) -> Vec<Document> {
    let speech = Speech { language, default: portal.site.languages.default_language() };
    let locale = Locale::new(language.as_str());
    let source = DocumentMaker { portal, speech, locale, needs: needs(portal, language) };
    let records = order.iter().map(|at| source.record(*at));
    let areas = portal.areas.areas.keys().filter_map(|index| source.area(index));
    let pages = portal.pages.iter().filter(|page| &page.language == language && page.layout != Layout::Search);
    let glossary = portal.pages.iter().find(|page| page.layout == Layout::Glossary);
    let terms = glossary.into_iter().flat_map(|page| (0..portal.glossary.len()).map(move |term| (page, term)));
    let directories = portal.collections.iter().filter_map(|collection| source.directory(collection));
    let pages = pages.flat_map(|page| source.page(page)).chain(directories);
    records.chain(areas).chain(pages).chain(terms.map(|(page, term)| source.term(page, term))).collect()
}

/// What words of need lead to, each with all its words in one language.
fn needs<'p>(portal: &'p Portal, language: &LanguageTag) -> Vec<(&'p Lead, String)> {
    let mut leads: Vec<(&Lead, String)> = Vec::new();
    for need in &portal.needs {
        let words = need.words(language).join(" ");
        for lead in &need.leads_to {
            match leads.iter_mut().find(|(of, _)| *of == lead) {
                Some((_, all)) => *all = format!("{all} {words}"),
                None => leads.push((lead, words.clone())),
            }
        }
    }
    // A word that several needs share counts once.
    for (_, words) in &mut leads {
        let mut once: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        once.sort_unstable();
        once.dedup();
        *words = once.join(" ");
    }
    leads
}

/// What people call things in one language: the glossary, and the words for records and areas.
pub fn search_vocabulary(portal: &Portal, language: &LanguageTag) -> Vocabulary {
    let default = portal.site.languages.default_language();
    let abbreviation = |term: &GlossaryTerm| Abbreviation {
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
        level_nouns: portal
            .areas
            .levels
            .iter()
            .flat_map(|level| level.noun.forms(language))
            .map(str::to_owned)
            .collect(),
        calling_code: portal.site.country.map(|country| country.calling_code.clone()),
    }
}

struct DocumentMaker<'a> {
    portal: &'a Portal,
    speech: Speech<'a>,
    locale: Locale,
    needs: Vec<(&'a Lead, String)>,
}

impl DocumentMaker<'_> {
    fn text<'t>(&self, text: &'t Localized) -> &'t str {
        self.speech.text(text)
    }

    fn record(&self, at: RecordRef) -> Document {
        let (collection, record) = (self.portal.collection_of(at), self.portal.record(at));
        let mut fields = vec![(Field::Name, record.name.to_string())];
        for (field, value) in collection.schema.fields.iter().zip(&record.values) {
            field.search(value, &self.speech, self.portal, &mut fields);
        }
        let standing = record.standing.iter().map(|area| &self.portal.areas.areas[*area]);
        let standing = standing.filter(|area| area.url.is_some());
        fields.extend(standing.map(|area| (Field::Area, self.text(&area.name).to_owned())));
        let others = record.standing.iter().flat_map(|area| &self.portal.areas.areas[*area].other_names);
        fields.extend(others.map(|name| (Field::Area, name.clone())));
        let answers = |lead: &Lead| leads_to(lead, at, collection, record);
        let answered = self.needs.iter().filter(|(lead, _)| answers(lead));
        fields.extend(answered.map(|(_, words)| (Field::Need, words.clone())));
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
            row: self.row(at, collection, record),
            url: record.url.to_string(),
            kind: Kind::Record,
            fields,
            facets: std::iter::once(("collection".to_owned(), collection.schema.id.clone())).chain(facets).collect(),
            rank: collection.status(record).map_or(0, |(_, choice)| choice.rank.min(9)),
            position: collection.position(record).map(|point| point.position),
        }
    }

    /// An area that has a page.
    fn area(&self, index: AreaIx) -> Option<Document> {
        let areas = &self.portal.areas;
        let area: &Area = &areas.areas[index];
        let url = area.url.as_ref()?;
        let name = self.text(&area.name);
        let kind = area.kind.as_ref().map(|kind| self.text(kind)).unwrap_or_default();
        let mut fields = vec![(Field::Name, name.to_owned()), (Field::Activity, kind.to_owned())];
        fields.extend(area.other_names.iter().map(|name| (Field::Name, name.clone())));
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
            row: Row::default(),
            kind: Kind::Area,
            fields,
            facets: vec![("collection".to_owned(), areas.levels[area.level].id.clone())],
            rank: 0,
            position: area.position,
        })
    }

    /// What a result shows of a record.
    fn row(&self, at: RecordRef, collection: &Collection, record: &Record) -> Row {
        let title = self.text(record.short_title.as_ref().unwrap_or(&record.title)).to_owned();
        let operator = self.portal.provider(at).map(|provider| self.text(provider).to_owned());
        let standing = record.standing.first().map(|area| self.text(&self.portal.areas.areas[*area].name).to_owned());
        let status = collection.status(record).map(|(status, choice)| {
            let day = self.locale.format_partial_date(status.as_of);
            (self.text(status.word(choice)).to_owned(), choice.tone.as_str(), day)
        });
        let speaking = collection.telephones(record).filter(|phone| phone.kind != Some(PhoneKind::Fax));
        let calls = speaking.map(|phone| {
            let extension: String = phone.extension.iter().map(|digits| format!(";ext={digits}")).collect();
            Call {
                text: phone.display(self.portal.site.country),
                dialled: phone.number.clone() + &extension,
                kind: phone.kind.map_or("", PhoneKind::as_str),
                label: phone.label.as_ref().map(|label| self.text(label).to_owned()).unwrap_or_default(),
            }
        });
        Row {
            operator: operator.filter(|operator| !title.contains(operator)).unwrap_or_default(),
            place: collection.address(record).map(Address::street_and_town).or(standing).unwrap_or_default(),
            status,
            calls: calls.collect(),
            title,
        }
    }

    /// A page and the sections of its text.
    fn page(&self, page: &Page) -> Vec<Document> {
        let id = if page.path.as_str().is_empty() { "index" } else { page.path.as_str() };
        let sections = sections(page.markdown());
        let document = |section: &Section| self.section(page, id, section);
        sections.iter().map(document).collect()
    }

    fn section(&self, page: &Page, id: &str, section: &Section) -> Document {
        let mut fields = vec![(Field::Text, section.text.clone())];
        let leads = self.needs.iter().filter(|(lead, _)| match lead {
            Lead::Page { path, section: wanted } => {
                let wanted = wanted.as_ref().map(|anchor| self.text(anchor));
                *path == page.path && wanted == section.anchor.as_deref()
            }
            _ => false,
        });
        fields.extend(leads.map(|(_, words)| (Field::Need, words.clone())));
        let (title, summary, url) = match &section.anchor {
            Some(anchor) => (section.title.clone(), page.title.clone(), format!("{}#{anchor}", page.path)),
            None => (page.title.clone(), page.description.clone().unwrap_or_default(), page.path.to_string()),
        };
        fields.push((Field::Name, title.clone()));
        self.text_document(id, title, summary, url, fields)
    }

    /// The directory of a collection, where it says what its records are.
    fn directory(&self, collection: &Collection) -> Option<Document> {
        let introduction = self.text(collection.schema.introduction.as_ref()?);
        let text = sections(introduction).into_iter().map(|section| format!("{} {}", section.title, section.text));
        let title = self.text(&collection.schema.label).to_owned();
        let fields = vec![(Field::Name, title.clone()), (Field::Text, text.collect::<Vec<_>>().join(" "))];
        let (id, url) = (collection.path.as_str(), collection.path.to_string());
        Some(self.text_document(id, title, String::new(), url, fields))
    }

    fn text_document(
        &self,
        id: &str,
        title: String,
        summary: String,
        url: String,
        fields: Vec<(Field, String)>,
    ) -> Document {
        Document {
            id: id.to_owned(),
            collection: "page".to_owned(),
            title,
            summary,
            row: Row::default(),
            url,
            kind: Kind::Page,
            fields,
            facets: vec![("collection".to_owned(), "page".to_owned())],
            rank: 0,
            position: None,
        }
    }

    fn term(&self, page: &Page, number: usize) -> Document {
        let term = &self.portal.glossary[number];
        let expansion = self.text(&term.expansion);
        let definition = term.definition.as_ref().map(|text| self.text(text)).unwrap_or_default();
        let mut fields = vec![(Field::Name, term.term.clone()), (Field::Text, format!("{expansion}. {definition}"))];
        let needs = self.needs.iter().filter(|(lead, _)| **lead == Lead::Term(number));
        fields.extend(needs.map(|(_, words)| (Field::Need, words.clone())));
        Document {
            id: term.term.clone(),
            collection: "term".to_owned(),
            title: term.term.clone(),
            summary: expansion.to_owned(),
            url: format!("{}#{}", page.path, slugify(&term.term)),
            row: Row::default(),
            kind: Kind::Term,
            fields,
            facets: vec![("collection".to_owned(), "term".to_owned())],
            rank: 0,
            position: None,
        }
    }
}

/// Whether words of need lead to a record.
fn leads_to(lead: &Lead, at: RecordRef, collection: &Collection, record: &Record) -> bool {
    match lead {
        Lead::Collection(wanted) => *wanted == at.collection,
        Lead::Choice { collection: wanted, field, choice } if *wanted == at.collection => {
            collection.schema.fields[*field].terms(&record.values[*field]).any(|term| term.index() == *choice)
        }
        _ => false,
    }
}
