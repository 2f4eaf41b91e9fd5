use std::sync::OnceLock;

use typed_index_collections::TiVec;

use crate::diagnostic::Diagnostic;
use crate::model::CollectionIx;
use crate::render::layout::chrome::Chrome;
use crate::render::maps::{self, Live};
use crate::render::passages::Prose;
use crate::render::prose::PageTexts;
use crate::render::shared::Scene;
use crate::render::shown::lists::{ShownFacet, list_facets};
use crate::validate::Page;

/// The site in one language: what all its pages are made from, and what several of them share.
pub struct Edition<'a> {
    /// The register in the language.
    pub scene: Scene<'a>,
    /// What stands around every page.
    pub chrome: Chrome,
    texts: PageTexts<'a>,
    /// Drawn when it is first needed: for its page, and for what its script draws.
    live: OnceLock<Option<Live>>,
    /// For each collection: its facets as its lists show them, put into words when they are first needed.
    facets: TiVec<CollectionIx, OnceLock<Vec<ShownFacet>>>,
}

impl<'a> Edition<'a> {
    /// Prepares what the pages of a language share.
    ///
    /// **Errors**: `template/error`.
    pub fn new(scene: Scene<'a>) -> Result<Self, Box<Diagnostic>> {
        let (chrome, texts) = (Chrome::render(&scene)?, PageTexts::new(&scene)?);
        let facets = scene.portal.collections.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { scene, chrome, texts, live: OnceLock::new(), facets })
    }

    /// The text of a page as HTML.
    pub fn prose(&self, page: &Page) -> Prose {
        self.texts.prose(&self.scene, page)
    }

    /// The live map, where there is one.
    pub fn live(&self) -> Option<&Live> {
        self.live.get_or_init(|| maps::live(&self.scene)).as_ref()
    }

    /// The facets of a collection as its lists show them.
    pub fn facets(&self, collection: CollectionIx) -> &[ShownFacet] {
        self.facets[collection].get_or_init(|| list_facets(&self.scene, collection))
    }
}
