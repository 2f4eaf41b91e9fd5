//! The flagship's content as search documents.

use std::path::Path;

use spis::BuildOptions;
use spis::index::{Indexes, search_documents, search_vocabulary};
use spis::model::{Date, LanguageTag};
use spis::search::{Document, Vocabulary};

/// Documents and vocabulary of the flagship in one of its languages.
pub fn flagship_in(language: &str) -> (Vec<Document>, Vocabulary) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
    let build_date = Date::constant(2026, 11, 22);
    let options = BuildOptions { root, base_url: None, build_date };
    let checked = spis::read(&options).expect("the content is readable");
    let portal = checked.value.expect("there is a site");
    let indexes = Indexes::new(&portal);
    let order: Vec<_> = indexes.in_order().collect();
    let language = LanguageTag::parse(language).expect("a language");
    (search_documents(&portal, &order, &language), search_vocabulary(&portal, &language))
}

/// Documents and vocabulary of the flagship, in Polish.
pub fn flagship() -> (Vec<Document>, Vocabulary) {
    flagship_in("pl")
}
