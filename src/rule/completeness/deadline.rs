//! missing-deadline, vague-deadline, deadline-conflict and overdue-deadline.

use super::{fields, needs, tell_empty, trimmed};
use crate::item::{Field, Item, Origin};
use crate::rule::report::quoted;
use crate::rule::{Context, Date, Found, Report};
use crate::rulebook::{Horizon, Role};
use crate::source::Span;

/// An item without a deadline, at its problem; or a deadline that was left
/// empty, at its label or cell.
pub(in crate::rule) fn missing_deadline(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    tell_empty(context, report, Role::Deadline);
    for item in &model.items.list {
        let due = item.of(Role::Deadline).next().is_none()
            && !model.items.common_deadline[item.document]
            && needs(context, item.document, Role::Deadline)
            && !measure_sets_limit(context, item);
        if let Some(span) = item.place().filter(|_| due) {
            report.add(Found::at(span).with("problem", quoted(model.source.slice(span))));
        }
    }
}

/// Whether the measure itself says by when. Without labels any limit will do.
fn measure_sets_limit(context: &Context<'_>, item: &Item) -> bool {
    let deadlines = &context.model.rulebook.deadlines;
    let text = item.measure_text();
    deadlines.has_date(&text) || item.origin == Origin::Paired && deadlines.is_definite(&text)
}

/// A value that has no end: 长期坚持.
pub(in crate::rule) fn vague_deadline(context: &Context<'_>, report: &mut Report<'_>) {
    for (_, field) in fields(context, Role::Deadline) {
        if let Some(span) = open_words(context, field) {
            report.add(Found::at(span).with("value", quoted(context.model.source.slice(span))));
        }
    }
}

/// Where an open-ended value stands: all of a short one, the telling words of a
/// long one.
fn open_words(context: &Context<'_>, field: &Field) -> Option<Span> {
    let model = context.model;
    let deadlines = &model.rulebook.deadlines;
    if deadlines.is_definite(&field.text) {
        return None;
    }
    let words = &field.text[deadlines.open_words(&field.text)?];
    let part = *field.parts.first()?;
    if field.text.chars().count() <= 20 {
        return Some(trimmed(context, part));
    }
    let at = model.source.slice(part).find(words).map(|at| part.start + at);
    Some(at.map_or(part, |start| Span::new(start, start + words.len())))
}

/// A value that contradicts its section, or its own measure.
pub(in crate::rule) fn deadline_conflict(context: &Context<'_>, report: &mut Report<'_>) {
    let deadlines = &context.model.rulebook.deadlines;
    for (item, field) in fields(context, Role::Deadline) {
        let (Some(item), Some(&part)) = (item, field.parts.first()) else {
            continue;
        };
        let open = open_words(context, field);
        let horizon = horizon(context, item);
        let (conflict, place) = match (open, horizon.as_ref().map(|(horizon, _)| *horizon)) {
            (Some(span), Some(Horizon::Immediate)) => ("section", span),
            (None, Some(Horizon::Later))
                if deadlines.is_immediate(&field.text) && !deadlines.has_date(&field.text) =>
            {
                ("section", trimmed(context, part))
            }
            (Some(span), _) if deadlines.has_date(&item.measure_text()) => ("measure", span),
            _ => continue,
        };
        let section = horizon.map(|(_, title)| quoted(title)).unwrap_or_default();
        let value = quoted(context.model.source.slice(place));
        report.add(Found::at(place).saying(conflict).with("value", value).with("section", section));
    }
}

/// What the titles above an item say of when its section is due.
fn horizon<'a>(context: &'a Context<'_>, item: &Item) -> Option<(Horizon, &'a str)> {
    let parts = context.model.parts();
    parts.outline.ancestors(item.node?).find_map(|node| {
        let title = context.model.outline.title(&context.model.blocks.list, node);
        parts.rulebook.deadlines.horizon(title).map(|horizon| (horizon, title))
    })
}

/// A date that has passed, where no result says that the work is done.
pub(in crate::rule) fn overdue_deadline(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(today) = context.options.today else {
        return;
    };
    let deadlines = &context.model.rulebook.deadlines;
    for (item, field) in fields(context, Role::Deadline) {
        let done =
            item.is_some_and(|item| item.of(Role::Result).any(|result| deadlines.is_done(&result.text)));
        let (Some(day), Some(&part)) = (Date::last_day(&field.text), field.parts.first()) else {
            continue;
        };
        if day < today && !done && !deadlines.is_done(&field.text) {
            report.add(Found::at(trimmed(context, part)).with("day", day).with("today", today));
        }
    }
}
