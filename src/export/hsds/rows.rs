//! What belongs to a record, as rows of tables.

use serde_json::{Value, json};

use super::{Row, Source, organizations, row, words};
use crate::export::json::address as page;
use crate::field::{Address, Audience, ChoiceField, OpeningHoursField, Role, TextField};
use crate::model::{FieldPath, HOLIDAYS, Localized, Opening, OpeningHours, Phone, PhoneKind, Span, Step};
use crate::plan::hsds::Table;
use crate::validate::{Collection, Correction, Record, RecordRef};

/// What stands in a cell that the standard wants and the register has nothing for.
const ABSENT: &str = "n/a";

/// The country of addresses in a register that names none. **Source**: ISO 3166-1, for users to assign.
const NOWHERE: &str = "ZZ";

/// The days' words. **Source**: RFC 5545 §3.3.10.
const DAYS: [&str; HOLIDAYS] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The rows that a record has in a table.
pub fn of(source: &Source<'_>, table: Table, at: RecordRef) -> Vec<Row> {
    let of = Of { source, at, collection: source.portal.collection_of(at), record: source.portal.record(at) };
    match table {
        Table::Service => vec![of.service()],
        Table::Location => of.location().into_iter().collect(),
        Table::ServiceAtLocation => of.is_somewhere().then(|| of.at_location()).into_iter().collect(),
        Table::Phone => of.phones(),
        Table::Contact => of.contacts(),
        Table::Address => of.collection.address(of.record).map(|address| of.address(address)).into_iter().collect(),
        Table::Schedule => of.schedules(),
        Table::ServiceArea => of.service_areas(),
        Table::Accessibility => of.accessibility().into_iter().collect(),
        Table::Url => vec![of.url()],
        Table::Attribute => of.attributes(),
        Table::Metadata => of.corrections(),
        Table::Organization | Table::Taxonomy | Table::TaxonomyTerm => Vec::new(),
    }
}

/// A record with what its rows are made from.
struct Of<'p> {
    source: &'p Source<'p>,
    at: RecordRef,
    collection: &'p Collection,
    record: &'p Record,
}

impl Of<'_> {
    fn id(&self, table: Table) -> String {
        self.source.of(table, self.at)
    }

    /// The words of the field that plays a role, where it has some.
    fn words(&self, role: Role) -> Option<String> {
        let field = self.collection.schema.playing(role)?;
        let kind = &self.collection.schema.fields[field].kind;
        let word = |number: &usize| Some(kind.get::<ChoiceField>()?.choices[*number].label.original());
        let values = self.record.values[field].iter();
        let said = values.filter_map(|value| {
            let text = value.get::<TextField>().map(Localized::original);
            text.or_else(|| value.get::<ChoiceField>().and_then(word))
        });
        Some(said.collect::<Vec<_>>().join("; ")).filter(|words| !words.is_empty())
    }

    fn service(&self) -> Row {
        let title = self.record.title.original();
        let website = self.collection.website(self.record).map(|url| url.as_str().to_owned());
        let (status, alert) = self.status();
        row(json!({
            "id": self.id(Table::Service),
            "organization_id": organizations::id_of(self.source, self.at),
            "name": title,
            "alternate_name": Some(&*self.record.name).filter(|name| *name != title),
            "description": self.description(),
            "url": website.unwrap_or_else(|| page(self.source.portal, self.record)),
            "email": self.mailboxes().next(),
            "status": status,
            "alert": alert,
            "assured_date": self.record.verified.map(|date| date.to_string()),
        }))
    }

    fn description(&self) -> Option<String> {
        let field = self.collection.schema.playing(Role::Description)?;
        let (of, values) = (&self.collection.schema.fields[field], &self.record.values[field]);
        of.json(values, Audience::Everyone, self.source.portal)?.as_str().map(str::to_owned)
    }

    /// The standard's word for whether it is open, and what to know before going there. Of a record that does not say, in
    /// a register that asks, nobody knows; a register that does not ask lists what is open.
    fn status(&self) -> (&'static str, Option<String>) {
        let Some((status, choice)) = self.collection.status(self.record) else {
            let asked = self.collection.schema.playing(Role::Status).map(|field| &self.collection.schema.fields[field]);
            return match asked {
                None => ("active", None),
                Some(field) => ("inactive", Some(format!("{}: ?", field.label.original()))),
            };
        };
        let word = choice.hsds.map_or("inactive", |word| word.as_str());
        let said = format!("{} ({}).", status.word(choice).original(), status.as_of);
        let more = choice.explanation.as_ref().map(|text| format!(" {}", text.original())).unwrap_or_default();
        (word, (word != "active" || status.is_past).then(|| said + &more))
    }

    fn is_somewhere(&self) -> bool {
        self.collection.address(self.record).is_some() || self.collection.position(self.record).is_some()
    }

    fn location(&self) -> Option<Row> {
        let point = self.collection.position(self.record);
        self.is_somewhere().then(|| {
            row(json!({
                "id": self.id(Table::Location),
                "location_type": "physical",
                "organization_id": organizations::id_of(self.source, self.at),
                "name": self.record.title.original(),
                "latitude": point.map(|point| point.position.lat()),
                "longitude": point.map(|point| point.position.lon()),
            }))
        })
    }

    fn at_location(&self) -> Row {
        row(json!({
            "id": self.id(Table::ServiceAtLocation),
            "service_id": self.id(Table::Service),
            "location_id": self.id(Table::Location),
        }))
    }

    fn phones(&self) -> Vec<Row> {
        let phones = self.collection.telephones(self.record).enumerate();
        phones.map(|(number, phone)| self.phone(number, phone)).collect()
    }

    /// A telephone. The standard takes an extension for a number, which would lose the zeros before it: such a one stands
    /// in the description.
    fn phone(&self, number: usize, phone: &Phone) -> Row {
        let kind = match phone.kind {
            Some(PhoneKind::Fax) => "fax",
            Some(PhoneKind::Mobile) => "cell",
            Some(PhoneKind::Text) => "textphone",
            _ => "voice",
        };
        let inner = phone.extension.as_deref();
        let plain = inner.and_then(|inner| inner.parse::<u32>().ok().filter(|number| number.to_string() == inner));
        let other = inner.filter(|_| plain.is_none()).map(|inner| format!("ext. {inner}"));
        let label = phone.label.as_ref().map(|label| label.original().to_owned());
        let description: Vec<String> = label.into_iter().chain(other).collect();
        row(json!({
            "id": self.source.nth(Table::Phone, self.at, number),
            "service_id": self.id(Table::Service),
            "number": phone.number,
            "extension": plain,
            "type": kind,
            "description": Some(description.join("; ")).filter(|text| !text.is_empty()),
        }))
    }

    fn mailboxes(&self) -> impl Iterator<Item = &str> {
        self.collection.mailboxes(self.record, Audience::Everyone).map(|email| email.as_str())
    }

    /// The mailboxes but the first, which is the service's own.
    fn contacts(&self) -> Vec<Row> {
        let contact = |(number, email): (usize, &str)| {
            row(json!({
                "id": self.source.nth(Table::Contact, self.at, number),
                "service_id": self.id(Table::Service),
                "email": email,
            }))
        };
        self.mailboxes().enumerate().skip(1).map(contact).collect()
    }

    fn address(&self, address: &Address) -> Row {
        let portal = self.source.portal;
        let street = address.street.as_deref().or(address.locality.as_deref()).unwrap_or(&address.town);
        let largest = self.record.standing.last().map(|area| portal.areas.areas[*area].name.original());
        row(json!({
            "id": self.id(Table::Address),
            "location_id": self.id(Table::Location),
            "address_1": street,
            "address_2": address.locality.as_deref().filter(|locality| *locality != street),
            "city": address.town,
            "state_province": address.region.as_deref().or(largest).unwrap_or(&address.town),
            "postal_code": address.postal_code.as_ref().map_or(ABSENT, |code| code.as_str()),
            "country": portal.site.country.map_or(NOWHERE, |country| country.code),
            "address_type": "physical",
        }))
    }

    fn schedules(&self) -> Vec<Row> {
        let field = self.collection.schema.playing(Role::OpeningHours);
        let values = field.map_or(&[][..], |field| &self.record.values[field]);
        let hours = values.iter().find_map(|value| value.get::<OpeningHoursField>());
        let spans = hours.into_iter().flat_map(|hours| spans(hours).into_iter().map(move |span| (hours, span)));
        let rows = spans.enumerate().map(|(number, (hours, (days, span)))| {
            row(json!({
                "id": self.source.nth(Table::Schedule, self.at, number),
                "service_id": self.id(Table::Service),
                "freq": span.map(|_| "WEEKLY"),
                "byday": span.map(|_| days),
                "opens_at": span.map(|span| time(span.from)),
                "closes_at": span.map(|span| time(span.to)),
                "description": hours.to_osm(),
                "notes": hours.note.as_ref().map(|note| note.original()),
            }))
        });
        rows.collect()
    }

    fn service_areas(&self) -> Vec<Row> {
        let areas = &self.source.portal.areas;
        let rows = self.collection.serves(self.record).enumerate().map(|(number, serves)| {
            let area = &areas.areas[serves.area];
            row(json!({
                "id": self.source.nth(Table::ServiceArea, self.at, number),
                "service_id": self.id(Table::Service),
                "name": area.name.original(),
                "description": format!("{}; {}", areas.levels[area.level].id, serves.basis.as_str()),
                "extent": area.code,
                "extent_type": "text",
            }))
        });
        rows.collect()
    }

    fn accessibility(&self) -> Option<Row> {
        let description = self.words(Role::Accessibility).filter(|_| self.is_somewhere())?;
        Some(row(json!({
            "id": self.id(Table::Accessibility),
            "location_id": self.id(Table::Location),
            "description": description,
        })))
    }

    fn url(&self) -> Row {
        row(json!({
            "id": self.id(Table::Url),
            "label": self.source.portal.site.title.original(),
            "url": page(self.source.portal, self.record),
            "service_id": self.id(Table::Service),
        }))
    }

    fn attributes(&self) -> Vec<Row> {
        let schema = &self.collection.schema;
        let service = self.id(Table::Service);
        let link = (Table::Service, service.as_str());
        let mut rows = Vec::new();
        if let Some((status, field)) = self.collection.status(self.record).zip(schema.playing(Role::Status)) {
            let term = words::term(self.source, schema, &schema.fields[field], status.0.choice);
            rows.extend(term.map(|term| words::attribute(self.source, link, &term, Some(status.0.as_of.to_string()))));
        }
        if let Some(field) = schema.playing(Role::Category) {
            let chosen = self.record.values[field].iter().filter_map(|value| value.get::<ChoiceField>());
            let terms = chosen.filter_map(|chosen| words::term(self.source, schema, &schema.fields[field], *chosen));
            rows.extend(terms.map(|term| words::attribute(self.source, link, &term, None)));
        }
        if let Some(point) = self.collection.position(self.record) {
            let location = self.id(Table::Location);
            let term = words::precision_term(self.source, point.precision);
            rows.push(words::attribute(self.source, (Table::Location, &location), &term, None));
        }
        rows
    }

    /// Corrections, of the day on which the record was last checked, else of that which the facts are of; there is nothing
    /// to write where neither is known, for the standard wants a day.
    fn corrections(&self) -> Vec<Row> {
        let Some(day) = self.record.verified.or(self.source.portal.site.as_of) else { return Vec::new() };
        let site = &self.source.portal.site;
        let editor = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
        let correction = |(number, note): (usize, &Correction)| {
            row(json!({
                "id": self.source.nth(Table::Metadata, self.at, number),
                "resource_id": self.id(Table::Service),
                "resource_type": Table::Service.as_str(),
                "last_action_date": day.to_string(),
                "last_action_type": "update",
                "field_name": note.field,
                "previous_value": Some(note.printed.as_str()).filter(|text| !text.trim().is_empty()).unwrap_or(ABSENT),
                "replacement_value": self.present(&note.field).unwrap_or_else(|| ABSENT.to_owned()),
                "updated_by": editor.original(),
            }))
        };
        self.collection.corrections(self.record, Audience::Everyone).enumerate().map(correction).collect()
    }

    /// What a field, an item of it or a part of that says now.
    fn present(&self, way: &str) -> Option<String> {
        let way = FieldPath::parse(way)?;
        let [Step::Key(name), rest @ ..] = way.steps() else { return None };
        if &**name == "name" {
            return Some(self.record.name.to_string());
        }
        let field = self.collection.schema.field_index(name)?;
        let values = &self.record.values[field];
        let (chosen, rest) = match rest {
            [Step::Item(item), rest @ ..] => (values.get(*item..=*item)?, rest),
            rest => (&values[..], rest),
        };
        let found = self.collection.schema.fields[field].json(chosen, Audience::Everyone, self.source.portal)?;
        let found = if chosen.len() == 1 { found.get(0).cloned().unwrap_or(found) } else { found };
        let step = |value: &Value, step: &Step| match step {
            Step::Key(key) => value.get(&**key).cloned(),
            Step::Item(item) => value.get(*item).cloned(),
        };
        let part = rest.iter().try_fold(found, |value, way| step(&value, way))?;
        Some(part.as_str().map_or_else(|| part.to_string(), str::to_owned)).filter(|text| !text.is_empty())
    }
}

/// The days of a usual week with each span in which it is open on them; one without a span where it never is.
fn spans(hours: &OpeningHours) -> Vec<(String, Option<Span>)> {
    let mut spans = Vec::new();
    for (first, last, opening) in hours.runs().into_iter().filter(|(first, ..)| *first < HOLIDAYS) {
        if let Opening::Spans(open) = opening {
            spans.extend(open.iter().map(|span| (DAYS[first..=last].join(","), Some(*span))));
        }
    }
    if spans.is_empty() { vec![(String::new(), None)] } else { spans }
}

/// A time of day. **Units**: minutes after midnight; the end of the day is the start of the next one.
fn time(minutes: u16) -> String {
    format!("{:02}:{:02}:00", minutes / 60 % 24, minutes % 60)
}
