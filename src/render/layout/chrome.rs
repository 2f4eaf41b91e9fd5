use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::script_texts;
use crate::diagnostic::Diagnostic;
use crate::model::UrlPath;
use crate::render::layout::opensearch;
use crate::render::shared::html::Html;
use crate::render::shared::{Item, Scene};
use crate::validate::Layout;

/// What stands around every page of one language, rendered once: one version for each item of the navigation, in which
/// that item is marked as the current one.
pub struct Chrome {
    /// The items of the navigation, in order.
    sections: Vec<UrlPath>,
    /// One for each item, then the one in which none is current.
    versions: Vec<Value>,
    /// The one without a search form, for pages that have a larger one of their own.
    without_search: Value,
}

#[derive(Serialize)]
struct Version {
    head: Html,
    header: Html,
    footer: Html,
    demonstration: Option<String>,
    /// What the search scripts need to know, where the site has a search page.
    search: Option<Html>,
}

#[derive(Serialize)]
struct Header<'a> {
    lang: &'a str,
    home: String,
    title: String,
    short_title: Option<String>,
    search: Option<Search>,
    menu: Vec<Item>,
}

/// Where a search form leads.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// The search page.
    pub url: String,
}

#[derive(Serialize)]
struct Footer<'a> {
    lang: &'a str,
    menu: Vec<Item>,
    publisher: Option<Publisher>,
    contact: Option<Contact>,
    source: Option<SourceDocument>,
    demonstration: bool,
    as_of: Option<String>,
    licence: Option<Licence<'a>>,
}

#[derive(Serialize)]
struct Publisher {
    name: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Contact {
    email: Option<String>,
    phone: Option<crate::render::shown::values::ShownValue>,
    address: Option<String>,
}

#[derive(Serialize)]
struct SourceDocument {
    text: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Licence<'a> {
    name: &'a str,
    url: &'a str,
}

impl Chrome {
    /// Renders what stands around the pages of a language.
    ///
    /// **Errors**: `template/error`.
    pub fn render(scene: &Scene<'_>) -> Result<Self, Box<Diagnostic>> {
        let sections: Vec<UrlPath> = scene.portal.site.navigation.iter().map(|(path, _)| path.clone()).collect();
        let lang = scene.language.as_str();
        let head = Html::new(
            scene
                .theme
                .render("head.html", Head { lang, title: scene.site_title(), opensearch: opensearch::url(scene) })?,
        );
        let footer = Html::new(scene.theme.render("footer.html", footer(scene))?);
        let demonstration = is_demonstration(scene).then(|| scene.wording.text("demonstration", &[]));
        let search = search(scene).map(|_| script_texts::texts(scene));
        let version = |current: Option<usize>, form: bool| -> Result<Value, Box<Diagnostic>> {
            let header = Html::new(scene.theme.render("header.html", header(scene, current, form))?);
            let (head, footer, search) = (head.clone(), footer.clone(), search.clone());
            Ok(Value::from(Serde(Version { head, header, footer, demonstration: demonstration.clone(), search })))
        };
        let each = (0..sections.len()).map(Some).chain([None]);
        let versions = each.map(|current| version(current, true)).collect::<Result<_, _>>()?;
        Ok(Self { sections, versions, without_search: version(None, false)? })
    }

    /// The version for a page that has a search form of its own.
    pub fn without_search(&self) -> Value {
        self.without_search.clone()
    }

    /// The version for the page at an address.
    pub fn around(&self, path: &UrlPath) -> Value {
        let inside = |section: &UrlPath| !section.as_str().is_empty() && path.as_str().starts_with(section.as_str());
        let index = self.sections.iter().position(inside).unwrap_or(self.sections.len());
        self.versions[index].clone()
    }
}

#[derive(Serialize)]
struct Head<'a> {
    lang: &'a str,
    title: String,
    /// Where the site's search is described for browsers.
    opensearch: Option<String>,
}

/// Whether the site must say that nobody is responsible for it.
fn is_demonstration(scene: &Scene<'_>) -> bool {
    scene.portal.site.publisher.is_none()
}

/// The search page, if the site has one.
pub fn search(scene: &Scene<'_>) -> Option<Search> {
    scene.page_of(Layout::Search).map(|page| Search { url: scene.link(&page.path) })
}

fn header<'a>(scene: &Scene<'a>, current: Option<usize>, form: bool) -> Header<'a> {
    let site = &scene.portal.site;
    let mut menu: Vec<Item> = items(scene, site.navigation.iter().map(|(path, _)| path));
    if let Some(item) = current.and_then(|index| menu.get_mut(index)) {
        item.current = true;
    }
    Header {
        lang: scene.language.as_str(),
        home: scene.addresses.link(&UrlPath::home()),
        title: scene.say(&site.title),
        short_title: site.short_title.as_ref().map(|title| scene.say(title)),
        search: search(scene).filter(|_| form),
        menu,
    }
}

/// The items of a menu for addresses of the site.
pub fn items<'p>(scene: &Scene<'_>, paths: impl Iterator<Item = &'p UrlPath>) -> Vec<Item> {
    paths.map(|path| item(scene, path)).collect()
}

fn item(scene: &Scene<'_>, path: &UrlPath) -> Item {
    let (label, short) = scene.label(path);
    let elsewhere = scene.narrative.get(path).is_some_and(|languages| !languages.contains_key(scene.language));
    let hreflang = elsewhere.then(|| scene.default_language().to_string());
    Item { url: scene.link(path), label, short, hreflang, current: false }
}

fn footer<'a>(scene: &Scene<'a>) -> Footer<'a> {
    let site = &scene.portal.site;
    let publisher = site.publisher.as_ref().map(|publisher| Publisher {
        name: scene.say(&publisher.name),
        url: publisher.url.as_ref().map(|url| url.as_str().to_owned()),
    });
    let contact = site.contact.as_ref().map(|contact| Contact {
        email: contact.email.as_ref().map(ToString::to_string),
        phone: contact.phone.as_ref().map(|phone| crate::render::shown::values::phone(scene, phone)),
        address: contact.address.as_ref().map(|address| scene.say(address)),
    });
    Footer {
        lang: scene.language.as_str(),
        menu: items(scene, site.footer.iter().map(|(path, _)| path)),
        publisher,
        contact,
        source: source(scene),
        demonstration: is_demonstration(scene),
        as_of: site.as_of.map(|date| scene.wording.locale().format_date(date)),
        licence: site.licence.as_ref().map(|licence| Licence { name: &licence.name, url: licence.url.as_str() }),
    }
}

fn source(scene: &Scene<'_>) -> Option<SourceDocument> {
    let document = scene.portal.site.source.as_ref()?;
    let mut text = scene.say(&document.title);
    let publisher = document.publisher.as_ref().map(|publisher| scene.say(publisher));
    for part in publisher.iter().chain(&document.published) {
        text.push_str(", ");
        text.push_str(part);
    }
    Some(SourceDocument { text, url: document.url.as_ref().map(|url| url.as_str().to_owned()) })
}
