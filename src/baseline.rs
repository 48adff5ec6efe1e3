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
    before: String,
    /// What stands after it in its line.
    after: String,
}

impl Known {
    fn new(source: &Source, finding: &Finding) -> Self {
        let text = source.text();
        let ends = ['\n', '\r'];
        let line_start = text[..finding.span.start].rfind(ends).map_or(0, |at| at + 1);
        let line_end = text[finding.span.end..].find(ends).map_or(text.len(), |at| finding.span.end + at);
        let before: Vec<char> = text[line_start..finding.span.start].chars().rev().take(CONTEXT).collect();
        Self {
            path: source.path().replace('\\', "/"),
            rule: finding.rule.clone(),
            text: source.slice(finding.span).chars().take(LONGEST).collect(),
            before: before.into_iter().rev().collect(),
            after: text[finding.span.end..line_end].chars().take(CONTEXT).collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Known>,
}

/// The findings that are known, and how often each.
#[derive(Debug, Default)]
pub struct Baseline(HashMap<Known, usize>);

impl Baseline {
    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is no baseline.
    pub fn read(path: &Path) -> io::Result<Self> {
        let file: File = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let mut known = Self::default();
        for finding in file.findings {
            *known.0.entry(finding).or_default() += 1;
        }
        Ok(known)
    }

    /// Writes all findings of some files, in a steady order.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write<'f>(
        path: &Path,
        files: impl IntoIterator<Item = (&'f Source, &'f [Finding])>,
    ) -> io::Result<usize> {
        let of_file = |(source, findings): (&'f Source, &'f [Finding])| {
            findings.iter().map(move |finding| Known::new(source, finding))
        };
        let mut findings: Vec<Known> = files.into_iter().flat_map(of_file).collect();
        findings.sort();
        let count = findings.len();
        let text = serde_json::to_string_pretty(&File { version: 1, findings })?;
        std::fs::write(path, text + "\n")?;
        Ok(count)
    }

    /// Takes out the findings that are known. Each known one stands for one.
    pub fn hide(&mut self, source: &Source, findings: &mut Vec<Finding>) {
        findings.retain(|finding| match self.0.get_mut(&Known::new(source, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
    }

    /// What was known of these files and is there no more, sorted.
    pub fn gone<'f>(self, files: impl IntoIterator<Item = &'f Source>) -> Vec<Known> {
        let paths: std::collections::HashSet<String> =
            files.into_iter().map(|source| source.path().replace('\\', "/")).collect();
        let left = self.0.into_iter().filter(|(known, count)| *count > 0 && paths.contains(&known.path));
        let mut gone: Vec<Known> =
            left.flat_map(|(known, count)| std::iter::repeat_n(known, count)).collect();
        gone.sort();
        gone
    }
}
