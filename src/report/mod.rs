//! What people and programs get to see.

mod human;
mod json;
mod outline;
mod outline_json;
mod snippet;
mod statistics;

pub use human::{human, summary};
pub use json::{json, ndjson};
pub use outline::outline;
pub use outline_json::{FileOutline, file_outline};
pub use statistics::{Counts, statistics};

use crate::check::Checked;
use crate::trouble::Trouble;

/// The results of one run.
#[derive(Debug, Default)]
pub struct Results {
    /// The files that were checked, sorted by path.
    pub checked: Vec<Checked>,
    /// What could not be checked.
    pub troubles: Vec<Trouble>,
}
