//! Items of a report that lists its problems first and then tells what was done, without
//! saying of which: each result speaks of what its problem speaks of.

use std::collections::HashMap;

use super::fields::whole;
use super::named::{Named, sections_of};
use super::paired::Separate;
use super::{Field, Item, Origin};
use crate::chars::letters;
use crate::document::{Document, DocumentId, Parts};
use crate::outline::NodeId;
use crate::rulebook::Role;

/// A result must share so many pairs of characters with its problem, which no other
/// problem has.
const FEWEST_SHARED: usize = 2;
/// So many results must answer a problem.
const FEWEST: usize = 2;

/// The parts of a report that tell of each problem what was done: 二、整改落实情况.
pub(super) fn recounting<'a>(
    parts: Parts<'a>,
    document: &'a Document,
) -> impl Iterator<Item = NodeId> + use<'a> {
    let reports = document.kind().is_some_and(|kind| kind.results);
    let nodes = document.nodes(parts.outline).iter().filter(move |_| reports);
    nodes.filter(move |&node| {
        parts.node(node).marker.is_some() && parts.rulebook.sections.recounts(parts.title(node))
    })
}

/// The problems of a report with their results, if there are fewer of these, each speaks
/// of one problem and they follow each other as the problems do.
pub(super) fn recounted(parts: Parts<'_>, document: &Document, number: DocumentId) -> Option<Named> {
    let section = only(recounting(parts, document))?;
    let problems = &only(sections_of(document, Role::Problem))?.members;
    let results: Vec<NodeId> =
        parts.outline.children(section).filter(|&node| parts.node(node).marker.is_some()).collect();
    let few = results.len() < FEWEST || results.len() * 2 < problems.len();
    let nested = |&node: &NodeId| parts.outline.children(node).next().is_some();
    if few || results.len() >= problems.len() || problems.iter().chain(&results).any(nested) {
        return None;
    }
    let subjects = Subjects::of(problems.iter().map(|&node| said(parts, node)));
    let told: Vec<Vec<usize>> = results.iter().map(|&node| subjects.spoken_of(&said(parts, node))).collect();
    let answered: Vec<usize> = told.iter().map(|told| clearest(told)).collect::<Option<_>>()?;
    if !answered.is_sorted_by(|one, next| one < next) {
        return None;
    }
    let after = parts.node(section).end.until(document.segments.end);
    let after: Vec<&str> = after.iter().map(|segment| parts.text(segment)).collect();
    let promised = subjects.spoken_of(&after.concat());
    let item = |at: usize| {
        let answers = |&of: &usize| answered[of] == at || told[of][at] > 0;
        let answers: Vec<usize> = (0..results.len()).filter(answers).collect();
        let fields = answers.iter().filter_map(|&of| whole(parts, results[of]));
        let fields: Vec<Field> = fields.map(|field| Field { role: Role::Result, ..field }).collect();
        let place = Some(parts.heading_span(problems[at]));
        // What is left to do is told in another part.
        let is_open = answers.is_empty() && promised[at] >= FEWEST_SHARED;
        (!is_open).then(|| Item::new(number, Origin::Paired, Some(problems[at]), place, fields))
    };
    Some(Named {
        items: (0..problems.len()).filter_map(item).collect(),
        unasked: Vec::new(),
        separate: Separate {
            problems: problems.iter().copied().collect(),
            measures: results.iter().copied().collect(),
        },
    })
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The letters of all that a part says.
fn said(parts: Parts<'_>, node: NodeId) -> String {
    let segments = parts.node(node).segments().iter();
    letters(&segments.map(|segment| parts.body(segment)).collect::<String>())
}

/// The problem that shares most with a text, if that is enough and no other does as much.
fn clearest(shared: &[usize]) -> Option<usize> {
    let most = shared.iter().copied().max().filter(|&most| most >= FEWEST_SHARED)?;
    only((0..shared.len()).filter(|&at| shared[at] == most))
}

/// What problems speak of: the pairs of characters that one of them has and no other.
struct Subjects {
    problem_of: HashMap<(char, char), Option<usize>>,
    problems: usize,
}

impl Subjects {
    fn of(problems: impl Iterator<Item = String>) -> Self {
        let mut subjects = Self { problem_of: HashMap::new(), problems: 0 };
        for (at, problem) in problems.enumerate() {
            for pair in pairs(&problem) {
                let of = subjects.problem_of.entry(pair).or_insert(Some(at));
                *of = of.filter(|of| *of == at);
            }
            subjects.problems = at + 1;
        }
        subjects
    }

    /// How many pairs of each problem a text has, each counted once.
    fn spoken_of(&self, text: &str) -> Vec<usize> {
        let mut found: Vec<((char, char), usize)> =
            pairs(text).filter_map(|pair| Some((pair, (*self.problem_of.get(&pair)?)?))).collect();
        found.sort_unstable();
        found.dedup();
        let mut shared = vec![0; self.problems];
        found.into_iter().for_each(|(_, problem)| shared[problem] += 1);
        shared
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}
