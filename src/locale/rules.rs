//! How each language writes numbers, dates and quotes. **Source**: Unicode CLDR 48, and the national usage that it
//! leaves open (Polish: numbers of four digits stay together).

const THIN: char = '\u{202f}';

/// The written conventions of one language.
pub(super) struct Rules {
    /// Primary language subtag.
    pub language: &'static str,
    /// Between whole and decimal digits.
    pub decimal: char,
    /// Between groups of three digits.
    pub group: char,
    /// Numbers of up to this many digits are not grouped.
    pub together: usize,
    /// What follows the number in a percentage.
    pub percent: &'static str,
    /// Whether a currency stands before the amount.
    pub currency_first: bool,
    /// Month names as they stand in a date, January first.
    pub months: [&'static str; 12],
    /// Long and short form of a date: `{d}` day, `{dd}` with two digits, `{mm}` month in digits, `{m}` without a
    /// leading zero, `{month}` its name, `{mon}` the first three letters of that, `{y}` year.
    pub dates: [&'static str; 2],
    /// Outer and inner quotation marks.
    pub quotes: Option<[(char, char); 2]>,
    /// The dash between spaces.
    pub dash: char,
    /// One-letter words that must not end a line, in lower case.
    pub clinging: &'static str,
    /// Abbreviations, in lower case, that must not be parted from the number after them.
    pub before_number: &'static [&'static str],
}

/// The rules of a language tag's language, or neutral ones.
pub(super) fn of(tag: &str) -> &'static Rules {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    ALL.iter().find(|rules| rules.language.eq_ignore_ascii_case(language)).unwrap_or(&NEUTRAL)
}

const NEUTRAL: Rules = Rules {
    language: "und",
    decimal: '.',
    group: THIN,
    together: 4,
    percent: "%",
    currency_first: false,
    months: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
    dates: ["{y}-{mm}-{dd}", "{y}-{mm}-{dd}"],
    quotes: None,
    dash: '–',
    clinging: "",
    before_number: &["§", "№"],
};

/// No-break space between a number and its sign or a day and its month.
const SPACED_PERCENT: &str = "\u{a0}%";

const ALL: &[Rules] = &[
    Rules {
        language: "pl",
        decimal: ',',
        months: [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
        dates: ["{d}\u{a0}{month} {y}", "{dd}.{mm}.{y}"],
        quotes: Some([('„', '”'), ('«', '»')]),
        clinging: "aiouwz",
        before_number: &[
            "art.", "ust.", "pkt", "lit.", "poz.", "nr", "tel.", "str.", "s.", "rozdz.", "tab.", "rys.", "zał.", "ok.",
            "wew.", "dz.u.", "§", "№",
        ],
        ..NEUTRAL
    },
    Rules {
        language: "en",
        group: ',',
        together: 3,
        currency_first: true,
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        dates: ["{d}\u{a0}{month} {y}", "{d}\u{a0}{mon} {y}"],
        quotes: Some([('“', '”'), ('‘', '’')]),
        before_number: &["no.", "art.", "p.", "pp.", "sec.", "vol.", "fig.", "tel.", "ext.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "uk",
        decimal: ',',
        months: [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
        dates: ["{d}\u{a0}{month} {y}", "{dd}.{mm}.{y}"],
        quotes: Some([('«', '»'), ('„', '“')]),
        dash: '—',
        clinging: "аіоуєвзйя",
        before_number: &["ст.", "п.", "ч.", "с.", "тел.", "рис.", "табл.", "дод.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "de",
        decimal: ',',
        group: '.',
        percent: SPACED_PERCENT,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        dates: ["{d}.\u{a0}{month} {y}", "{dd}.{mm}.{y}"],
        quotes: Some([('„', '“'), ('‚', '‘')]),
        before_number: &["abs.", "art.", "nr.", "s.", "tel.", "abb.", "tab.", "kap.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "cs",
        decimal: ',',
        together: 3,
        percent: SPACED_PERCENT,
        months: [
            "ledna",
            "února",
            "března",
            "dubna",
            "května",
            "června",
            "července",
            "srpna",
            "září",
            "října",
            "listopadu",
            "prosince",
        ],
        dates: ["{d}.\u{a0}{month} {y}", "{d}.\u{a0}{m}.\u{a0}{y}"],
        quotes: Some([('„', '“'), ('‚', '‘')]),
        clinging: "kosuvzai",
        before_number: &["čl.", "odst.", "č.", "s.", "tel.", "obr.", "tab.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "sk",
        decimal: ',',
        together: 3,
        percent: SPACED_PERCENT,
        months: [
            "januára",
            "februára",
            "marca",
            "apríla",
            "mája",
            "júna",
            "júla",
            "augusta",
            "septembra",
            "októbra",
            "novembra",
            "decembra",
        ],
        dates: ["{d}.\u{a0}{month} {y}", "{d}.\u{a0}{m}.\u{a0}{y}"],
        quotes: Some([('„', '“'), ('‚', '‘')]),
        clinging: "kosuvzai",
        before_number: &["čl.", "ods.", "č.", "s.", "tel.", "obr.", "tab.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "lt",
        decimal: ',',
        together: 3,
        percent: SPACED_PERCENT,
        months: [
            "sausio",
            "vasario",
            "kovo",
            "balandžio",
            "gegužės",
            "birželio",
            "liepos",
            "rugpjūčio",
            "rugsėjo",
            "spalio",
            "lapkričio",
            "gruodžio",
        ],
        dates: ["{y}\u{a0}m. {month} {d}\u{a0}d.", "{y}-{mm}-{dd}"],
        quotes: Some([('„', '“'), ('‚', '‘')]),
        before_number: &["nr.", "p.", "str.", "tel.", "pav.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "fr",
        decimal: ',',
        together: 3,
        percent: "\u{202f}%",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        dates: ["{d}\u{a0}{month} {y}", "{dd}/{mm}/{y}"],
        before_number: &["art.", "n°", "p.", "tél.", "fig.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "es",
        decimal: ',',
        group: '.',
        percent: SPACED_PERCENT,
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        dates: ["{d} de\u{a0}{month} de\u{a0}{y}", "{dd}/{mm}/{y}"],
        quotes: Some([('«', '»'), ('“', '”')]),
        before_number: &["art.", "n.º", "p.", "tel.", "fig.", "§", "№"],
        ..NEUTRAL
    },
    Rules {
        language: "it",
        decimal: ',',
        group: '.',
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        dates: ["{d}\u{a0}{month} {y}", "{dd}/{mm}/{y}"],
        quotes: Some([('«', '»'), ('“', '”')]),
        before_number: &["art.", "n.", "p.", "tel.", "fig.", "§", "№"],
        ..NEUTRAL
    },
];
