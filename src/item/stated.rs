//! Items without labels: a part that states a problem, and then says in running
//! text what is done about it.

use std::collections::{BTreeMap, HashSet};

use super::paired::Separate;
use super::{Field, Item, Origin};
use crate::document::{Document, DocumentId, Parts};
use crate::outline::{Marker, NodeId, RunId, SegmentId};
use crate::rulebook::Role;
use crate::source::Span;

/// A part that states a problem.
#[derive(Debug)]
pub(super) struct Stated {
    node: NodeId,
    /// The statement, with its marker.
    pub problem: Span,
    /// What is done about it.
    pub answer: Option<Field>,
    /// Whether that starts in the paragraph of the problem.
    beside: bool,
    /// Whether text stands below that paragraph.
    below: bool,
}

/// The items of a document in whose parts no field is labelled. Only runs of
/// parts count, most of which state a problem in the same way.
pub(super) fn items(
    parts: Parts<'_>,
    document: &Document,
    number: DocumentId,
    known: &[Item],
    separate: &Separate,
) -> Vec<Item> {
    if !document.kind().is_some_and(|kind| kind.needs(Role::Measure)) {
        return Vec::new();
    }
    let labelled: Vec<Span> =
        known.iter().flat_map(|item| &item.fields).filter_map(|field| field.label).collect();
    let known: HashSet<NodeId> = known.iter().filter_map(|item| item.node).collect();
    let mut runs: BTreeMap<RunId, Vec<Stated>> = BTreeMap::new();
    // What answers a problem by its number poses none.
    let answers = |node: NodeId| separate.measures.contains(&node);
    let poses = |&node: &NodeId| !answers(node) && !parts.outline.ancestors(node).any(answers);
    for node in document.nodes(parts.outline).iter().filter(poses) {
        if let Some(stated) = stated(parts, node).filter(|stated| !holds(parts, stated.node, &labelled)) {
            runs.entry(parts.node(node).run).or_default().push(stated);
        }
    }
    runs.values_mut().for_each(|stated| drop_closing(stated));
    // The last marker of the problems so far.
    let mut last = None;
    runs.retain(|&run, stated| {
        let answered = stated.iter().filter(|stated| stated.answer.is_some()).count();
        let members = parts.outline.runs[run].members.as_slice();
        let marker = |node: Option<&NodeId>| node.and_then(|&node| parts.node(node).marker);
        let counts_on = last
            .zip(marker(members.first()))
            .is_some_and(|(last, first): (Marker, Marker)| first.follows(&last));
        let listed = members.len() > 1 || counts_on;
        let kept = answered > 0
            && listed
            && stated.len() * 2 > members.len()
            && !within_known(parts, stated, &known);
        last = if kept { marker(members.last()) } else { last };
        kept
    });
    let item = |Stated { node, problem, answer, .. }: Stated| {
        Item::new(number, Origin::Stated, Some(node), Some(problem), answer.into_iter().collect())
    };
    runs.into_values().flatten().map(item).collect()
}

/// Where all others say what is done in the paragraph of the problem, the text below the
/// last one that says nothing closes the list, and answers no problem.
fn drop_closing(run: &mut [Stated]) {
    if let Some((last, others)) = run.split_last_mut()
        && !last.beside
        && others.len() > 1
        && others.iter().filter(|stated| stated.beside).count() * 2 > others.len()
        && !others.iter().any(|stated| stated.below)
    {
        last.answer = None;
    }
}

/// Whether a labelled field stands in a part.
fn holds(parts: Parts<'_>, node: NodeId, labels: &[Span]) -> bool {
    let (first, last) = parts.reach(node);
    let after = labels.partition_point(|label| label.start < first);
    labels.get(after).is_some_and(|label| label.start < last)
}

/// Whether the parts are items already, or belong to some.
fn within_known(parts: Parts<'_>, stated: &[Stated], known: &HashSet<NodeId>) -> bool {
    let is_known = |node: NodeId| known.contains(&node);
    stated.iter().any(|stated| is_known(stated.node) || parts.outline.ancestors(stated.node).any(is_known))
}

/// Reads 针对……的问题，一是…… or a title 关于……的问题 with text under it.
pub(super) fn stated(parts: Parts<'_>, node: NodeId) -> Option<Stated> {
    let entry = parts.node(node);
    entry.marker?;
    let mut posed = Posed::read(parts, entry.segment)?;
    let beside = !posed.said.is_empty();
    entry.inside().iter().for_each(|inner| posed.add(parts, inner));
    let below = posed.said.len() > usize::from(beside);
    Some(Stated { node, problem: posed.problem, answer: posed.answer(), beside, below })
}

/// A problem that a segment states, and what is said after it.
pub(super) struct Posed<'t> {
    /// The statement, with its marker.
    pub problem: Span,
    said: Vec<(Span, &'t str)>,
}

impl<'t> Posed<'t> {
    /// Reads a segment that begins with the statement.
    pub fn read(parts: Parts<'t>, segment: SegmentId) -> Option<Self> {
        let length = parts.rulebook.sections.stated_problem(parts.body(segment))?;
        Some(Self::split(parts, segment, length))
    }

    /// Splits a segment after a statement of some length, in bytes.
    pub fn split(parts: Parts<'t>, segment: SegmentId, length: usize) -> Self {
        let text = parts.body(segment);
        let entry = &parts.outline.segments[segment];
        let block = &parts.blocks.list[entry.block];
        let problem = block.span_of(entry.head..entry.body + length);
        let rest = text[length..].trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
        let start = entry.body + text.trim_end().len() - rest.len();
        let said = (!rest.is_empty()).then(|| (block.span_of(start..start + rest.len()), rest));
        Self { problem, said: said.into_iter().collect() }
    }

    /// What the segment itself says after the statement.
    pub fn beside(&self) -> &'t str {
        self.said.first().map_or("", |(_, text)| text)
    }

    /// What a segment says besides.
    pub fn add(&mut self, parts: Parts<'t>, segment: SegmentId) {
        let text = parts.text(segment).trim();
        if !text.is_empty() {
            self.said.push((parts.span(segment), text));
        }
    }

    /// All that is said of what is done about it.
    pub fn answer(self) -> Option<Field> {
        (!self.said.is_empty()).then(|| Field::measure(self.said))
    }
}
