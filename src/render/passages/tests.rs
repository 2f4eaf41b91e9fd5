use super::*;
use crate::markdown::{Directive, find_directives};
use crate::model::LanguageTag;
use crate::source::SourceFile;
use crate::theme::Theme;

fn prose_of(markdown: &str) -> Prose {
    let languages = [LanguageTag::parse("pl").expect("a language")];
    let asked = SourceFile::new("site.yaml", "").start();
    let theme = Theme::load(&crate::source::Folder::new("/nonexistent"), "default", &languages, "/", &asked);
    let texts = theme.expect("nothing is read").value.texts;
    let mut abbreviations = Abbreviations::default();
    abbreviations.add("NGO", "organizacja pozarządowa", ["NGO-sów"]);
    let surroundings = Surroundings {
        resolve: &|target| format!("/base{target}"),
        expansions: expansions(markdown),
        abbreviations: &abbreviations,
        mentions: None,
        language: "pl",
        wording: texts.language("pl").expect("asked for"),
    };
    render(markdown, &surroundings)
}

/// What `{{ five }}` and `{{ chart }}` stand for, wherever they are directives.
fn expansions(markdown: &str) -> Vec<Expanded> {
    let expanded = |found: Directive| {
        let Directive::Whole(range) = found else { return None };
        match markdown[range.start + 2..range.end - 2].trim() {
            "five" => Some((range, Expansion::Text("5 < 6".to_owned(), String::new()))),
            "chart" => Some((range, Expansion::Block("<svg></svg>".to_owned()))),
            _ => None,
        }
    };
    find_directives(markdown).into_iter().filter_map(expanded).collect()
}

fn html(markdown: &str) -> String {
    prose_of(markdown).html
}

#[test]
fn headings_get_anchors_of_their_own() {
    let prose = prose_of("## Żółw\n\n## Żółw\n\n### Mój {#moj-wlasny}\n");
    let ids: Vec<&str> = prose.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["zolw", "zolw-2", "moj-wlasny"]);
    assert!(prose.html.starts_with("<h2 id=\"zolw\">Żółw</h2>"), "{}", prose.html);
}

#[test]
fn links_within_the_site_are_resolved_and_dangerous_ones_are_not() {
    assert_eq!(
        html("[a](/b/) <https://c.example>"),
        "<p><a href=\"/base/b/\">a</a> <a href=\"https://c.example\">https://c.example</a></p>\n"
    );
    assert_eq!(html("[a](javascript:alert(1))"), "<p><a href=\"#\">a</a></p>\n");
    assert_eq!(html("<a@b.example>"), "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
    assert_eq!(html("Ab <a href='/b/?c&amp;d'>b</a>"), "<p>Ab <a href=\"/base/b/?c&amp;d\">b</a></p>\n");
    assert_eq!(html("<p>\n<a\nhref=\"/b/\">b</a></p>"), "<p>\n<a href=\"/base/b/\">b</a></p>");
}

#[test]
fn html_of_editors_is_reduced_to_what_is_harmless() {
    assert_eq!(html("Ab <b onclick=\"x()\">cd</b><script>alert(1)</script>"), "<p>Ab <b>cd</b></p>\n");
    assert_eq!(
        html("<iframe src=\"https://a.example\"></iframe>\n\n<p style=\"position:fixed\" id=\"x\">y</p>"),
        "\n<p id=\"x\">y</p>"
    );
}

#[test]
fn footnotes_stand_at_the_end_with_links_back() {
    let page = html("A[^x] b[^y] c[^x].\n\n[^y]: Second.\n[^x]: First.\n");
    assert!(page.contains("<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>"), "{page}");
    assert!(page.contains("<li id=\"fn-1\">\n<p>First. <a class=\"back\" href=\"#fnref-1\""), "{page}");
    assert!(page.contains("href=\"#fnref-1-2\""), "{page}");
    assert!(page.find("<p>First").expect("first") < page.find("<p>Second").expect("second"), "{page}");
}

#[test]
fn footnotes_survive_the_reduction_of_html() {
    let page = html("A<br>[^x].\n\n[^x]: Note.\n");
    assert!(
        page.contains("href=\"#fn-1\"") && page.contains("id=\"fn-1\"") && page.contains("href=\"#fnref-1\""),
        "{page}"
    );
}

#[test]
fn abbreviations_are_explained_where_they_first_stand_in_running_text() {
    let page = html("## NGO\n\n[NGO](/x/) dla NGO-sów i NGO, `NGO`.");
    assert_eq!(page.matches("<abbr").count(), 1, "{page}");
    assert!(page.contains("dla <abbr title=\"organizacja pozarządowa\">NGO-sów</abbr> i"), "{page}");
}

#[test]
fn typography_is_that_of_the_language_and_leaves_code_alone() {
    assert_eq!(html("\"A\" i b, `\"c\" i d`"), "<p>„A” i\u{a0}b, <code>\"c\" i d</code></p>\n");
}

#[test]
fn directives_stand_for_text_or_for_a_whole_paragraph() {
    assert_eq!(html("Ab {{ five }} cd"), "<p>Ab 5 &lt; 6 cd</p>\n");
    assert_eq!(html("a\n\n{{ chart }}\n\nb"), "<p>a</p>\n<svg></svg>\n<p>b</p>\n");
    assert_eq!(html("`{{ five }}`"), "<p><code>{{ five }}</code></p>\n");
    assert_eq!(html("{{ never closed"), "<p>{{ never closed</p>\n");
}

#[test]
fn marks_that_editors_write_themselves_mean_nothing() {
    assert_eq!(html("a\u{f8f0}7\u{f8f1}b"), "<p>a7b</p>\n");
}

#[test]
fn tables_scroll_in_a_named_box() {
    let page = html("## Liczby\n\n| a | b |\n|---|--:|\n| c | 1 |\n");
    assert!(
        page.contains("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"liczby\">\n<table>"),
        "{page}"
    );
    assert!(page.contains("</table>\n</div>"), "{page}");
}
