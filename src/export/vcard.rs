//! Contacts for telephones and address books.

use crate::field::{Audience, Role};
use crate::index::Indexes;
use crate::model::{Phone, PhoneKind};
use crate::validate::{Portal, RecordRef};

use super::json;

/// Which version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426.
    Three,
    /// RFC 6350.
    Four,
}

/// The most bytes of a line. **Source**: RFC 6350 §3.2.
const LINE: usize = 75;

/// All records as contacts.
pub fn register(portal: &Portal, indexes: &Indexes, version: Version) -> Vec<u8> {
    indexes.in_order().flat_map(|at| record(portal, at, version)).collect()
}

/// One record as a contact.
pub fn record(portal: &Portal, at: RecordRef, version: Version) -> Vec<u8> {
    let (collection, record) = (portal.collection_of(at), portal.record(at));
    let title = record.title.original();
    let mut card = Card { version, text: String::new() };
    card.line("BEGIN", "VCARD");
    card.line("VERSION", if version == Version::Three { "3.0" } else { "4.0" });
    card.line("FN", &escape(title));
    card.line("N", &format!("{};;;;", escape(title)));
    let org = portal.provider(at).map_or(title, |provider| provider.original());
    card.line("ORG", &escape(org));
    collection.telephones(record).for_each(|phone| card.phone(portal, phone));
    emails(portal, at).iter().for_each(|email| {
        card.line(if version == Version::Three { "EMAIL;TYPE=INTERNET" } else { "EMAIL;TYPE=work" }, &escape(email))
    });
    if let Some(address) = collection.address(record) {
        let street = address.street.iter().chain(&address.locality).map(String::as_str).collect::<Vec<_>>().join(", ");
        let code = address.postal_code.as_ref().map_or("", |code| code.as_str());
        let country = portal.site.country.map_or("", |country| country.code);
        let parts = ["", "", &street, &address.town, "", code, country].map(escape).join(";");
        card.line("ADR;TYPE=work", &parts);
    }
    if let Some(point) = collection.position(record) {
        let (lat, lon) = (point.position.lat(), point.position.lon());
        card.line("GEO", &if version == Version::Three { format!("{lat};{lon}") } else { format!("geo:{lat},{lon}") });
    }
    if let Some((status, choice)) = collection.status(record) {
        card.line("NOTE", &escape(&format!("{} ({})", choice.label.original(), status.as_of)));
    }
    let url = json::address(portal, record);
    card.line("URL", &url);
    card.line("UID", &url);
    card.line("END", "VCARD");
    card.text.into_bytes()
}

/// The mailboxes of a record that may stand in open data.
fn emails(portal: &Portal, at: RecordRef) -> Vec<String> {
    let (collection, record) = (portal.collection_of(at), portal.record(at));
    let Some(index) = collection.schema.playing(Role::Email) else { return Vec::new() };
    let published = collection.schema.fields[index].json(&record.values[index], Audience::Everyone, portal);
    let items = match published {
        Some(serde_json::Value::Array(items)) => items,
        other => other.into_iter().collect(),
    };
    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

struct Card {
    version: Version,
    text: String,
}

impl Card {
    /// Adds a line, folded between letters.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.text.push(c);
        }
        self.text.push_str("\r\n");
    }

    fn phone(&mut self, portal: &Portal, phone: &Phone) {
        let fax = phone.kind == Some(PhoneKind::Fax);
        if self.version == Version::Three {
            let kind = match phone.kind {
                Some(PhoneKind::Fax) => "TEL;TYPE=WORK,FAX",
                Some(PhoneKind::Mobile) => "TEL;TYPE=CELL,VOICE",
                _ => "TEL;TYPE=WORK,VOICE",
            };
            // A comma makes a telephone wait before it dials the rest.
            let inner = phone.extension.as_ref().map(|inner| format!(",{inner}")).unwrap_or_default();
            return self.line(kind, &format!("{}{inner}", phone.number));
        }
        let kind = match phone.kind {
            Some(PhoneKind::Mobile) => "cell",
            Some(PhoneKind::Text) => "textphone",
            _ if fax => "fax",
            _ => "voice",
        };
        let mut uri = format!("tel:{}", phone.number);
        if let Some(inner) = &phone.extension {
            uri.push_str(&format!(";ext={inner}"));
        }
        if let Some(country) = portal.site.country.filter(|_| phone.kind == Some(PhoneKind::Short)) {
            uri.push_str(&format!(";phone-context=+{}", country.calling_code));
        }
        self.line(&format!("TEL;VALUE=uri;TYPE=\"work,{kind}\""), &uri);
    }
}

/// A text as a value. **Source**: RFC 6350 §3.4.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    let lines: Vec<&str> = text.lines().collect();
    lines.join("\\n").chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters() {
        let mut card = Card { version: Version::Four, text: String::new() };
        card.line("FN", &"ż".repeat(100));
        assert!(card.text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(card.text.replace("\r\n ", ""), format!("FN:{}\r\n", "ż".repeat(100)));
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escape("a, b; c\\d\r\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
