//! Items from two sections, one of problems and one of measures, that answer
//! each other by number.

use std::collections::{HashMap, HashSet};

use super::fields::{Owned, whole, within};
use super::{Field, Item, Origin};
use crate::chars::{is_digit, letters};
use crate::document::{Document, DocumentId, Parts, Section};
use crate::outline::{NodeId, SegmentId};
use crate::rulebook::Role;

/// The parts of two sections that answer each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Separate {
    pub problems: HashSet<NodeId>,
    pub measures: HashSet<NodeId>,
}

/// The numbered parts of the two sections.
#[derive(Debug)]
pub(super) struct Pairing {
    problems: Numbered,
    measures: Numbered,
    /// Sections that tell by number, in the same way, by when and by whom.
    others: Vec<(Role, Numbered)>,
}

/// The numbered parts of a section, with their numbers.
#[derive(Debug)]
struct Numbered {
    list: Vec<(u32, NodeId)>,
    /// The first part of each number.
    first: HashMap<u32, NodeId>,
}

impl Numbered {
    fn new(list: Vec<(u32, NodeId)>) -> Self {
        let mut first = HashMap::new();
        for (number, node) in &list {
            first.entry(*number).or_insert(*node);
        }
        Self { first, list }
    }
}

impl Pairing {
    pub fn separate(&self) -> Separate {
        let [problems, measures] = [&self.problems, &self.measures]
            .map(|numbered| numbered.list.iter().map(|(_, node)| *node).collect());
        Separate { problems, measures }
    }

    /// Whether each of these problems has the number of its measure.
    pub fn agrees(&self, pairs: &[(NodeId, NodeId)]) -> bool {
        let by_number = self.problems.list.iter();
        let by_number: HashMap<NodeId, NodeId> =
            by_number.filter_map(|(number, node)| Some((*node, *self.measures.first.get(number)?))).collect();
        pairs.iter().all(|(problem, measure)| by_number.get(problem) == Some(measure))
    }

    /// The measures whose number no problem has.
    pub fn unasked(&self) -> impl Iterator<Item = NodeId> + '_ {
        let unasked = |(number, _): &&(u32, NodeId)| !self.problems.first.contains_key(number);
        self.measures.list.iter().filter(unasked).map(|(_, node)| *node)
    }
}

/// Pairs the sections of a document, if it has exactly one of problems and one
/// of measures, both with parts that are numbered in the same way.
pub(super) fn pairing(parts: Parts<'_>, document: &Document) -> Option<Pairing> {
    let inner = inner(&document.sections);
    let only = |role: Role| {
        let of_role = |section: &&Section| section.holds_only(role) && !section.roles.contains(&Role::Cause);
        let frame = |section: &&Section| {
            section.node.is_some_and(|node| parts.rulebook.sections.is_frame(parts.title(node)))
        };
        let own = document.sections.iter().filter(of_role).filter(|section| !frame(section));
        let mut found = own.filter(|section| !inner.contains(&section.segment));
        found.next().filter(|_| found.next().is_none())
    };
    let (problems, measures) = (only(Role::Problem)?, only(Role::Measure)?);
    let title = parts.text(measures.segment);
    let mut inside = problems.inside().iter();
    let labelled = inside.any(|segment| parts.outline.segments[segment].has_label(Role::Measure));
    if labelled || !parts.rulebook.sections.commits(title) {
        return None;
    }
    let flat = [problems, measures].map(|section| numbered(parts, &section.members));
    let grouped = flat.each_ref().map(|groups| counted_on(parts, groups));
    let lists = match grouped {
        [Some(problems), Some(measures)] => [problems, measures],
        _ => counted_within(parts, &flat).unwrap_or(flat),
    };
    let [problems, measures] = lists.map(Numbered::new);
    let others = [Role::Deadline, Role::Owner].into_iter();
    let others = others.filter_map(|role| Some((role, answers(parts, document, role, &problems)?))).collect();
    let pairing = Pairing { problems, measures, others };
    let family = |list: &[(u32, NodeId)]| {
        let node = list.first().map(|(_, node)| *node)?;
        parts.node(node).marker.map(|marker| marker.family)
    };
    let alike = family(&pairing.problems.list).is_some()
        && family(&pairing.problems.list) == family(&pairing.measures.list);
    let begins = pairing.measures.list.first().is_some_and(|(number, _)| *number == 1);
    (alike && begins && pairing.problems.list.len() > 1).then_some(pairing)
}

/// The parts of the only section of a role, if most of the problems have one with their
/// number, and these are the limits that they should be and no steps of the work.
fn answers(parts: Parts<'_>, document: &Document, role: Role, problems: &Numbered) -> Option<Numbered> {
    let mut sections = document.sections.iter().filter(|section| section.roles.contains(&role));
    let section = sections.next().filter(|_| sections.next().is_none())?;
    let list = Numbered::new(numbered(parts, &section.members));
    let answered = problems.first.keys().filter(|number| list.first.contains_key(number)).count();
    let asked = list.first.keys().filter(|number| problems.first.contains_key(number)).count();
    let is_limit = |(_, node): &&(u32, NodeId)| {
        let text = parts.body(parts.node(*node).segment).trim();
        let deadlines = &parts.rulebook.deadlines;
        let timed = deadlines.is_definite(text) || deadlines.open_words(text).is_some();
        let bare = !text.trim_end_matches('。').contains(['。', '：']);
        timed && bare && (text.starts_with(is_digit) || text.chars().count() <= LONGEST_LIMIT)
    };
    let limits = list.list.iter().filter(is_limit).count();
    let fits = role != Role::Deadline || limits * 2 > list.list.len();
    (fits && answered * 2 > problems.first.len() && asked == list.first.len()).then_some(list)
}

/// No limit in a list of them that does not begin with a day is longer, in characters.
const LONGEST_LIMIT: usize = 12;

/// The nodes that carry a number, parts of a document's frame left out.
fn numbered(parts: Parts<'_>, nodes: &[NodeId]) -> Vec<(u32, NodeId)> {
    let marker = |node: NodeId| parts.node(node).marker.map(|marker| (marker.number, node));
    let frame = |node: NodeId| parts.rulebook.sections.is_frame(parts.title(node));
    nodes.iter().filter(|&&node| !frame(node)).filter_map(|&node| marker(node)).collect()
}

/// The numbered parts of each group.
fn within_groups(parts: Parts<'_>, groups: &[(u32, NodeId)]) -> Vec<Vec<(u32, NodeId)>> {
    let of_group = |(_, group): &(u32, NodeId)| {
        let children: Vec<NodeId> = parts.outline.children(*group).collect();
        numbered(parts, &children)
    };
    groups.iter().map(of_group).collect()
}

/// The parts of groups, when their numbers count on from one group to the next:
/// then they answer each other, not the groups.
fn counted_on(parts: Parts<'_>, groups: &[(u32, NodeId)]) -> Option<Vec<(u32, NodeId)>> {
    let lists = within_groups(parts, groups);
    let all = lists.concat();
    let counts_on = all.first().is_some_and(|(number, _)| *number == 1) && all.is_sorted_by(|a, b| a.0 < b.0);
    (lists.iter().filter(|list| !list.is_empty()).count() > 1 && counts_on).then_some(all)
}

/// The parts of groups that have the same titles in both sections, when all groups but
/// one have as many problems as measures: these answer each other by their numbers in
/// the group, which are made to count on.
fn counted_within(parts: Parts<'_>, groups: &[Vec<(u32, NodeId)>; 2]) -> Option<[Vec<(u32, NodeId)>; 2]> {
    const MOST: u32 = 1000;
    let [problems, measures] = groups;
    let same = |(one, other): (&(u32, NodeId), &(u32, NodeId))| {
        one.0 == other.0 && letters(parts.title(one.1)) == letters(parts.title(other.1))
    };
    if problems.len() < 3 || problems.len() != measures.len() || !problems.iter().zip(measures).all(same) {
        return None;
    }
    let lists = groups.each_ref().map(|groups| within_groups(parts, groups));
    let counts =
        || lists[0].iter().zip(&lists[1]).map(|(problems, measures)| (problems.len(), measures.len()));
    let fits = |(problems, measures)| measures > 0 && (measures..=measures + 1).contains(&problems);
    let fewer = counts().filter(|(problems, measures)| problems != measures).count();
    let count_on = |lists: Vec<Vec<(u32, NodeId)>>| {
        let group = |(index, list): (usize, Vec<(u32, NodeId)>)| {
            list.into_iter().map(move |(number, node)| (index as u32 * MOST + number, node))
        };
        lists.into_iter().enumerate().flat_map(group).collect()
    };
    (fewer < 2 && counts().all(fits)).then(|| lists.map(count_on))
}

/// The sections that stand within others, by their segments.
fn inner(sections: &[Section]) -> HashSet<SegmentId> {
    let mut furthest = SegmentId::FIRST;
    let mut inner = HashSet::new();
    for section in sections {
        if section.segment < furthest {
            inner.insert(section.segment);
        }
        furthest = furthest.max(section.end);
    }
    inner
}

/// The items of a pairing, those left out that have fields of their own.
pub(super) fn items(
    parts: Parts<'_>,
    number: DocumentId,
    pairing: &Pairing,
    fields: &[Owned],
    known: &[Item],
) -> Vec<Item> {
    let known: HashSet<NodeId> = known.iter().filter_map(|item| item.node).collect();
    let mut items = Vec::new();
    for &(count, problem) in &pairing.problems.list {
        let answer = pairing.measures.first.get(&count).copied();
        if known.contains(&problem) || answer.is_some_and(|node| known.contains(&node)) {
            continue;
        }
        let mut answers = Vec::new();
        if let Some(node) = answer {
            answers.extend(whole(parts, node));
            answers.extend(within(parts, node, fields).cloned());
        }
        for (role, list) in &pairing.others {
            let Some(&node) = list.first.get(&count) else { continue };
            let labelled = answers.len();
            answers.extend(within(parts, node, fields).cloned());
            if answers.len() == labelled {
                answers.extend(whole(parts, node).map(|field| Field { role: *role, ..field }));
            }
        }
        let place = Some(parts.heading_span(problem));
        items.push(Item::new(number, Origin::Paired, Some(problem), place, answers));
    }
    items
}
