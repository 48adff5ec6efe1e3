//! Items from two sections, one of problems and one of measures, that answer
//! each other by number.

use super::fields::{Owned, whole, within};
use super::{Item, Origin};
use crate::document::{Document, Parts, Section};
use crate::rulebook::Role;

/// The numbered parts of the two sections.
#[derive(Debug)]
pub(super) struct Pairing {
    problems: Vec<(u32, usize)>,
    measures: Vec<(u32, usize)>,
}

impl Pairing {
    pub fn is_problem(&self, node: usize) -> bool {
        self.problems.iter().any(|(_, problem)| *problem == node)
    }

    pub fn is_measure(&self, node: usize) -> bool {
        self.measures.iter().any(|(_, measure)| *measure == node)
    }

    /// The measures whose number no problem has.
    pub fn unasked(&self) -> impl Iterator<Item = usize> + '_ {
        let asked = |number: u32| self.problems.iter().any(|(problem, _)| *problem == number);
        self.measures.iter().filter(move |(number, _)| !asked(*number)).map(|(_, node)| *node)
    }
}

/// Pairs the sections of a document, if it has exactly one of problems and one
/// of measures, both with parts that are numbered in the same way.
pub(super) fn pairing(parts: Parts<'_>, document: &Document) -> Option<Pairing> {
    if document.kind().is_some_and(|kind| !kind.pairs) {
        return None;
    }
    let inside = |section: &Section| {
        let holds = |other: &Section| other.segment < section.segment && section.segment < other.end;
        document.sections.iter().any(holds)
    };
    let only = |role: Role| {
        let of_role = |section: &&Section| section.holds_only(role) && !section.roles.contains(&Role::Cause);
        let frame = |section: &&Section| {
            section.node.is_some_and(|node| parts.rulebook.sections.is_frame(parts.title(node)))
        };
        let own = document.sections.iter().filter(of_role).filter(|section| !frame(section));
        let mut found = own.filter(|section| !inside(section));
        found.next().filter(|_| found.next().is_none())
    };
    let (problems, measures) = (only(Role::Problem)?, only(Role::Measure)?);
    let title = parts.text(measures.segment);
    let mut inside = problems.segment + 1..problems.end;
    let labelled = inside.any(|segment| parts.outline.segments[segment].has_label(Role::Measure));
    if labelled || !parts.rulebook.sections.commits(title) {
        return None;
    }
    let numbered = |section: &Section| -> Vec<(u32, usize)> {
        let marker = |node: usize| parts.node(node).marker.map(|marker| (marker.number, node));
        let frame = |node: usize| parts.rulebook.sections.is_frame(parts.title(node));
        section.members.iter().filter(|&&node| !frame(node)).filter_map(|&node| marker(node)).collect()
    };
    let pairing = Pairing { problems: numbered(problems), measures: numbered(measures) };
    let family = |list: &[(u32, usize)]| {
        let node = list.first().map(|(_, node)| *node)?;
        parts.node(node).marker.map(|marker| marker.family)
    };
    let alike = family(&pairing.problems).is_some() && family(&pairing.problems) == family(&pairing.measures);
    let begins = pairing.measures.first().is_some_and(|(number, _)| *number == 1);
    (alike && begins && pairing.problems.len() > 1).then_some(pairing)
}

/// The items of a pairing, those left out that have fields of their own.
pub(super) fn items(
    parts: Parts<'_>,
    number: usize,
    pairing: &Pairing,
    fields: &[Owned],
    known: &[Item],
) -> Vec<Item> {
    let is_known = |node: usize| known.iter().any(|item| item.node == Some(node));
    let mut items = Vec::new();
    for &(count, problem) in &pairing.problems {
        let answer = pairing.measures.iter().find(|(measure, _)| *measure == count).map(|(_, node)| *node);
        if is_known(problem) || answer.is_some_and(is_known) {
            continue;
        }
        let mut answers = Vec::new();
        if let Some(node) = answer {
            answers.extend(whole(parts, node));
            answers.extend(within(parts, node, fields).cloned());
        }
        items.push(Item {
            document: number,
            origin: Origin::Paired,
            node: Some(problem),
            within: None,
            category: None,
            supplement: false,
            problem: Some(parts.heading_span(problem)),
            fields: answers,
        });
    }
    items
}
