use std::fmt::Write;

use crate::config::Site;
use crate::markdown::escaped;
use crate::model::Date;
use crate::plan::{Plan, address};
use crate::validate::Portal;

/// A list of pages for search engines, with the last change of each whose source says it: the only one or the list of lists (0), or one of several (from 1).
pub fn sitemap(plan: &Plan, portal: &Portal, part: u32) -> String {
    let root = portal.site.base_url.as_str();
    let listed = plan.outputs().filter(|(_, output)| output.listed);
    let addresses = listed.map(|(at, output)| (format!("{root}{}", address(&output.path)), plan.changed(at, portal)));
    match (part, plan.sitemaps()) {
        (0, 0) => element("urlset", "url", addresses),
        (0, parts) => {
            element("sitemapindex", "sitemap", (1..=parts).map(|part| (format!("{root}sitemap-{part}.xml"), None)))
        }
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

fn element(outer: &str, inner: &str, addresses: impl Iterator<Item = (String, Option<Date>)>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for (address, changed) in addresses {
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        writeln!(xml, "<{inner}><loc>{}</loc>{changed}</{inner}>", escaped(&address))
            .expect("writing to a string does not fail");
    }
    xml.push_str(&format!("</{outer}>\n"));
    xml
}
