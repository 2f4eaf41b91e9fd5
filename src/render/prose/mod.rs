//! The text of pages: Markdown with the figures that its directives stand for, and names that become links.

mod mentions;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::plan::From;
use crate::render::figures::{self, Figures};
use crate::render::passages::{self, Expansion, Mentions, Prose, Surroundings};
use crate::render::shared::Scene;
use crate::validate::{Block, Page};

/// What the texts of all pages of a language need, made once.
pub struct PageTexts<'a> {
    /// The names of records and areas that the text of pages links to.
    mentions: Mentions,
    /// Charts, tables and maps in the text of the pages.
    figures: Figures<'a>,
}

impl<'a> PageTexts<'a> {
    /// Prepares the texts of a language.
    ///
    /// **Errors**: `template/error`.
    pub fn new(scene: &Scene<'a>) -> Result<Self, Box<Diagnostic>> {
        let mentions = mentions::mentions(scene.portal, scene.language, &scene.addresses);
        Ok(Self { mentions, figures: Figures::render(scene)? })
    }

    /// The text of a page as HTML, and below it what the source says otherwise about its figures.
    pub fn prose(&self, scene: &Scene<'_>, page: &Page) -> Prose {
        let folder = page.folder();
        let from = From { language: scene.language_ix, folder: &folder, address: &page.path };
        let surroundings = Surroundings {
            resolve: &|target| scene.resolve(target, from),
            expansions: self.expansions(scene, page),
            mentions: Some(&self.mentions),
            abbreviations: &scene.abbreviations,
            language: scene.language.as_str(),
            wording: scene.wording,
        };
        let prose = passages::render(page.markdown(), &surroundings);
        Prose { html: prose.html + self.figures.below(page), ..prose }
    }

    /// What the directives of a page stand for, each with its place in the page's Markdown.
    fn expansions(&self, scene: &Scene<'_>, page: &Page) -> Vec<(Range<usize>, Expansion)> {
        let expansion = |(at, block): (usize, &Block)| {
            let html = self.figures.html(page, at).to_owned();
            match figures::words(scene, &block.directive) {
                Some(words) => Expansion::Text(words, html),
                None => Expansion::Block(html),
            }
        };
        let blocks = page.blocks.iter().enumerate();
        blocks.map(|(at, block)| (block.range.clone(), expansion((at, block)))).collect()
    }
}
