//! What a review document must have, and have once.

mod deadline;
mod duplicate;
mod fill;
mod label;
mod measure;
mod owner;
mod section;

pub(super) use deadline::{deadline_conflict, missing_deadline, overdue_deadline, vague_deadline};
pub(super) use duplicate::duplicate_measure;
pub(super) use label::inconsistent_label;
pub(super) use measure::{
    empty_measure, empty_result, missing_measure, missing_problem, unanswered_problem, vague_measure,
};
pub(super) use owner::missing_owner;
pub(super) use section::{empty_section, missing_section};

use super::{Context, Found, Report};
use crate::document::{Document, DocumentId};
use crate::item::{Field, Item, Origin};
use crate::rulebook::Role;
use crate::source::Span;

/// Whether the items of a document need a field: by its kind, or since most of
/// them have it.
fn needs(context: &Context<'_>, document: DocumentId, role: Role) -> bool {
    let model = context.model;
    if model.documents[document].kind().is_some_and(|kind| kind.needs(role)) {
        return true;
    }
    let tally = model.items.tally(document);
    let owing = model.documents[document].kind().is_none();
    owing && tally.with(role) > 1 && tally.with(role) * 2 > tally.items
}

/// Every field of a role in the file, once, with its item if it has one.
fn fields<'a>(context: &'a Context<'_>, role: Role) -> Vec<(Option<&'a Item>, &'a Field)> {
    let items = &context.model.items;
    let of_item = |item: &'a Item| item.of(role).map(move |field| (Some(item), field));
    let mut all: Vec<(Option<&Item>, &Field)> = items.list.iter().flat_map(of_item).collect();
    all.extend(items.loose.iter().filter(|field| field.role == role).map(|field| (None, field)));
    let mut seen = std::collections::HashSet::new();
    all.retain(|(_, field)| seen.insert(field.label.or(field.span())));
    all
}

/// Reports the fields of a role that were left empty, at their label or cell.
fn tell_empty(context: &Context<'_>, report: &mut Report<'_>, role: Role) {
    let model = context.model;
    let reports = |document: &Document| document.kind().is_some_and(|kind| kind.results);
    let any = model.documents.iter().any(reports);
    let results = |item: Option<&Item>| item.map_or(any, |item| reports(model.document(item)));
    let open = |item: &Item| {
        item.origin == Origin::Table && model.document(item).kind().is_some_and(|kind| kind.open_cells)
    };
    for (item, field) in fields(context, role) {
        if role == Role::Result && !results(item) || item.is_some_and(open) {
            continue;
        }
        if let Some(label) = field.label.filter(|_| field.is_empty()) {
            let name = model.source.slice(label).trim();
            // Beside 整改时限 stands 销号日期, which is written when it has come.
            let told = |item: &Item| item.of(role).any(|other| !other.is_empty());
            if role == Role::Deadline && name.is_empty() && item.is_some_and(told) {
                continue;
            }
            let found = Found::at(label).with("label", name);
            let found = found.saying(if name.is_empty() { "cell" } else { "label" });
            report.add(found.perhaps_unsafe_fix(fill::in_empty(context, report.page(), field)));
        }
    }
}

/// A field's text without the marks at its end.
fn trimmed(context: &Context<'_>, span: Span) -> Span {
    let text = context.model.source.slice(span);
    let kept = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !"”》）)".contains(c));
    Span::new(span.start, span.start + kept.len().max(text.chars().next().map_or(0, char::len_utf8)))
}
