//! Counts of findings.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{Output, summary};
use crate::check::Checked;
use crate::rulebook::{Lang, Severity};
use crate::trouble::Trouble;

/// How many findings there are of each severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files that were checked.
    pub files: usize,
    /// Findings that must be mended.
    pub error: usize,
    /// Findings that a person should look at.
    pub warning: usize,
    /// Findings of form.
    pub advice: usize,
    /// Files that could not be read.
    #[serde(skip_serializing_if = "is_none")]
    pub unreadable: usize,
    /// Fixes that were made.
    #[serde(skip_serializing_if = "is_none")]
    pub fixed: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

impl Counts {
    /// Counts one more file.
    pub fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.fixed += checked.fixes;
        for finding in &checked.findings {
            match finding.severity {
                Severity::Error => self.error += 1,
                Severity::Warning => self.warning += 1,
                Severity::Advice => self.advice += 1,
            }
        }
    }
}

/// What there is to tell of a run beside its findings.
#[derive(Debug, Default)]
pub struct Totals {
    /// How much was found.
    pub counts: Counts,
    /// What could not be checked.
    pub troubles: Vec<Trouble>,
    /// Documents that are no text, which the walk came upon.
    pub foreign: Vec<PathBuf>,
}

impl Totals {
    /// The totals before any file is checked.
    pub fn new(troubles: Vec<Trouble>, foreign: Vec<PathBuf>) -> Self {
        let counts = Counts { unreadable: troubles.len(), ..Counts::default() };
        Self { counts, troubles, foreign }
    }

    /// One more thing that could not be checked.
    pub fn add_trouble(&mut self, trouble: Trouble) {
        self.counts.unreadable += 1;
        self.troubles.push(trouble);
    }
}

/// A line for each rule that found something, most finds first.
#[derive(Debug)]
pub struct Statistics {
    counts: BTreeMap<(String, Severity), usize>,
    lang: Lang,
    summary: bool,
}

impl Statistics {
    /// With a last line that sums up, or without.
    pub fn new(lang: Lang, summary: bool) -> Self {
        Self { counts: BTreeMap::new(), lang, summary }
    }
}

impl Output for Statistics {
    fn file(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        for finding in &checked.findings {
            *self.counts.entry((finding.rule.clone(), finding.severity)).or_default() += 1;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let mut rows: Vec<_> = self.counts.iter().collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((rule, severity), count) in rows {
            writeln!(out, "{count:>6}  {severity:<7}  {rule}")?;
        }
        let summary = if self.summary { summary(&totals.counts, self.lang) } else { String::new() };
        out.write_all(summary.as_bytes())
    }
}
