//! A bar that shows how far a long check has come.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A check that takes less shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// The bar on standard error, if that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
    waiting: AtomicBool,
}

impl Progress {
    /// For so many files.
    pub fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now(), waiting: AtomicBool::new(std::io::stderr().is_terminal()) }
    }

    /// One more file is done.
    pub fn step(&self) {
        if self.since.elapsed() > PATIENCE && self.waiting.swap(false, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// Does something with the terminal while the bar is out of the way.
    pub fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.bar.suspend(act)
    }

    /// All is done, and the bar goes.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
