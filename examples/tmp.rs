fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let out = std::path::PathBuf::from(std::env::args().nth(2).unwrap());
    let o = spis::BuildOptions { root, base_url: None, build_date: spis::model::parse_date("2026-11-22").unwrap() };
    let r = spis::build(&o, &out, Default::default(), &()).unwrap();
    println!("{}", spis::report::render(&r.diagnostics, spis::report::Style::default()));
    println!("{:?}", r.written);
}
