//! Numbers of what is listed above: 以上五条意见.

use super::Words;
use super::announced::{Announced, read};
use crate::chars::{is_digit, is_numeral, is_space};
use crate::document::Document;
use crate::rule::Context;

/// A list is off by no more.
const NEAR: usize = 1;

/// The number of things above that a line of a block begins with, and how many the
/// list above has, where it is another number.
pub(super) fn listed_above(context: &Context<'_>, block: usize, words: &Words) -> Option<(Announced, usize)> {
    let model = context.model;
    let text = model.blocks.list[block].as_str();
    let starts =
        |at: usize| matches!(text[..at].trim_end_matches(is_space).chars().next_back(), None | Some('\n'));
    let found = |word: &String| text.find(word.as_str()).filter(|&at| starts(at)).map(|at| at + word.len());
    let number = words.above.iter().find_map(found)?;
    let announced = read(text, number, words)?;
    let counted = text[announced.start..].trim_start_matches(|c: char| is_digit(c) || is_numeral(c));
    words.above_units.starts(counted)?;
    let counts = counts_above(context, block)?;
    let near = counts.iter().copied().find(|count| count.abs_diff(announced.number) <= NEAR)?;
    (!counts.contains(&announced.number)).then_some((announced, near))
}

/// How many members the lists have that stand above a block: the one that ends there
/// first, then those that it stands in.
fn counts_above(context: &Context<'_>, block: usize) -> Option<Vec<usize>> {
    let model = context.model;
    let outline = &model.outline;
    let first = outline.segments.partition_point(|segment| segment.block < block);
    let document = model.document_at(first)?;
    let last = document.nodes(outline).rev().find(|&node| outline.nodes[node].segment < first)?;
    let above = std::iter::once(last).chain(outline.ancestors(last));
    let size = |node: usize| {
        let members = &outline.runs[outline.nodes[node].run].members;
        members.iter().filter(|&&member| outline.nodes[member].segment < first).count()
    };
    let mut counts: Vec<usize> = above.map(size).filter(|count| *count > 1).collect();
    // Right under a title, that of its own part does not count.
    let own = outline.segments.get(first).and_then(|segment| segment.parent);
    let own = own.filter(|&own| outline.nodes[own].segment + 1 == first);
    counts.extend(own.map(|own| size(own).saturating_sub(1)));
    counts.extend(others_above(context, document, first));
    Some(counts)
}

/// How many members other lists have that may be meant: rows, items and those that
/// count within the text.
fn others_above(context: &Context<'_>, document: &Document, first: usize) -> Vec<usize> {
    let model = context.model;
    let Some(number) = model.documents.iter().position(|own| std::ptr::eq(own, document)) else {
        return Vec::new();
    };
    let place = model.parts().span(first).start;
    let enumerations = &model.outline.enumerations;
    let within =
        enumerations.iter().filter(|list| list.members.last().is_some_and(|(_, at)| at.start < place));
    let rows = model.items.ordinals_of(number).iter().map(Vec::len);
    let items = model.items.of_document(number).len();
    within.map(|list| list.members.len()).chain(rows).chain([items, model.documents.len()]).collect()
}
