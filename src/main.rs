//! spis
fn main() {}
