//! missing-deadline, vague-deadline, deadline-conflict and overdue-deadline.

use std::collections::HashMap;

use super::fill::Filler;
use super::{fields, needs, tell_empty, trimmed};
use crate::document::DocumentId;
use crate::item::{Field, Item, Origin};
use crate::outline::NodeId;
use crate::rule::report::quoted;
use crate::rule::{Context, Date, Found, Report};
use crate::rulebook::{Horizon, Role, Severity};
use crate::source::Span;

/// An item without a deadline, at its problem; or a deadline that was left
/// empty, at its label or cell.
pub(in crate::rule) fn missing_deadline(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    tell_empty(context, report, Role::Deadline);
    let mut filler = Filler::new(context, report.page(), Role::Deadline);
    for item in model.items.list.iter().filter(|item| item.is_due()) {
        // An item without a measure owes the measure first; one of which nothing
        // was written owes both.
        let due = item.of(Role::Deadline).next().is_none()
            && (item.has(Role::Measure) || is_left_blank(context, item))
            && !has_common_deadline(context, item.document)
            && needs(context, item.document, Role::Deadline)
            && (is_only_one_without(context, item)
                || !model.rulebook.deadlines.states_limit(&item.measure_text()));
        if let Some(span) = item.place().filter(|_| due) {
            let found = Found::at(span).with("problem", quoted(model.source.slice(span)));
            report.add(found.perhaps_unsafe_fix(filler.fill(item)));
        }
    }
}

/// Whether nothing at all was written of an item whose siblings have a field for
/// the deadline.
fn is_left_blank(context: &Context<'_>, item: &Item) -> bool {
    let tally = context.model.items.tally(item.document);
    item.origin == Origin::Fields && item.fields.is_empty() && tally.with(Role::Deadline) * 2 > tally.items
}

/// Whether the label of the limit stands in every other item, so that a limit within the
/// measure does not stand for it.
fn is_only_one_without(context: &Context<'_>, item: &Item) -> bool {
    let tally = context.model.items.tally(item.document);
    item.origin == Origin::Fields && tally.items > 2 && tally.with_own(Role::Deadline) + 1 == tally.items
}

/// Whether one statement sets the limit of all items: it counts only where no
/// item has a limit of its own.
fn has_common_deadline(context: &Context<'_>, document: DocumentId) -> bool {
    let items = &context.model.items;
    items.common_deadline[document] && items.tally(document).with(Role::Deadline) == 0
}

/// A value that has no end: 长期坚持.
pub(in crate::rule) fn vague_deadline(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for (item, field) in fields(context, Role::Deadline) {
        let Some(span) = open_words(context, field) else { continue };
        let found = Found::at(span).with("value", quoted(model.source.slice(span)));
        let lasting = item.is_some_and(|item| {
            titles_above(context, item).iter().any(|title| model.rulebook.deadlines.is_lasting(title))
        });
        report.add(if lasting { found.graded(Severity::Advice) } else { found });
    }
}

/// Where an open-ended value stands: all of a short one, the telling words of a
/// long one.
fn open_words(context: &Context<'_>, field: &Field) -> Option<Span> {
    let model = context.model;
    let deadlines = &model.rulebook.deadlines;
    if !field.applies || field.is_empty() || is_fill(&field.text) || deadlines.is_definite(&field.text) {
        return None;
    }
    let part = *field.parts.first()?;
    if field.text.chars().count() <= LONGEST_VALUE {
        return Some(trimmed(context, part));
    }
    let open = deadlines.open_words(&field.text).or_else(|| deadlines.pending_words(&field.text))?;
    // 有人提议“尽快” tells what somebody said.
    if field.text[..open.start].ends_with('“') && field.text[open.end..].starts_with('”') {
        return None;
    }
    let words = &field.text[open];
    let at = model.source.slice(part).find(words).map(|at| part.start + at);
    Some(at.map_or(part, |start| Span::new(start, start + words.len())))
}

/// A longer value, in characters, is a sentence of which only some words tell.
const LONGEST_VALUE: usize = 20;

/// Whether a value was left to be filled in, which another rule tells.
fn is_fill(text: &str) -> bool {
    text.contains(['*', '_', '×', '○', '【', '[', '〔', '{', '<', '＜']) || text.contains(['x', 'X'])
}

/// A value that contradicts its section, or its own measure.
pub(in crate::rule) fn deadline_conflict(context: &Context<'_>, report: &mut Report<'_>) {
    let mut last: Option<Measures<'_>> = None;
    for (item, field) in fields(context, Role::Deadline) {
        let (Some(item), Some(&part)) = (item, field.parts.first()) else {
            continue;
        };
        let known = last.take().filter(|measures| std::ptr::eq(measures.item, item));
        let measures = last.insert(known.unwrap_or_else(|| Measures::new(context, item)));
        let Some((conflict, place, section)) = conflict(context, measures, field, part) else {
            continue;
        };
        let value = quoted(context.model.source.slice(place));
        report.add(Found::at(place).saying(conflict).with("value", value).with("section", section));
    }
}

fn conflict(
    context: &Context<'_>,
    measures: &mut Measures<'_>,
    field: &Field,
    part: Span,
) -> Option<(&'static str, Span, String)> {
    let deadlines = &context.model.rulebook.deadlines;
    let text = field.text.as_str();
    let open = open_words(context, field);
    let titles = titles_above(context, measures.item);
    let horizon = titles.iter().find_map(|title| Some((deadlines.horizon(title)?, *title)));
    match (open, horizon) {
        (Some(span), Some((Horizon::Immediate, title))) if !deadlines.is_hasty(text) => {
            return Some(("section", span, quoted(title)));
        }
        (None, Some((Horizon::Later, title))) if deadlines.is_immediate(text) => {
            // 立行立改，长期坚持 and 短期：……；长期：…… say both.
            let both = deadlines.has_date(text) || deadlines.open_words(text).is_some();
            return (!both).then(|| ("section", trimmed(context, part), quoted(title)));
        }
        _ => {}
    }
    if let Some(span) = open {
        // What hangs on something else (视上级安排) is vague, and need not be later.
        // 验收前 names no date.
        let mut days = measures.completions.iter();
        let lasting = deadlines.open_words(text).is_some() && days.any(|day| deadlines.has_date(day));
        return lasting.then(|| ("measure", span, String::new()));
    }
    let last = Date::last_day(text).filter(|_| !deadlines.has_frequency(text))?;
    let latest = measures.latest(last.year())?;
    (latest > last).then(|| ("earlier", trimmed(context, part), String::new()))
}

/// What the measures of an item say of when they will be done.
struct Measures<'a> {
    item: &'a Item,
    /// The words that name a day.
    completions: Vec<String>,
    /// The last of these days, by the year that is meant where none is told.
    latest: HashMap<u32, Option<Date>>,
}

impl<'a> Measures<'a> {
    fn new(context: &Context<'_>, item: &'a Item) -> Self {
        let text = item.measure_text();
        let deadlines = &context.model.rulebook.deadlines;
        let completions = deadlines.completions(&text).map(str::to_owned).collect();
        Self { item, completions, latest: HashMap::new() }
    }

    fn latest(&mut self, year: u32) -> Option<Date> {
        let days = self.completions.iter().filter_map(|day| Date::completion(day, year));
        *self.latest.entry(year).or_insert_with(|| days.max())
    }
}

/// The titles above an item, nearest first, its document's title last.
fn titles_above<'a>(context: &'a Context<'_>, item: &Item) -> Vec<&'a str> {
    let model = context.model;
    let title = |node: NodeId| model.outline.title(&model.blocks.list, node);
    let mut titles: Vec<&str> = item.category.iter().map(|span| model.source.slice(*span)).collect();
    titles.extend(item.within.map(title));
    let inner = item.node.or(item.within);
    titles.extend(inner.into_iter().flat_map(|node| model.outline.ancestors(node)).map(title));
    titles.push(model.source.slice(model.document(item).title));
    titles
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
