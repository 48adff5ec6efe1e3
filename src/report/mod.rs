//! What people and programs get to see: each format is an [`Output`], which is
//! given one file after another and keeps none.

mod checkstyle;
mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod list;
mod outline;
mod patch;
mod place;
mod rules;
mod sarif;
mod snippet;
mod statistics;
mod xml;

pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::Html;
pub use human::{Human, summary};
pub use json::{Json, Ndjson};
pub use junit::Junit;
pub use outline::outline;
pub use patch::Patch;
pub use place::Paths;
pub use sarif::Sarif;
pub use statistics::{Counts, Statistics, Totals};

use std::io::{self, Write};

use crate::check::Checked;
use crate::rulebook::Lang;

/// A format of the report. What it writes for a file stands there when [`file`]
/// returns, so that memory does not grow with the number of files.
///
/// [`file`]: Output::file
pub trait Output {
    /// Writes what stands before the first file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes the findings of a file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands after the last file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;
}

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
