//! What search engines are told of the site itself. **Source**: schema.org 30.0, JSON-LD 1.1.

use serde_json::{Value, json};

use super::chrome;
use crate::model::UrlPath;
use crate::render::shared::html::{Html, script_safe};
use crate::render::shared::{Scene, TrailStep};
use crate::validate::Layout;

/// The way from the home page to a page; nothing for a page that none stands above.
pub fn breadcrumbs(scene: &Scene<'_>, trail: &[TrailStep], title: &str, own: &str) -> Option<Html> {
    if trail.is_empty() {
        return None;
    }
    let item = |(place, (name, address)): (usize, (&str, String))| json!({"@type": "ListItem", "position": place + 1, "name": name, "item": address});
    let above = trail.iter().map(|step| (step.label.as_str(), scene.addresses.whole(&step.url)));
    let items: Vec<Value> = above.chain([(title, own.to_owned())]).enumerate().map(item).collect();
    Some(script_safe(&json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    })))
}

/// The site with its search, for the home page.
pub fn website(scene: &Scene<'_>) -> Html {
    let home = scene.addresses.absolute(&UrlPath::home());
    let mut site = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": scene.say(&scene.portal.site.title),
        "description": scene.say(&scene.portal.site.description),
        "inLanguage": scene.language.as_str(),
    });
    if let Some(short) = &scene.portal.site.short_title {
        site["alternateName"] = json!(scene.say(short));
    }
    if let Some(publisher) = publisher(scene) {
        site["publisher"] = publisher;
    }
    if let Some(page) = scene.page_of(Layout::Search).filter(|_| chrome::search(scene).is_some()) {
        let template = format!("{}?q={{search_term_string}}", scene.addresses.absolute(&page.path));
        site["potentialAction"] = json!({
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        });
    }
    script_safe(&site)
}

/// Who publishes the site, if somebody does.
pub fn publisher(scene: &Scene<'_>) -> Option<Value> {
    let publisher = scene.portal.site.publisher.as_ref()?;
    let mut told = json!({"@type": "Organization", "name": scene.say(&publisher.name)});
    if let Some(url) = &publisher.url {
        told["url"] = json!(url.as_str());
    }
    Some(told)
}
