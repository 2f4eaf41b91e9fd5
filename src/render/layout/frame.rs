use minijinja::Value;
use serde::Serialize;

use super::chrome::Chrome;
use super::linked;
use crate::locale::with_territory;
use crate::model::{LanguageTag, UrlPath};
use crate::render::shared::address::Addresses;
use crate::render::shared::html::Html;
use crate::render::shared::{Scene, TrailStep};

/// What every page's template gets: the page's language, its head, what stands around it, and its own content.
#[derive(Serialize)]
pub struct Framed<'a, T: Serialize> {
    lang: &'a str,
    /// Whether the language is written from right to left.
    rtl: bool,
    page: Head<'a>,
    chrome: Value,
    #[serde(flatten)]
    content: T,
}

impl<'a, T: Serialize> Framed<'a, T> {
    fn new(scene: &Scene<'a>, mut page: Head<'a>, chrome: Value, content: T) -> Self {
        page.link(scene);
        Self { lang: scene.language.as_str(), rtl: scene.language.is_right_to_left(), page, chrome, content }
    }
}

/// What is said of a page in its head.
#[derive(Serialize)]
pub struct Head<'a> {
    title: String,
    head_title: String,
    description: Option<String>,
    /// The page's whole address; none for a page that search engines should not list.
    canonical: Option<String>,
    alternates: Vec<Alternate<'a>>,
    /// The same in other formats.
    files: Vec<Alternative>,
    /// The page's language with its territory, then those of its translations, as Open Graph writes them.
    locales: Vec<String>,
    /// The name of the whole site.
    site: String,
    /// Facts for search engines, already escaped for script elements.
    json_ld: Vec<Html>,
    trail: Vec<TrailStep>,
}

/// A file that says the same as a page.
#[derive(Serialize)]
pub struct Alternative {
    /// Its media type.
    pub media_type: &'static str,
    /// Where it lies.
    pub url: String,
}

/// The way to another of the site's languages.
#[derive(Serialize)]
struct Alternate<'a> {
    code: &'a str,
    name: String,
    /// The same page or, where there is none in that language, its home page.
    url: String,
    /// The whole address of the same page.
    absolute: Option<String>,
}

impl<'a> Head<'a> {
    /// The head of a page that exists in all languages.
    pub fn new(scene: &Scene<'a>, path: &UrlPath, title: String, description: Option<String>) -> Self {
        Self::in_languages(scene, path, title, description, |_| true)
    }

    /// The head of a page that exists in some languages.
    pub fn in_languages(
        scene: &Scene<'a>,
        path: &UrlPath,
        title: String,
        description: Option<String>,
        exists: impl Fn(&LanguageTag) -> bool,
    ) -> Self {
        let site_title = scene.site_title();
        let home = path.as_str().is_empty();
        Self {
            head_title: if home { site_title } else { format!("{title} – {site_title}") },
            title,
            description,
            canonical: Some(scene.addresses.absolute(path)),
            files: Vec::new(),
            locales: locales(scene, &exists),
            site: scene.site_title(),
            alternates: alternates(scene, path, exists),
            json_ld: Vec::new(),
            trail: if home { Vec::new() } else { vec![scene.step(&UrlPath::home())] },
        }
    }

    /// Adds the pages between the home page and this one.
    #[must_use]
    pub fn below(mut self, steps: impl IntoIterator<Item = TrailStep>) -> Self {
        self.trail.extend(steps);
        self
    }

    /// Adds facts for search engines, already escaped for a script element.
    #[must_use]
    pub fn json_ld(mut self, facts: Html) -> Self {
        self.json_ld.push(facts);
        self
    }

    /// Adds files that say the same as the page.
    #[must_use]
    pub fn files(mut self, files: impl IntoIterator<Item = Alternative>) -> Self {
        self.files.extend(files);
        self
    }

    /// Adds the way from the home page, where search engines may list the page.
    fn link(&mut self, scene: &Scene<'_>) {
        if let Some(own) = &self.canonical {
            self.json_ld.extend(linked::breadcrumbs(scene, &self.trail, &self.title, own));
        }
    }

    /// Keeps the page out of search engines and without other languages.
    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.canonical = None;
        self
    }
}

fn locales(scene: &Scene<'_>, exists: impl Fn(&LanguageTag) -> bool) -> Vec<String> {
    let site = &scene.portal.site;
    let others = site.languages.iter().filter(|language| *language != scene.language && exists(language));
    let country = site.country.map(|country| country.code);
    std::iter::once(scene.language).chain(others).map(|tag| with_territory(tag.as_str(), country)).collect()
}

fn alternates<'a>(scene: &Scene<'a>, path: &UrlPath, exists: impl Fn(&LanguageTag) -> bool) -> Vec<Alternate<'a>> {
    let alternate = |language: &'a LanguageTag| {
        let addresses = Addresses::new(&scene.portal.site, language);
        let wording = scene.theme.texts.language(language.as_str()).expect("the theme has every language of the site");
        let exists = exists(language);
        Alternate {
            code: language.as_str(),
            name: wording.text("language-name", &[]),
            url: if exists { addresses.link(path) } else { addresses.link(&UrlPath::home()) },
            absolute: exists.then(|| addresses.absolute(path)),
        }
    };
    scene.portal.site.languages.iter().map(alternate).collect()
}

/// Puts a page's content into its frame.
pub fn framed<'a, T: Serialize>(
    scene: &Scene<'a>,
    chrome: &Chrome,
    path: &UrlPath,
    page: Head<'a>,
    content: T,
) -> Framed<'a, T> {
    Framed::new(scene, page, chrome.around(path), content)
}

/// The same for a page that has a search form of its own.
pub fn framed_for_search<'a, T: Serialize>(
    scene: &Scene<'a>,
    chrome: &Chrome,
    page: Head<'a>,
    content: T,
) -> Framed<'a, T> {
    Framed::new(scene, page, chrome.without_search(), content)
}
