//! Words of the domain read from values: e-mail addresses, postal codes, addresses on the web and of pages.

use std::ops::Range;

use super::Reading;
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{Country, Email, EmailFault, Mailbox, PostalCode, UrlPath, WebAddress};
use crate::say;
use crate::yaml::{Node, Value};

/// How to write two or more values that stand in one, if that is what they are.
pub(super) fn several(text: &str, is_right: impl Fn(&str) -> bool) -> Option<Text> {
    let spaced = [" lub ", " albo ", " oraz ", " i ", " or ", " and "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, ","));
    let parts: Vec<&str> =
        spaced.split([',', ';', '/', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = parts.len() > 1 && parts.iter().all(|part| is_right(part));
    let lines: String = parts.iter().map(|part| format!("\n- {part}")).collect();
    all.then(|| {
        say!("Wpisz każdy w osobnym wierszu listy:{lines}", "Write each on a line of its own in a list:{lines}")
    })
}

/// Reads an e-mail address.
pub fn read_email(reading: &Reading<'_>, node: &Node) -> Option<Email> {
    let text = reading.text(node)?;
    let fault = match Email::parse(text) {
        Ok(email) => return Some(email),
        Err(fault) => fault,
    };
    let why = match fault {
        EmailFault::At => say!("powinien mieć dokładnie jeden znak @", "it should have exactly one @"),
        EmailFault::Character(offset) => {
            let character = text[offset..].chars().next().unwrap_or(' ');
            say!("znak „{character}” nie może w nim stać", "the character “{character}” cannot stand in it")
        }
        EmailFault::Mailbox => say!(
            "część przed @ jest pusta albo ma kropkę nie na miejscu",
            "the part before the @ is empty or misplaces a dot"
        ),
        EmailFault::Domain => {
            say!("część po @ nie jest domeną z kropką", "the part after the @ is not a domain with a dot")
        }
    };
    let message = Text {
        pl: format!("„{text}” nie jest adresem e-mail: {}.", why.pl),
        en: format!("“{text}” is not an e-mail address: {}.", why.en),
    };
    let example = say!("Jeden adres, np. biuro@example.org", "One address, such as office@example.org");
    let help = mend_email(text).unwrap_or(example);
    reading.push(Diagnostic::new(codes::VALUE_EMAIL, reading.at(&node.span), message).help(help));
    None
}

/// Reads a mailbox: its address, or a mapping that says whether it is one person's.
pub fn read_mailbox(reading: &Reading<'_>, node: &Node) -> Option<Mailbox> {
    if !matches!(node.value, Value::Mapping(_)) {
        return read_email(reading, node).map(|address| Mailbox { address, marked: None });
    }
    let fields = reading.fields(node)?;
    let address = fields.need("address").and_then(|node| read_email(reading, node));
    let marked = fields.boolean("personal");
    fields.close();
    address.map(|address| Mailbox { address, marked })
}

/// What was probably meant by a wrong address: several in one value, or one with something around or inside it.
fn mend_email(text: &str) -> Option<Text> {
    several(text, |part| Email::parse(part).is_ok()).or_else(|| only_address(text)).or_else(|| {
        let bare = text.trim_start_matches("mailto:").replace("(at)", "@").replace("[at]", "@").replace(',', ".");
        let around = |c: char| !c.is_ascii_alphanumeric();
        let bare: String = bare.trim_matches(around).chars().filter(|c| !c.is_whitespace()).collect();
        Email::parse(&bare).ok().map(|email| say!("Napisz: {email}", "Write: {email}"))
    })
}

/// The one address in what was copied from a letter or a web page: `[a@b.pl](mailto:a@b.pl)`.
fn only_address(text: &str) -> Option<Text> {
    let parts = text.split(|c: char| c.is_whitespace() || "[]()<>:;,\"'".contains(c));
    let mut addresses: Vec<Email> = parts.filter_map(|part| Email::parse(part).ok()).collect();
    addresses.dedup();
    let [email] = &addresses[..] else { return None };
    Some(say!("Napisz: {email}", "Write: {email}"))
}

/// Reads a postal code of the site's country.
pub fn read_postal_code(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<PostalCode> {
    let text = reading.text(node)?;
    let code = PostalCode::parse(text, country);
    if let (None, Some(country)) = (&code, country) {
        let meant = meant_postal_code(text, country);
        let message = say!("„{text}” nie jest kodem pocztowym.", "“{text}” is not a postal code.");
        let help = match &meant {
            Some(code) => say!("Napisz: {code}", "Write: {code}"),
            None => {
                let example = country.postal_code_example();
                say!("Napisz np. {example}", "Write for example {example}")
            }
        };
        let fix = meant.and_then(|code| reading.rewrite(&node.span, &code, is_spaced_code(text)));
        let diagnostic = Diagnostic::new(codes::VALUE_POSTAL_CODE, reading.at(&node.span), message);
        reading.push(diagnostic.help(help).maybe_fix(fix));
    }
    code
}

/// The digits of a wrong postal code in the right form, where they fit it.
fn meant_postal_code(text: &str, country: &Country) -> Option<String> {
    let word = text.split([' ', ',']).find(|word| PostalCode::parse(word, Some(country)).is_some());
    if let Some(word) = word.filter(|word| word.len() >= 4) {
        return Some(word.to_owned());
    }
    let form = country.postal_code.unwrap_or_default().split('|').next().unwrap_or_default();
    let mut digits = text.chars().filter(char::is_ascii_digit);
    let places = form.chars().filter(|symbol| *symbol == '9').count();
    let fits = !form.contains(['A', '*']) && text.chars().filter(char::is_ascii_digit).count() == places;
    let code: String =
        form.chars().map(|symbol| if symbol == '9' { digits.next().unwrap_or('0') } else { symbol }).collect();
    fits.then_some(code).filter(|code| PostalCode::parse(code, Some(country)).is_some())
}

/// Whether a text is digits with nothing between them but spaces and dashes, so that nothing is lost in the right form.
fn is_spaced_code(text: &str) -> bool {
    let gap = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−');
    text.chars().all(|c| c.is_ascii_digit() || gap(c))
}

/// Reads a web address.
pub fn read_web_address(reading: &Reading<'_>, node: &Node) -> Option<WebAddress> {
    let text = reading.text(node)?;
    let url = WebAddress::parse(text);
    if url.is_none() {
        bad_url(reading, text, &node.span);
    }
    url
}

/// Reports a text that is no web address.
pub fn bad_url(reading: &Reading<'_>, text: &str, span: &Range<usize>) {
    let message = say!("„{text}” nie jest adresem strony.", "“{text}” is not a web address.");
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = if joined.contains("://") { joined } else { format!("https://{joined}") };
    let help = match WebAddress::parse(&whole) {
        Some(_) => say!("Napisz: {whole}", "Write: {whole}"),
        _ => say!("Napisz np. https://example.org/", "Write for example https://example.org/"),
    };
    reading.report(codes::VALUE_URL, span, message, Some(help));
}

/// Reads the address of a page of the site.
pub fn read_path(reading: &Reading<'_>, text: &str, span: &Range<usize>) -> Option<UrlPath> {
    let path = UrlPath::parse(text);
    if path.is_none() {
        let message = say!("„{text}” nie może być adresem strony.", "“{text}” cannot be the address of a page.");
        let help = say!(
            "Małe litery bez polskich znaków, cyfry i łączniki, np. o-nas/",
            "Lower-case letters without accents, digits and hyphens, such as about-us/"
        );
        reading.report(codes::FILE_NAME, span, message, Some(help));
    }
    path
}
