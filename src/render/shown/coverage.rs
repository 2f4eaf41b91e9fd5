use super::row::ShownStatus;
use crate::index::Coverage;
use crate::render::shared::Scene;

/// What is known of the help in an area, in a word: for lists of areas.
pub fn coverage_status(scene: &Scene<'_>, coverage: Coverage) -> ShownStatus {
    ShownStatus {
        label: scene.wording.text(&format!("coverage-{}", coverage.as_str()), &[]),
        tone: coverage_tone(coverage),
        as_of: None,
    }
}

/// Good news or bad: a class of the style sheet.
pub fn coverage_tone(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Open => "positive",
        Coverage::Unknown => "neutral",
        Coverage::Doubtful => "warning",
        Coverage::Closed => "negative",
        Coverage::Nobody => "nobody",
    }
}
