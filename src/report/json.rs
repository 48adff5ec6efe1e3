//! Findings as JSON, in the form that the README documents.

use std::borrow::Cow;

use serde::Serialize;

use super::Results;
use super::statistics::Counts;
use crate::finding::Finding;
use crate::rulebook::Severity;
use crate::source::{Position, Source, Span};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
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

fn entries(results: &Results) -> impl Iterator<Item = Entry<'_>> {
    results
        .checked
        .iter()
        .flat_map(|checked| checked.findings.iter().map(|finding| entry(&checked.source, finding)))
}

fn errors(results: &Results) -> impl Iterator<Item = ErrorEntry<'_>> {
    results.troubles.iter().map(|trouble| ErrorEntry {
        path: trouble.path(),
        message: trouble.to_string(),
        help: miette::Diagnostic::help(trouble).map(|help| help.to_string()),
    })
}

/// One JSON document for the whole run.
///
/// # Errors
/// Never for the findings that rules make; the type is that of the serializer.
pub fn json(results: &Results) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Document {
        version: 1,
        findings: entries(results).collect(),
        errors: errors(results).collect(),
        skipped: results.foreign.iter().map(|path| path.to_string_lossy()).collect(),
        summary: Counts::of(results),
    })
}

/// One line of JSON for each finding, then `{"error":…}` for each file that could
/// not be checked.
///
/// # Errors
/// As for [`json`].
pub fn ndjson(results: &Results) -> serde_json::Result<String> {
    let mut text = String::new();
    for entry in entries(results) {
        text.push_str(&serde_json::to_string(&entry)?);
        text.push('\n');
    }
    for error in errors(results) {
        text.push_str(&serde_json::to_string(&serde_json::json!({ "error": error }))?);
        text.push('\n');
    }
    Ok(text)
}
