//! Problems that an introduction counts and a section or a table lists.

use super::Words;
use super::announced::Announced;
use crate::chars::{clause_start, head};
use crate::document::{Document, Section};
use crate::item::Origin;
use crate::rule::Context;
use crate::rulebook::Role;

/// No sentence goes on farther, in bytes.
const SENTENCE: usize = 600;

/// How many problems a document lists, where its introduction tells a number of
/// them.
pub(super) fn listed_elsewhere(
    context: &Context<'_>,
    block: usize,
    announced: &Announced,
    words: &Words,
) -> Option<Vec<usize>> {
    let text = context.model.blocks.list[block].as_str();
    if announced.quoted || !tells_problems(text, announced, words) {
        return None;
    }
    let segments = &context.model.outline.segments;
    let ends = |segment: &crate::outline::Segment| {
        (segment.block, segment.range.end) <= (block, announced.range.start)
    };
    let own = segments.partition_point(ends);
    let documents = &context.model.documents;
    let number = documents.iter().position(|document| document.segments.contains(&own))?;
    let document = &documents[number];
    if !introduces(context, document, number, own) {
        return None;
    }
    let counts = listed(context, document, number, announced.groups);
    let near = |count: &usize| count.abs_diff(announced.number) <= (announced.number / 4).max(1);
    let close = counts.iter().copied().find(near).filter(|count| *count > 1)?;
    let mut all = vec![close];
    all.extend(counts);
    Some(all)
}

/// Whether a segment stands before the sections and the items of its document.
fn introduces(context: &Context<'_>, document: &Document<'_>, number: usize, segment: usize) -> bool {
    let model = context.model;
    let section = document.sections.first().is_some_and(|section| section.segment <= segment);
    let place = model.parts().span(segment).start;
    let items = model.items.list.iter().filter(|item| item.document == number);
    let first = items.filter_map(|item| item.place()).map(|span| span.start).min();
    !section && first.is_none_or(|first| place < first)
}

/// Whether the clause says that so many problems were found.
fn tells_problems(text: &str, announced: &Announced, words: &Words) -> bool {
    let start = clause_start(text, announced.start, &['，', '。', '；', '\n', '：']);
    let clause = &text[start..announced.range.end];
    let end = head(&text[announced.range.end..], SENTENCE)
        .find('。')
        .map_or(announced.range.end, |end| announced.range.end + end);
    let has = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
    has(&words.finds, &text[start..announced.start])
        && has(&words.problems, clause)
        && !has(&words.partial, &text[start..end])
}

/// Each number of problems that the document may be said to list.
fn listed(context: &Context<'_>, document: &Document<'_>, number: usize, groups: bool) -> Vec<usize> {
    let outline = context.model.outline;
    let mut sections = document.sections.iter().filter(|section| section.roles.contains(&Role::Problem));
    let section = sections.next().filter(|_| sections.next().is_none());
    let items =
        || context.model.items.list.iter().filter(move |item| item.document == number && item.is_due());
    let mut counts: Vec<usize> = Vec::new();
    let flat =
        |section: &&Section| section.members.iter().all(|&member| outline.children(member).next().is_none());
    let one_by_one = document.kind.is_some_and(|kind| kind.needs(Role::Measure));
    if groups {
        counts.extend(section.map(|section| section.members.len()));
        let mut parents: Vec<usize> =
            items().filter_map(|item| item.node).filter_map(|node| outline.nodes[node].parent).collect();
        parents.sort_unstable();
        parents.dedup();
        counts.extend([parents.len(), items().filter(|item| item.node.is_some()).count()]);
    } else if one_by_one {
        let members = section.filter(flat).map(|section| section.members.len());
        let rows = items().filter(|item| item.origin == Origin::Table && item.problem.is_some()).count();
        counts.extend(members.filter(|_| rows == 0));
        counts.push(rows);
        counts.push(items().count());
    }
    counts.retain(|count| *count > 1);
    counts
}
