//! Edits of a text for a client.

use std::collections::HashMap;
use std::time::Duration;

use gen_lsp_types::{
    DocumentChange, Edit as AnyEdit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{DiffOp, TextDiff};

use super::client::Client;
use super::snapshot::Snapshot;
use super::units::Places;
use crate::finding::Edit;
use crate::fix::{Level, mend};
use crate::source::Span;

/// Where most lines change, the shortest way takes long to find; after this time
/// a longer one will do.
const PATIENCE: Duration = Duration::from_millis(500);

/// The edits that make all safe fixes.
pub(super) fn mending(snapshot: &Snapshot) -> Vec<TextEdit> {
    let Ok(plan) = snapshot.plan() else { return Vec::new() };
    let source = snapshot.source();
    let mended = mend(source, snapshot.findings(), &plan.checker, Level::Safe);
    let edits = mended.map(|mended| between(source.text(), mended.source.text())).unwrap_or_default();
    text_edits(&snapshot.places(), &edits)
}

/// Edits as the client counts their places.
pub(super) fn text_edits(places: &Places<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    edits
        .iter()
        .map(|edit| TextEdit { range: places.range(edit.span), new_text: edit.text.clone() })
        .collect()
}

/// A change of one text, for the state that it was made from.
pub(super) fn of_text(snapshot: &Snapshot, edits: Vec<TextEdit>) -> WorkspaceEdit {
    if snapshot.client.versions {
        let change = document_change(&snapshot.uri, Some(snapshot.version), edits);
        return WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() };
    }
    plain(snapshot.uri.clone(), edits)
}

/// A change of a file that may not be open.
pub(super) fn of_file(client: &Client, uri: Uri, edit: TextEdit) -> WorkspaceEdit {
    if client.versions {
        let change = document_change(&uri, None, vec![edit]);
        return WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() };
    }
    plain(uri, vec![edit])
}

fn plain(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() }
}

/// Edits of one text as a part of a greater change.
pub(super) fn document_change(uri: &Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChange {
    let identifier = TextDocumentIdentifier { uri: uri.clone() };
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: identifier,
        },
        edits: edits.into_iter().map(AnyEdit::from).collect(),
    }
    .into()
}

/// The edits that lead from one text to another: line by line, each as small as
/// it can be.
fn between(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let starts = |slices: &[&str]| -> Vec<usize> {
        let ends = slices.iter().scan(0, |end, slice| {
            *end += slice.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old, new) = (starts(diff.old_slices()), starts(diff.new_slices()));
    let same = diff.ops().iter().filter(|op| matches!(op, DiffOp::Equal { .. }));
    let same = same.map(|op| (op.old_range(), op.new_range()));
    let (last, last_new) = (old.len() - 1, new.len() - 1);
    let mut edits = Vec::new();
    // What stands between two stretches that stay is replaced.
    let mut from = (0, 0);
    for (stays, stays_new) in same.chain([(last..last, last_new..last_new)]) {
        let span = Span::new(old[from.0], old[stays.start]);
        let by = &after[new[from.1]..new[stays_new.start]];
        if !span.is_empty() || !by.is_empty() {
            edits.push(trimmed(before, span, by));
        }
        from = (stays.end, stays_new.end);
    }
    edits
}

/// A replacement without what stays the same at its ends.
fn trimmed(text: &str, span: Span, new: &str) -> Edit {
    let old = &text[span.range()];
    let same = |(a, b): &(char, char)| a == b;
    let length = |(a, _): (char, char)| a.len_utf8();
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
    let (rest, new) = (&old[head..], &new[head..]);
    let tail: usize = rest.chars().rev().zip(new.chars().rev()).take_while(same).map(length).sum();
    Edit::new(Span::new(span.start + head, span.end - tail), &new[..new.len() - tail])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::apply;

    proptest! {
        #[test]
        fn the_edits_between_two_texts_lead_from_one_to_the_other(
            before in "[一二\n\r，a]{0,30}",
            after in "[一二\n\r，a]{0,30}",
        ) {
            prop_assert_eq!(apply(&before, &between(&before, &after)), after);
        }
    }

    #[test]
    fn lone_line_ends_lead_to_the_other_text_too() {
        let before = "aa\r\r二\n\n\n，\r一\ra\r二\n\r二\n\r一";
        let after = "a\r二\r二\ra\r二\n\r二";
        assert_eq!(apply(before, &between(before, after)), after);
    }

    #[test]
    fn an_edit_changes_no_more_than_it_must() {
        let edits = between("一,二\n三\n四。。\n", "一，二\n三\n四。\n");
        assert_eq!(edits.len(), 2);
        assert_eq!(edits[0], Edit::new(Span::new(3, 4), "，"));
        assert_eq!(edits[1].span.len(), 3);
    }
}
