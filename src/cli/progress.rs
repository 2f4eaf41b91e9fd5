//! How far a build is: a bar on the terminal, for builds that take longer than a moment.

use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Progress;

/// How long a build may take before a bar is shown.
const MOMENT: Duration = Duration::from_millis(800);

/// A bar on the standard error output, if that is a terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    begin: Instant,
    shown: Once,
}

impl Bar {
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} {eta}");
        Self {
            bar: bar.with_style(style.expect("the template's keys are those of the library")),
            begin: Instant::now(),
            shown: Once::new(),
        }
    }

    /// Takes the bar off the terminal.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn expect(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn advance(&self) {
        self.bar.inc(1);
        if self.begin.elapsed() > MOMENT {
            self.shown.call_once(|| {
                if io::stderr().is_terminal() {
                    self.bar.set_draw_target(ProgressDrawTarget::stderr());
                }
            });
        }
    }
}
