//! Items from two sections, one of problems and one of measures, of which these say by
//! number what they answer: 针对第1、2个问题，……

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fields::{Owned, whole, within};
use super::named::Named;
use super::paired::{Pairing, Separate};
use super::{Item, Origin};
use crate::chars::{chinese_number, digits};
use crate::document::{Document, Parts};
use crate::rulebook::Role;
use crate::signs;

/// So many measures must cite a problem.
const FEWEST: usize = 2;

/// Pairs the sections of a document, if most of the measures cite a number, and not
/// only their own.
pub(super) fn cited(
    parts: Parts<'_>,
    document: &Document,
    number: usize,
    fields: &[Owned],
    numbers: Option<&Pairing>,
) -> Option<Named> {
    if document.kind().is_some_and(|kind| !kind.pairs) {
        return None;
    }
    let (problems, measures) =
        (nodes_of(parts, document, Role::Problem), nodes_of(parts, document, Role::Measure));
    let citing = measures.iter().filter_map(|&node| Some((node, citations(parts, node)?)));
    let citing: Vec<(usize, Vec<u32>)> = citing.collect();
    let others =
        citing.first().map_or(0, |(node, _)| parts.outline.runs[parts.node(*node).run].members.len());
    let posed = posed(parts, &problems, &citing)?;
    if citing.len() < FEWEST || citing.len() * 2 < others {
        return None;
    }
    let mut answers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut unasked = Vec::new();
    for (measure, numbers) in &citing {
        let found: Vec<usize> = numbers.iter().filter_map(|number| posed.get(number).copied()).collect();
        if found.is_empty() {
            unasked.push(*measure);
        }
        found.into_iter().for_each(|problem| answers.entry(problem).or_default().push(*measure));
    }
    let pairs: Vec<(usize, usize)> = answers
        .iter()
        .flat_map(|(&problem, all)| all.iter().map(move |&measure| (problem, measure)))
        .collect();
    if numbers.is_some_and(|numbers| numbers.agrees(&pairs)) {
        return None;
    }
    let item = |&problem: &usize| {
        let answers = answers.get(&problem).into_iter().flatten();
        let fields = answers.flat_map(|&measure| {
            whole(parts, measure).into_iter().chain(within(parts, measure, fields).cloned())
        });
        Item::new(number, Origin::Paired, Some(problem), Some(parts.heading_span(problem)), fields.collect())
    };
    let posed: BTreeSet<usize> = posed.values().copied().collect();
    Some(Named {
        items: posed.iter().map(item).collect(),
        unasked,
        separate: Separate {
            problems: posed.into_iter().collect(),
            measures: citing.iter().map(|(node, _)| *node).collect(),
        },
    })
}

/// The parts of the sections of a role.
fn nodes_of(parts: Parts<'_>, document: &Document, role: Role) -> BTreeSet<usize> {
    let sections = document.sections.iter().filter(|section| section.holds_only(role));
    sections.flat_map(|section| parts.outline.nodes_in(section.segment + 1..section.end)).collect()
}

/// The problems by their numbers: the innermost parts, or the outermost, of which each
/// number is one's and all cited ones are there.
fn posed(
    parts: Parts<'_>,
    problems: &BTreeSet<usize>,
    citing: &[(usize, Vec<u32>)],
) -> Option<HashMap<u32, usize>> {
    let above: BTreeSet<usize> = problems.iter().filter_map(|&node| parts.node(node).parent).collect();
    let inner = |node: &&usize| !above.contains(node);
    let outer = |node: &&usize| !parts.node(**node).parent.is_some_and(|up| problems.contains(&up));
    let by_number = |nodes: Vec<usize>| {
        let mut posed = HashMap::new();
        for node in nodes {
            let number = parts.node(node).marker?.number;
            if posed.insert(number, node).is_some() {
                return None;
            }
        }
        let mut asked = citing.iter().flat_map(|(_, numbers)| numbers);
        asked.all(|number| posed.contains_key(number)).then_some(posed)
    };
    let of = |nodes: Vec<usize>| by_number(nodes).filter(|posed| posed.len() >= FEWEST);
    of(problems.iter().filter(inner).copied().collect())
        .or_else(|| of(problems.iter().filter(outer).copied().collect()))
}

/// The numbers that a measure cites at its start.
fn citations(parts: Parts<'_>, node: usize) -> Option<Vec<u32>> {
    let entry = parts.node(node);
    entry.marker?;
    let mut rest = parts.rulebook.sections.cited_numbers(parts.body(entry.segment))?;
    let (mut numbers, mut to) = (Vec::new(), false);
    while let Some(c) = rest.chars().next() {
        let Some((number, length)) = digits(rest).or_else(|| chinese_number(rest)) else {
            to |= signs::TO.contains(&c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        match numbers.last() {
            Some(&last) if std::mem::take(&mut to) => numbers.extend(last + 1..=number),
            _ => numbers.push(number),
        }
        rest = &rest[length..];
    }
    (!numbers.is_empty()).then_some(numbers)
}
