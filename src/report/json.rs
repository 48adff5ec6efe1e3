//! Findings as JSON, in the form that the README documents.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::list::List;
use super::{Counts, Output, Totals};
use crate::check::Checked;
use crate::finding::Finding;
use crate::rulebook::Severity;
use crate::source::{Position, Source, Span};

#[derive(Serialize)]
struct Tail<'a> {
    errors: Vec<ErrorEntry<'a>>,
    /// Documents that are no text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<Cow<'a, str>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    help: &'a str,
    start: Position,
    end: Position,
    related: Vec<RelatedEntry<'a>>,
    fix: Option<FixEntry<'a>>,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    path: &'a str,
    start: Position,
    end: Position,
    message: &'a str,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    safe: bool,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    start: Position,
    end: Position,
    text: &'a str,
}

#[derive(Serialize)]
struct ErrorEntry<'a> {
    path: &'a str,
    message: String,
    help: Option<String>,
}

fn entry<'a>(source: &'a Source, finding: &'a Finding) -> Entry<'a> {
    let ends = |span: Span| (source.position(span.start), source.position(span.end));
    let (start, end) = ends(finding.span);
    let related = finding.related.iter().map(|related| {
        let (start, end) = ends(related.span);
        RelatedEntry { path: source.path(), start, end, message: &related.message }
    });
    let fix = finding.fix.as_ref().map(|fix| FixEntry {
        safe: fix.safe,
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = ends(edit.span);
                EditEntry { start, end, text: &edit.text }
            })
            .collect(),
    });
    Entry {
        path: source.path(),
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        help: &finding.help,
        start,
        end,
        related: related.collect(),
        fix,
    }
}

fn errors(totals: &Totals) -> impl Iterator<Item = ErrorEntry<'_>> {
    totals.troubles.iter().map(|trouble| ErrorEntry {
        path: trouble.path(),
        message: trouble.to_string(),
        help: miette::Diagnostic::help(trouble).map(|help| help.to_string()),
    })
}

/// One JSON document for the whole run.
#[derive(Debug)]
pub struct Json(List);

impl Default for Json {
    fn default() -> Self {
        Self(List::new("  "))
    }
}

impl Output for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\n  \"version\": 1,\n  \"findings\": [")
    }

    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let mut entries = checked.findings.iter().map(|finding| entry(&checked.source, finding));
        entries.try_for_each(|entry| self.0.item(&entry, None, out))
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        self.0.end(out)?;
        let tail = serde_json::to_string_pretty(&Tail {
            errors: errors(totals).collect(),
            skipped: totals.foreign.iter().map(|path| path.to_string_lossy()).collect(),
            summary: totals.counts,
        })?;
        // The document goes on where the tail by itself would begin.
        writeln!(out, "],{}", tail.trim_start_matches('{'))
    }
}

/// One line of JSON for each finding, then `{"error":…}` for each file that could
/// not be checked.
#[derive(Debug, Default)]
pub struct Ndjson;

impl Output for Ndjson {
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        for finding in &checked.findings {
            writeln!(out, "{}", serde_json::to_string(&entry(&checked.source, finding))?)?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        for error in errors(totals) {
            writeln!(out, "{}", serde_json::to_string(&serde_json::json!({ "error": error }))?)?;
        }
        Ok(())
    }
}
