use std::fmt;

use super::Country;

/// An e-mail address that mail can be sent to. **Shape**: ASCII, the domain has at least two labels and is in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFault {
    /// There is no `@`, or more than one.
    At,
    /// A character that cannot stand there; its byte offset.
    Character(usize),
    /// The part before the `@` is empty or misplaces its dots.
    Mailbox,
    /// The part after the `@` is no domain with at least one dot.
    Domain,
}

impl Email {
    /// Reads an address as it is used on the web: no comments, quotes or internationalised parts.
    ///
    /// **Errors**: the first thing that makes it no address.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let wrong = |(_, character): &(usize, char)| {
            !character.is_ascii_alphanumeric() && !"@.!#$%&'*+/=?^_`{|}~-".contains(*character)
        };
        if let Some((offset, _)) = text.char_indices().find(wrong) {
            return Err(EmailFault::Character(offset));
        }
        let (mailbox, domain) = text.split_once('@').ok_or(EmailFault::At)?;
        if domain.contains('@') {
            return Err(EmailFault::At);
        }
        if mailbox.is_empty() || mailbox.len() > 64 || mailbox.split('.').any(str::is_empty) {
            return Err(EmailFault::Mailbox);
        }
        if !is_domain(domain) {
            return Err(EmailFault::Domain);
        }
        Ok(Self(format!("{mailbox}@{}", domain.to_ascii_lowercase())))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the `@`.
    pub fn mailbox(&self) -> &str {
        self.0.split_once('@').map_or("", |(mailbox, _)| mailbox)
    }

    /// The part after the `@`, in lower case.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let plain = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = labels.last().is_some_and(|top| top.len() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit()));
    labels.len() >= 2 && text.len() <= 253 && labels.iter().all(plain) && top
}

/// A postal code in its country's form, such as `12-230`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PostalCode(String);

impl PostalCode {
    /// Reads a postal code; where the country's form is not known, anything that is not empty.
    pub fn parse(text: &str, country: Option<&Country>) -> Option<Self> {
        let fits = match country.and_then(|country| country.postal_code) {
            Some(forms) => forms.split('|').any(|form| has_form(text, form)),
            None => !text.trim().is_empty(),
        };
        fits.then(|| Self(text.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn has_form(text: &str, form: &str) -> bool {
    text.chars().count() == form.chars().count()
        && text.chars().zip(form.chars()).all(|(character, symbol)| match symbol {
            '9' => character.is_ascii_digit(),
            'A' => character.is_ascii_uppercase(),
            '*' => character.is_ascii_uppercase() || character.is_ascii_digit(),
            symbol => character == symbol,
        })
}

/// A web address: `http` or `https`, with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// Reads an absolute web address. **Source**: WHATWG URL, restricted to http and https.
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let host = url.host_str().is_some_and(|host| host.contains('.') || host == "localhost");
        (matches!(url.scheme(), "http" | "https") && host && url.password().is_none()).then(|| Self(text.to_owned()))
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_a_domain_with_a_dot() {
        assert!(Email::parse("north.branch@library.org").is_ok());
        assert_eq!(Email::parse("office@library"), Err(EmailFault::Domain));
        assert_eq!(Email::parse("office.library.org"), Err(EmailFault::At));
        assert_eq!(Email::parse(".office@library.pl"), Err(EmailFault::Mailbox));
        assert_eq!(Email::parse("łąka@library.org"), Err(EmailFault::Character(0)));
    }

    #[test]
    fn postal_codes_have_their_country_s_form() {
        let polish = Country::find("PL");
        assert!(PostalCode::parse("12-230", polish).is_some());
        for bad in ["12230", "12 230", "1-2230", "12-2300", "", "12–230"] {
            assert!(PostalCode::parse(bad, polish).is_none(), "{bad}");
        }
        assert!(PostalCode::parse("SW1A 1AA", Country::find("GB")).is_some());
    }
}
