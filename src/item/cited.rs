//! Items from two sections, one of problems and one of measures, of which these say by
//! number what they answer: 针对第1、2个问题，……

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fields::{Owned, whole, within};
use super::named::{Named, nodes_of, sections_of};
use super::paired::{Pairing, Separate};
use super::recounted::recounting;
use super::{Field, Item, Origin};
use crate::document::{Document, DocumentId, Parts, Section};
use crate::id::Ids;
use crate::outline::{NodeId, Segment};
use crate::rulebook::{Role, numbers_in};

/// So many measures must cite a problem.
const FEWEST: usize = 2;

/// Pairs the sections of a document, if most of the measures cite a number, and not
/// only their own.
pub(super) fn cited(
    parts: Parts<'_>,
    document: &Document,
    number: DocumentId,
    fields: &[Owned],
    numbers: Option<&Pairing>,
) -> Option<Named> {
    let measures = sections_of(document, Role::Measure).map(Section::inside);
    let results = recounting(parts, document).map(|node| parts.node(node).segments());
    let citing: Vec<Citing> = measures.chain(results).flat_map(|inside| citing(parts, inside)).collect();
    let numbered = citing.iter().find_map(|measure| measure.node);
    let others = numbered.map_or(0, |node| parts.outline.runs[parts.node(node).run].members.len());
    if citing.len() < FEWEST || citing.len() * 2 < others {
        return None;
    }
    let posed = posed(parts, &nodes_of(parts, document, Role::Problem), &citing)?;
    let mut answers: BTreeMap<NodeId, Vec<&Citing>> = BTreeMap::new();
    for measure in &citing {
        for problem in measure.numbers.iter().filter_map(|number| posed.get(number)) {
            answers.entry(*problem).or_default().push(measure);
        }
    }
    let of_problem = |(&problem, all): (&NodeId, &Vec<&Citing>)| {
        all.iter().filter_map(|measure| Some((problem, measure.node?))).collect::<Vec<_>>()
    };
    let pairs: Vec<(NodeId, NodeId)> = answers.iter().flat_map(of_problem).collect();
    if !pairs.is_empty() && numbers.is_some_and(|numbers| numbers.agrees(&pairs)) {
        return None;
    }
    let item = |&problem: &NodeId| {
        let answers = answers.get(&problem).into_iter().flatten();
        let fields = answers.flat_map(|measure| measure.fields(parts, fields)).collect();
        Item::new(number, Origin::Paired, Some(problem), Some(parts.heading_span(problem)), fields)
    };
    let posed: BTreeSet<NodeId> = posed.values().copied().collect();
    Some(Named {
        items: posed.iter().map(item).collect(),
        // All that are cited are there.
        unasked: Vec::new(),
        separate: Separate {
            problems: posed.into_iter().collect(),
            measures: citing.iter().filter_map(|measure| measure.node).collect(),
        },
    })
}

/// A measure that cites numbers.
#[derive(Debug)]
struct Citing {
    /// Its segments, the first of which cites.
    segments: Ids<Segment>,
    /// The numbered part that it is, if it has a number of its own.
    node: Option<NodeId>,
    /// What it cites.
    numbers: Vec<u32>,
}

impl Citing {
    /// What it says, with the fields within it.
    fn fields(&self, parts: Parts<'_>, fields: &[Owned]) -> Vec<Field> {
        if let Some(node) = self.node {
            return whole(parts, node).into_iter().chain(within(parts, node, fields).cloned()).collect();
        }
        let text = self.segments.iter().filter(|&at| parts.outline.segments[at].label.is_none());
        vec![Field::measure(text.map(|at| (parts.span(at), parts.text(at))))]
    }
}

/// The measures of a section, or the results, that cite numbers.
fn citing(parts: Parts<'_>, inside: Ids<Segment>) -> Vec<Citing> {
    let mut all: Vec<Citing> = Vec::new();
    for at in inside.iter() {
        let entry = &parts.outline.segments[at];
        let node = entry.node.filter(|&node| parts.node(node).marker.is_some());
        let numbers =
            if entry.node.is_some() == node.is_some() { citations(parts, parts.body(at)) } else { None };
        match (numbers, all.last_mut()) {
            (Some(numbers), _) => all.push(Citing { segments: at.until(at.next()), node, numbers }),
            (None, Some(last)) if entry.node.is_none() => last.segments.end = at.next(),
            _ => {}
        }
    }
    all
}

/// The problems by their numbers: the innermost parts, or the outermost, of which each
/// number is one's and all cited ones are there.
fn posed(parts: Parts<'_>, problems: &BTreeSet<NodeId>, citing: &[Citing]) -> Option<HashMap<u32, NodeId>> {
    let above: BTreeSet<NodeId> = problems.iter().filter_map(|&node| parts.node(node).parent).collect();
    let inner = |node: &&NodeId| !above.contains(node);
    let outer = |node: &&NodeId| !parts.node(**node).parent.is_some_and(|up| problems.contains(&up));
    let by_number = |nodes: Vec<NodeId>| {
        let mut posed = HashMap::new();
        for node in nodes {
            let number = parts.node(node).marker?.number;
            if posed.insert(number, node).is_some() {
                return None;
            }
        }
        let mut asked = citing.iter().flat_map(|measure| &measure.numbers);
        asked.all(|number| posed.contains_key(number)).then_some(posed)
    };
    let of = |nodes: Vec<NodeId>| by_number(nodes).filter(|posed| posed.len() >= FEWEST);
    of(problems.iter().filter(inner).copied().collect())
        .or_else(|| of(problems.iter().filter(outer).copied().collect()))
}

/// The numbers that a measure cites at its start.
fn citations(parts: Parts<'_>, text: &str) -> Option<Vec<u32>> {
    let numbers = numbers_in(parts.rulebook.sections.cited_numbers(text)?);
    (!numbers.is_empty()).then_some(numbers)
}
