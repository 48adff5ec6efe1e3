//! missing-measure, empty-measure, unanswered-problem and vague-measure.

use super::fill::Filler;
use super::{needs, tell_empty, trimmed};
use crate::chars::is_numeral;
use crate::item::{Item, Origin};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;
use crate::signs;
use crate::source::Span;

/// A problem without a measure, at the problem.
pub(in crate::rule) fn missing_measure(context: &Context<'_>, report: &mut Report<'_>) {
    let mut filler = Filler::new(context, report.page(), Role::Measure);
    for item in unanswered(context) {
        let kind = context.model.document(item).kind();
        let due = match item.origin {
            Origin::Paired => kind.is_some_and(|kind| kind.pairs || kind.results),
            Origin::Fields | Origin::Table | Origin::Stated => {
                needs(context, item.document, Role::Measure) && answers_each(context, item)
            }
        };
        if let Some(span) = item.problem.filter(|_| due) {
            let found = Found::at(span).with("problem", quoted(context.model.source.slice(span)));
            report.add(found.perhaps_unsafe_fix(filler.fill(item)));
        }
    }
}

/// A measure that answers no problem: the cell or label of the problem is empty.
pub(in crate::rule) fn missing_problem(context: &Context<'_>, report: &mut Report<'_>) {
    for item in &context.model.items.list {
        let mut stated = item.of(Role::Problem);
        let empty = stated.next().filter(|field| field.is_empty());
        // Under a heading that is only a number the label stands for the problem.
        let unstated = |label: &Span| match item.origin {
            Origin::Table => item.problem.is_none(),
            _ => item.problem == Some(*label),
        };
        let label = empty.and_then(|field| field.label).filter(unstated);
        if let Some(label) = label.filter(|_| item.has(Role::Measure)) {
            let measure = item.of(Role::Measure).find_map(|field| field.span());
            let text = measure.map(|span| quoted(context.model.source.slice(span))).unwrap_or_default();
            report.add(Found::at(label).with("measure", text));
        }
    }
}

/// In separate sections, a problem without a measure of its number, or the
/// reverse.
pub(in crate::rule) fn unanswered_problem(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for unasked in &model.items.unasked {
        let span = model.outline.heading_span(&model.blocks.list, unasked.node);
        report.add(Found::at(span).with("problem", quoted(model.source.slice(span))));
    }
}

fn unanswered<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Item> {
    let answered = |item: &Item| {
        let by_kind = context.model.document(item).kind().map(|kind| kind.answered_by.as_slice());
        by_kind.unwrap_or(&[Role::Measure]).iter().any(|role| item.of(*role).next().is_some())
    };
    context.model.items.list.iter().filter(move |item| item.is_due() && !answered(item))
}

/// Whether the document answers its problems one by one: another item has a
/// measure, or there is no other place where measures stand.
fn answers_each(context: &Context<'_>, item: &Item) -> bool {
    let tally = context.model.items.tally(item.document);
    tally.with(Role::Measure) + tally.with(Role::Result) > 0
        || !context.model.document(item).has_section(Role::Measure)
}

/// A measure label or cell with nothing after it.
pub(in crate::rule) fn empty_measure(context: &Context<'_>, report: &mut Report<'_>) {
    tell_empty(context, report, Role::Measure);
}

/// A result label or cell with nothing after it, in a document that reports
/// results.
pub(in crate::rule) fn empty_result(context: &Context<'_>, report: &mut Report<'_>) {
    tell_empty(context, report, Role::Result);
}

/// A measure that is made of stock phrases only.
pub(in crate::rule) fn vague_measure(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(stock) = context.model.rulebook.stock.get() else { return };
    let own = &context.model.rulebook.own_phrases;
    let deadlines = &context.model.rulebook.deadlines;
    for item in &context.model.items.list {
        for field in item.of(Role::Measure).filter(|field| !field.is_empty()) {
            let text = field.text.as_str();
            let exact = text.contains(|c: char| c.is_ascii_digit() || "《“%".contains(c));
            let says_nothing = |clause: &str| stock.are_all_of(clause) || own.iter().any(|own| own == clause);
            let mut clauses = parts(text, |c| !c.is_alphanumeric() && c != '、').peekable();
            let any = clauses.peek().is_some();
            // 增强主动性、积极性 is one phrase of two objects.
            let one = |clause: &str| clause.contains('、') && says_nothing(&clause.replace('、', ""));
            if !exact
                && any
                && !deadlines.has_frequency(text)
                && clauses.all(|clause| one(clause) || parts(clause, |c| c == '、').all(says_nothing))
            {
                let Some(span) = field.span() else { continue };
                report.add(Found::at(trimmed(context, span)).with("measure", quoted(text)));
            }
        }
    }
}

/// The parts of a text between marks, each without its number.
fn parts<'t>(text: &'t str, is_mark: impl Fn(char) -> bool + 't) -> impl Iterator<Item = &'t str> + 't {
    text.split(is_mark).filter(|part| !part.is_empty()).map(without_number)
}

/// A clause without the 一是 that it may start with.
fn without_number(clause: &str) -> &str {
    let rest = clause.trim_start_matches(is_numeral);
    if rest.len() < clause.len() { rest.trim_start_matches([signs::IS, signs::MUST]) } else { clause }
}
