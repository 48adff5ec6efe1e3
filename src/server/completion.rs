//! What can be written: labels at the start of a line, and after a label what its
//! field may hold.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionParams, CompletionResponse,
    TextEdit,
};

use super::clock::this_month;
use super::snapshot::Snapshot;
use super::understood::values;
use crate::chars::is_han;
use crate::rulebook::{Labels, Manner, Role, Rulebook};
use crate::source::Span;

/// No label is longer, in characters.
const LONGEST_LABEL: usize = 8;

/// Answers `textDocument/completion`.
pub(super) fn completion(snapshot: &Snapshot, params: CompletionParams) -> Option<CompletionResponse> {
    let places = snapshot.places();
    let at = places.offset(params.text_document_position_params.position);
    let source = snapshot.source();
    let start = source.lines().start(source.lines().line(at));
    let rulebook = &snapshot.plan().ok()?.checker.rulebook;
    let place = place(&source.text()[start..at], &rulebook.labels)?;
    let (written, texts, kind) = match place {
        Place::Label { written } => (written, labels(rulebook), CompletionItemKind::Field),
        Place::Value { role, written } => (written, contents(snapshot, role), CompletionItemKind::Value),
    };
    let range = places.range(Span::new(at - written, at));
    let item = |(index, text): (usize, String)| CompletionItem {
        label: text.clone(),
        kind: Some(kind),
        sort_text: Some(format!("{index:03}")),
        filter_text: Some(text.clone()),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: text })),
        ..CompletionItem::default()
    };
    Some(texts.into_iter().enumerate().map(item).collect::<Vec<_>>().into())
}

/// Where in a line the cursor is, and how many bytes before it are written
/// already.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// Where a label may stand.
    Label { written: usize },
    /// Behind a label.
    Value { role: Role, written: usize },
}

/// Reads the line up to the cursor. Several fields may stand in one line, with a
/// semicolon or a wide gap between them.
fn place(line: &str, labels: &Labels) -> Option<Place> {
    let from = line
        .rfind(['；', ';', '\u{3000}'])
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let field = line[from..].trim_start_matches(|c: char| c.is_whitespace() || "*->#•·●★（(【[".contains(c));
    if let Some(label) = labels.at_start(field, Manner::default()).filter(|label| label.closed) {
        let value = field[label.end..].trim_start_matches(['*', ' ']);
        return Some(Place::Value { role: label.role, written: value.len() });
    }
    let short = field.chars().count() <= LONGEST_LABEL && field.chars().all(is_han);
    short.then_some(Place::Label { written: field.len() })
}

/// The usual labels, each with its colon.
fn labels(rulebook: &Rulebook) -> Vec<String> {
    let colon = |label: &str| format!("{label}：");
    rulebook.labels.canonical_all().map(colon).collect()
}

/// What a field may hold: what others of the text hold, and the usual deadlines.
fn contents(snapshot: &Snapshot, role: Role) -> Vec<String> {
    let Some(analysis) = snapshot.analysis() else { return Vec::new() };
    match role {
        Role::Owner => values(analysis, role),
        Role::Deadline => {
            let checker = snapshot.plan().map(|plan| &plan.checker);
            let today = checker.ok().and_then(|checker| checker.options.today);
            let (year, month) = today.map_or_else(this_month, |day| (day.year(), day.month()));
            let offers = analysis.rulebook.offers.get().map(|offers| offers.deadlines(year, month));
            let mut texts = values(analysis, role);
            let new = offers.into_iter().flatten().filter(|text| !texts.contains(text));
            let new: Vec<String> = new.collect();
            texts.extend(new);
            texts
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_up_to_the_cursor_tells_what_may_stand_there() {
        let rulebook = Rulebook::embedded().expect("rules");
        let at = |line: &str| place(line, &rulebook.labels);
        let [head, part] = ["整改时限", "整改"];
        assert_eq!(at(""), Some(Place::Label { written: 0 }));
        assert_eq!(at(&format!("  - **{part}")), Some(Place::Label { written: 6 }));
        let value = |written| Some(Place::Value { role: Role::Deadline, written });
        assert_eq!(at(&format!("{head}：")), value(0));
        assert_eq!(at(&format!("- **{head}：** 20")), value(2));
        assert_eq!(at(&format!("责任人：张三；{head}：20")), value(2));
        assert_eq!(at(&format!("责任人：张三；{part}")), Some(Place::Label { written: 6 }));
        assert_eq!(at("加强学习，提高认识"), None);
    }
}
