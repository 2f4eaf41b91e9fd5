use std::ops::Range;

use crate::index::{Facet, FacetTerm, Indexes};
use crate::model::{CollectionIx, Slug, UrlPath};
use crate::validate::{Collection, Portal, RecordRef};

/// A list of records: all of a collection, or those with one term of a facet.
#[derive(Clone, Debug)]
pub struct List {
    /// The collection.
    pub collection: CollectionIx,
    /// The facet and term that narrow it: their places in the collection's facets.
    pub term: Option<(usize, usize)>,
    /// The address of its first page.
    pub path: UrlPath,
    /// How many pages it takes: at least one.
    pub pages: u32,
}

impl List {
    /// How many records one page of a list shows at most.
    pub const PAGE: usize = 240;

    /// The address of one of its pages. **Units**: pages are counted from 1.
    pub fn page(&self, number: u32) -> UrlPath {
        match number {
            1 => self.path.clone(),
            number => self.path.join(&Slug::numbered("page", number)),
        }
    }

    /// Its records, in their order.
    pub fn records<'i>(&self, indexes: &'i Indexes) -> &'i [RecordRef] {
        match self.term {
            None => indexes.order(self.collection),
            Some((facet, term)) => &indexes.facets(self.collection)[facet].terms[term].records,
        }
    }

    /// Which of its records one of its pages shows, of so many. Pages are counted from 1.
    pub fn range(&self, number: u32, records: usize) -> Range<usize> {
        let start = (number as usize - 1) * Self::PAGE;
        start.min(records)..records.min(start + Self::PAGE)
    }
}

/// The lists of a collection: the whole one, then those of its facets' terms. A term whose word gives no address has none.
pub(super) fn of_collection(portal: &Portal, indexes: &Indexes, at: CollectionIx) -> Vec<List> {
    let collection = &portal.collections[at];
    let list = |term, path, records: usize| List { collection: at, term, path, pages: pages(records) };
    let mut lists = vec![list(None, collection.path.clone(), indexes.order(at).len())];
    for (facet_at, facet) in indexes.facets(at).iter().enumerate() {
        let terms = facet.terms.iter().enumerate();
        lists.extend(terms.filter_map(|(at, term)| {
            let path = term_path(collection, facet, term)?;
            Some(list(Some((facet_at, at)), path, term.records.len()))
        }));
    }
    lists
}

fn pages(records: usize) -> u32 {
    super::index(records.div_ceil(List::PAGE).max(1))
}

/// The address of the list of one term: `clubs/status/active/`; none where its words give no address.
pub fn term_path(collection: &Collection, facet: &Facet, term: &FacetTerm) -> Option<UrlPath> {
    let field = &collection.schema.fields[facet.field];
    let folder = Slug::of(term.about.folder.as_ref().unwrap_or(&field.name))?;
    Some(collection.path.join(&folder).join(&Slug::of(&term.about.slug)?))
}
