//! A register in English that is nobody's: some five hundred places of advice in invented towns, and what people there type.

use spis::search::{Document, Field, Kind, Row, SearchIndex, Vocabulary, build};

use super::synthetic::Numbers;

/// What is offered: the word in the register, and how people ask for it.
const OFFERS: [(&str, &str); 6] = [
    ("debt advice", "debts"),
    ("food bank", "food"),
    ("housing advice", "housing"),
    ("language classes", "language class"),
    ("legal clinic", "legal"),
    ("repair workshop", "repairs"),
];
const STARTS: [&str; 20] = [
    "Ash", "Brad", "Chel", "Dun", "Elm", "Fair", "Graf", "Hart", "Ivy", "Kings", "Lang", "Marl", "Nether", "Oak",
    "Pen", "Rad", "Stan", "Thorn", "Wal", "Whit",
];
const ENDS: [&str; 12] =
    ["bury", "combe", "ford", "ham", "ley", "minster", "mouth", "ton", "wick", "worth", "by", "stead"];

/// How many towns there are: each has two places.
const TOWNS: usize = STARTS.len() * ENDS.len();

/// The name of a town; some have two words.
fn town(number: usize) -> String {
    let name = format!("{}{}", STARTS[number % STARTS.len()], ENDS[number / STARTS.len() % ENDS.len()]);
    match number % 9 {
        4 => format!("Great {name}"),
        7 => format!("{name} Bay"),
        _ => name,
    }
}

fn offer(number: usize) -> usize {
    let (town, place) = (number / 2, number % 2);
    (town + 3 * place) % OFFERS.len()
}

fn telephone(number: usize) -> String {
    format!("+44161{:07}", 2_000_000 + number * 7_919)
}

fn mailbox(number: usize) -> String {
    format!("{}{number}", ["lantern", "door"][number % 2])
}

fn record(number: usize) -> Document {
    let town = town(number / 2);
    let offered = OFFERS[offer(number)].0;
    let name = format!("{} {town}", ["Lantern House", "Open Door"][number % 2]);
    let fields = vec![
        (Field::Name, name.clone()),
        (Field::Operator, format!("{town} Neighbours Trust")),
        (Field::Place, town.clone()),
        (Field::Area, format!("{} Riding", ["North", "South", "East", "West"][number / 2 % 4])),
        (Field::Street, format!("{} Market Street", 1 + number % 90)),
        (Field::PostalCode, format!("ZZ{} {}QX", 1 + number / 20, number % 10)),
        (Field::Phone, telephone(number)),
        (Field::Email, format!("{}@{}.example", mailbox(number), town.to_lowercase().replace(' ', ""))),
        (Field::Activity, offered.to_owned()),
        (Field::Text, format!("Volunteers meet every week. Ask at the desk for {offered}.")),
    ];
    document(Kind::Record, "houses", number, name, fields)
}

fn chapter(number: usize) -> Document {
    let title = format!("Chapter {number}: {}", OFFERS[number % OFFERS.len()].0);
    let text = format!("In {} people asked for {} and for work.", town(number * 7), OFFERS[number % OFFERS.len()].1);
    document(Kind::Page, "page", number, title.clone(), vec![(Field::Name, title), (Field::Text, text)])
}

fn document(kind: Kind, collection: &str, number: usize, title: String, fields: Vec<(Field, String)>) -> Document {
    Document {
        id: format!("{collection}-{number}"),
        collection: collection.to_owned(),
        url: format!("/{collection}/{number}/"),
        summary: String::new(),
        row: Row::default(),
        title,
        kind,
        fields,
        facets: Vec::new(),
        rank: 0,
        position: None,
    }
}

fn index() -> SearchIndex {
    let documents = (0..2 * TOWNS).map(record).chain((0..40).map(chapter)).collect();
    let vocabulary = Vocabulary {
        abbreviations: Vec::new(),
        nouns: vec![("houses".into(), vec!["house houses".into()])],
        level_nouns: vec!["riding".into()],
        calling_code: Some("44".into()),
    };
    build("en", documents, &vocabulary).expect("it can be indexed")
}

/// A name with one slip in its middle.
fn mistyped(word: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + numbers.below(letters.len() - 3);
    match numbers.below(3) {
        0 => letters.insert(at, letters[at]),
        1 => letters.swap(at, at + 1),
        _ => letters[at] = 'q',
    }
    letters.into_iter().collect()
}

/// What people type of a place: the kind of query, and the query.
fn queries(number: usize, numbers: &mut Numbers) -> Vec<(&'static str, String)> {
    let (town, (offered, asked)) = (town(number / 2), OFFERS[offer(number)]);
    let telephone = telephone(number);
    vec![
        ("offer and town", format!("{offered} {town}")),
        ("small letters", format!("{offered} in {town}").to_lowercase()),
        ("another form", format!("{asked} {town}")),
        ("sentence", format!("where can I get {asked} near {town}?")),
        ("slip", format!("{offered} {}", mistyped(&town, numbers))),
        ("telephone", format!("0161 {} {}", &telephone[6..9], &telephone[9..])),
        ("end of a telephone", telephone[7..].to_owned()),
        ("mailbox", mailbox(number)),
    ]
}

#[test]
fn an_english_register_is_searched_as_well() {
    let index = index();
    let mut numbers = Numbers(11);
    let (mut asked, mut misses) = (0, Vec::new());
    for number in 0..2 * TOWNS {
        for (kind, query) in queries(number, &mut numbers) {
            let hits = index.search(&query, 1);
            asked += 1;
            if hits.first().is_none_or(|hit| hit.document.id != format!("houses-{number}")) {
                misses.push(format!("{kind}: {query}: {:?}", hits.first().map(|hit| &hit.document.title)));
            }
        }
    }
    let report = format!("{} of {asked} first\n{}", asked - misses.len(), misses.join("\n"));
    println!("{report}");
    assert!(asked > 3_000 && misses.len() * 100 <= asked * 3, "{report}");
}

#[test]
fn an_english_town_alone_leads_to_its_places() {
    let index = index();
    let right = |number: &usize| {
        let (hits, place) = (index.search(&town(*number), 2), (Field::Place, town(*number)));
        hits.len() == 2 && hits.iter().all(|hit| hit.in_place && hit.document.fields.contains(&place))
    };
    let found = (0..TOWNS).filter(right).count();
    assert!(found * 100 >= TOWNS * 97, "{found} of {TOWNS}");
}
