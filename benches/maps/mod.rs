//! What maps cost: the same records built on 380 counties with the corners of Poland's, and on their middles alone.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Cost, RUNS, SEED, cells, median, run, synthetic};

const RECORDS: usize = 10_000;
/// 19 by 20 counties of 200 corners: as many as the flagship's 21 have on average.
const LAND: synthetic::Land = synthetic::Land { rows: 19, columns: 20, step: 0.1, bends: 49 };

/// Builds with outlines and without in turn, and prints both and the share of the outlines: reading and checking them,
/// and drawing the maps of all pages.
///
/// **Errors**: any I/O failure; a build that fails.
pub fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (outlined, bare) = (folder.join("outlined"), folder.join("bare"));
    for root in [&outlined, &bare] {
        synthetic::write_on(LAND, root, RECORDS, SEED)?;
    }
    leave_points(&bare.join("content/geo"))?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        with.push(build(&outlined)?);
        without.push(build(&bare)?);
    }
    let (with, without) = (median(with), median(without));
    println!("{}", cells(&["maps", "wall s", "CPU s", "peak MB"]));
    for (name, cost) in [("yes", with), ("no", without)] {
        let peak = format!("{:.0}", cost.peak as f64 * 1024.0 / 1e6);
        println!("{}", cells(&[name, &format!("{:.2}", cost.wall), &format!("{:.2}", cost.cpu), &peak]));
    }
    // Other programs on the machine change the wall time of a build by more than maps do, but not its CPU time.
    println!("the share of maps is {:.0} % of the CPU time", (with.cpu - without.cpu) * 100.0 / with.cpu);
    Ok(())
}

fn build(root: &Path) -> Result<Cost, Box<dyn Error>> {
    let mut build = Command::new(env!("CARGO_BIN_EXE_spis"));
    let cost = run(build.args(["build", "--build-date", "2026-02-01", "--root"]).arg(root))?;
    fs::remove_dir_all(root.join("public"))?;
    Ok(cost)
}

/// Puts a point in the place of each county's outline.
fn leave_points(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut points = "code,name,lat,lon\n".to_owned();
    for row in 0..LAND.rows {
        for column in 0..LAND.columns {
            let (lon, lat) = LAND.place(row, column, 0.5, 0.5);
            points.push_str(&format!("K{row:02}{column:02},Okręg {row:02}{column:02},{lat:.3},{lon:.3}\n"));
        }
    }
    fs::write(folder.join("counties.csv"), points)?;
    fs::remove_file(folder.join("counties.geojson"))?;
    let levels = fs::read_to_string(folder.join("areas.yaml"))?;
    let levels = levels.replace(".geojson", ".csv").replace("name: name}", "name: name, lat: lat, lon: lon}");
    Ok(fs::write(folder.join("areas.yaml"), levels)?)
}
