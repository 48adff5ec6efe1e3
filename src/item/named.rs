//! Items from two sections, one of problems and one of measures, that answer each
//! other by name: 针对“预警发布有短板”的问题，……

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::fields::{Owned, within};
use super::paired::{Pairing, Separate};
use super::stated::stated;
use super::{Field, Item, Origin};
use crate::chars::letters;
use crate::document::{Document, DocumentId, Parts, Section};
use crate::outline::{NodeId, RunId};
use crate::rulebook::Role;

/// Two sections that answer each other by name.
#[derive(Debug)]
pub(super) struct Named {
    /// The parts of both.
    pub separate: Separate,
    /// The problems with their answers.
    pub items: Vec<Item>,
    /// The nodes of measures that name a problem which nobody posed.
    pub unasked: Vec<NodeId>,
}

/// Pairs the sections of a document, if most of the measures name a problem of it,
/// and these are not those that they have the `numbers` of.
pub(super) fn named(
    parts: Parts<'_>,
    document: &Document,
    number: DocumentId,
    fields: &[Owned],
    numbers: Option<&Pairing>,
) -> Option<Named> {
    let [problems, measures] = [Role::Problem, Role::Measure].map(|role| nodes_of(parts, document, role));
    let labelled = |owned: &Owned| {
        owned.field.role == Role::Measure && owned.owner.is_some_and(|at| measures.contains(&at))
    };
    if fields.iter().any(labelled) {
        return None;
    }
    let posed: HashMap<String, NodeId> =
        problems.iter().map(|&node| (letters(parts.title(node)), node)).collect();
    let naming: Vec<(NodeId, &str)> =
        measures.iter().filter_map(|&node| Some((node, name(parts, node)?))).collect();
    let outer: HashSet<NodeId> = naming.iter().flat_map(|(node, _)| parts.outline.ancestors(*node)).collect();
    // 针对学习方面的问题 may only head the others.
    let innermost = naming.into_iter().filter(|(node, _)| !outer.contains(node));
    let asked: Vec<(NodeId, Option<NodeId>)> =
        innermost.map(|(node, name)| (node, posed.get(&letters(name)).copied())).collect();
    let pairs: Vec<(NodeId, NodeId)> =
        asked.iter().filter_map(|&(measure, problem)| Some((problem?, measure))).collect();
    let mut answers: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for &(problem, measure) in &pairs {
        answers.entry(problem).or_default().push(measure);
    }
    let few = answers.len() < 2 || answers.len() * 2 < asked.len();
    if few || numbers.is_some_and(|numbers| numbers.agrees(&pairs)) {
        return None;
    }
    let runs: BTreeSet<RunId> = answers.keys().map(|&node| parts.node(node).run).collect();
    let posed = runs.iter().flat_map(|&run| parts.outline.runs[run].members.iter().copied());
    let item = |problem: NodeId| {
        let answers = answers.get(&problem).into_iter().flatten();
        let fields = answers.flat_map(|&measure| {
            std::iter::once(answer(parts, measure)).chain(within(parts, measure, fields).cloned())
        });
        let place = Some(parts.heading_span(problem));
        Item::new(number, Origin::Paired, Some(problem), place, fields.collect())
    };
    Some(Named {
        items: posed.filter(|node| problems.contains(node)).map(item).collect(),
        unasked: asked.iter().filter(|(_, problem)| problem.is_none()).map(|(node, _)| *node).collect(),
        separate: Separate {
            problems: answers.keys().copied().collect(),
            measures: asked.iter().map(|(node, _)| *node).collect(),
        },
    })
}

/// The sections of a document that hold what has a role, and nothing else.
pub(super) fn sections_of(document: &Document, role: Role) -> impl Iterator<Item = &Section> {
    document.sections.iter().filter(move |section| section.holds_only(role))
}

/// The parts of these sections.
pub(super) fn nodes_of(parts: Parts<'_>, document: &Document, role: Role) -> BTreeSet<NodeId> {
    let inside = |section: &Section| parts.outline.nodes_in(section.inside()).iter();
    sections_of(document, role).flat_map(inside).collect()
}

/// What the problem is called that a numbered part names.
fn name(parts: Parts<'_>, node: NodeId) -> Option<&str> {
    let entry = parts.node(node);
    entry.marker?;
    parts.rulebook.sections.stated_name(parts.body(entry.segment))
}

/// What a measure that names a problem says is done, which may be nothing.
fn answer(parts: Parts<'_>, measure: NodeId) -> Field {
    let nothing = |label| Field { label, ..Field::measure([]) };
    let stated = stated(parts, measure);
    let label = stated.as_ref().map(|stated| stated.problem);
    stated.and_then(|stated| stated.answer).unwrap_or_else(|| nothing(label))
}
