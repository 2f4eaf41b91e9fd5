use serde::Serialize;

use super::chrome::{Chrome, Item, items};
use super::frame::{Framed, Head, framed};
use super::{Failure, Scene, Sink};
use crate::model::UrlPath;

/// The page that a server sends for an address that does not exist.
#[derive(Serialize)]
struct Lost {
    links: Vec<Item>,
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

/// Renders the page for addresses that do not exist.
///
/// **Errors**: `template/error`; whatever the sink fails with.
pub fn render(scene: &Scene<'_>, chrome: &Chrome, sink: &Sink<'_>) -> Result<(), Failure> {
    let html = scene.theme.render("404.html", lost(scene, chrome))?;
    Ok(sink(scene.addresses.output_file("404.html"), html.into_bytes())?)
}

fn lost<'a>(scene: &Scene<'a>, chrome: &Chrome) -> Framed<'a, Lost> {
    let home = UrlPath::home();
    let title = scene.wording.text("not-found", &[]);
    let head = Head::new(scene, &home, title, None).unlisted();
    let navigation = scene.portal.site.navigation.iter().map(|(path, _)| path);
    let links = items(scene, [&home].into_iter().chain(navigation));
    framed(scene, chrome, &home, head, Lost { links })
}

/// Renders a page at every old address of a record or narrative page.
///
/// **Errors**: `template/error`; whatever the sink fails with.
pub fn redirects(scene: &Scene<'_>, sink: &Sink<'_>) -> Result<(), Failure> {
    for (_, record) in scene.portal.records() {
        for (alias, _) in &record.aliases {
            redirect(scene, alias, &record.url, scene.say(&record.title), sink)?;
        }
    }
    for page in scene.portal.pages.iter().filter(|page| page.language == *scene.language) {
        for (alias, _) in &page.aliases {
            redirect(scene, alias, &page.path, page.title.clone(), sink)?;
        }
    }
    Ok(())
}

fn redirect(scene: &Scene<'_>, from: &UrlPath, to: &UrlPath, title: String, sink: &Sink<'_>) -> Result<(), Failure> {
    let lang = scene.language.as_str();
    let rtl = scene.language.is_right_to_left();
    let context = Redirect { lang, rtl, title, url: scene.addresses.link(to), canonical: scene.addresses.absolute(to) };
    let html = scene.theme.render("redirect.html", context)?;
    Ok(sink(scene.addresses.output(from), html.into_bytes())?)
}
