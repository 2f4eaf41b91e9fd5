use super::{ShownMap, draw, legend, mark, plain_mark, region};
use crate::draw::map::{Focus, Grid, Mark, position_grid};
use crate::field::Point;
use crate::render::shared::Scene;
use crate::validate::RecordRef;

/// The map of the whole register with all that a script needs to go on drawing it.
pub struct Live {
    /// The drawn map: it has the mark of every place's look, also where it shows no places.
    pub map: ShownMap,
    /// Where positions are drawn.
    pub grid: Grid,
}

/// The live map, where there are outlines to draw and places to show.
pub fn live(scene: &Scene<'_>) -> Option<Live> {
    let located: Vec<(RecordRef, Mark)> = located(scene).map(|(at, place)| (at, mark(scene, at, place))).collect();
    if !scene.plan.has_live_map() {
        return None;
    }
    let mut plan = region::plan(scene, None)?;
    let plain = scene.indexes.in_order().map(|at| plain_mark(scene, at));
    for mark in located.iter().map(|(_, mark)| *mark).chain(plain) {
        if !plan.marks.contains(&mark) {
            plan.marks.push(mark);
        }
    }
    let atlas = plan.atlas(scene)?;
    let grid = position_grid(atlas, &super::request(&plan, "", Focus::All))?;
    let map = draw(scene, &plan, Focus::All)?;
    let marks = legend(scene, located.into_iter());
    Some(Live { map: ShownMap { marks, ..map }, grid })
}

/// The records whose place is known, in their order.
fn located<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = (RecordRef, &'s Point)> {
    let place = |at| scene.portal.collection_of(at).position(scene.portal.record(at));
    scene.indexes.in_order().filter_map(move |at| Some((at, place(at)?)))
}
