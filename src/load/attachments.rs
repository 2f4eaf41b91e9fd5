//! How large the files beside the pages are, and how large the pictures among them.

use std::path::{Path, PathBuf};

use imagesize::ImageType;

use crate::model::{Dimensions, is_picture_name};
use crate::source::{Error, Tree};

/// A file beside the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path below the site's root folder.
    pub path: PathBuf,
    /// How large it is.
    ///
    /// **Units**: bytes.
    pub size: u64,
    /// How large its picture is, if it is one that browsers show.
    pub picture: Option<Dimensions>,
}

/// How much of a picture is read first: its size stands behind what the camera says of it.
const BEGINNING: usize = 64 * 1024;

/// Measures a file.
///
/// **Errors**: any I/O failure, with the path.
pub fn measure(tree: &dyn Tree, path: PathBuf) -> Result<Beside, Error> {
    let is_picture = is_picture_name(&path.to_string_lossy());
    let (bytes, size) = tree.beginning(&path, if is_picture { BEGINNING } else { 0 })?;
    let mut picture = is_picture.then(|| dimensions(&path, &bytes)).flatten();
    if is_picture && picture.is_none() && size > bytes.len() as u64 {
        // A thumbnail or a profile of colours came first.
        picture = dimensions(&path, &tree.beginning(&path, usize::MAX)?.0);
    }
    Ok(Beside { path, size, picture })
}

fn dimensions(path: &Path, bytes: &[u8]) -> Option<Dimensions> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return of_drawing(&String::from_utf8_lossy(bytes));
    }
    let known = [ImageType::Jpeg, ImageType::Png, ImageType::Gif, ImageType::Webp];
    // What fails is no picture, or is one that has not been read to where it says its size.
    let (Ok(kind), Ok(size)) = (imagesize::image_type(bytes), imagesize::blob_size(bytes)) else { return None };
    if !known.contains(&kind) {
        return None;
    }
    dimensions_of(u32::try_from(size.width), u32::try_from(size.height))
}

fn dimensions_of<E>(width: Result<u32, E>, height: Result<u32, E>) -> Option<Dimensions> {
    match (width, height) {
        (Ok(width), Ok(height)) if width > 0 && height > 0 => Some(Dimensions { width, height }),
        _ => None,
    }
}

/// The size of an SVG drawing: its `width` and `height` in pixels, else those of its `viewBox`.
///
/// **Source**: SVG 2, 8.2 and 8.6.
fn of_drawing(text: &str) -> Option<Dimensions> {
    let tag = text.split("<svg").nth(1)?.split('>').next()?;
    let attribute = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}="))?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    // What is no number of pixels, such as 100%, is no size.
    let pixels = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().unwrap_or(0.0);
    let mut own = ["width", "height"].map(|name| attribute(name).map_or(0.0, pixels));
    if own.contains(&0.0) {
        let numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map(pixels).collect();
        own = [2, 3].map(|at| numbers.get(at).copied().unwrap_or(0.0));
    }
    let [width, height] = own.map(f64::round);
    let whole = |side: f64| if (1.0..1e6).contains(&side) { Ok(side) } else { Err(()) };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between one and a million")]
    dimensions_of(whole(width).map(|side| side as u32), whole(height).map(|side| side as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_the_size_that_it_says_or_that_it_shows() {
        let size = |text: &str| of_drawing(text).map(|size| (size.width, size.height));
        assert_eq!(size("<?xml version='1.0'?><svg width=\"40px\" height='30' viewBox='0 0 1 1'>"), Some((40, 30)));
        assert_eq!(size("<svg xmlns='x' viewBox='0 0 24.4,12'><path d=''/></svg>"), Some((24, 12)));
        assert_eq!(size("<svg width='100%' height='100%'>"), None);
        assert_eq!(size("<html>"), None);
    }
}
