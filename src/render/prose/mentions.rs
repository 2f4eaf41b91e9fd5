//! The names that the text of pages links to where a section first mentions them: those of records and of areas with a
//! page, in one language.

use crate::model::{LanguageTag, Localized};
use crate::render::passages::{Mentions, Named};
use crate::render::shared::address::Addresses;
use crate::validate::Portal;

/// The names of a site. What the glossary explains and what collections are called names nothing in particular.
pub(super) fn mentions(portal: &Portal, language: &LanguageTag, addresses: &Addresses) -> Mentions {
    let default = portal.site.languages.default_language();
    let written = |text: &'_ Localized| -> String { text.get(language, default).text.to_owned() };
    let common = portal.glossary.iter().map(|term| &term.expansion);
    let common = common.chain(portal.collections.iter().map(|collection| &collection.schema.label));
    let common: Vec<String> = common.map(written).collect();
    let records = portal.records().map(|(_, record)| (&*record.name, Some(addresses.link(&record.url))));
    let areas = portal.areas.areas.iter().filter_map(|area| {
        let url = area.url.as_ref()?;
        Some((area.name.get(language, default).text, Some(addresses.link(url))))
    });
    let common = common.iter().map(|name| -> Named<'_> { (name, None) });
    let texts = portal.pages.iter().filter(|page| page.language == *language).map(|page| page.markdown());
    Mentions::new(language.as_str(), texts, records.chain(common), areas)
}
