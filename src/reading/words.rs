//! Words of the domain read from values: telephone numbers, e-mail addresses, postal codes.

use std::ops::Range;

use super::Reading;
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{Country, Email, EmailFault, Phone, PhoneFault, PostalCode, UrlPath, WebAddress};
use crate::say;
use crate::yaml::{Node, Value};

/// Reads a telephone number: text, or a mapping of `number`, `extension` and `printed`.
pub fn read_phone(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<Phone> {
    if !matches!(node.value, Value::Mapping(_)) {
        return read_number(reading, node, country);
    }
    let fields = reading.fields(node)?;
    let phone = fields.need("number").and_then(|node| read_number(reading, node, country));
    let extension = fields.take("extension").and_then(|node| read_extension(reading, node));
    let printed = fields.text("printed").map(str::to_owned);
    fields.close();
    let phone = phone?;
    Some(Phone { extension: extension.or(phone.extension), printed, number: phone.number })
}

fn read_number(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<Phone> {
    let text = reading.text(node)?;
    match Phone::parse(text, country) {
        Ok(phone) => Some(phone),
        Err(fault) => {
            let (why, example) = explain_phone(&fault, text, country);
            let help = mend_phone(text, country).unwrap_or(example);
            let fix = meant_phone(text, country).and_then(|number| reading.rewrite(&node.span, &number, false));
            let message = Text {
                pl: format!("„{text}” nie jest numerem telefonu: {}.", why.pl),
                en: format!("“{text}” is not a telephone number: {}.", why.en),
            };
            let diagnostic = Diagnostic::new(codes::VALUE_PHONE, reading.at(&node.span), message);
            reading.push(diagnostic.help(help).maybe_fix(fix));
            None
        }
    }
}

/// What was probably meant by a wrong number: several numbers in one value, or one among other characters.
fn mend_phone(text: &str, country: Option<&Country>) -> Option<Text> {
    several(&with_whole_numbers(text), |part| Phone::parse(part, country).is_ok())
        .or_else(|| meant_phone(text, country).map(|number| say!("Napisz: {number}", "Write: {number}")))
}

/// The one number among other characters.
fn meant_phone(text: &str, country: Option<&Country>) -> Option<String> {
    let kept: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-')).collect();
    let number = kept.trim();
    Phone::parse(number, country).ok().map(|_| number.to_owned())
}

/// `234 56 78/79` → `234 56 78/234 56 79`.
fn with_whole_numbers(text: &str) -> String {
    let Some((first, last)) = text.split_once('/') else { return text.to_owned() };
    let (first, last) = (first.trim(), last.trim());
    let is_tail = (1..=4).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_digit());
    match first.len().checked_sub(last.len()).and_then(|start| first.get(..start)).filter(|_| is_tail) {
        Some(start) => format!("{first}/{start}{last}"),
        None => text.to_owned(),
    }
}

/// How to write two or more values that stand in one, if that is what they are.
fn several(text: &str, is_right: impl Fn(&str) -> bool) -> Option<Text> {
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

fn explain_phone(fault: &PhoneFault, text: &str, country: Option<&Country>) -> (Text, Text) {
    let example = match country {
        Some(country) if country.code == "PL" => {
            say!("Napisz np. 89 523 45 67 albo 501 234 567", "Write for example 89 523 45 67 or 501 234 567")
        }
        Some(country) => {
            let code = country.calling_code;
            say!(
                "Napisz numer krajowy albo z kodem kraju: +{code} …",
                "Write a national number, or one with the country code: +{code} …"
            )
        }
        None => say!("Napisz numer z kodem kraju, np. +48 …", "Write the number with its country code, such as +48 …"),
    };
    let why = match fault {
        PhoneFault::Character(offset) => {
            let character = text[*offset..].chars().next().unwrap_or(' ');
            say!("znak „{character}” nie może w nim stać", "the character “{character}” cannot stand in it")
        }
        PhoneFault::Digits(count) => match country.map(|country| country.national_digits) {
            Some((fewest, most)) if fewest == most => {
                say!("ma {count} cyfr, a powinien mieć {most}", "it has {count} digits and should have {most}")
            }
            Some((fewest, most)) => say!(
                "ma {count} cyfr, a powinien mieć od {fewest} do {most}",
                "it has {count} digits and should have {fewest} to {most}"
            ),
            None => say!("ma {count} cyfr", "it has {count} digits"),
        },
        PhoneFault::Code(code) => say!("nie ma numerów, które zaczynają się od {code}", "no number begins with {code}"),
        PhoneFault::Extension => {
            let why = say!("po „wew.” mają stać same cyfry", "only digits may follow the word for extension");
            let help =
                say!("Napisz: {{number: 89 523 45 67, extension: \"12\"}}", "Write: {{number: …, extension: \"12\"}}");
            return (why, help);
        }
        PhoneFault::CountryCode => say!("brakuje kodu kraju", "the country code is missing"),
    };
    (why, example)
}

fn read_extension(reading: &Reading<'_>, node: &Node) -> Option<String> {
    let text = reading.text(node)?;
    let plain = text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain {
        let message =
            say!("Numer wewnętrzny „{text}” to nie same cyfry.", "The extension “{text}” is not digits only.");
        reading.report(
            codes::VALUE_PHONE,
            &node.span,
            message,
            Some(say!("Napisz np. \"211\"", "Write for example \"211\"")),
        );
    }
    plain.then(|| text.to_owned())
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

/// What was probably meant by a wrong address: several in one value, or one with something around or inside it.
fn mend_email(text: &str) -> Option<Text> {
    several(text, |part| Email::parse(part).is_ok()).or_else(|| {
        let bare = text.trim_start_matches("mailto:").replace("(at)", "@").replace("[at]", "@").replace(',', ".");
        let around = |c: char| !c.is_ascii_alphanumeric();
        let bare: String = bare.trim_matches(around).chars().filter(|c| !c.is_whitespace()).collect();
        Email::parse(&bare).ok().map(|email| say!("Napisz: {email}", "Write: {email}"))
    })
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
    let form = country.postal_code.split('|').next().unwrap_or_default();
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
    let help = match WebAddress::parse(&format!("https://{text}")) {
        Some(_) if !text.contains("://") => say!("Napisz: https://{text}", "Write: https://{text}"),
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
