//! What the portal dane.gov.pl gathers: it deletes for good what a file leaves out, so that nothing may leave unnoticed.

use std::collections::HashSet;

use uuid::Uuid;

use super::portal::{Harvest, HarvestEntry, HarvestSubject, Portal};
use crate::diagnostic::{Checked, Diagnostic, codes};
use crate::load::Sources;
use crate::model::Date;
use crate::reading::{Fields, Reading};
use crate::say;
use crate::yaml::{self, Node};

/// The longest identifier. **Units**: characters. **Source**: the portal's schema.
const LONGEST: usize = 36;

/// What registers can be about. **Source**: the portal's schema, after the data themes of the European Union.
const CATEGORIES: &[(&str, &str)] = &[
    ("AGRI", "AGRI"),
    ("EDUC", "EDUC"),
    ("ENVI", "ENVI"),
    ("ENER", "ENER"),
    ("TRAN", "TRAN"),
    ("TECH", "TECH"),
    ("ECON", "ECON"),
    ("SOCI", "SOCI"),
    ("HEAL", "HEAL"),
    ("GOVE", "GOVE"),
    ("REGI", "REGI"),
    ("JUST", "JUST"),
    ("INTR", "INTR"),
];

/// How often registers change. **Source**: the portal's schema.
const FREQUENCIES: &[(&str, &str)] = &[
    ("never", "notApplicable"),
    ("yearly", "yearly"),
    ("half-yearly", "everyHalfYear"),
    ("quarterly", "quarterly"),
    ("monthly", "monthly"),
    ("weekly", "weekly"),
    ("daily", "daily"),
];

/// Reads `open_data.yaml`; a register without it is not gathered.
///
/// **Errors**: `reference/dangling`, `value/not-unique`, `value/pattern`, `value/empty`, `key/missing`, `open-data/unlisted`.
pub fn read_harvest(sources: &Sources, portal: &Portal, build_date: Date) -> Checked<Option<Harvest>> {
    let Some(file) = &sources.open_data else { return Checked::default() };
    let mut diagnostics = Vec::new();
    let Some(node) = yaml::parse(file).into_value(&mut diagnostics) else {
        return Checked { value: None, diagnostics };
    };
    let reading = Reading::new(file, &portal.site.languages);
    let value = reading.fields(&node).and_then(|top| {
        let own =
            top.need("dane_gov_pl").and_then(|node| Reader { reading: &reading, portal, build_date }.harvest(node));
        top.close();
        own
    });
    diagnostics.extend(reading.finish());
    Checked { value, diagnostics }
}

struct Reader<'r> {
    reading: &'r Reading<'r>,
    portal: &'r Portal,
    build_date: Date,
}

impl Reader<'_> {
    fn harvest(&self, node: &Node) -> Option<Harvest> {
        let reading = self.reading;
        let fields = reading.fields(node)?;
        let words = |node: &Node| -> Option<Vec<&'static str>> {
            Some(reading.list(node)?.iter().filter_map(|word| reading.word(word, CATEGORIES)).collect())
        };
        let categories = fields.need("categories").and_then(words).unwrap_or_default();
        let tags: Vec<_> = fields.list("tags").iter().filter_map(|node| reading.localized(node)).collect();
        let frequency = fields.take("frequency").and_then(|node| reading.word(node, FREQUENCIES));
        let place = fields.need("tags");
        let entries = fields.need("entries").and_then(|node| Some((node, reading.list(node)?)));
        fields.close();
        if let Some(node) = place.filter(|_| tags.is_empty()) {
            let message = say!("Portal wymaga słów kluczowych.", "The portal wants words to find it by.");
            let help = say!("Napisz np. tags: [biblioteki]", "Write for example tags: [libraries]");
            reading.report(codes::VALUE_EMPTY, &node.span, message, Some(help));
        }
        let (node, items) = entries?;
        let mut seen = Seen::default();
        let entries: Vec<_> = items.iter().filter_map(|item| self.entry(item, &mut seen)).collect();
        self.report_unlisted(node, &seen);
        let is_whole = !categories.is_empty() && !tags.is_empty();
        is_whole.then(|| Harvest { categories, tags, frequency: frequency.unwrap_or("notApplicable"), entries })
    }

    fn entry(&self, node: &Node, seen: &mut Seen) -> Option<HarvestEntry> {
        let fields = self.reading.fields(node)?;
        let named = self.named(node, &fields, seen);
        let identifier = fields.need("identifier").and_then(|node| self.identifier(node, seen));
        fields.need("since");
        let (since, withdrawn, title) = (fields.date("since"), fields.date("withdrawn"), fields.localized("title"));
        fields.close();
        let subject = match (withdrawn, named?) {
            (Some(_), (kind, name, known)) => HarvestSubject::Withdrawn(match (title, known) {
                (Some(title), _) => title,
                (None, Some(known)) => self.title(&known),
                (None, None) => return self.untitled(node, kind, &name),
            }),
            (None, (_, _, Some(known))) => known,
            (None, (kind, name, None)) => return self.left(node, kind, &name),
        };
        Some(HarvestEntry { subject, identifier: identifier?, since: since? })
    }

    /// What an entry names: by which key, how, and what that is in the register.
    fn named(
        &self,
        node: &Node,
        fields: &Fields<'_, '_>,
        seen: &mut Seen,
    ) -> Option<(&'static str, String, Option<HarvestSubject>)> {
        let (kind, name) = match (fields.take("collection"), fields.take("dataset")) {
            (Some(name), None) => ("collection", name),
            (None, Some(name)) => ("dataset", name),
            _ => {
                let message = say!(
                    "Ten wpis nie nazywa dokładnie jednego zbioru.",
                    "This entry does not name exactly one collection or dataset."
                );
                let help = say!("Napisz collection: … albo dataset: …", "Write collection: … or dataset: …");
                self.reading.report(codes::KEY_MISSING, &node.span, message, Some(help));
                return None;
            }
        };
        let name = self.reading.text(name)?.to_owned();
        let known = match kind {
            "collection" => self.portal.collections.position(|of| of.schema.id == name).map(HarvestSubject::Collection),
            _ => self.portal.datasets.position(|of| of.id == name).map(HarvestSubject::Dataset),
        };
        seen.names.insert((kind, name.clone()));
        Some((kind, name, known))
    }

    fn title(&self, subject: &HarvestSubject) -> crate::model::Localized {
        match subject {
            HarvestSubject::Collection(at) => self.portal.collections[*at].schema.label.clone(),
            HarvestSubject::Dataset(at) => self.portal.datasets[*at].title.clone(),
            HarvestSubject::Withdrawn(title) => title.clone(),
        }
    }

    fn identifier(&self, node: &Node, seen: &mut Seen) -> Option<String> {
        let text = self.reading.text(node)?.trim().to_owned();
        if text.is_empty() || text.chars().count() > LONGEST {
            let message = say!(
                "Identyfikator w portalu ma od 1 do {LONGEST} znaków.",
                "An identifier of the portal has 1 to {LONGEST} characters."
            );
            let help =
                say!("Skróć go; potem nie wolno go zmieniać.", "Make it shorter; it must never change afterwards.");
            self.reading.report(codes::VALUE_PATTERN, &node.span, message, Some(help));
            return None;
        }
        if !seen.identifiers.insert(text.clone()) {
            let message =
                say!("Identyfikator „{text}” stoi tu dwa razy.", "The identifier “{text}” stands here twice.");
            self.reading.report(codes::VALUE_NOT_UNIQUE, &node.span, message, None);
            return None;
        }
        Some(text)
    }

    /// Something that was handed over is gone, and nobody said that this is meant.
    fn left(&self, node: &Node, kind: &str, name: &str) -> Option<HarvestEntry> {
        if !self.portal.is_unread(name) {
            let message = say!(
                "W rejestrze nie ma już „{name}”, a portal dostał ten zbiór; co zniknie z pliku, portal usunie na zawsze.",
                "The register has “{name}” no longer, but the portal was given it; what leaves the file is deleted there for good."
            );
            let today = self.build_date;
            let help = say!(
                "Przywróć go albo dopisz w tym wpisie: withdrawn: {today}, title: … ({kind} „{name}” zostanie w portalu jako szkic).",
                "Bring it back, or add to this entry: withdrawn: {today}, title: … (the {kind} “{name}” stays in the portal as a draft)."
            );
            self.reading.report(codes::REFERENCE_DANGLING, &node.span, message, Some(help));
        }
        None
    }

    fn untitled(&self, node: &Node, kind: &str, name: &str) -> Option<HarvestEntry> {
        if !self.portal.is_unread(name) {
            let message = say!(
                "Wycofany wpis ({kind} „{name}”) nie ma tytułu.",
                "The withdrawn entry ({kind} “{name}”) has no title."
            );
            let help = say!("Dopisz title: z tytułem, jaki miał.", "Add title: with the title that it had.");
            self.reading.report(codes::KEY_MISSING, &node.span, message, Some(help));
        }
        None
    }

    /// One warning for all that the portal is not given yet.
    fn report_unlisted(&self, node: &Node, seen: &Seen) {
        let collections = self.portal.collections.iter().map(|of| ("collection", of.schema.id.clone()));
        let datasets = self.portal.datasets.iter().map(|of| ("dataset", of.id.clone()));
        let missing: Vec<_> = collections.chain(datasets).filter(|named| !seen.names.contains(named)).collect();
        let Some((kind, name)) = missing.first() else { return };
        let count = missing.len();
        let namespace = self.portal.site.open_data.namespace.unwrap_or(Uuid::NAMESPACE_URL);
        let identifier = Uuid::new_v5(&namespace, format!("dane.gov.pl/{kind}/{name}").as_bytes());
        let today = self.build_date;
        let message = say!(
            "Portal nie dostaje jeszcze wszystkiego, co jest w rejestrze; brakuje tu wpisów: {count}.",
            "The portal is not given yet all that the register has; entries missing here: {count}."
        );
        let help = say!(
            "Dopisz: - {{{kind}: {name}, identifier: {identifier}, since: {today}}}",
            "Add: - {{{kind}: {name}, identifier: {identifier}, since: {today}}}"
        );
        self.reading.push(
            Diagnostic::new(codes::OPEN_DATA_UNLISTED, self.reading.at(&(node.span.start..node.span.start)), message)
                .help(help),
        );
    }
}

/// What was met so far.
#[derive(Default)]
struct Seen {
    identifiers: HashSet<String>,
    names: HashSet<(&'static str, String)>,
}
