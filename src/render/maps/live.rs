use super::{Map, draw, legend, mark, plain_mark, region};
use crate::draw::map::{Focus, Grid, Mark, position_grid};
use crate::field::Point;
use crate::render::Scene;
use crate::validate::RecordRef;

/// The most places that a script is sent: 20 000 are some 8 MB, 0.8 MB compressed, which a telephone can still hold.
const SENT: usize = 20_000;

/// The map of the whole register with all that a script needs to go on drawing it.
pub struct Live {
    /// The drawn map: it has the mark of every place's look, also where it shows no places.
    pub map: Map,
    /// Where positions are drawn.
    pub grid: Grid,
}

/// The live map, where there are outlines to draw and places to show.
pub fn live(scene: &Scene<'_>) -> Option<Live> {
    let located: Vec<(RecordRef, Mark)> = located(scene).map(|(at, place)| (at, mark(scene, at, place))).collect();
    if located.is_empty() || scene.indexes.in_order().count() > SENT {
        return None;
    }
    let mut plan = region::plan(scene, None)?;
    let plain = scene.indexes.in_order().map(|at| plain_mark(scene, at));
    for mark in located.iter().map(|(_, mark)| *mark).chain(plain) {
        if !plan.marks.contains(&mark) {
            plan.marks.push(mark);
        }
    }
    let atlas = scene.atlases[plan.level].as_ref()?;
    let grid = position_grid(atlas, &super::request(&plan, "", Focus::All))?;
    let map = draw(scene, &plan, Focus::All)?;
    let marks = legend(scene, located.into_iter());
    Some(Live { map: Map { marks, ..map }, grid })
}

/// The records whose place is known, in their order.
fn located<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = (RecordRef, &'s Point)> {
    let place = |at| scene.portal.collection_of(at).position(scene.portal.record(at));
    scene.indexes.in_order().filter_map(move |at| Some((at, place(at)?)))
}
