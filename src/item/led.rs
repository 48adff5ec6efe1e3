//! Items of a report whose paragraphs lead with a problem and have no number:
//! **针对……问题。** and what was done about it, there or in the paragraphs below.

use std::collections::BTreeMap;

use super::stated::Posed;
use super::{Item, Origin};
use crate::document::{Document, DocumentId, Parts};
use crate::outline::{NodeId, Start};
use crate::rulebook::Role;
use crate::signs;

/// Fewer paragraphs that promise something are no list: 第一，针对……的问题，我将…….
const FEWEST: usize = 3;

/// The paragraphs of one part that lead with a problem.
#[derive(Default)]
struct Row<'t> {
    leads: Vec<Posed<'t>>,
    /// Whether a label there says what is done.
    labelled: bool,
}

/// The items of a document in whose parts several paragraphs lead with a problem.
pub(super) fn items(parts: Parts<'_>, document: &Document, number: DocumentId, known: &[Item]) -> Vec<Item> {
    let reports = document.kind().is_some_and(|kind| kind.results);
    let promises = known.is_empty() && document.kind().is_some_and(|kind| kind.needs(Role::Measure));
    if !reports && !promises {
        return Vec::new();
    }
    let mut places: Vec<usize> = known.iter().filter_map(Item::place).map(|span| span.start).collect();
    places.sort_unstable();
    let is_new = |row: &Row<'_>| {
        let [first, .., last] = row.leads.as_slice() else { return false };
        let after = places.partition_point(|&place| place < first.problem.start);
        let told =
            |posed: &Posed<'_>| parts.source.slice(posed.problem).trim_start().starts_with(signs::ORDINAL);
        let counted = row.leads.len() >= FEWEST && row.leads.iter().all(told);
        !row.labelled
            && (reports || counted)
            && places.get(after).is_none_or(|&place| place > last.problem.end)
    };
    let mut found = Vec::new();
    for row in rows(parts, document).into_values().filter(is_new) {
        let item = |posed: Posed<'_>| {
            let problem = Some(posed.problem);
            Item::new(number, Origin::Stated, None, problem, posed.answer().into_iter().collect())
        };
        let items: Vec<Item> = row.leads.into_iter().map(item).collect();
        if items.iter().any(|item| item.has(Role::Measure)) {
            found.extend(items);
        }
    }
    found
}

/// The paragraphs that lead with a problem, by the part that they stand in.
fn rows<'t>(parts: Parts<'t>, document: &Document) -> BTreeMap<Option<NodeId>, Row<'t>> {
    let mut rows: BTreeMap<Option<NodeId>, Row<'_>> = BTreeMap::new();
    for segment in document.segments.iter() {
        let entry = &parts.outline.segments[segment];
        let is_text = parts.blocks.list[entry.block].cell().is_none();
        let leads = is_text && entry.start == Start::Block && entry.node.is_none() && entry.label.is_none();
        match Some(segment).filter(|_| leads).and_then(|segment| Posed::read(parts, segment)) {
            Some(posed) => rows.entry(entry.parent).or_default().leads.push(posed),
            None => {
                let Some(row) = rows.get_mut(&entry.parent) else { continue };
                row.labelled |= entry.has_label(Role::Measure) || entry.has_label(Role::Result);
                row.leads.iter_mut().last().into_iter().for_each(|lead| lead.add(parts, segment));
            }
        }
    }
    rows
}
