use serde_json::Value as Json;

use super::keys::{Writer, boolean, integer, line, list, may, need, path, word};
use crate::say;
use crate::validate::LAYOUTS;

/// The front matter of a page.
pub fn schema(writer: &Writer<'_>) -> Json {
    let layouts = word(LAYOUTS.iter().map(|(word, _)| *word));
    writer.mapping([
        need("title", line(), say!("Tytuł strony.", "The page's title.")),
        may("short_title", line(), say!("Krótszy tytuł do menu.", "A shorter title for menus.")),
        may(
            "description",
            line(),
            say!("Jedno zdanie dla list i wyszukiwarek.", "One sentence for lists and search engines."),
        ),
        may("layout", layouts, say!("Co szablon dodaje do tekstu.", "What the theme adds to the text.")),
        may("order", integer(), say!("Miejsce wśród sąsiednich stron.", "Its place among its neighbours.")),
        may("toc", boolean(), say!("Czy zaczyna się od spisu treści.", "Whether it begins with a table of contents.")),
        may("numbered", boolean(), say!("Czy nagłówki są numerowane.", "Whether its headings are numbered.")),
        may("aliases", list(path()), say!("Dawne adresy, które prowadzą tutaj.", "Former addresses, which lead here.")),
    ])
}
