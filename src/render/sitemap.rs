use std::fmt::Write;

use super::{Failure, Scene, Sink, directory};
use crate::model::{OutputPath, UrlPath};

/// The most addresses that one file may list. **Source**: sitemaps.org protocol 0.9.
const ADDRESSES: usize = 50_000;

/// Lists all pages for search engines, and says where the list is.
///
/// **Errors**: whatever the sink fails with.
pub fn render(scenes: &[Scene<'_>], sink: &Sink<'_>) -> Result<(), Failure> {
    let addresses: Vec<String> = scenes.iter().flat_map(addresses).collect();
    let files: Vec<&[String]> = addresses.chunks(ADDRESSES).collect();
    let root = &scenes[0].addresses;
    if let [only] = files.as_slice() {
        sink(output("sitemap.xml"), list(only).into_bytes())?;
    } else {
        let name = |number: usize| format!("sitemap-{}.xml", number + 1);
        for (number, file) in files.iter().enumerate() {
            sink(output(&name(number)), list(file).into_bytes())?;
        }
        let files = (0..files.len()).map(|number| root.absolute_file(&name(number)));
        sink(output("sitemap.xml"), element("sitemapindex", "sitemap", files).into_bytes())?;
    }
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", root.absolute_file("sitemap.xml"));
    Ok(sink(output("robots.txt"), robots.into_bytes())?)
}

fn output(name: &str) -> OutputPath {
    OutputPath::parse(name).expect("file names of the program are plain")
}

fn addresses(scene: &Scene<'_>) -> Vec<String> {
    let portal = scene.portal;
    let home = UrlPath::home();
    let levels = portal.areas.levels.iter().filter_map(|level| level.path.as_ref());
    let areas = portal.areas.areas.iter().filter_map(|area| area.url.as_ref());
    let lists: Vec<UrlPath> =
        (0..portal.collections.len()).flat_map(|index| directory::addresses(scene, index)).collect();
    let records = portal.records().map(|(_, record)| &record.url);
    let pages = portal.pages.iter().filter(|page| page.language == *scene.language).map(|page| &page.path);
    let pages = pages.filter(|path| !path.as_str().is_empty());
    let paths = [&home].into_iter().chain(pages).chain(&lists).chain(levels).chain(areas).chain(records);
    paths.map(|path| scene.addresses.absolute(path)).collect()
}

fn list(addresses: &[String]) -> String {
    element("urlset", "url", addresses.iter().cloned())
}

fn element(outer: &str, inner: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let address = address.replace('&', "&amp;").replace('\'', "&apos;");
        writeln!(xml, "<{inner}><loc>{address}</loc></{inner}>").expect("writing to a string does not fail");
    }
    xml.push_str(&format!("</{outer}>\n"));
    xml
}
