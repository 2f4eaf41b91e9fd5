use serde::Serialize;

use super::edition::Edition;
use crate::model::When;
use crate::render::layout::frame::{Framed, Head, framed};
use crate::render::shared::{Scene, TrailStep};
use crate::validate::{Collection, Gravestone};

/// The notice at the address of an entry that is in the register no longer.
#[derive(Serialize)]
pub struct Notice {
    lang_of_title: Option<String>,
    /// In one sentence, with when.
    notice: String,
    reason: String,
    lang_of_reason: Option<String>,
    source: String,
    lang_of_source: Option<String>,
    /// The record that does its work now.
    successor: Option<TrailStep>,
    /// The list of those that stand.
    list: TrailStep,
}

/// The context of a notice.
pub fn page<'a>(edition: &Edition<'a>, collection: &Collection, gravestone: &Gravestone) -> Framed<'a, Notice> {
    let Edition { scene, chrome, .. } = edition;
    let removal = &gravestone.removal;
    let title = scene.say(&gravestone.title);
    let notice = notice(scene, removal.on);
    let head =
        Head::new(scene, &gravestone.url, title, Some(notice.clone())).below([scene.step(&collection.path)]).unlisted();
    let content = Notice {
        lang_of_title: scene.lang(&gravestone.title),
        notice,
        reason: scene.say(&removal.reason),
        lang_of_reason: scene.lang(&removal.reason),
        source: scene.say(&removal.source),
        lang_of_source: scene.lang(&removal.source),
        successor: removal.successor.map(|at| {
            let url = scene.link(&scene.portal.record(at).url);
            TrailStep { url, label: scene.record_title(at).to_owned() }
        }),
        list: scene.step(&collection.path),
    };
    framed(scene, chrome, &gravestone.url, head, content)
}

fn notice(scene: &Scene<'_>, on: When) -> String {
    let key = match on {
        When::Year(_) => "removed-in-year",
        When::Day(_) => "removed-on-day",
    };
    scene.wording.text(key, &[("date", &when(scene, on))])
}

/// A day or year in words.
pub(super) fn when(scene: &Scene<'_>, on: When) -> String {
    match on {
        When::Year(year) => year.to_string(),
        When::Day(date) => scene.wording.locale().format_date(date),
    }
}
