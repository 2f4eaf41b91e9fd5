//! Whether pages have the places that links promise.
//!
//! Templates give many of a page's places, some under conditions, and a theme of the site's own gives others: only the page
//! as it is made says which are there. So those few pages are made, and read as a browser reads them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Made, Renderer};
use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::markdown::ids;
use crate::plan::{OutputIx, Promise};
use crate::say;

/// Reports the links whose place is not on its page.
pub(super) fn missing(renderer: &Renderer<'_>, promises: &[Promise]) -> Vec<Diagnostic> {
    let mut pages: BTreeMap<OutputIx, Vec<&Promise>> = BTreeMap::new();
    for promise in promises {
        pages.entry(promise.at).or_default().push(promise);
    }
    let judged = pages.into_par_iter().map(|(at, promises)| match renderer.alone(at) {
        Ok(Made::Bytes(bytes)) => unkept(&ids(&String::from_utf8_lossy(&bytes)), &promises),
        // No page has no places to promise, and a template that is wrong is reported by whoever renders all.
        Ok(Made::Copy(_) | Made::Files(_)) | Err(_) => Vec::new(),
    });
    judged.flatten().collect()
}

fn unkept(known: &BTreeSet<String>, promises: &[&Promise]) -> Vec<Diagnostic> {
    let unkept = promises.iter().filter(|promise| !known.contains(&promise.anchor));
    let report = |promise: &&Promise| {
        let anchor = &promise.anchor;
        let message = say!("Na tej stronie nie ma miejsca „{anchor}”.", "That page has no place “{anchor}”.");
        let help = did_you_mean(anchor, known.iter().map(String::as_str));
        Diagnostic::new(codes::LINK_ANCHOR, promise.location.clone(), message).maybe_help(help)
    };
    unkept.map(report).collect()
}
