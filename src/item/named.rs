//! Items from two sections, one of problems and one of measures, that answer each
//! other by name: 针对“预警发布有短板”的问题，……

use std::collections::{BTreeSet, HashMap};

use super::fields::{Owned, within};
use super::paired::Separate;
use super::stated::{Stated, stated};
use super::{Field, Item, Origin};
use crate::document::{Document, Parts, Section};
use crate::rulebook::Role;

/// Two sections that answer each other by name.
#[derive(Debug)]
pub(super) struct Named {
    /// The parts of both.
    pub separate: Separate,
    /// Which problem each measure names.
    pub pairs: Vec<(usize, usize)>,
    /// The problems with their answers.
    pub items: Vec<Item>,
    /// The nodes of measures that name a problem which nobody posed.
    pub unasked: Vec<usize>,
}

/// Pairs the sections of a document, if most of the measures name a problem of it.
pub(super) fn named(parts: Parts<'_>, document: &Document, number: usize, fields: &[Owned]) -> Option<Named> {
    if document.kind().is_some_and(|kind| !kind.pairs) {
        return None;
    }
    let nodes_of = |role: Role| {
        let sections = document.sections.iter().filter(move |section| section.holds_only(role));
        let inside = |section: &Section| parts.outline.nodes_in(section.segment + 1..section.end);
        sections.flat_map(inside).collect::<BTreeSet<usize>>()
    };
    let (problems, measures) = (nodes_of(Role::Problem), nodes_of(Role::Measure));
    let labelled = |owned: &Owned| {
        owned.field.role == Role::Measure && owned.owner.is_some_and(|at| measures.contains(&at))
    };
    if fields.iter().any(labelled) {
        return None;
    }
    let posed: HashMap<String, usize> =
        problems.iter().map(|&node| (letters(parts.title(node)), node)).collect();
    let answers = innermost(parts, measures.iter().filter_map(|&node| stated(parts, node)).collect());
    let answered: Vec<(Option<usize>, Stated)> =
        answers.into_iter().map(|answer| (asked_by(parts, &answer, &posed), answer)).collect();
    let known: BTreeSet<usize> = answered.iter().filter_map(|(problem, _)| *problem).collect();
    if known.len() < 2 || known.len() * 2 < answered.len() {
        return None;
    }
    let runs: BTreeSet<usize> = known.iter().map(|&node| parts.node(node).run).collect();
    let posed = runs.iter().flat_map(|&run| parts.outline.runs[run].members.iter().copied());
    let mut answers: HashMap<usize, Vec<&Stated>> = HashMap::new();
    for (asked, answer) in &answered {
        asked.iter().for_each(|&problem| answers.entry(problem).or_default().push(answer));
    }
    let answers_to = |problem: usize| {
        let own = answers.get(&problem).into_iter().flatten();
        own.flat_map(|answer| {
            std::iter::once(field(answer)).chain(within(parts, answer.node, fields).cloned())
        })
    };
    let items: Vec<Item> = posed
        .filter(|node| problems.contains(node))
        .map(|node| Item {
            document: number,
            origin: Origin::Paired,
            node: Some(node),
            within: None,
            category: None,
            supplement: false,
            problem: Some(parts.heading_span(node)),
            fields: answers_to(node).collect(),
        })
        .collect();
    let unasked = answered.iter().filter(|(asked, _)| asked.is_none()).map(|(_, answer)| answer.node);
    let separate = Separate {
        problems: known.into_iter().collect(),
        measures: answered.iter().map(|(_, answer)| answer.node).collect(),
    };
    let pairs = answered.iter().filter_map(|(asked, answer)| Some(((*asked)?, answer.node)));
    Some(Named { items, unasked: unasked.collect(), separate, pairs: pairs.collect() })
}

/// The statements that hold no others: 针对学习方面的问题 may only head them.
fn innermost(parts: Parts<'_>, stated: Vec<Stated>) -> Vec<Stated> {
    let outer: BTreeSet<usize> =
        stated.iter().flat_map(|stated| parts.outline.ancestors(stated.node)).collect();
    stated.into_iter().filter(|stated| !outer.contains(&stated.node)).collect()
}

/// The problem that a measure names.
fn asked_by(parts: Parts<'_>, answer: &Stated, posed: &HashMap<String, usize>) -> Option<usize> {
    let name = parts.rulebook.sections.stated_name(parts.body(parts.node(answer.node).segment))?;
    posed.get(&letters(name)).copied()
}

/// What a measure says is done, which may be nothing.
fn field(answer: &Stated) -> Field {
    let nothing = || Field {
        role: Role::Measure,
        label: Some(answer.problem),
        parts: Vec::new(),
        text: String::new(),
        applies: true,
    };
    answer.answer.clone().unwrap_or_else(nothing)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
