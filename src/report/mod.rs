//! What people and programs get to see.

mod concise;
mod human;
mod json;
mod outline;
mod outline_json;
mod snippet;
mod statistics;

pub use concise::concise;
pub use human::{human, summary};
pub use json::{json, ndjson};
pub use outline::outline;
pub use outline_json::{FileOutline, file_outline};
pub use statistics::{Counts, statistics};

use std::path::PathBuf;

use crate::check::Checked;
use crate::rulebook::Lang;
use crate::trouble::Trouble;

/// How findings are shown to people.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language of the report.
    pub lang: Lang,
    /// Whether the terminal has colours.
    pub color: bool,
    /// Whether it has only ASCII for frames.
    pub ascii: bool,
    /// Its width, in half-width places.
    pub width: usize,
}

impl Look {
    /// Without colours, as wide as a report is at most.
    pub fn plain(lang: Lang) -> Self {
        Self { lang, color: false, ascii: false, width: Self::WIDEST }
    }

    /// A report is no wider, in half-width places.
    pub const WIDEST: usize = 100;
}

/// The results of one run.
#[derive(Debug, Default)]
pub struct Results {
    /// The files that were checked, sorted by path.
    pub checked: Vec<Checked>,
    /// What could not be checked.
    pub troubles: Vec<Trouble>,
    /// Documents that are no text, which the walk came upon.
    pub foreign: Vec<PathBuf>,
}
