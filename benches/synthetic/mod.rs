//! An invented register of any size, the same for the same seed: libraries with names and texts in Polish letters,
//! spread over a grid of counties. For benchmarks, and for tests that need many records.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const TOWNS: &str = "Żabie Łąki, Świerkowo, Łęgi Górne, Źródlana, Dąbrówno, Ćwiklice, Ostrowąż, Kępa, Jeżewo, Różanka, \
    Gęsia Wólka, Mchy, Podgaj, Święta Woda, Brzózki, Śliwno, Krzyżówka, Wrzosowo, Łoś, Zagórze";
const NAMES: &str = "Biblioteka pod Lipą, Książnica Świętojańska, Biblioteka Publiczna, Wypożyczalnia „Źdźbło”, \
    Czytelnia Główna, Biblioteka przy Młynie, Księgozbiór Łąkowy, Biblioteka „Żółty Żuraw”";
const STREETS: &str = "Lipowa, Świętej Anny, Źródlana, Żytnia, Łąkowa, Długa, Piękna, Mickiewicza";
const WORDS: &str = "książki, dla, dzieci, i, dorosłych, spotkania, w, każdą, środę, źródła, wiedzy, o, okolicy, czytelnia, \
    otwarta, także, wieczorem, półki, pełne, gazet, łatwy, dostęp, żywa, biblioteka";
const SERVICES: &str = "lending, children, computers, history";

/// The south-western corner of the land. **Units**: degrees.
const WEST: f64 = 20.0;
const SOUTH: f64 = 53.0;

/// The grid of counties that the records stand in.
#[derive(Clone, Copy, Debug)]
pub struct Land {
    pub rows: usize,
    pub columns: usize,
    /// The length of a county's side. **Units**: degrees.
    pub step: f64,
    /// Corners on each side of a county, besides its ends; neighbours share them.
    pub bends: usize,
}

impl Land {
    /// Few counties with straight sides.
    const PLAIN: Self = Self { rows: 5, columns: 5, step: 0.2, bends: 0 };

    /// Longitude and latitude of a place in a county; `x` and `y` from 0 to 1, from its south-western corner.
    pub fn place(self, row: usize, column: usize, x: f64, y: f64) -> (f64, f64) {
        (WEST + (column as f64 + x) * self.step, SOUTH + (row as f64 + y) * self.step)
    }
}

/// Numbers that look random. **Source**: Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is below a usize")
    }

    /// One of the words of a list, which commas part.
    fn pick<'a>(&mut self, list: &'a str) -> &'a str {
        let count = list.split(", ").count();
        list.split(", ").nth(self.below(count)).expect("it is below their number")
    }
}

/// Writes the register's `content/` below `root`.
///
/// **Errors**: any I/O failure.
pub fn write(root: &Path, records: usize, seed: u64) -> io::Result<()> {
    write_on(Land::PLAIN, root, records, seed)
}

/// The same on a land of one's own.
///
/// **Errors**: any I/O failure.
pub fn write_on(land: Land, root: &Path, records: usize, seed: u64) -> io::Result<()> {
    let content = root.join("content");
    let folder = content.join("registry/libraries");
    fs::create_dir_all(&folder)?;
    fs::create_dir_all(content.join("geo"))?;
    fs::create_dir_all(content.join("pages"))?;
    fs::write(content.join("site.yaml"), include_str!("site.yaml"))?;
    fs::write(content.join("pages/index.md"), include_str!("index.md"))?;
    fs::write(content.join("pages/map.md"), include_str!("map.md"))?;
    fs::write(content.join("geo/areas.yaml"), include_str!("areas.yaml"))?;
    fs::write(content.join("geo/counties.geojson"), counties(land))?;
    fs::write(folder.join("_schema.yaml"), include_str!("schema.yaml"))?;
    let mut random = Random(seed);
    for number in 0..records {
        fs::write(folder.join(format!("library-{number}.yaml")), record(number, land, &mut random))?;
    }
    Ok(())
}

fn record(number: usize, land: Land, random: &mut Random) -> String {
    let (row, column) = (random.below(land.rows), random.below(land.columns));
    let inside = |random: &mut Random| (random.below(9000) + 500) as f64 / 10_000.0;
    let (x, y) = (inside(random), inside(random));
    let (lon, lat) = land.place(row, column, x, y);
    let (name, town, street) = (random.pick(NAMES), random.pick(TOWNS), random.pick(STREETS));
    let (house, post, service) = (random.below(120) + 1, random.below(1000), random.pick(SERVICES));
    let text: Vec<&str> = (0..40 + random.below(40)).map(|_| random.pick(WORDS)).collect();
    let phone = 500_000_000 + number;
    let mut yaml = String::new();
    write!(
        yaml,
        "name: {name} nr {number}\n\
         address: {{street: ul. {street} {house}, postal_code: 10-{post:03}, town: {town}}}\n\
         county: \"K{row:02}{column:02}\"\n\
         phones: [\"{phone}\"]\n\
         emails: [nr{number}@biblioteki.example]\n\
         position: {{lat: {lat:.5}, lon: {lon:.5}, precision: street}}\n\
         services: [{service}]\n\
         description: |\n  {}.\n\
         status: {{value: active, as_of: 2026-01-01, source: ankieta}}\n\
         source: {{place: wiersz {number}}}\n",
        text.join(" ")
    )
    .expect("a string takes every write");
    yaml
}

fn counties(land: Land) -> String {
    let mut features = Vec::new();
    for row in 0..land.rows {
        for column in 0..land.columns {
            features.push(format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"code\":\"K{row:02}{column:02}\",\"name\":\"Okręg {row:02}{column:02}\"}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                ring(land, row, column).join(",")
            ));
        }
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

/// The corners of a county, counter-clockwise and closed.
fn ring(land: Land, row: usize, column: usize) -> Vec<String> {
    let south = side(land, row, column, false);
    let east = side(land, row, column + 1, true);
    let north = side(land, row + 1, column, false).into_iter().rev();
    let west = side(land, row, column, true).into_iter().rev();
    let mut ring: Vec<String> = Vec::new();
    for corner in south.into_iter().chain(east).chain(north).chain(west) {
        if ring.last() != Some(&corner) {
            ring.push(corner);
        }
    }
    ring
}

/// The corners of one line of the grid between two crossings: to the east of a crossing, or upwards to its north.
fn side(land: Land, row: usize, column: usize, upwards: bool) -> Vec<String> {
    let mut random = Random((row * 1000 + column) as u64 * 2 + u64::from(upwards));
    let parts = land.bends + 1;
    let corner = |number: usize| {
        let along = number as f64 / parts as f64;
        let is_end = number == 0 || number == parts;
        let aside = if is_end { 0.0 } else { (random.below(400) as f64 - 200.0) / 10_000.0 };
        let (x, y) = if upwards { (aside, along) } else { (along, aside) };
        let (lon, lat) = land.place(row, column, x, y);
        format!("[{lon:.5},{lat:.5}]")
    };
    (0..=parts).map(corner).collect()
}
