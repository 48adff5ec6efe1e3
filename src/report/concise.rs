//! One line a finding.

use std::io::{self, Write};

use super::{Output, Totals, summary};
use crate::check::Checked;
use crate::rulebook::Lang;
use crate::visible::visible;

/// `path:line:column: severity rule: message`, one line a finding.
#[derive(Debug)]
pub struct Concise {
    /// The language of the words.
    pub lang: Lang,
    /// Whether a last line sums up.
    pub summary: bool,
}

impl Output for Concise {
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let path = visible(checked.source.path());
        let gap = if self.lang == Lang::Zh { "：" } else { ": " };
        for finding in &checked.findings {
            let place = checked.source.position(finding.span.start);
            let (word, message) = (finding.severity.word(self.lang), visible(&finding.message));
            writeln!(out, "{path}:{}:{}: {word} {}{gap}{message}", place.line, place.column, finding.rule)?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let summary = if self.summary { summary(&totals.counts, self.lang) } else { String::new() };
        out.write_all(summary.as_bytes())
    }
}
