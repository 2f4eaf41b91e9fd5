use serde::Serialize;

use super::edition::Edition;
use crate::diagnostic::Diagnostic;
use crate::model::{LanguageTag, UrlPath};
use crate::plan::{Alias, AliasTarget};
use crate::render::layout::chrome::items;
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::shared::address::Addresses;
use crate::render::shared::{Item, Scene};

/// The page that a server sends for an address that does not exist.
#[derive(Serialize)]
struct Lost {
    links: Vec<Item>,
    /// The same in the other languages, on the one page that a server sends whatever language was asked for.
    others: Vec<LostElsewhere>,
}

/// That an address does not exist, in another language.
#[derive(Serialize)]
struct LostElsewhere {
    lang: String,
    title: String,
    text: String,
    url: String,
    home: String,
}

/// A page that leads from an old address to the present one.
#[derive(Serialize)]
struct Redirect<'a> {
    lang: &'a str,
    /// Whether the language is written from right to left.
    rtl: bool,
    title: String,
    url: String,
    canonical: String,
}

/// The page for addresses that do not exist.
///
/// **Errors**: `template/error`.
pub fn render(edition: &Edition<'_>) -> Result<String, Box<Diagnostic>> {
    edition.scene.theme.render("404.html", lost(edition))
}

fn lost<'a>(edition: &Edition<'a>) -> Framed<'a, Lost> {
    let Edition { scene, chrome, .. } = edition;
    let home = UrlPath::home();
    let title = scene.wording.text("not-found", &[]);
    let head = Head::new(scene, &home, title, None).unlisted();
    let navigation = scene.portal.site.navigation.iter().map(|(path, _)| path);
    let links = items(scene, [&home].into_iter().chain(navigation));
    framed(scene, chrome, &home, head, Lost { links, others: others(scene) })
}

fn others(scene: &Scene<'_>) -> Vec<LostElsewhere> {
    let languages = &scene.portal.site.languages;
    if scene.language != languages.default_language() {
        return Vec::new();
    }
    let other = |language: &LanguageTag| {
        let wording = scene.theme.texts.language(language.as_str()).expect("the theme has every language of the site");
        LostElsewhere {
            lang: language.to_string(),
            title: wording.text("not-found", &[]),
            text: wording.text("not-found-text", &[]),
            url: Addresses::new(&scene.portal.site, language).link(&UrlPath::home()),
            home: wording.text("home", &[]),
        }
    };
    languages.iter().filter(|language| *language != scene.language).map(other).collect()
}

/// The page at an old address of a record or narrative page.
///
/// **Errors**: `template/error`.
pub fn redirect(scene: &Scene<'_>, alias: &Alias) -> Result<String, Box<Diagnostic>> {
    let (to, title) = match alias.to {
        AliasTarget::Record(at) => {
            let record = scene.portal.record(at);
            (&record.url, scene.say(&record.title))
        }
        AliasTarget::Gravestone(of, at) => {
            let gravestone = &scene.portal.collections[of].removed[at];
            (&gravestone.url, scene.say(&gravestone.title))
        }
        AliasTarget::Page(at) => {
            let page = &scene.portal.pages[at];
            (&page.path, page.title.clone())
        }
    };
    let (lang, rtl) = (scene.language.as_str(), scene.language.is_right_to_left());
    let context = Redirect { lang, rtl, title, url: scene.addresses.link(to), canonical: scene.addresses.absolute(to) };
    scene.theme.render("redirect.html", context)
}
