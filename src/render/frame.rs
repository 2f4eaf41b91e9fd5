use minijinja::Value;
use serde::Serialize;

use super::Scene;
use super::chrome::Chrome;
use super::html::Html;
use crate::model::{LanguageTag, UrlPath};

/// What every page's template gets: the page's language, its head, what stands around it, and its own content.
#[derive(Serialize)]
pub struct Framed<'a, T: Serialize> {
    lang: &'a str,
    page: Head<'a>,
    chrome: Value,
    #[serde(flatten)]
    content: T,
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
    json_ld: Option<Html>,
    trail: Vec<Step>,
}

/// The same page in one of the site's languages.
#[derive(Serialize)]
struct Alternate<'a> {
    code: &'a str,
    name: String,
    url: String,
    absolute: String,
}

/// A page above this one.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Where it leads.
    pub url: String,
    /// What it is called.
    pub label: String,
}

impl<'a> Head<'a> {
    /// The head of a page that exists in all languages.
    pub fn new(scene: &Scene<'a>, path: &UrlPath, title: String, description: Option<String>) -> Self {
        let alternates = scene.languages.iter().map(|(language, _)| language);
        Self::in_languages(scene, path, title, description, alternates)
    }

    /// The head of a page that exists in some languages.
    pub fn in_languages(
        scene: &Scene<'a>,
        path: &UrlPath,
        title: String,
        description: Option<String>,
        languages: impl Iterator<Item = &'a LanguageTag>,
    ) -> Self {
        let site_title = scene.site_title();
        let home = path.as_str().is_empty();
        Self {
            head_title: if home { site_title } else { format!("{title} – {site_title}") },
            title,
            description,
            canonical: Some(scene.addresses.absolute(path)),
            alternates: languages.map(|language| alternate(scene, language, path)).collect(),
            json_ld: None,
            trail: if home { Vec::new() } else { vec![scene.step(&UrlPath::home())] },
        }
    }

    /// Adds the pages between the home page and this one.
    #[must_use]
    pub fn below(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.trail.extend(steps);
        self
    }

    /// Adds facts for search engines, already escaped for a script element.
    #[must_use]
    pub fn json_ld(mut self, facts: Html) -> Self {
        self.json_ld = Some(facts);
        self
    }

    /// Keeps the page out of search engines and without other languages.
    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.canonical = None;
        self
    }
}

fn alternate<'a>(scene: &Scene<'a>, language: &'a LanguageTag, path: &UrlPath) -> Alternate<'a> {
    let (_, addresses) =
        scene.languages.iter().find(|(tag, _)| tag == language).expect("pages are in the site's languages");
    let wording = scene.theme.texts.language(language.as_str()).expect("the theme has every language of the site");
    Alternate {
        code: language.as_str(),
        name: wording.text("language-name", &[]),
        url: addresses.link(path),
        absolute: addresses.absolute(path),
    }
}

/// Puts a page's content into its frame.
pub fn framed<'a, T: Serialize>(
    scene: &Scene<'a>,
    chrome: &Chrome,
    path: &UrlPath,
    page: Head<'a>,
    content: T,
) -> Framed<'a, T> {
    Framed { lang: scene.language.as_str(), page, chrome: chrome.around(path), content }
}
