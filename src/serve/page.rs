//! What the preview adds to pages: a script that reloads them, and a panel with what is wrong.

use crate::diagnostic::{MessageLanguage, Text};
use crate::markdown::escaped;
use crate::say;

/// Where the preview's own addresses lie, below the site's base path.
pub(super) const OWN_PATH: &str = "__spis/";

/// The script that waits for the next build.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// The panel's looks.
pub(super) const STYLE: &str = include_str!("preview.css");

/// What the preview has to say on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addition<'a> {
    /// The number of the build that the page shows.
    pub generation: u64,
    /// The site's base path.
    pub base: &'a str,
    /// What is wrong since, if anything.
    pub report: Option<&'a str>,
    pub language: MessageLanguage,
}

impl Addition<'_> {
    /// Adds the script, and the panel if there is need, to the end of a page's body.
    pub fn add_to(&self, page: &[u8]) -> Vec<u8> {
        let end = page.windows(7).rposition(|bytes| bytes.eq_ignore_ascii_case(b"</body>")).unwrap_or(page.len());
        [&page[..end], self.render().as_bytes(), &page[end..]].concat()
    }

    /// A page of its own, for while there is no site to show.
    pub fn alone(&self) -> String {
        let heading = if self.report.is_some() {
            say!("Strony jeszcze nie ma.", "There is no site yet.")
        } else {
            say!("Strona się buduje…", "The site is being built…")
        };
        let (heading, code) = (heading.in_language(self.language), code(self.language));
        format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n<title>spis</title>\n<h1>{heading}</h1>\n{}</html>\n",
            self.render()
        )
    }

    fn render(&self) -> String {
        let Self { generation, base, .. } = self;
        let panel = self.report.map(|report| self.panel(report)).unwrap_or_default();
        format!(
            "<link rel=\"stylesheet\" href=\"{base}{OWN_PATH}preview.css\">\n{panel}\
             <script src=\"{base}{OWN_PATH}preview.js\" data-generation=\"{generation}\"></script>\n",
            base = escaped(base)
        )
    }

    fn panel(&self, report: &str) -> String {
        let heading: Text = say!("Zmiany nie są opublikowane", "The changes are not published");
        let (heading, code) = (heading.in_language(self.language), code(self.language));
        format!(
            "<section id=\"spis-preview\" role=\"alert\" lang=\"{code}\" tabindex=\"0\" aria-label=\"{heading}\">\n\
             <strong>{heading}</strong>\n<pre>{}</pre>\n</section>\n",
            escaped(report)
        )
    }
}

fn code(language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::Polish => "pl",
        MessageLanguage::English => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addition(report: Option<&str>) -> Addition<'_> {
        Addition { generation: 7, base: "/register/", report, language: MessageLanguage::English }
    }

    #[test]
    fn additions_stand_at_the_end_of_the_body() {
        let page = addition(None).add_to(b"<body>text</BODY></html>");
        let page = String::from_utf8(page).expect("text");
        assert!(page.starts_with("<body>text<link") && page.ends_with("</script>\n</BODY></html>"), "{page}");
        assert!(page.contains("src=\"/register/__spis/preview.js\" data-generation=\"7\""), "{page}");
        assert!(!page.contains("spis-preview\""), "{page}");
    }

    #[test]
    fn a_report_is_shown_as_text() {
        let page = addition(Some("a <script> & „b”")).alone();
        assert!(page.contains("<pre>a &lt;script&gt; &amp; „b”</pre>"), "{page}");
        assert!(page.contains("There is no site yet."), "{page}");
    }
}
