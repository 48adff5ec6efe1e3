//! Findings that are known from before and no longer told.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::source::Source;

/// How many characters before and after a finding tell its place.
const CONTEXT: usize = 16;
/// How many characters of a finding's own text are kept.
const LONGEST: usize = 80;

/// A finding as it is told from others, wherever lines are added or taken away
/// above it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    /// The file, with `/` between folders.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What it found.
    pub text: String,
    /// What stands before it in its line.
    pub before: String,
    /// What stands after it in its line.
    pub after: String,
}

impl Known {
    /// What tells a finding from others.
    pub fn new(source: &Source, finding: &Finding) -> Self {
        let (before, after) = source.text().split_at(finding.span.start);
        let after = &after[finding.span.len()..];
        let in_line = |c: &char| !matches!(c, '\n' | '\r');
        let before: Vec<char> = before.chars().rev().take_while(in_line).take(CONTEXT).collect();
        Self {
            path: plain_path(source),
            rule: finding.rule.clone(),
            text: source.slice(finding.span).chars().take(LONGEST).collect(),
            before: before.into_iter().rev().collect(),
            after: after.chars().take_while(in_line).take(CONTEXT).collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Known>,
}

/// The findings that are known.
#[derive(Debug, Default)]
pub struct Baseline {
    /// How often each is still to come.
    left: HashMap<Known, usize>,
    /// The paths of the files that it knows, and whether each was looked at.
    looked_at: HashMap<String, bool>,
}

impl Baseline {
    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is no baseline.
    pub fn read(path: &Path) -> io::Result<Self> {
        let file: File = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let mut known = Self::default();
        for finding in file.findings {
            known.looked_at.insert(finding.path.clone(), false);
            *known.left.entry(finding).or_default() += 1;
        }
        Ok(known)
    }

    /// Writes findings to be read again, in a steady order.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(path: &Path, mut findings: Vec<Known>) -> io::Result<()> {
        findings.sort();
        let text = serde_json::to_string_pretty(&File { version: 1, findings })?;
        std::fs::write(path, text + "\n")
    }

    /// Takes out the findings that are known. Each known one stands for one.
    pub fn hide(&mut self, source: &Source, findings: &mut Vec<Finding>) {
        match self.looked_at.get_mut(&plain_path(source)) {
            Some(looked_at) => *looked_at = true,
            None => return,
        }
        findings.retain(|finding| match self.left.get_mut(&Known::new(source, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    }

    /// What was known of the files that were looked at and is there no more, sorted.
    pub fn gone(self) -> Vec<Known> {
        let Self { left, looked_at } = self;
        let left = left.into_iter().filter(|(known, _)| looked_at.get(&known.path) == Some(&true));
        let mut gone: Vec<Known> =
            left.flat_map(|(known, count)| std::iter::repeat_n(known, count)).collect();
        gone.sort();
        gone
    }
}

/// A path with `/` between folders, as every system writes it.
fn plain_path(source: &Source) -> String {
    source.path().replace('\\', "/")
}
