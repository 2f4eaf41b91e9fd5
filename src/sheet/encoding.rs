//! Bytes of a text file whose encoding nobody wrote down.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// The text of a file: by its byte order mark, as UTF-8 where it is valid, as UTF-16 where every other byte is zero, else in
/// that code page of Windows in which it looks most like words.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8.decode_without_bom_handling(bytes).0;
    }
    let pages = [WINDOWS_1250, WINDOWS_1252, WINDOWS_1251];
    let texts = pages.map(|page| page.decode_without_bom_handling(bytes).0);
    // The first of equals: a register of this program's country of origin is the likeliest.
    let best = texts.into_iter().rev().max_by_key(|text| likeness(text));
    best.unwrap_or_default()
}

/// UTF-16 without a mark: of Latin text every other byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let enough = head.len() / 5;
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > enough && even == 0 => Some(UTF_16LE),
        (even, odd) if even > enough && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// How much the letters outside ASCII look like those of words: small letters among small ones of one script, no signs.
fn likeness(text: &str) -> i64 {
    const USUAL: &str = "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűâêîôûàèçñïëì";
    let mut score = 0;
    let mut before = ' ';
    for character in text.chars().take(1 << 20) {
        if !character.is_ascii() {
            let is_cyrillic = ('\u{400}'..'\u{460}').contains(&character);
            let goes_on = before.is_alphabetic() && before.is_ascii() != is_cyrillic;
            score += match character {
                _ if is_cyrillic => {
                    if goes_on {
                        3
                    } else {
                        -1
                    }
                }
                _ if character.is_uppercase() && before.is_lowercase() => -4,
                _ if USUAL.contains(&character.to_lowercase().to_string()) => 2,
                _ if character.is_alphabetic() => -1,
                '\u{a0}' | '„' | '”' | '“' | '’' | '–' | '—' | '…' | '°' | '§' | '€' | '№' | '«' | '»' => {
                    0
                }
                _ => -3,
            };
        }
        before = character;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_page_is_known_by_its_words() {
        let texts = [
            (WINDOWS_1250, "Zażółć gęślą jaźń; Łódź; Święta Góra; ośrodek w Kętrzynie"),
            (WINDOWS_1252, "Bücherei für Kinder; Straße; Müller; Köln; Gäste"),
            (WINDOWS_1251, "Центральная библиотека; улица Ленина; школа № 5"),
            (WINDOWS_1250, "Příbram; knihovna; Žďár nad Sázavou; dětský"),
        ];
        for (encoding, text) in texts {
            assert_eq!(decode(&encoding.encode(text).0), text);
        }
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        let text = "nazwa;miasto\nDom;Łódź\n";
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()), text);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little), text);
        assert_eq!(decode(&big), text);
        assert_eq!(decode(&[&[0xff, 0xfe], little.as_slice()].concat()), text);
    }
}
