//! Pages that belong together: those below another one, and the sections of a report.

use serde::Serialize;

use crate::model::UrlPath;
use crate::render::passages::Prose;
use crate::render::shared::{Scene, TrailStep};
use crate::validate::{Layout, Page};

/// How many words are read in a minute: a calm reader's pace.
const WORDS_A_MINUTE: usize = 180;

/// A page's place in the report that it belongs to.
#[derive(Serialize)]
pub struct ChapterPlace {
    /// **Units**: 1-based.
    pub number: usize,
    /// The report's contents.
    pub contents: TrailStep,
}

/// The pages in the pages' language that lie directly below an address, in their order.
pub fn siblings<'a>(scene: &Scene<'a>, parent: &UrlPath) -> Vec<&'a Page> {
    scene.portal.pages_below(parent, scene.language)
}

/// The place of a page in its report, if it belongs to one.
pub fn place(scene: &Scene<'_>, page: &Page) -> Option<ChapterPlace> {
    let parent = parent(&page.path)?;
    let report = scene.page(&parent).filter(|report| report.layout == Layout::Report)?;
    let number = siblings(scene, &report.path).iter().position(|other| other.path == page.path)? + 1;
    Some(ChapterPlace { number, contents: scene.step(&report.path) })
}

fn parent(path: &UrlPath) -> Option<UrlPath> {
    let text = path.as_str().trim_end_matches('/');
    text.rfind('/').and_then(|end| UrlPath::parse(&text[..end]))
}

/// How long a text takes to read. **Units**: minutes, at least one.
pub fn minutes(markdown: &str) -> usize {
    markdown
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
        .div_ceil(WORDS_A_MINUTE)
        .max(1)
}

/// Writes the section's number before each of its headings, here and in the contents: `4.1`, `4.1.2`.
pub fn numbered(prose: Prose, section: usize) -> Prose {
    let Prose { mut html, mut headings } = prose;
    let (mut second, mut third) = (0, 0);
    for heading in headings.iter_mut().filter(|heading| matches!(heading.level, 2 | 3)) {
        let number = if heading.level == 2 {
            (second, third) = (second + 1, 0);
            format!("{section}.{second}")
        } else {
            third += 1;
            format!("{section}.{second}.{third}")
        };
        let opening = format!("<h{} id=\"{}\">", heading.level, heading.id);
        html = html.replacen(&opening, &format!("{opening}<span class=\"number\">{number}</span> "), 1);
        heading.text = format!("{number}\u{a0}{}", heading.text);
    }
    Prose { html, headings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Heading;

    fn prose(html: &str, headings: &[(u8, &str)]) -> Prose {
        let heading = |(level, id): &(u8, &str)| Heading { level: *level, id: (*id).to_owned(), text: String::new() };
        Prose { html: html.to_owned(), headings: headings.iter().map(heading).collect() }
    }

    #[test]
    fn headings_are_numbered_within_their_section() {
        let html = "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3><h2 id=\"c\">C</h2><h3 id=\"d\">D</h3>";
        let prose = numbered(prose(html, &[(2, "a"), (3, "b"), (2, "c"), (3, "d")]), 7);
        let numbers: Vec<&str> =
            prose.html.split("number\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(numbers, ["7.1", "7.1.1", "7.2", "7.2.1"]);
        let contents: Vec<&str> = prose.headings.iter().map(|heading| heading.text.trim()).collect();
        assert_eq!(contents, numbers);
    }

    #[test]
    fn reading_takes_at_least_a_minute_and_counts_words_alone() {
        assert_eq!(minutes("| - | 12 |"), 1);
        assert_eq!(minutes(&"word ".repeat(181)), 2);
    }
}
