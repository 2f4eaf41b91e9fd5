//! Telephone numbers, with help that never invents one: it repeats digits only as they were typed, in one run.

use super::Reading;
use super::words::several;
use crate::diagnostic::{Diagnostic, Text, codes};
use crate::model::{
    Country, EXTENSION_DIGITS, Phone, PhoneFault, PhoneKind, SHORT_DIGITS, national_digits, phone_example,
};
use crate::say;
use crate::yaml::{Node, Value};

/// Reads a telephone number: text, or a mapping of `number`, `extension`, `kind`, `label` and `printed`.
///
/// **Errors**: `value/phone`, and what the keys of the mapping say.
pub fn read_phone(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<Phone> {
    if !matches!(node.value, Value::Mapping(_)) {
        return read_number(reading, node, country);
    }
    let fields = reading.fields(node)?;
    let kind = fields.take("kind").and_then(|node| reading.word(node, &PhoneKind::WORDS));
    let phone = fields.need("number").and_then(|node| match kind {
        Some(PhoneKind::Short) => read_short(reading, node),
        _ => read_number(reading, node, country),
    });
    let extension = fields.take("extension").and_then(|node| read_extension(reading, node));
    let (label, printed) = (fields.localized("label"), fields.text("printed").map(str::to_owned));
    fields.close();
    let phone = phone?;
    Some(Phone { extension: extension.or(phone.extension), kind, label, printed, number: phone.number })
}

fn read_number(reading: &Reading<'_>, node: &Node, country: Option<&Country>) -> Option<Phone> {
    let text = reading.text(node)?;
    let fault = match Phone::parse(text, country) {
        Ok(phone) => {
            warn_unassigned(reading, node, &phone, text);
            return Some(phone);
        }
        Err(fault) => fault,
    };
    let why = explain(&fault, text, country);
    let help = mend(text, country).unwrap_or_else(|| advise(&fault, text, country));
    let meant = among_words(text, &|part| Phone::parse(part, country).is_ok());
    let fix = meant.filter(|meant| !meant.is_fax).and_then(|meant| reading.rewrite(&node.span, meant.number, false));
    reading.push(wrong(reading, node, text, &why).help(help).maybe_fix(fix));
    None
}

/// A number of the right length that nobody has is most likely a slip, but numbering plans change.
fn warn_unassigned(reading: &Reading<'_>, node: &Node, phone: &Phone, text: &str) {
    if !phone.is_assigned() {
        let message = say!(
            "Nikt nie ma numeru, który zaczyna się tak jak „{text}”.",
            "Nobody has a number that begins as “{text}” does."
        );
        let help = say!("Sprawdź kierunkowy i pierwsze cyfry.", "Check the area code and the first digits.");
        reading.report(codes::PHONE_UNASSIGNED, &node.span, message, Some(help));
    }
}

fn read_short(reading: &Reading<'_>, node: &Node) -> Option<Phone> {
    let text = reading.text(node)?;
    let fault = match Phone::short(text) {
        Ok(phone) => return Some(phone),
        Err(fault) => fault,
    };
    let (fewest, most) = (SHORT_DIGITS.start(), SHORT_DIGITS.end());
    let why = match fault {
        PhoneFault::Digits(count) => say!(
            "ma {count} cyfr, a numer skrócony od {fewest} do {most}",
            "it has {count} digits, and a short number {fewest} to {most}"
        ),
        fault => explain(&fault, text, None),
    };
    let help = say!(
        "Napisz same cyfry; dla zwykłego numeru usuń „kind: short”.",
        "Write the digits alone; for an ordinary number remove “kind: short”."
    );
    reading.push(wrong(reading, node, text, &why).help(help));
    None
}

fn wrong(reading: &Reading<'_>, node: &Node, text: &str, why: &Text) -> Diagnostic {
    let message = Text {
        pl: format!("„{text}” nie jest numerem telefonu: {}.", why.pl),
        en: format!("“{text}” is not a telephone number: {}.", why.en),
    };
    Diagnostic::new(codes::VALUE_PHONE, reading.at(&node.span), message)
}

/// What was probably meant by a wrong number: several numbers in one value, or one with words around it.
fn mend(text: &str, country: Option<&Country>) -> Option<Text> {
    let is_right = |part: &str| Phone::parse(part, country).is_ok();
    several(text, is_right).or_else(|| shortened(text, is_right)).or_else(|| {
        let Meant { number, is_fax } = among_words(text, &is_right)?;
        Some(match is_fax {
            true => say!("Napisz: {{number: {number}, kind: fax}}", "Write: {{number: {number}, kind: fax}}"),
            false => say!("Napisz: {number}", "Write: {number}"),
        })
    })
}

/// `234 56 78/79`: the second number stands there by its last digits alone.
fn shortened(text: &str, is_right: impl Fn(&str) -> bool) -> Option<Text> {
    let (first, last) = text.split_once(['/', ',', ';'])?;
    let (first, last) = (first.trim(), last.trim());
    let is_tail = (1..=4).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_digit());
    (is_tail && is_right(first)).then(|| {
        say!(
            "Wpisz każdy numer w całości, w osobnym wierszu listy:\n- {first}\n- (cały numer, który kończy się na {last})",
            "Write each number in full, on a line of its own in a list:\n- {first}\n- (the whole number that ends in {last})"
        )
    })
}

/// A number with words before or behind it. What is left out has no digit in it, so that none is lost or joined on.
fn among_words<'t>(text: &'t str, is_right: &dyn Fn(&str) -> bool) -> Option<Meant<'t>> {
    let from = text.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
    let upto = text.rfind(|c: char| c.is_ascii_digit() || c == ')')? + 1;
    let (word, number) = (text[..from].to_lowercase(), text.get(from..upto)?);
    is_right(number).then(|| Meant { number, is_fax: word.contains("fax") || word.contains("faks") })
}

/// A number that stands among words, as it was typed.
struct Meant<'t> {
    number: &'t str,
    is_fax: bool,
}

fn explain(fault: &PhoneFault, text: &str, country: Option<&Country>) -> Text {
    match fault {
        PhoneFault::Character(offset) => {
            let character = text[*offset..].chars().next().unwrap_or(' ');
            say!("znak „{character}” nie może w nim stać", "the character “{character}” cannot stand in it")
        }
        PhoneFault::Digits(count) => explain_digits(*count, country),
        PhoneFault::Code(code) => say!("żaden kraj nie ma kodu {code}", "no country has the code {code}"),
        PhoneFault::Extension => {
            let most = EXTENSION_DIGITS.end();
            say!(
                "numer wewnętrzny ma być jeden i mieć od 1 do {most} cyfr",
                "there may be one extension, of 1 to {most} digits"
            )
        }
        PhoneFault::AreaCode => {
            say!("numer kierunkowy stoi za numerem", "the area code stands behind the number")
        }
        PhoneFault::CountryCode => say!("brakuje kodu kraju", "the country code is missing"),
    }
}

fn explain_digits(count: usize, country: Option<&Country>) -> Text {
    match country.and_then(national_digits) {
        Some((fewest, most)) if fewest == most => {
            say!("ma {count} cyfr, a powinien mieć {most}", "it has {count} digits and should have {most}")
        }
        _ => say!("nie może mieć {count} cyfr", "it cannot have {count} digits"),
    }
}

/// How to write a number, where it is not known which was meant.
fn advise(fault: &PhoneFault, text: &str, country: Option<&Country>) -> Text {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_short = SHORT_DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match (fault, country) {
        (PhoneFault::Extension, _) => say!(
            "Numer wewnętrzny wpisz osobno: {{number: …, extension: \"12\"}}; drugi wewnętrzny to drugi wiersz listy.",
            "Write the extension apart: {{number: …, extension: \"12\"}}; a second one on a second line of the list."
        ),
        (PhoneFault::AreaCode, _) => say!(
            "Napisz numer razem z kierunkowym na początku.",
            "Write the number with the area code at its beginning."
        ),
        (_, Some(_)) if is_short => say!(
            "Jeśli to numer skrócony, napisz: {{number: \"{digits}\", kind: short}}",
            "If this is a short number, write: {{number: \"{digits}\", kind: short}}"
        ),
        (_, Some(country)) => {
            let (example, code) = (phone_example(country), &country.calling_code);
            say!(
                "Napisz np. {example}; numer z innego kraju z jego kodem, a tutejszy może mieć +{code}",
                "Write for example {example}; one of another country with its code, +{code} is this country's"
            )
        }
        (_, None) => {
            say!("Napisz numer z kodem kraju, np. +48 …", "Write the number with its country code, such as +48 …")
        }
    }
}

fn read_extension(reading: &Reading<'_>, node: &Node) -> Option<String> {
    let text = reading.text(node)?;
    let plain = EXTENSION_DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain {
        let message =
            say!("Numer wewnętrzny „{text}” to nie same cyfry.", "The extension “{text}” is not digits only.");
        let help = say!("Napisz np. \"211\"", "Write for example \"211\"");
        reading.report(codes::VALUE_PHONE, &node.span, message, Some(help));
    }
    plain.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str, country: &str) -> Option<String> {
        mend(text, Country::find(country)).map(|help| help.en)
    }

    #[test]
    fn help_repeats_what_stands_among_words() {
        assert_eq!(help("tel. 89 123 45 67 wew. 12", "PL"), Some("Write: 89 123 45 67 wew. 12".to_owned()));
        assert_eq!(help("fax: 89 123 45 67", "PL"), Some("Write: {number: 89 123 45 67, kind: fax}".to_owned()));
        let both = help("89 123 45 67, 89 123 45 68", "PL").expect("two numbers");
        assert!(both.ends_with("\n- 89 123 45 67\n- 89 123 45 68"), "{both}");
    }

    /// The runs of digits in a text, without the signs that group them.
    fn runs(text: &str) -> Vec<String> {
        let grouped = |c: char| c.is_ascii_digit() || " -./()".contains(c);
        let runs = text.split(|c| !grouped(c)).map(|run| run.chars().filter(char::is_ascii_digit).collect());
        runs.filter(|run: &String| !run.is_empty()).collect()
    }

    #[test]
    fn help_never_proposes_digits_that_were_not_typed_in_one_run() {
        for (text, country) in [
            ("523 45 67 (kier. 89)", "PL"),
            ("01632 960 1O1", "GB"),
            ("+1 (907) 555-0100 x12 x13", "US"),
            ("87 520 21 59/60", "PL"),
            ("89 523 45 67 lub 68", "PL"),
            ("89 5234567a8", "PL"),
            ("89 523 45 6 7 8", "PL"),
            ("pokój 5, 89 523 45 67", "PL"),
            ("89 523 45 67 w godz. 8-15", "PL"),
        ] {
            let typed = runs(text);
            for proposed in help(text, country).iter().flat_map(|help| runs(help)) {
                assert!(typed.iter().any(|run| run.contains(&proposed)), "{text}: {proposed}");
            }
        }
    }
}
