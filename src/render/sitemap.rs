use std::fmt::Write;

use crate::config::Site;
use crate::markdown::escaped;
use crate::plan::{Plan, address};

/// A list of pages for search engines: the only one or the list of lists (0), or one of several (from 1).
pub fn sitemap(plan: &Plan, site: &Site, part: u32) -> String {
    let root = site.base_url.as_str();
    let listed = plan.outputs().filter(|(_, output)| output.listed);
    let addresses = listed.map(|(_, output)| format!("{root}{}", address(&output.path)));
    match (part, plan.sitemaps()) {
        (0, 0) => element("urlset", "url", addresses),
        (0, parts) => element("sitemapindex", "sitemap", (1..=parts).map(|part| format!("{root}sitemap-{part}.xml"))),
        (part, _) => {
            let size = Plan::SITEMAP;
            element("urlset", "url", addresses.skip((part as usize - 1) * size).take(size))
        }
    }
}

/// What search engines are told.
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.base_url.as_str())
}

fn element(outer: &str, inner: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        writeln!(xml, "<{inner}><loc>{}</loc></{inner}>", escaped(&address))
            .expect("writing to a string does not fail");
    }
    xml.push_str(&format!("</{outer}>\n"));
    xml
}
