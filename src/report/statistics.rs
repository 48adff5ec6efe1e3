//! Counts of findings.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::Results;
use crate::rulebook::Severity;

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
    /// Counts the findings of a run.
    pub fn of(results: &Results) -> Self {
        let mut counts = Self {
            files: results.checked.len(),
            unreadable: results.troubles.len(),
            fixed: results.checked.iter().map(|checked| checked.fixes).sum(),
            ..Self::default()
        };
        for finding in results.checked.iter().flat_map(|checked| &checked.findings) {
            match finding.severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Advice => counts.advice += 1,
            }
        }
        counts
    }
}

/// A line for each rule that found something, most finds first.
pub fn statistics(results: &Results) -> String {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in results.checked.iter().flat_map(|checked| &checked.findings) {
        *counts.entry((&finding.rule, finding.severity)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut text = String::new();
    for ((rule, severity), count) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{count:>6}  {severity:<7}  {rule}");
    }
    text
}
