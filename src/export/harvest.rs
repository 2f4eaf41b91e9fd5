//! What the portal dane.gov.pl gathers: it reads no catalogue of other standards from a site without a server of its own.
//!
//! **Source**: the portal's XML for harvesting, 1.13.

use std::fmt::Write;

use md5::{Digest, Md5};
use uuid::Uuid;

use crate::markdown::escaped;
use crate::model::Localized;
use crate::plan::{Format, dataset_path};
use crate::validate::{Harvest, HarvestEntry, HarvestSubject, Portal};

/// The longest title and description. **Units**: characters.
const TITLE: usize = 300;
const DESCRIPTION: usize = 1_000;

/// The licences that the portal knows, by the addresses of their texts.
const LICENCES: [(&str, &str); 6] = [
    ("/licenses/by/4.0/", "CC BY 4.0"),
    ("/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
    ("/licenses/by-nc/4.0/", "CC BY-NC 4.0"),
    ("/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
    ("/licenses/by-nd/4.0/", "CC BY-ND 4.0"),
    ("/licenses/by-nc-nd/4.0/", "CC BY-NC-ND 4.0"),
];

/// Everything that was ever handed over: what the register has no longer stands there as a draft.
pub fn xml(portal: &Portal, harvest: &Harvest) -> Vec<u8> {
    let mut xml = Xml { text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), portal };
    xml.open("p:datasets xmlns:p=\"urn:otwarte-dane:harvester:1.13\"");
    for entry in &harvest.entries {
        xml.dataset(harvest, entry);
    }
    xml.close("p:datasets");
    xml.text.into_bytes()
}

/// The check sum by which the portal sees whether the file has changed.
pub fn md5(portal: &Portal, harvest: &Harvest) -> Vec<u8> {
    format!("{:x}", Md5::digest(xml(portal, harvest))).into_bytes()
}

struct Xml<'p> {
    text: String,
    portal: &'p Portal,
}

impl Xml<'_> {
    fn open(&mut self, tag: &str) {
        writeln!(self.text, "<{tag}>").expect("writing to a string does not fail");
    }

    fn close(&mut self, name: &str) {
        writeln!(self.text, "</{name}>").expect("writing to a string does not fail");
    }

    fn element(&mut self, name: &str, value: &str) {
        writeln!(self.text, "<{name}>{}</{name}>", escaped(value)).expect("writing to a string does not fail");
    }

    /// A text in the languages that the portal has.
    fn localized(&mut self, name: &str, polish: &str, english: Option<&str>, most: usize) {
        self.open(name);
        self.element("polish", &shortened(polish, most));
        if let Some(english) = english.filter(|text| !text.is_empty()) {
            self.element("english", &shortened(english, most));
        }
        self.close(name);
    }

    /// A text in Polish, else in the site's first language; and in English where it is.
    fn languages<'t>(&self, text: &'t Localized) -> (&'t str, Option<&'t str>) {
        let default = self.portal.site.languages.default_language().to_string();
        let translation = |wanted: &str| text.translations().find(|(tag, _)| tag.to_string() == wanted);
        let own = |wanted: &str| {
            if default == wanted { Some(text.original()) } else { translation(wanted).map(|(_, text)| text) }
        };
        (own("pl").unwrap_or(text.original()), own("en"))
    }

    fn dataset(&mut self, harvest: &Harvest, entry: &HarvestEntry) {
        let (title, status) = match &entry.subject {
            HarvestSubject::Collection(at) => (&self.portal.collections[*at].schema.label, "published"),
            HarvestSubject::Dataset(at) => (&self.portal.datasets[*at].title, "published"),
            HarvestSubject::Withdrawn(title) => (title, "draft"),
        };
        let (polish, english) = self.languages(title);
        self.open(&format!("dataset status=\"{status}\""));
        self.element("extIdent", &entry.identifier);
        self.localized("title", polish, english, TITLE);
        self.described(polish, english);
        self.element("url", self.portal.site.base_url.as_str());
        self.element("updateFrequency", harvest.frequency);
        self.flags();
        self.open("categories");
        harvest.categories.iter().for_each(|category| self.element("category", category));
        self.close("categories");
        self.conditions();
        self.open("resources");
        for (path, format) in self.files(entry) {
            self.resource(entry, status, &path, format, (polish, english));
        }
        self.close("resources");
        self.tags(harvest);
        self.close("dataset");
    }

    /// What a dataset is: its title, and the register that it is a part of.
    fn described(&mut self, polish: &str, english: Option<&str>) {
        let (site, site_english) = self.languages(&self.portal.site.title);
        let english = english.zip(site_english).map(|(text, site)| format!("{text} – {site}"));
        self.localized("description", &format!("{polish} – {site}"), english.as_deref(), DESCRIPTION);
    }

    fn flags(&mut self) {
        for name in
            ["hasDynamicData", "hasHighValueData", "hasHighValueDataFromEuropeanCommissionList", "hasResearchData"]
        {
            self.element(name, "false");
        }
    }

    fn conditions(&mut self) {
        let address = self.portal.site.licence.as_ref().map(|licence| licence.url.as_str());
        let known = LICENCES.iter().find(|(path, _)| address.is_some_and(|address| address.contains(path)));
        if let Some((_, licence)) = known {
            self.open("conditions");
            self.element("source", "true");
            self.element("modification", "true");
            self.element("dbOrCopyrightedLicenseChosen", licence);
            self.close("conditions");
        }
    }

    /// The files of an entry, and the word for their format; of one that is withdrawn, the page of open data.
    fn files(&self, entry: &HarvestEntry) -> Vec<(String, &'static str)> {
        let folder = self.portal.site.open_data.path.as_str();
        match &entry.subject {
            HarvestSubject::Collection(at) => {
                let id = &self.portal.collections[*at].schema.id;
                vec![(format!("{folder}{id}.csv"), "csv"), (format!("{folder}v1/{id}.json"), "json")]
            }
            HarvestSubject::Dataset(at) => {
                let dataset = &self.portal.datasets[*at];
                [(Format::Csv, "csv"), (Format::Json, "json")]
                    .map(|(format, word)| (dataset_path(self.portal, dataset, format), word))
                    .into()
            }
            HarvestSubject::Withdrawn(_) => vec![(folder.to_owned(), "csv")],
        }
    }

    fn resource(
        &mut self,
        entry: &HarvestEntry,
        status: &str,
        path: &str,
        format: &str,
        (polish, english): (&str, Option<&str>),
    ) {
        let named = |text: &str| format!("{text} ({})", format.to_uppercase());
        let identifier = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{}/{format}", entry.identifier).as_bytes());
        self.open(&format!("resource status=\"{status}\""));
        self.element("extIdent", &identifier.to_string());
        self.element("url", &[self.portal.site.base_url.as_str(), path].concat());
        let english_name = english.map(|text| named(&shortened(text, TITLE - 10)));
        self.localized("title", &named(&shortened(polish, TITLE - 10)), english_name.as_deref(), TITLE);
        self.described(polish, english);
        self.element("availability", "remote");
        if let Some(day) = self.portal.site.as_of {
            self.element("dataDate", &day.to_string());
        }
        self.flags();
        self.element("containsProtectedData", "false");
        self.close("resource");
    }

    fn tags(&mut self, harvest: &Harvest) {
        self.open("tags");
        for tag in &harvest.tags {
            let (polish, english) = self.languages(tag);
            for (language, text) in std::iter::once(("pl", polish)).chain(english.map(|text| ("en", text))) {
                let text = escaped(text);
                writeln!(self.text, "<tag lang=\"{language}\">{text}</tag>")
                    .expect("writing to a string does not fail");
            }
        }
        self.close("tags");
    }
}

/// A text of so many characters at most.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
