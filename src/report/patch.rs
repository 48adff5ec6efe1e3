//! What fixes would change.

use std::io::{self, Write};

use super::{Output, Totals};
use crate::check::Checked;
use crate::fix::unified_diff;

/// A patch of all files that fixes would change.
#[derive(Debug, Default)]
pub struct Patch;

impl Output for Patch {
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let Some(before) = &checked.before else { return Ok(()) };
        let diff = unified_diff(before.path(), before.text(), checked.source.text());
        out.write_all(diff.as_bytes())
    }

    fn finish(&mut self, _totals: &Totals, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
