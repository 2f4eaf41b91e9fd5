//! Addresses as squares that telephones read from paper.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use super::escape;

/// The free margin that readers need around the squares. **Source**: ISO/IEC 18004 §5.3.8. **Units**: squares.
const QUIET: i32 = 4;

/// A text as one `<svg>` with a name for screen readers; none for a text that no such square holds (2 331 bytes).
///
/// Dark on light whatever the page's colours are: not all readers see the other way round.
pub fn qr(text: &str, label: &str) -> Option<String> {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return None };
    let side = code.size() + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{}\" \
         shape-rendering=\"crispEdges\"><path class=\"qr-paper\" d=\"M0 0h{side}v{side}H0z\"/><path class=\"qr-ink\" d=\"{}\"/></svg>",
        escape(label),
        runs(&code)
    ))
}

/// The dark squares as a path: neighbours in a row are one box.
fn runs(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            let length = i32::try_from(dark).expect("a row has at most 177 squares");
            if length > 0 {
                write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET).expect("text grows without end");
            }
            x += length.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_square_is_drawn_once_within_the_margin() {
        let text = "https://site.example/rejestr/powiaty/olsztynski/";
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).expect("a short text");
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|&(x, y)| code.get_module(x, y)).count();
        let path = runs(&code);
        let lengths = path.split('h').skip(1).filter_map(|run| run.split('v').next()?.parse::<usize>().ok());
        assert_eq!(lengths.sum::<usize>(), dark);
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
    }

    #[test]
    fn a_text_that_fits_no_square_has_none() {
        assert_eq!(qr(&"a".repeat(3_000), "A"), None);
        assert!(qr("https://a.example/", "<A>").is_some_and(|svg| svg.contains("aria-label=\"&lt;A&gt;\"")));
    }
}
