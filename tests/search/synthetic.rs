//! A register that is nobody's, of any size and always the same.

use spis::model::Position;
use spis::search::{Abbreviation, Document, Field, Kind, Row, Vocabulary};

/// A sequence of numbers without pattern. **Source**: splitmix64 (Steele, Lea, Flood 2014).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// One of some values.
    pub fn pick<'a, T: ?Sized>(&mut self, values: &[&'a T]) -> &'a T {
        values[self.below(values.len())]
    }
}

/// A name that could be a Polish one: always the same for the same number.
pub fn name(number: usize) -> String {
    let mut numbers = Numbers(number as u64 * 7 + 1);
    let start =
        ["Bia", "Czar", "Dą", "Gra", "Jezio", "Ko", "Li", "Łą", "Mi", "No", "Ol", "Pru", "Ro", "Sta", "Szcze", "Wil"];
    let middle = ["bro", "cze", "do", "ga", "ko", "li", "mia", "no", "pi", "ra", "sto", "wo", "zie", "że"];
    let end = ["wo", "nica", "ki", "wice", "sk", "rz", "nek", "ny", "ewo", "szyn", "gród", "cin"];
    let mut name = numbers.pick(&start).to_owned();
    for _ in 0..=numbers.below(2) {
        name += numbers.pick(&middle);
    }
    name + numbers.pick(&end)
}

/// Words that pages are made of.
const TEXT: [&str; 12] = [
    "biblioteka",
    "czytelnik",
    "książka",
    "godziny",
    "otwarcia",
    "wypożyczalnia",
    "zbiory",
    "dzieci",
    "spotkanie",
    "wystawa",
    "katalog",
    "regionalny",
];

/// Records sorted by county and town, one area for each county, some pages.
pub fn register(records: usize) -> (Vec<Document>, Vocabulary) {
    let mut numbers = Numbers(42);
    let counties = 1 + records / 250;
    let towns = 1 + records / 8;
    let mut documents: Vec<Document> = (0..records)
        .map(|at| {
            let town = at * towns / records;
            record(at, town, town * counties / towns, &mut numbers)
        })
        .collect();
    documents.extend((0..counties).map(county));
    documents.extend((0..20 + records / 200).map(|at| page(at, &mut numbers)));
    let vocabulary = Vocabulary {
        abbreviations: vec![Abbreviation {
            short: "GBP".into(),
            long: "Gminna Biblioteka Publiczna".into(),
            forms: Vec::new(),
        }],
        nouns: vec![("biblioteki".into(), vec!["biblioteka biblioteki bibliotek".into()])],
        level_nouns: vec!["powiat".into()],
        calling_code: Some("48".into()),
    };
    (documents, vocabulary)
}

fn plain(kind: Kind, collection: &str, at: usize, title: String, fields: Vec<(Field, String)>) -> Document {
    Document {
        id: format!("{collection}-{at}"),
        collection: collection.to_owned(),
        summary: String::new(),
        row: Row::default(),
        url: format!("/{collection}/{at}/"),
        title,
        kind,
        fields,
        facets: Vec::new(),
        rank: 0,
        position: None,
    }
}

/// The number of a record's entry in some other register.
pub fn entry_number(at: usize) -> usize {
    27_000_000 + at * 371
}

fn record(at: usize, town: usize, county: usize, numbers: &mut Numbers) -> Document {
    let place = name(town);
    let operator =
        format!("{} {place}", numbers.pick(&["Gminna Biblioteka Publiczna", "Dom Kultury", "Fundacja Czytelnia"]));
    let mut fields = vec![
        (Field::Name, format!("Biblioteka {}", name(numbers.below(20_000) + 500_000))),
        (Field::Operator, operator.clone()),
        (Field::Place, place.clone()),
        (Field::Area, format!("powiat {}", name(county + 1_000_000))),
        (Field::Street, format!("ul. {} {}", name(numbers.below(3_000) + 900_000), 1 + numbers.below(150))),
        (Field::PostalCode, format!("{:02}-{:03}", 10 + county % 89, numbers.below(1_000))),
        (Field::Phone, format!("+48{:09}", 220_000_000 + numbers.below(700_000_000))),
        (Field::Email, format!("biblioteka{at}@{}.example", spis::search::Analysis::new("pl").fold(&place))),
        (Field::Activity, numbers.pick(&["wypożyczalnia", "czytelnia", "zbiory specjalne"]).to_owned()),
    ];
    let (word, other) = (numbers.pick(&TEXT), name(numbers.below(5_000)));
    fields.push((Field::Text, format!("Regionalny zbiór: {word} i {other}. Wpis {}.", entry_number(at))));
    let mut record = plain(Kind::Record, "biblioteki", at, format!("Biblioteka {place} {at}"), fields);
    record.summary = operator;
    record.rank = numbers.below(4) as u8;
    record.facets = vec![
        ("county".into(), format!("{county:04}")),
        ("activity".into(), numbers.pick(&["loans", "reading", "special"]).to_owned()),
    ];
    record.position = Position::new(14.0 + numbers.below(10_000) as f64 / 1_000.0, 49.0 + town as f64 % 5.0);
    record
}

fn county(at: usize) -> Document {
    let title = format!("powiat {}", name(at + 1_000_000));
    plain(Kind::Area, "county", at, title.clone(), vec![(Field::Name, title)])
}

fn page(at: usize, numbers: &mut Numbers) -> Document {
    let words: Vec<&str> = (0..120).map(|_| numbers.pick(&TEXT)).collect();
    let title = format!("Rozdział {at}: {}", name(at));
    let text = format!("{} {} {}", words.join(" "), name(numbers.below(5_000)), 1990 + at % 40);
    plain(Kind::Page, "page", at, title.clone(), vec![(Field::Name, title), (Field::Text, text)])
}
