use crate::draw::escape;
use crate::model::UrlPath;
use crate::render::shared::Scene;
use crate::validate::Layout;

/// The file's name, beside the home page of its language.
const FILE: &str = "opensearch.xml";

/// Where the description of the site's search lies, if there is a search.
pub fn url(scene: &Scene<'_>) -> Option<String> {
    scene.page_of(Layout::Search).map(|_| scene.addresses.link(&UrlPath::home()) + FILE)
}

/// Describes the site's search, so that browsers offer the site as a search engine. Its name is the site's short title,
/// even where that is longer than the 16 characters of the specification: no browser minds, and half a title helps nobody.
///
/// **Source**: OpenSearch 1.1, draft 6.
pub fn render(scene: &Scene<'_>) -> String {
    let Some(page) = scene.page_of(Layout::Search) else { return String::new() };
    let (title, addresses) = (scene.site_title(), &scene.addresses);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{title}</ShortName>\n<Description>{description}</Description>\n\
         <Language>{language}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Image width=\"64\" height=\"64\" type=\"image/svg+xml\">{icon}</Image>\n\
         <Url type=\"text/html\" template=\"{search}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
        title = escape(&title),
        description = escape(&scene.say(&scene.portal.site.description)),
        language = scene.language,
        icon = escape(&addresses.absolute_file("assets/icon.svg")),
        search = escape(&addresses.absolute(&page.path)),
    )
}
