//! The catalogue of the open data, for portals that gather catalogues: a dataset for the whole register, for each collection
//! and for the figures behind each chart, with its files.
//!
//! **Source**: DCAT-AP 3.0.1.

use std::collections::BTreeMap;

use super::graph::{Node, Term, json_ld, turtle};
use super::metadata::pretty;
use crate::model::{CollectionIx, DatasetIx, LanguageTag, Localized};
use crate::plan::{Format, Holds, Output, OutputIx, Plan, Subject, address};
use crate::validate::{Layout, Portal};

/// Where the European Union keeps its lists of words.
const LISTS: &str = "http://publications.europa.eu/resource/authority";

/// Languages with their names in the list of the European Union. **Source**: its authority table of languages.
const LANGUAGES: &str = " ar ARA be BEL bg BUL ca CAT cs CES da DAN de DEU el ELL en ENG es SPA et EST eu EUS fi FIN fr FRA \
    ga GLE gl GLG he HEB hr HRV hu HUN is ISL it ITA ka KAT lb LTZ lt LIT lv LAV mk MKD mt MLT nl NLD no NOR pl POL pt POR \
    ro RON ru RUS sk SLK sl SLV sq SQI sr SRP sv SWE tr TUR uk UKR vi VIE zh ZHO ";

/// What is known of an output once it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// How large it is. **Units**: bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits, where the catalogue tells of it.
    pub checksum: Option<String>,
}

/// Whether the catalogue tells of an output.
pub fn describes(output: &Output) -> bool {
    part(output).is_some()
}

/// A dataset of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// All records.
    Register,
    /// The records of a collection.
    Collection(CollectionIx),
    /// The figures behind charts.
    Figures(DatasetIx),
}

/// The dataset that an output belongs to.
fn part(output: &Output) -> Option<Part> {
    match output.subject {
        Subject::Download(Holds::Collection(at), _) => Some(Part::Collection(at)),
        Subject::Download(holds, _) if holds.is_offered() && ![Holds::Catalog, Holds::Harvest].contains(&holds) => {
            Some(Part::Register)
        }
        Subject::Dataset(at, _) => Some(Part::Figures(at)),
        _ => None,
    }
}

/// The catalogue in a format. `measure` knows the outputs that it [`describes`].
pub fn catalog(portal: &Portal, plan: &Plan, measure: &dyn Fn(OutputIx) -> Measure, format: Format) -> Vec<u8> {
    let nodes = Catalog { portal, plan }.nodes(measure);
    match format {
        Format::Turtle => turtle(&nodes),
        _ => pretty(&json_ld(&nodes)),
    }
}

struct Catalog<'p> {
    portal: &'p Portal,
    plan: &'p Plan,
}

impl Catalog<'_> {
    fn nodes(&self, measure: &dyn Fn(OutputIx) -> Measure) -> Vec<Node> {
        let mut files: BTreeMap<Part, Vec<OutputIx>> = BTreeMap::new();
        for (at, output) in self.plan.outputs() {
            if let Some(part) = part(output) {
                files.entry(part).or_default().push(at);
            }
        }
        let mut nodes = vec![self.catalog(files.keys()), self.agent()];
        for (part, files) in &files {
            nodes.push(self.dataset(*part, files));
            nodes.extend(files.iter().map(|at| self.distribution(*at, &measure(*at))));
        }
        nodes.extend(self.kinds(files.values().flatten()));
        nodes
    }

    fn catalog<'d>(&self, parts: impl Iterator<Item = &'d Part>) -> Node {
        let site = &self.portal.site;
        let described = if site.description.original().is_empty() { &site.title } else { &site.description };
        let licence = site.licence.as_ref().map(|licence| Term::Thing(licence.url.as_str().to_owned()));
        Node::new(self.named("catalog"), "dcat:Catalog")
            .all("dct:title", self.texts(&site.title))
            .all("dct:description", self.texts(described))
            .link("dct:publisher", self.named("publisher"))
            .link("foaf:homepage", site.base_url.as_str())
            .all("dct:language", self.languages())
            .all("dct:license", licence)
            .all("dcat:dataset", parts.map(|part| Term::Thing(self.address_of(*part))))
    }

    /// Who publishes the site; the site itself where nobody does.
    fn agent(&self) -> Node {
        let site = &self.portal.site;
        let publisher = site.publisher.as_ref();
        let name = publisher.map_or(&site.title, |publisher| &publisher.name);
        let page = publisher.and_then(|publisher| publisher.url.as_ref());
        Node::new(self.named("publisher"), "foaf:Agent")
            .all("foaf:name", self.texts(name))
            .all("foaf:homepage", page.map(|url| Term::Thing(url.as_str().to_owned())))
    }

    fn dataset(&self, part: Part, files: &[OutputIx]) -> Node {
        let site = &self.portal.site;
        let (title, identifier) = self.title(part);
        let contact = site.contact.as_ref().and_then(|contact| contact.email.as_ref());
        let contact = contact.map(|email| {
            let name = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
            let kind = Node::within("vcard:Kind").all("vcard:fn", self.texts(name));
            Term::Within(kind.link("vcard:hasEmail", format!("mailto:{email}")))
        });
        Node::new(self.address_of(part), "dcat:Dataset")
            .all("dct:title", self.texts(title))
            .all("dct:description", self.described(title))
            .say("dct:identifier", Term::Typed(identifier, "xsd:string"))
            .link("dct:publisher", self.named("publisher"))
            .all("dcat:contactPoint", contact)
            .all("dct:language", self.languages())
            .link("dct:accessRights", format!("{LISTS}/access-right/PUBLIC"))
            .all("dct:temporal", self.year(part))
            .all("dcat:landingPage", self.landing().map(Term::Thing))
            .all("dcat:distribution", files.iter().map(|at| Term::Thing(self.distribution_of(*at))))
    }

    fn title(&self, part: Part) -> (&Localized, String) {
        let site = &self.portal.site;
        match part {
            Part::Register => (&site.title, site.open_data.name.clone()),
            Part::Collection(at) => {
                let schema = &self.portal.collections[at].schema;
                (&schema.label, schema.id.clone())
            }
            Part::Figures(at) => {
                let dataset = &self.portal.datasets[at];
                (&dataset.title, format!("datasets/{}", dataset.id))
            }
        }
    }

    /// What a dataset is: its title, and the site that it is a part of.
    fn described(&self, title: &Localized) -> Vec<Term> {
        let (site, default) = (&self.portal.site, self.portal.site.languages.default_language());
        let own = std::iter::once((default, title.original())).chain(title.translations());
        own.map(|(tag, text)| {
            let whole = if title == &site.title { &site.description } else { &site.title };
            let whole = whole.get(tag, default).text;
            let text = if whole.is_empty() { text.to_owned() } else { format!("{text} – {whole}") };
            Term::Text(text, tag.to_string())
        })
        .collect()
    }

    fn year(&self, part: Part) -> Option<Term> {
        let Part::Figures(at) = part else { return None };
        let year = self.portal.datasets[at].year.filter(|year| (1..=9999).contains(year))?;
        let day = |day: &str| Term::Typed(format!("{year:04}-{day}"), "xsd:date");
        let period = Node::within("dct:PeriodOfTime");
        Some(Term::Within(period.say("dcat:startDate", day("01-01")).say("dcat:endDate", day("12-31"))))
    }

    fn distribution(&self, at: OutputIx, measure: &Measure) -> Node {
        let (file, format) = (self.file(at), self.format(at));
        let licence = self.portal.site.licence.as_ref().map(|licence| Term::Thing(licence.url.as_str().to_owned()));
        let checksum = measure.checksum.as_ref().map(|digits| {
            let checksum = Node::within("spdx:Checksum").link("spdx:algorithm", ALGORITHM);
            Term::Within(checksum.say("spdx:checksumValue", Term::Typed(digits.clone(), "xsd:hexBinary")))
        });
        let default = self.portal.site.languages.default_language();
        let name = self.plan.output(at).path.name().to_owned();
        Node::new(self.distribution_of(at), "dcat:Distribution")
            .say("dct:title", Term::Text(name, default.to_string()))
            .link("dcat:accessURL", file.as_str())
            .link("dcat:downloadURL", file)
            .link("dcat:mediaType", media_type(format))
            .all("dct:format", file_type(format).map(Term::Thing))
            .all("dct:license", licence)
            .say("dcat:byteSize", Term::Typed(measure.bytes.to_string(), "xsd:nonNegativeInteger"))
            .all("spdx:checksum", checksum)
    }

    /// What kinds of things the addresses are that lead out of the catalogue.
    fn kinds<'f>(&self, files: impl Iterator<Item = &'f OutputIx>) -> Vec<Node> {
        let site = &self.portal.site;
        let mut kinds: BTreeMap<String, &'static str> = BTreeMap::new();
        for at in files {
            kinds.insert(media_type(self.format(*at)), "dct:MediaType");
            kinds.extend(file_type(self.format(*at)).map(|address| (address, "dct:MediaTypeOrExtent")));
        }
        let languages = site.languages.iter().filter_map(language);
        kinds.extend(languages.map(|address| (address, "dct:LinguisticSystem")));
        kinds.extend(self.landing().map(|address| (address, "foaf:Document")));
        kinds.insert(site.base_url.as_str().to_owned(), "foaf:Document");
        kinds.insert(format!("{LISTS}/access-right/PUBLIC"), "dct:RightsStatement");
        kinds.insert(ALGORITHM.to_owned(), "spdx:ChecksumAlgorithm");
        let page = site.publisher.as_ref().and_then(|publisher| publisher.url.as_ref());
        kinds.extend(page.map(|url| (url.as_str().to_owned(), "foaf:Document")));
        kinds.extend(site.licence.as_ref().map(|licence| (licence.url.as_str().to_owned(), "dct:LicenseDocument")));
        kinds.into_iter().map(|(address, kind)| Node::new(address, kind)).collect()
    }

    fn texts(&self, text: &Localized) -> Vec<Term> {
        let default = self.portal.site.languages.default_language();
        let own = std::iter::once((default, text.original())).chain(text.translations());
        own.map(|(tag, text)| Term::Text(text.to_owned(), tag.to_string())).collect()
    }

    fn languages(&self) -> impl Iterator<Item = Term> {
        self.portal.site.languages.iter().filter_map(language).map(Term::Thing)
    }

    /// The address of something that only the catalogue names.
    fn named(&self, name: &str) -> String {
        let site = &self.portal.site;
        [site.base_url.as_str(), site.open_data.path.as_str(), "#", name].concat()
    }

    fn address_of(&self, part: Part) -> String {
        let name = match part {
            Part::Register => "register".to_owned(),
            Part::Collection(at) => format!("collection/{}", self.portal.collections[at].schema.id),
            Part::Figures(at) => format!("datasets/{}", self.portal.datasets[at].id),
        };
        self.named(&name)
    }

    fn file(&self, at: OutputIx) -> String {
        [self.portal.site.base_url.as_str(), &address(&self.plan.output(at).path)].concat()
    }

    fn distribution_of(&self, at: OutputIx) -> String {
        self.file(at) + "#distribution"
    }

    /// The page of open data, in the default language.
    fn landing(&self) -> Option<String> {
        let site = &self.portal.site;
        let is_own = |language: &LanguageTag| language == site.languages.default_language();
        let mut pages = self.portal.pages.iter();
        let page = pages.find(|page| page.layout == Layout::Downloads && is_own(&page.language))?;
        Some([site.base_url.as_str(), page.path.as_str()].concat())
    }

    fn format(&self, at: OutputIx) -> Format {
        match self.plan.output(at).subject {
            Subject::Download(_, format) | Subject::Dataset(_, format) => format,
            _ => Format::Json,
        }
    }
}

/// The way in which checksums are computed.
const ALGORITHM: &str = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";

/// A language in the list of the European Union; nothing for one that is not in it.
fn language(tag: &LanguageTag) -> Option<String> {
    let tag = tag.to_string();
    let start = format!(" {} ", tag.split('-').next().unwrap_or(&tag));
    let name = LANGUAGES.find(&start).and_then(|at| LANGUAGES[at + start.len()..].split(' ').next())?;
    Some(format!("{LISTS}/language/{name}"))
}

/// **Source**: IANA registry of media types.
fn media_type(format: Format) -> String {
    format!("https://www.iana.org/assignments/media-types/{}", format.media_type())
}

/// **Source**: the European Union's list of file types, which has none for contacts.
fn file_type(format: Format) -> Option<String> {
    let name = match format {
        Format::Csv => "CSV",
        Format::Workbook => "XLSX",
        Format::GeoJson => "GEOJSON",
        Format::Turtle => "RDF_TURTLE",
        Format::JsonLd => "JSON_LD",
        Format::Json | Format::JsonSchema | Format::DataPackage | Format::CsvMetadata => "JSON",
        Format::Xml => "XML",
        Format::Md5 => "TXT",
        Format::VCard | Format::PhoneVCard => return None,
    };
    Some(format!("{LISTS}/file-type/{name}"))
}
