//! missing-measure, empty-measure, unanswered-problem and vague-measure.

use super::{needs, tell_empty, trimmed};
use crate::item::{Item, Origin};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;

/// A problem without a measure, at the problem.
pub(in crate::rule) fn missing_measure(context: &Context<'_>, report: &mut Report<'_>) {
    for item in unanswered(context) {
        let kind = context.model.document(item).kind;
        let due = match item.origin {
            Origin::Paired => kind.is_some_and(|kind| kind.pairs),
            Origin::Fields | Origin::Table => {
                needs(context, item.document, Role::Measure) && answers_each(context, item)
            }
        };
        if let Some(span) = item.problem.filter(|_| due) {
            report.add(Found::at(span).with("problem", quoted(context.model.source.slice(span))));
        }
    }
}

/// In separate sections, a problem without a measure of its number, or the
/// reverse.
pub(in crate::rule) fn unanswered_problem(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for item in unanswered(context).filter(|item| item.origin == Origin::Paired) {
        let paired = model.document(item).kind.is_some_and(|kind| kind.pairs);
        if let Some(span) = item.problem.filter(|_| !paired) {
            report.add(Found::at(span).with("problem", quoted(model.source.slice(span))));
        }
    }
    for unasked in &model.items.unasked {
        let span = model.outline.heading_span(&model.blocks.list, unasked.node);
        report.add(Found::at(span).saying("unasked").with("problem", quoted(model.source.slice(span))));
    }
}

fn unanswered<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Item> {
    context.model.items.list.iter().filter(|item| item.of(Role::Measure).next().is_none())
}

/// Whether the document answers its problems one by one: another item has a
/// measure, or there is no other place where measures stand.
fn answers_each(context: &Context<'_>, item: &Item) -> bool {
    let same = |other: &&Item| other.document == item.document;
    let mut items = context.model.items.list.iter().filter(same);
    items.any(|other| other.of(Role::Measure).next().is_some())
        || !context.model.document(item).has_section(Role::Measure)
}

/// A measure label or cell with nothing after it.
pub(in crate::rule) fn empty_measure(context: &Context<'_>, report: &mut Report<'_>) {
    tell_empty(context, report, Role::Measure);
}

/// A measure that is made of stock phrases only.
pub(in crate::rule) fn vague_measure(context: &Context<'_>, report: &mut Report<'_>) {
    let stock = &context.model.rulebook.stock;
    let deadlines = &context.model.rulebook.deadlines;
    for item in &context.model.items.list {
        for field in item.of(Role::Measure).filter(|field| !field.is_empty()) {
            let text = field.text.as_str();
            let exact = text.contains(|c: char| c.is_ascii_digit() || "《“%".contains(c));
            let clauses = text.split(|c: char| !c.is_alphanumeric()).filter(|clause| !clause.is_empty());
            let mut clauses = clauses.map(without_number).peekable();
            let any = clauses.peek().is_some();
            if !exact
                && any
                && !deadlines.has_frequency(text)
                && clauses.all(|clause| stock.are_all_of(clause))
            {
                let Some(span) = field.span() else { continue };
                report.add(Found::at(trimmed(context, span)).with("measure", quoted(text)));
            }
        }
    }
}

/// A clause without the 一是 that it may start with.
fn without_number(clause: &str) -> &str {
    let rest = clause.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if rest.len() < clause.len() { rest.trim_start_matches(['是', '要']) } else { clause }
}
