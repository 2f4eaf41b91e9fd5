//! The edits.

/// What somebody does to a file.
#[derive(Clone, Copy)]
pub enum Change {
    /// Writes one text in place of another, the first time that it stands there.
    Replace(&'static str, &'static str),
    /// The same wherever it stands.
    Each(&'static str, &'static str),
    /// Adds to the end.
    Append(&'static str),
    /// Writes the whole file.
    Write(&'static str),
    /// Writes the whole file, in whatever encoding.
    Bytes(&'static [u8]),
    /// Deletes it.
    Remove,
    /// Gives it another name.
    Rename(&'static str),
    /// Copies it.
    Duplicate(&'static str),
}

/// An edit and what the check must say of it.
pub struct Edit {
    /// What is done, in a few words.
    pub what: &'static str,
    /// The file, below `content/`.
    pub path: &'static str,
    /// What is done to it.
    pub change: Change,
    /// The code of the message, and words of what to write instead; nothing where the edit is right.
    pub expected: Option<(&'static str, &'static str)>,
    /// How many more messages there may be: where the edit is wrong in several ways.
    pub more: usize,
}

impl Edit {
    /// One that is right.
    pub const fn right(what: &'static str, path: &'static str, change: Change) -> Self {
        Self { what, path, change, expected: None, more: 0 }
    }

    const fn wrong(
        what: &'static str,
        path: &'static str,
        change: Change,
        code: &'static str,
        instead: &'static str,
    ) -> Self {
        Self { what, path, change, expected: Some((code, instead)), more: 0 }
    }

    const fn and(mut self, more: usize) -> Self {
        self.more = more;
        self
    }
}

use Change::{Append, Bytes, Duplicate, Each, Remove, Rename, Replace, Write};

const OLECKO: &str = "registry/biblioteki/olecko.yaml";
const OLSZTYN: &str = "registry/biblioteki/olsztyn.yaml";
const CLUB: &str = "registry/swietlice/promyk.yaml";
const PAGE: &str = "pages/o-rejestrze.md";
const FIGURES: &str = "datasets/czytelnicy.yaml";
const SITE: &str = "site.yaml";

const PHONE: &str = "87 520 21 68";

macro_rules! swap {
    ($what:literal, $path:expr, $from:expr => $to:expr, $code:literal, $instead:literal) => {
        Edit::wrong($what, $path, Replace($from, $to), $code, $instead)
    };
}

macro_rules! fine {
    ($what:literal, $path:expr, $from:expr => $to:expr) => {
        Edit::right($what, $path, Replace($from, $to))
    };
}

/// All of them.
pub const EDITS: &[Edit] = &[
    // Telephones.
    swap!("a digit too few", OLECKO, PHONE => "87 520 21 6", "value/phone", "Napisz np."),
    swap!("a digit too many", OLECKO, PHONE => "87 520 21 688", "value/phone", "Napisz np."),
    swap!("words around a number", OLECKO, PHONE => "tel. 89 123 45 67 wew. 12", "value/phone", "Napisz: 89 123 45 67 wew. 12"),
    swap!("two numbers on a line", OLECKO, PHONE => "87 520 21 68, 87 520 21 70", "value/phone", "- 87 520 21 70"),
    swap!("two numbers joined by a word", OLECKO, PHONE => "87 520 21 68 lub 87 520 21 70", "value/phone", "- 87 520 21 70"),
    swap!("a number shortened behind a slash", OLECKO, PHONE => "87 520 21 68/70", "value/phone", "w całości"),
    swap!("letters in a number", OLECKO, PHONE => "87 52O 21 68", "value/phone", "Napisz np."),
    swap!("a fax among telephones", OLECKO, PHONE => "faks 87 520 21 68", "value/phone", "kind: fax"),
    swap!("one number without a list", OLECKO, "phones:\n  - 87 520 21 68\n  - 87 520 21 69" => "phones: 87 520 21 68", "value/type", "„- ”"),
    swap!("an empty list of numbers", OLECKO, "phones:\n  - 87 520 21 68\n  - 87 520 21 69" => "phones: []", "value/empty", "co najmniej jedną"),
    swap!("no numbers at all", OLECKO, "phones:\n  - 87 520 21 68\n  - 87 520 21 69\n" => "", "key/missing", "Najpierw ten, który ktoś odbiera"),
    swap!("the same number twice", OLECKO, "87 520 21 69" => "87 520 21 68", "value/not-unique", "Usuń"),
    swap!("a short number", OLECKO, PHONE => "116 123", "value/phone", "kind: short"),
    swap!("a key for the word", OLECKO, "  - 87 520 21 68" => "  - tel: 87 520 21 68", "value/type", "napisz samo: 87 520 21 68"),
    swap!("a number of another office", OLECKO, PHONE => "89 523 45 67", "record/shared-contact", "Popraw"),
    swap!("a number with its area code behind", OLECKO, PHONE => "520 21 68 (kier. 87)", "value/phone", "kierunkowym"),
    fine!("a number in one piece", OLECKO, PHONE => "875202170"),
    fine!("a number with brackets", OLECKO, PHONE => "(87) 520 21 70"),
    fine!("a number with its country", OLECKO, PHONE => "+48 87 520 21 70"),
    fine!("a number with an extension", OLECKO, PHONE => "87 520 21 70 wew. 12"),
    // Mailboxes and addresses on the web.
    swap!("a space in a mailbox", OLECKO, "biblioteka@olecko.example" => "biblioteka @olecko.example", "value/email", "Napisz: biblioteka@olecko.example"),
    swap!("a comma in a mailbox", OLECKO, "biblioteka@olecko.example" => "biblioteka@olecko,example", "value/email", "Napisz: biblioteka@olecko.example"),
    swap!("a mailbox without its sign", OLECKO, "biblioteka@olecko.example" => "biblioteka.olecko.example", "value/email", "np."),
    swap!("a word before a mailbox", OLECKO, "  - biblioteka@olecko.example" => "  - e-mail: biblioteka@olecko.example", "value/type", "napisz samo: biblioteka@olecko.example"),
    swap!("a mailbox copied from a letter", OLECKO, "biblioteka@olecko.example" => "'[biblioteka@olecko.example](mailto:biblioteka@olecko.example)'", "value/email", "Napisz: biblioteka@olecko.example"),
    swap!("a mailbox between pointed brackets", OLECKO, "biblioteka@olecko.example" => "'<mailto:biblioteka@olecko.example>'", "value/email", "Napisz: biblioteka@olecko.example"),
    swap!("two mailboxes on a line", OLECKO, "biblioteka@olecko.example" => "biblioteka@olecko.example; info@olecko.example", "value/email", "- info@olecko.example"),
    swap!("one mailbox without a list", OLECKO, "emails:\n  - biblioteka@olecko.example" => "emails: biblioteka@olecko.example", "value/type", "„- ”"),
    fine!("a mailbox in capitals", OLECKO, "biblioteka@olecko.example" => "Biblioteka@Olecko.example"),
    swap!("an address without its beginning", OLECKO, "https://biblioteka.olecko.example/" => "www.biblioteka.olecko.example", "value/url", "Napisz: https://www.biblioteka.olecko.example"),
    swap!("a list where one address is meant", OLECKO, "website: https://biblioteka.olecko.example/" => "website: [https://biblioteka.olecko.example/]", "value/type", "website: https://biblioteka.olecko.example/"),
    swap!("a key by another word", OLECKO, "website:" => "www:", "key/unknown", "website"),
    swap!("a space in an address", OLECKO, "https://biblioteka.olecko.example/" => "https:// biblioteka.olecko.example/", "value/url", "Napisz: https://biblioteka.olecko.example/"),
    // Postal addresses.
    swap!("an address on one line", OLSZTYN, "{street: ul. Parkowa 1, postal_code: 10-513, town: Olsztyn}" => "ul. Parkowa 1, 10-513 Olsztyn", "value/type", "street: ul. Parkowa 1"),
    swap!("a postal code without its dash", OLECKO, "19-400" => "19400", "value/postal-code", "Napisz: 19-400"),
    swap!("a postal code with the town", OLECKO, "19-400" => "19-400 Olecko", "value/postal-code", "Napisz: 19-400"),
    swap!("a postal code too short", OLECKO, "19-400" => "19-40", "value/postal-code", "Napisz np."),
    swap!("no town", OLECKO, "  town: Olecko\n" => "", "key/missing", "town"),
    swap!("a town under another word", OLECKO, "  town: Olecko" => "  city: Olecko", "key/unknown", "town"),
    fine!("a village beside the post town", OLECKO, "  town: Olecko" => "  locality: Kukowo\n  town: Olecko"),
    // Areas.
    swap!("a county by its name", OLECKO, "county: 2813" => "county: powiat olecki", "area/unknown", "2813"),
    swap!("a county by half its name", OLECKO, "county: 2813" => "county: olecki", "area/unknown", "2813"),
    swap!("a county that is not there", OLECKO, "county: 2813" => "county: 2831", "area/unknown", "2813"),
    swap!("another county than the map says", OLECKO, "county: 2813" => "county: 2807", "position/outside-area", "2813"),
    swap!("no county", OLECKO, "county: 2813\n" => "", "key/missing", "Kod TERYT powiatu"),
    swap!("an empty county", OLECKO, "county: 2813" => "county:", "key/missing", "Wpisz wartość"),
    swap!("served by name", CLUB, "area: \"2813\"" => "area: olecki", "area/unknown", "2813"),
    swap!("why it serves left out", CLUB, ", basis: declared" => "", "key/missing", "basis"),
    swap!("served as a plain list", CLUB, "[{area: \"2813\", basis: declared}]" => "[\"2813\"]", "value/type", "area: \"2813\""),
    // Positions.
    swap!("a position copied from a map", OLECKO, "{lat: 54.03374, lon: 22.50704, precision: building}" => "54.03374, 22.50704", "value/type", "lat: 54.03374, lon: 22.50704"),
    swap!("a position in brackets", OLECKO, "{lat: 54.03374, lon: 22.50704, precision: building}" => "[54.03374, 22.50704]", "value/type", "lat: 54.03374, lon: 22.50704"),
    swap!("decimal commas in a position", OLECKO, "lat: 54.03374, lon: 22.50704" => "lat: 54,03374, lon: 22,50704", "key/unknown", "kropką").and(1),
    swap!("latitude and longitude swapped", OLECKO, "lat: 54.03374, lon: 22.50704" => "lat: 22.50704, lon: 54.03374", "position/swapped", "Napisz: lat: 54.03374"),
    swap!("a position in another county", OLECKO, "lat: 54.03374, lon: 22.50704" => "lat: 53.77, lon: 20.47", "position/outside-area", "2862"),
    swap!("a position at sea", OLECKO, "lat: 54.03374, lon: 22.50704" => "lat: 55.5, lon: 18.5", "position/outside-region", "Sprawdź"),
    swap!("degrees and minutes", OLECKO, "lat: 54.03374" => "lat: 54°02'01\"N", "value/number", "54.03361"),
    swap!("a precision in Polish", OLECKO, "precision: building" => "precision: budynek", "value/choice", "building"),
    swap!("a precision left out", OLECKO, ", precision: building" => "", "key/missing", "precision"),
    // Words to choose from.
    swap!("a choice by its label", OLECKO, "kind: miejska" => "kind: Miejska", "value/choice", "Napisz: miejska"),
    swap!("a choice with a slip", OLECKO, "kind: miejska" => "kind: miejksa", "value/choice", "miejska"),
    swap!("a choice of one letter", OLECKO, "kind: miejska" => "kind: m", "value/choice", "miejska"),
    swap!("a choice that is not there", OLECKO, "kind: miejska" => "kind: parafialna", "value/choice", "miejska, gminna, szkolna"),
    swap!("two choices where one is meant", OLECKO, "kind: miejska" => "kind: [miejska, szkolna]", "value/type", "kind: miejska"),
    swap!("a status by its label", OLECKO, "value: active" => "value: czynna", "value/choice", "Napisz: active"),
    swap!("a status alone", OLECKO, "{value: active, as_of: 2026-03-31}" => "active", "key/missing", "value: active"),
    swap!("a status without its day", OLECKO, ", as_of: 2026-03-31" => "", "key/missing", "as_of"),
    swap!("neither yes nor no", OLECKO, "free: true" => "free: czasami", "value/boolean", "true albo false"),
    fine!("yes in Polish", OLECKO, "free: true" => "free: tak"),
    // Numbers and days.
    swap!("about so many", OLECKO, "seats: 40" => "seats: ok. 40", "value/integer", "Napisz: 40"),
    swap!("a number with its unit", OLECKO, "seats: 40" => "seats: 40 miejsc", "value/integer", "Napisz: 40"),
    swap!("a number out of range", OLECKO, "seats: 40" => "seats: 4000", "value/range", "500"),
    swap!("an amount with its currency", OLECKO, "fee: 12,50" => "fee: 12,50 zł", "value/money", "Napisz: 12,50"),
    fine!("an amount with a point", OLECKO, "fee: 12,50" => "fee: 12.50"),
    fine!("a number with a space", OLECKO, "fee: 12,50" => "fee: 1 250"),
    swap!("a day as people write it", OLECKO, "verified: 2026-05-01" => "verified: 1.05.2026", "value/date", "Napisz: 2026-05-01"),
    swap!("a day in words", OLECKO, "verified: 2026-05-01" => "verified: 1 maja 2026 r.", "value/date", "Napisz: 2026-05-01"),
    swap!("a day with its month last", OLECKO, "verified: 2026-05-01" => "verified: 2026-31-08", "value/date", "Napisz: 2026-08-31"),
    swap!("no day of the calendar", OLECKO, "verified: 2026-05-01" => "verified: 2026-02-30", "value/date", "2026"),
    swap!("today", OLECKO, "verified: 2026-05-01" => "verified: dzisiaj", "value/date", "Napisz"),
    swap!("a day that has not come", OLECKO, "verified: 2026-05-01" => "verified: 2032-05-01", "record/future", "Wpisz dzień"),
    swap!("a year of two digits", OLECKO, "opened: 1948-05-01" => "opened: 1.05.48", "value/date", "Napisz"),
    fine!("a month", OLECKO, "opened: 1948-05-01" => "opened: 1948-05"),
    fine!("a year", OLECKO, "opened: 1948-05-01" => "opened: 1948"),
    // Hours.
    swap!("hours by Polish days", OLECKO, "mon-fri: 8:00–16:00" => "pn-pt: 8:00–16:00", "value/hours", "Napisz: mon-fri"),
    swap!("hours as a list", OLECKO, "hours:\n  mon-fri: 8:00–16:00\n  sat: closed" => "hours:\n  - pon: 8-16\n  - wt: 8-16", "value/type", "mon:"),
    swap!("hours on a line in words", OLECKO, "hours:\n  mon-fri: 8:00–16:00\n  sat: closed" => "hours: pon.-pt. 8-16", "value/hours", "mon-fri: 8:00–16:00"),
    swap!("closed in Polish", OLECKO, "sat: closed" => "sat: nieczynne", "value/hours", "Napisz: closed"),
    swap!("hours that end before they begin", OLECKO, "8:00–16:00" => "8:00–16:00, 15:00–18:00", "value/hours", "Napisz np."),
    swap!("a day twice", OLECKO, "sat: closed" => "fri: closed", "value/hours", "fri"),
    fine!("hours with a hyphen", OLECKO, "8:00–16:00" => "8:00-16:00"),
    // Texts.
    swap!("quotes of a word processor", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: „Miejska” Biblioteka: Publiczna", "yaml/syntax", "cudzysłów"),
    swap!("a colon in a name", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: Biblioteka: Olecko", "yaml/syntax", "'Biblioteka: Olecko'"),
    swap!("a quote that is not closed", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: \"Miejska Biblioteka Publiczna", "yaml/syntax", "cudzysł"),
    swap!("a quote around half of a name", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: \"Promyk\" Biblioteka", "yaml/syntax", "cudzysł"),
    swap!("a name that begins with a sign", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: *Promyk", "yaml/anchor", "cudzysł"),
    swap!("a percent at the beginning", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: %Promyk", "yaml/syntax", "cudzysł"),
    swap!("a number sign in a name", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: Biblioteka #2", "yaml/syntax", "cudzysł"),
    swap!("a text only in English", OLECKO, "  pl: Czytelnia i wypożyczalnia. [O rejestrze](/o-rejestrze/)\n" => "", "value/language", "pl:"),
    swap!("a language that the site has not", OLECKO, "  en: Reading room and lending." => "  de: Lesesaal.", "value/language", "pl"),
    swap!("an invisible character", OLECKO, "Miejska Biblioteka Publiczna" => "Miejska Biblio\u{ad}teka Publiczna", "yaml/invisible", "Usuń"),
    swap!("a list where a text is meant", OLECKO, "operator: Gmina Olecko" => "operator: [Gmina Olecko]", "value/type", "operator: Gmina Olecko"),
    swap!("an empty operator", OLECKO, "operator: Gmina Olecko" => "operator:", "key/missing", "Pełna nazwa instytucji"),
    swap!("no operator", OLECKO, "operator: Gmina Olecko\n" => "", "key/missing", "Pełna nazwa instytucji"),
    fine!("a name between straight quotes", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: 'Miejska Biblioteka Publiczna'"),
    fine!("curly quotes within a name", OLECKO, "name: Miejska Biblioteka Publiczna" => "name: Biblioteka „Promyk” w Olecku"),
    // The form of the file.
    swap!("a tab", OLECKO, "  - 87 520 21 68" => "\t- 87 520 21 68", "yaml/tab", "spac"),
    swap!("no space after a colon", OLECKO, "operator: Gmina" => "operator:Gmina", "yaml/syntax", "operator: Gmina"),
    swap!("no space after a dash", OLECKO, "  - 87 520 21 68" => "  -87 520 21 68", "yaml/syntax", "- 87 520 21 68"),
    swap!("an item further out", OLECKO, "  - 87 520 21 69" => "    - 87 520 21 69", "yaml/indentation", "kolumnie"),
    swap!("a part further in", OLECKO, "  postal_code:" => "    postal_code:", "yaml/indentation", "spac"),
    swap!("a part at the margin", OLECKO, "  town: Olecko" => "town: Olecko", "key/unknown", "address").and(1),
    swap!("a key twice", OLECKO, "county: 2813" => "county: 2813\ncounty: 2813", "yaml/duplicate-key", "Zostaw"),
    swap!("a key with a slip", OLECKO, "operator:" => "operatr:", "key/unknown", "operator"),
    swap!("a key by its label", OLECKO, "phones:" => "telefon:", "key/unknown", "phones"),
    swap!("a key with a capital", OLECKO, "website:" => "Website:", "key/unknown", "website"),
    swap!("a key that nobody knows", OLECKO, "seats: 40" => "facebook: biblioteka", "key/unknown", "_schema.yaml"),
    swap!("two versions that git could not join", OLECKO, "seats: 40" => "<<<<<<< HEAD\nseats: 40\n=======\nseats: 50\n>>>>>>> nowe", "file/conflict", "Zostaw"),
    swap!("a line of dashes", OLECKO, "seats: 40" => "---\nseats: 40", "yaml/syntax", "usuń linię"),
    Edit::wrong("an empty file", OLSZTYN, Write(""), "value/type", "usuń ten plik"),
    Edit::wrong("a file of an old encoding", OLSZTYN, Bytes(b"name: Biblioteka im. \xa3ukasza\n"), "file/not-utf8", "UTF-8"),
    Edit::wrong("a file of two bytes a letter", OLSZTYN, Bytes(b"\xff\xfen\0a\0m\0e\0:\0 \0A\0"), "file/not-utf8", "UTF-8"),
    Edit::right("line ends of Windows", OLECKO, Each("\n", "\r\n")),
    Edit::right("a mark before the text", OLECKO, Replace("name: ", "\u{feff}name: ")),
    Edit::right("a comment", OLECKO, Replace("seats: 40", "# nowe krzesła\nseats: 40")),
    Edit::right("an empty line at the end", OLECKO, Append("\n\n")),
    // Files.
    Edit::wrong("a copied file", OLECKO, Duplicate("registry/biblioteki/olecko-2.yaml"), "record/title-not-unique", "olecko").and(6),
    Edit::wrong("a copy that Windows named", OLECKO, Duplicate("registry/biblioteki/olecko — kopia.yaml"), "record/id", "olecko-kopia.yaml").and(6),
    Edit::wrong("a name with a space", OLSZTYN, Rename("registry/biblioteki/olsztyn park.yaml"), "record/id", "olsztyn-park.yaml"),
    Edit::wrong("a name with Polish letters", OLSZTYN, Rename("registry/biblioteki/łąka.yaml"), "record/id", "laka.yaml"),
    Edit::wrong("an ending in capitals", OLSZTYN, Rename("registry/biblioteki/olsztyn.YAML"), "file/ending", "olsztyn.yaml"),
    Edit::wrong("another ending", OLSZTYN, Rename("registry/biblioteki/olsztyn.yml"), "file/ending", "olsztyn.yaml"),
    Edit::wrong("two endings", OLSZTYN, Rename("registry/biblioteki/olsztyn.yaml.txt"), "file/ending", "olsztyn.yaml"),
    Edit::wrong("a record in a folder", OLSZTYN, Rename("registry/biblioteki/park/olsztyn.yaml"), "file/unexpected", "registry/biblioteki/olsztyn.yaml"),
    Edit::wrong("a document among records", "registry/biblioteki/pismo.docx", Bytes(b"PK"), "file/unexpected", "pages"),
    Edit::wrong("what a system leaves behind", "registry/biblioteki/Thumbs.db", Bytes(b"x"), "file/unexpected", "Usuń"),
    Edit::wrong("the same record by two endings", OLSZTYN, Duplicate("registry/biblioteki/olsztyn.yml"), "file/ending", "olsztyn"),
    Edit::wrong("a record that others name is gone", OLECKO, Remove, "reference/dangling", "biblioteki").and(2),
    // Pages.
    swap!("front matter that is not closed", PAGE, "dane.\n---" => "dane.\n", "page/front-matter", "---"),
    swap!("no front matter", PAGE, "---\ntitle: O rejestrze\ndescription: Skąd są te dane.\n---\n" => "", "page/front-matter", "title:"),
    swap!("a colon in a title", PAGE, "title: O rejestrze" => "title: Rejestr: o czym", "yaml/syntax", "cudzysł"),
    swap!("a directive with a slip", PAGE, "{{ count biblioteki }}" => "{{ cuont biblioteki }}", "directive/unknown", "count"),
    swap!("a directive of what is not there", PAGE, "{{ count biblioteki }}" => "{{ count bibliotekii }}", "directive/argument", "biblioteki"),
    swap!("a link to a record renamed", PAGE, "/biblioteki/olecko/" => "/biblioteki/olecko-stare/", "link/broken", "aliases"),
    fine!("a link without a slash", PAGE, "(/biblioteki/olecko/)" => "(biblioteki)"),
    swap!("a link without its beginning", PAGE, "(/biblioteki/olecko/)" => "(www.olecko.example)", "link/file", "https://www.olecko.example"),
    swap!("a heading that skips a level", PAGE, "## Najbliższa" => "#### Najbliższa", "heading/level", "##"),
    swap!("a picture without words", PAGE, "Zobacz " => "![](obraz.png) Zobacz ", "image/description", "opis").and(1),
    swap!("a page that is not there", SITE, "[o-rejestrze/]" => "[o-nas/]", "link/broken", "o-"),
    Edit::wrong("a page in the menu is gone", PAGE, Remove, "link/broken", "o-rejestrze").and(3),
    // Figures and settings.
    swap!("a comma in a row", FIGURES, "1200, 60.0" => "1200, 60,0", "dataset/row", "cudzysłów"),
    swap!("a row too short", FIGURES, "[\"2862\", 800, 40.0]" => "[\"2862\", 800]", "dataset/row", "~"),
    swap!("a figure that does not add up", FIGURES, "800, 40.0" => "810, 40.0", "dataset/check", "Popraw liczbę"),
    swap!("words in a column of numbers", FIGURES, "800, 40.0" => "brak, 40.0", "value/number", "~"),
    swap!("a contact without its sign", SITE, "biblioteki@urzad.example" => "biblioteki.urzad.example", "value/email", "np."),
    swap!("a key of the settings with a slip", SITE, "publisher:" => "publiser:", "key/unknown", "publisher").and(1),
    swap!("a country in words", SITE, "country: PL" => "country: Polska", "value/choice", "PL"),
    swap!("languages in words", SITE, "[pl, en]" => "[polski, angielski]", "value/language", "pl").and(1),
    swap!("a reference by its name", CLUB, "library: olecko" => "library: Miejska Biblioteka Publiczna", "reference/dangling", "olecko"),
    swap!("a reference with a slip", CLUB, "library: olecko" => "library: olecka", "reference/dangling", "olecko"),
];
