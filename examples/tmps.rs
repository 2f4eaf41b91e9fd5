fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let o = spis::BuildOptions { root, base_url: None, build_date: spis::model::parse_date("2026-11-22").unwrap() };
    for q in std::env::args().skip(2) {
        let mut r = spis::BuildReport::default();
        let a = spis::search(&o, &q, 4, &mut r).unwrap().unwrap();
        println!("== {q}");
        for a in a {
            println!("   {} {} | {} | {}", a.score, a.url, a.title, a.collection);
        }
    }
}
