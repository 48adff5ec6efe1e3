//! Code actions: fixes, all safe fixes at once, comments that silence, words that
//! are right.

use gen_lsp_types::{Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic};
use serde_json::json;

use super::changes::{mending, of_text, text_edits};
use super::diagnostics::of_finding;
use super::snapshot::Snapshot;
use super::units::Places;
use super::words;
use crate::finding::{Finding, Fix};
use crate::rulebook::Lang;
use crate::source::Span;
use crate::suppress::Silencer;

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.hegao";
/// Of no more findings is a menu made: nobody reads it.
const MOST_FINDINGS: usize = 50;

/// Answers `textDocument/codeAction`.
pub(super) fn actions(snapshot: &Snapshot, params: CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let wanted = Wanted(params.context.only.map(|kinds| kinds.into_iter().map(String::from).collect()));
    let places = snapshot.places();
    let mut actions = Vec::new();
    if wanted.has(CodeActionKind::QuickFix) {
        let span = places.span(params.range);
        let shown = &params.context.diagnostics;
        let is_shown = |finding: &Finding| shown.iter().any(|known| is_about(known, finding, &places));
        let near = snapshot.findings().iter();
        let near = near.filter(|finding| touches(finding.span, span) || is_shown(finding));
        let near: Vec<&Finding> = near.take(MOST_FINDINGS).collect();
        let menu = Menu { snapshot, places: &places, lang: snapshot.lang() };
        actions.extend(near.iter().filter_map(|finding| menu.fix(finding)));
        actions.extend(near.iter().filter_map(|finding| menu.word(finding)));
        actions.extend(menu.silence(&near));
    }
    if wanted.has(CodeActionKind::from(FIX_ALL.to_owned())) {
        actions.extend(fix_all(snapshot, wanted.0.is_some()));
    }
    Some(actions.into_iter().map(CodeActionResponse::from).collect())
}

/// Answers `codeAction/resolve`.
pub(super) fn resolve(snapshot: &Snapshot, action: CodeAction) -> CodeAction {
    let edit = Some(of_text(snapshot, mending(snapshot)));
    CodeAction { edit, ..action }
}

/// The kinds that the client asks for; none means all.
struct Wanted(Option<Vec<String>>);

impl Wanted {
    /// Whether a kind is asked for, or one that holds it.
    fn has(&self, kind: CodeActionKind) -> bool {
        let kind = String::from(kind);
        let holds = |wanted: &String| {
            kind.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || wanted.is_empty())
        };
        self.0.as_ref().is_none_or(|kinds| kinds.iter().any(holds))
    }
}

/// Whether a diagnostic that the client shows is that of a finding: some ask about
/// all those of a line.
fn is_about(diagnostic: &Diagnostic, finding: &Finding, places: &Places<'_>) -> bool {
    diagnostic.code.as_ref().is_some_and(|code| matches!(code, Code::String(rule) if *rule == finding.rule))
        && places.span(diagnostic.range) == finding.span
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// All safe fixes. They take time to find: where nobody asks for them by name and
/// the client will ask again for the edits, these wait.
fn fix_all(snapshot: &Snapshot, by_name: bool) -> Option<CodeAction> {
    let safe = |fix: &Fix| fix.safe;
    snapshot.findings().iter().any(|finding| finding.fix.as_ref().is_some_and(safe)).then_some(())?;
    let title = match snapshot.lang() {
        Lang::Zh => "修复全部不会改变文意的问题",
        Lang::En => "Fix all that can be fixed without a change of meaning",
    };
    let action = CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::from(FIX_ALL.to_owned())),
        ..CodeAction::default()
    };
    if snapshot.client.resolves && !by_name {
        return Some(CodeAction { data: Some(json!({ "uri": snapshot.uri })), ..action });
    }
    let edits = Some(mending(snapshot)).filter(|edits| !edits.is_empty())?;
    Some(CodeAction { edit: Some(of_text(snapshot, edits)), ..action })
}

/// Makes the actions for findings.
struct Menu<'a> {
    snapshot: &'a Snapshot,
    places: &'a Places<'a>,
    lang: Lang,
}

impl Menu<'_> {
    fn action(&self, title: String, finding: &Finding) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.diagnostic(finding)]),
            ..CodeAction::default()
        }
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        of_finding(self.snapshot, self.places, finding)
    }

    /// The fix of a finding.
    fn fix(&self, finding: &Finding) -> Option<CodeAction> {
        let fix = finding.fix.as_ref()?;
        let title = match (self.lang, fix.safe) {
            (Lang::Zh, true) => format!("修复：{}", finding.message),
            (Lang::Zh, false) => format!("修复（请核对）：{}", finding.message),
            (Lang::En, true) => format!("Fix: {}", finding.message),
            (Lang::En, false) => format!("Fix, to be looked at: {}", finding.message),
        };
        let edit = of_text(self.snapshot, text_edits(self.places, &fix.edits));
        let preferred = fix.safe.then_some(true);
        Some(CodeAction { edit: Some(edit), is_preferred: preferred, ..self.action(title, finding) })
    }

    /// The word of a finding is right.
    fn word(&self, finding: &Finding) -> Option<CodeAction> {
        let (word, edit) = words::add(self.snapshot, finding)?;
        let title = match self.lang {
            Lang::Zh => format!("把“{word}”记为正确的词"),
            Lang::En => format!("Add “{word}” to the right words"),
        };
        Some(CodeAction { edit: Some(edit), ..self.action(title, finding) })
    }

    /// Comments that silence the findings where they are.
    fn silence(&self, findings: &[&Finding]) -> Vec<CodeAction> {
        let Some(analysis) = self.snapshot.analysis().filter(|_| !findings.is_empty()) else {
            return Vec::new();
        };
        let silencer = Silencer::new(analysis);
        let action = |finding: &&Finding| {
            let title = match self.lang {
                Lang::Zh => format!("在这里忽略{}", finding.rule),
                Lang::En => format!("Ignore {} here", finding.rule),
            };
            let edits = text_edits(self.places, &silencer.edits([*finding]));
            CodeAction { edit: Some(of_text(self.snapshot, edits)), ..self.action(title, finding) }
        };
        let mut actions: Vec<CodeAction> = findings.iter().map(action).collect();
        // Two findings of a rule in one block are silenced by one comment.
        actions.dedup_by(|a, b| a.title == b.title && a.edit == b.edit);
        actions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_hold_those_below_them() {
        let has = |only: Option<&[&str]>| {
            let only = only.map(|kinds| kinds.iter().map(|kind| (*kind).to_owned()).collect());
            Wanted(only).has(CodeActionKind::from(FIX_ALL.to_owned()))
        };
        assert!(
            has(None)
                && has(Some(&[""]))
                && has(Some(&["quickfix", "source"]))
                && has(Some(&["source.fixAll"]))
        );
        assert!(!has(Some(&[])) && !has(Some(&["source.fix"])) && !has(Some(&["source.fixAll.other"])));
    }
}
