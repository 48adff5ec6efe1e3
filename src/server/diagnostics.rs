//! Findings as diagnostics.

use std::path::Path;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, Location, Position,
    Range, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use super::problem::Problem;
use super::snapshot::Snapshot;
use super::units::Places;
use super::uri;
use crate::finding::Finding;
use crate::rule::UNUSED;
use crate::rulebook::Severity;

/// Who says so.
pub(super) const SOURCE: &str = "hegao";
/// The code of a diagnostic about what stands in the way of a check.
const PROBLEM: &str = "config";

/// All diagnostics of a text.
pub(super) fn all(snapshot: &Snapshot) -> Vec<Diagnostic> {
    if !snapshot.is_wanted() {
        return Vec::new();
    }
    if let Err(problem) = snapshot.plan() {
        return vec![of_problem(snapshot, problem)];
    }
    let places = snapshot.places();
    snapshot.findings().iter().map(|finding| of_finding(snapshot, &places, finding)).collect()
}

/// A finding as a diagnostic.
pub(super) fn of_finding(snapshot: &Snapshot, places: &Places<'_>, finding: &Finding) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location { uri: snapshot.uri.clone(), range: places.range(related.span) },
        message: related.message.clone(),
    });
    let related: Vec<_> = related.filter(|_| snapshot.client.relates).collect();
    let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", finding.help) };
    Diagnostic {
        range: places.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(Code::String(finding.rule.clone())),
        code_description: page(snapshot, &finding.rule),
        source: Some(SOURCE.to_owned()),
        message: format!("{}{help}", finding.message).into(),
        tags: (finding.rule == UNUSED).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: Some(related).filter(|related| !related.is_empty()),
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    }
}

/// Where the page of a rule is: a file of the office's own, if it is one.
fn page(snapshot: &Snapshot, rule: &str) -> Option<CodeDescription> {
    let page = snapshot.plan().ok()?.checker.rulebook.page(rule)?;
    let path = Path::new(&page.path);
    path.is_absolute().then(|| CodeDescription { href: uri::of_path(path) })
}

/// What stands in the way of a check, told at the head of the text.
fn of_problem(snapshot: &Snapshot, problem: &Problem) -> Diagnostic {
    let line = |line: u32| Range::new(Position::new(line, 0), Position::new(line + 1, 0));
    let place = problem.place.as_ref().filter(|_| snapshot.client.relates);
    let related = place.map(|(path, at)| {
        let location = Location { uri: uri::of_path(path), range: line(*at) };
        vec![DiagnosticRelatedInformation { location, message: problem.message.clone() }]
    });
    Diagnostic {
        range: Range::new(Position::new(0, 0), Position::new(0, 0)),
        severity: Some(DiagnosticSeverity::Error),
        code: Some(Code::String(PROBLEM.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: problem.message.clone().into(),
        related_information: related,
        ..Diagnostic::default()
    }
}

/// Answers `textDocument/diagnostic`: nothing new where text, settings and
/// configuration are as they were.
pub(super) fn pull(snapshot: &Snapshot, params: DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let id = result_id(snapshot);
    if params.previous_result_id.as_deref() == Some(&id) {
        let report = UnchangedDocumentDiagnosticReport { result_id: id };
        let report = RelatedUnchangedDocumentDiagnosticReport {
            unchanged_document_diagnostic_report: report,
            ..Default::default()
        };
        return report.into();
    }
    let report = FullDocumentDiagnosticReport { result_id: Some(id), items: all(snapshot) };
    RelatedFullDocumentDiagnosticReport { full_document_diagnostic_report: report, ..Default::default() }
        .into()
}

fn result_id(snapshot: &Snapshot) -> String {
    let source = snapshot.source();
    let text = xxhash_rust::xxh3::xxh3_64(source.text().as_bytes());
    format!("{}-{:?}-{text:x}", snapshot.workspace.generation, source.syntax())
}
