//! numbering-gap, numbering-repeat, numbering-level and numbering-style.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::renumber::counting_on;
use crate::block::BlockKind;
use crate::chars::{chinese_numeral, is_bullet};
use crate::finding::Edit;
use crate::outline::{Family, Marker, NodeId, Run};
use crate::rule::{Context, Found, Report};
use crate::source::{Span, Syntax};

/// A number left out: (1) then (3).
pub(in crate::rule) fn numbering_gap(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    let meant = LazyCell::new(|| meant_as_headings(context));
    for run in model.outline.runs.iter().filter(|run| !is_automatic(context, run)) {
        let numbered = numbered(context, run);
        // A run that begins with its second member has lost the first.
        let headless =
            numbered.len() > 1 && numbered[0].0.number == 2 && !is_begun(context, &numbered[0], &meant);
        if headless {
            tell(context, report, &numbered, 0);
        }
        let gap = |at: &usize| numbered[*at].0.number > numbered[at - 1].0.number + 1;
        (1..numbered.len()).filter(gap).for_each(|at| tell(context, report, &numbered, at));
    }
    for numbers in &model.items.ordinals {
        let gap = |at: &usize| numbers[*at].0 > numbers[at - 1].0 + 1;
        (1..numbers.len()).filter(gap).for_each(|at| tell_row(context, report, numbers, at));
    }
    for list in &model.outline.enumerations {
        let whole = list.members.first().is_some_and(|(first, _)| first.number == 1);
        let gap = |at: &usize| {
            let pair = &list.members[at - 1..=*at];
            whole && pair[1].0.number > pair[0].0.number + 1 && !stands_between(context, pair)
        };
        (1..list.members.len()).filter(gap).for_each(|at| tell(context, report, &list.members, at));
    }
}

/// Whether the first number stands within the line above (注：1.……) or in a heading
/// that is none for Markdown.
fn is_begun(context: &Context<'_>, second: &(Marker, Span), meant: &[Marker]) -> bool {
    let blocks = &context.model.blocks.list;
    let before = blocks.partition_point(|block| block.span.start < second.1.start).prev();
    let text = before.and_then(|last| last.prev()).map_or("", |at| blocks[at].as_str());
    let after_colon = text.split_once(['：', ':']).map_or("", |(_, rest)| rest);
    let first = Marker::parse(after_colon.trim_start());
    first.iter().chain(meant).any(|first| first.number == 1 && first.same_style(&second.0))
}

/// The numbers of lines that are meant as headings, but lack a space: ###一、.
fn meant_as_headings(context: &Context<'_>) -> Vec<Marker> {
    let blocks = context.model.blocks.list.iter();
    let titles = blocks.filter_map(|block| block.as_str().trim_start().strip_prefix('#'));
    titles.filter_map(|title| Marker::parse(title.trim_start_matches('#').trim_start())).collect()
}

/// Whether the next number stands in the text between two markers, only not
/// where a marker is looked for.
fn stands_between(context: &Context<'_>, pair: &[(Marker, Span)]) -> bool {
    let source = &context.model.source;
    let next = pair[0].0.number + 1;
    let numeral = chinese_numeral(next).unwrap_or_else(|| next.to_string());
    let mark = pair[1].0.mark.map(String::from).unwrap_or_default();
    let between = source.slice(Span::new(pair[0].1.end, pair[1].1.start));
    match pair[1].0.family {
        Family::Sentence | Family::Chinese => between.contains(&format!("{numeral}{mark}")),
        Family::ChineseParen => {
            between.contains(&format!("{numeral}）")) || between.contains(&format!("{numeral})"))
        }
        Family::Circled => {
            char::from_u32('①' as u32 + next - 1).is_some_and(|circled| between.contains(circled))
        }
        _ => between.contains(&next.to_string()),
    }
}

/// A number that stands twice: 2、 then 2、.
pub(in crate::rule) fn numbering_repeat(context: &Context<'_>, report: &mut Report<'_>) {
    for run in context.model.outline.runs.iter().filter(|run| !is_automatic(context, run)) {
        let numbered = numbered(context, run);
        let again = |at: &usize| numbered[*at].0.number <= numbered[at - 1].0.number;
        (1..numbered.len()).filter(again).for_each(|at| tell(context, report, &numbered, at));
    }
    // A table may count anew under each heading within it.
    for numbers in &context.model.items.ordinals {
        let again = |at: &usize| numbers[*at].0 <= numbers[at - 1].0 && numbers[*at].0 != 1;
        (1..numbers.len()).filter(again).for_each(|at| tell_row(context, report, numbers, at));
    }
}

/// A row of a table whose number does not follow that of the row above.
fn tell_row(context: &Context<'_>, report: &mut Report<'_>, numbers: &[(u32, Span)], at: usize) {
    let source = &context.model.source;
    let (last, this) = (numbers[at - 1], numbers[at].1);
    let found = Found::at(this).with("marker", source.slice(this)).with("last", source.slice(last.1));
    let edits = counting_on(source, last.0, numbers[at..].iter().copied());
    report.add(found.related(last.1, "last").perhaps_unsafe_fix(edits.unwrap_or_default()));
}

fn tell(context: &Context<'_>, report: &mut Report<'_>, members: &[(Marker, Span)], at: usize) {
    let source = &context.model.source;
    let last = at.checked_sub(1).map(|before| members[before]);
    let found = Found::at(members[at].1).with("marker", source.slice(members[at].1).trim());
    let found = match last {
        Some((_, span)) => found.with("last", source.slice(span).trim()).related(span, "last"),
        None => found.saying("headless"),
    };
    let numbers = members[at..].iter().map(|(marker, span)| (marker.number, *span));
    let edits = counting_on(source, last.map_or(0, |(marker, _)| marker.number), numbers);
    report.add(found.perhaps_unsafe_fix(edits.unwrap_or_default()));
}

fn numbered(context: &Context<'_>, run: &Run) -> Vec<(Marker, Span)> {
    let model = context.model;
    let member = |&node: &NodeId| {
        let span = model.outline.marker_span(&model.blocks.list, node)?;
        model.outline.nodes[node].marker.map(|marker| (marker, span))
    };
    run.members.iter().filter_map(member).collect()
}

/// A Markdown list may be numbered 1. 1. 1.: readers see 1. 2. 3.
fn is_automatic(context: &Context<'_>, run: &Run) -> bool {
    let model = context.model;
    let item = |&node: &NodeId| {
        let node = &model.outline.nodes[node];
        let block = &model.blocks.list[model.outline.segments[node.segment].block];
        block.kind == BlockKind::ListItem && node.marker.is_some_and(|marker| marker.number == 1)
    };
    model.source.syntax() == Syntax::Markdown && run.members.iter().all(item)
}

/// Children that use their parent's marker style, at the first child.
pub(in crate::rule) fn numbering_level(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for run in model.outline.runs.iter().filter(|run| run.like_parent) {
        let Some(&first) = run.members.first() else {
            continue;
        };
        let Some(span) = model.outline.marker_span(&model.blocks.list, first) else {
            continue;
        };
        report.add(Found::at(span).with("marker", model.source.slice(span).trim()));
    }
}

/// A marker that is not written as GB/T 9704 writes it, or not as its siblings.
pub(in crate::rule) fn numbering_style(context: &Context<'_>, report: &mut Report<'_>) {
    for run in &context.model.outline.runs {
        let members = numbered(context, run);
        let main = main_mark(&members);
        for (marker, span) in &members {
            let text = context.model.source.slice(*span);
            let bare = text.trim_end_matches(|c| Some(c) == marker.mark);
            let right = match (marker.family, marker.mark) {
                (Family::Chinese, Some(mark)) if mark != '、' => format!("{bare}、"),
                (Family::ChineseParen | Family::ArabicParen, Some(_)) => bare.to_owned(),
                // ⒈ and ◆◆问题1◆◆ are set off by themselves.
                (Family::Arabic | Family::Problem, None) if text.ends_with(is_sign) => {
                    continue;
                }
                (Family::Arabic | Family::Problem, mark) if same_mark(mark) != main => {
                    format!("{bare}{}", main.map(String::from).unwrap_or_default())
                }
                _ => continue,
            };
            let found = Found::at(*span).with("marker", text.trim()).with("right", &right);
            report.add(found.safe_fix(vec![Edit::new(*span, right)]));
        }
    }
}

/// Whether a character that ends a marker needs no mark after it.
fn is_sign(c: char) -> bool {
    is_bullet(c) || matches!(c, '①'..='⑳' | '⒈'..='⒛' | '】' | '〕')
}

/// The mark that most members have; of several alike the first.
fn main_mark(members: &[(Marker, Span)]) -> Option<char> {
    let mut counts: HashMap<Option<char>, usize> = HashMap::new();
    for (marker, _) in members {
        *counts.entry(same_mark(marker.mark)).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or_default();
    let mark = members.iter().map(|(marker, _)| same_mark(marker.mark)).find(|mark| counts[mark] == most);
    mark.flatten()
}

/// Marks that differ in width only are the same here; halfwidth-punctuation
/// looks at the width.
fn same_mark(mark: Option<char>) -> Option<char> {
    mark.map(|mark| match mark {
        '．' => '.',
        '：' => ':',
        '）' => ')',
        other => other,
    })
}
