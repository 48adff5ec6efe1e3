//! Items from labelled fields: which fields belong to one problem.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::fields::{Owned, below, whole};
use super::paired::Separate;
use super::{Field, Item, Origin};
use crate::document::{Document, DocumentId, Parts};
use crate::outline::{Family, NodeId, RunId, Shape};
use crate::rulebook::Role;
use crate::source::Span;

/// Groups the fields of a document into items.
pub(super) fn items(
    parts: Parts<'_>,
    document: &Document,
    number: DocumentId,
    fields: &[Owned],
    separate: &Separate,
) -> Vec<Item> {
    let mut by_owner: HashMap<Option<NodeId>, Vec<&Owned>> = HashMap::new();
    for owned in fields {
        by_owner.entry(owned.owner).or_default().push(owned);
    }
    let answers = |role: Role| document.kind().is_some_and(|kind| kind.answered_by.contains(&role));
    let labelled = fields.iter().any(|owned| owned.field.role == Role::Measure || answers(owned.field.role));
    let text_answers = !labelled && document.kind().is_some_and(|kind| kind.text_answers);
    let results = document.kind().is_some_and(|kind| kind.results);
    let mut grouper = Grouper {
        parts,
        document,
        number,
        by_owner,
        labelled,
        text_answers,
        results,
        separate,
        posed: false,
    };
    let nodes = grouper.nodes();
    grouper.posed = grouper.pose_problems(&nodes);
    let mut items: Vec<Item> = nodes.iter().flat_map(|&node| grouper.of_node(node, &nodes)).collect();
    items.extend(grouper.unnumbered());
    items
}

struct Grouper<'a, 'd> {
    parts: Parts<'a>,
    document: &'d Document,
    number: DocumentId,
    by_owner: HashMap<Option<NodeId>, Vec<&'d Owned>>,
    /// Whether anything in the document is labelled as an answer to a problem.
    labelled: bool,
    /// Whether running text answers a problem: in a report without labels.
    text_answers: bool,
    /// Whether the document tells what became of its problems.
    results: bool,
    /// The parts of sections that answer each other.
    separate: &'d Separate,
    /// Whether the parts name problems, and say below what is done about them.
    posed: bool,
}

impl Grouper<'_, '_> {
    /// The nodes that are items: those with fields, those marked 问题一, and
    /// their siblings.
    fn nodes(&self) -> BTreeSet<NodeId> {
        let makes_item = |role: Role| {
            matches!(role, Role::Measure | Role::Deadline | Role::Goal)
                || self.results && role == Role::Result
        };
        let owning = self.by_owner.iter().filter(|(_, fields)| {
            fields.iter().any(|Owned { field, .. }| !field.shared && makes_item(field.role))
        });
        let owners: BTreeSet<NodeId> = owning.filter_map(|(owner, _)| *owner).collect();
        let answered = owners.iter().copied().filter(|&node| self.has(node, Role::Measure));
        let above_answered = self.ancestors(answered);
        let is_measure = |node: NodeId| {
            let mut line = self.parts.outline.line(node);
            line.any(|node| self.separate.measures.contains(&node))
        };
        let is_item = |node: &NodeId| {
            self.has(*node, Role::Measure) || !is_measure(*node) && !above_answered.contains(node)
        };
        let mut nodes: BTreeSet<NodeId> = owners.iter().copied().filter(is_item).collect();
        let marked = self.document.nodes(self.parts.outline).iter().filter(|&node| self.is_marked(node));
        nodes.extend(marked.filter(|node| !self.separate.problems.contains(node)));
        nodes.extend(self.sharing());
        nodes.extend(self.siblings(&nodes));
        nodes
    }

    /// The parts that one labelled measure is for.
    fn sharing(&self) -> impl Iterator<Item = NodeId> {
        let measure = |owned: &&Owned| owned.field.shared && owned.field.role == Role::Measure;
        let above = self.by_owner.iter().filter(move |(_, fields)| fields.iter().any(measure));
        let nodes = above.filter_map(|(owner, _)| *owner);
        let outline = self.parts.outline;
        nodes.flat_map(|node| outline.children(node)).filter(|&child| outline.nodes[child].marker.is_some())
    }

    /// Parts beside items that have no field at all but should be items, for
    /// most of their run is, or of the runs under one title.
    fn siblings(&self, items: &BTreeSet<NodeId>) -> Vec<NodeId> {
        let above = self.ancestors(items.iter().copied());
        let runs: BTreeSet<RunId> = items.iter().map(|&item| self.parts.node(item).run).collect();
        let cousins = self.cousins(&runs);
        let own = runs.iter().map(|&run| self.parts.outline.runs[run].members.as_slice());
        let mostly_items =
            |run: &&[NodeId]| run.iter().filter(|member| items.contains(member)).count() * 2 >= run.len();
        let plain = |member: &&NodeId| {
            let node = self.parts.node(**member);
            let section = self.document.titles_only_section(self.parts.outline, **member);
            let frame = self.parts.rulebook.sections.is_frame(self.parts.title(**member));
            let label = self.parts.outline.segments[node.segment].label.as_ref();
            let other = label.is_some_and(|label| label.role != Role::Problem);
            !other && !section && !frame && !above.contains(*member)
        };
        let rows = own.chain(cousins.iter().map(Vec::as_slice)).filter(mostly_items);
        rows.flat_map(|row| row.iter().filter(plain).copied()).collect()
    }

    /// The members of runs, some of them of items, that count on from each other under
    /// one title: 4. to 6. under (二) and 7. under (三).
    fn cousins(&self, runs: &BTreeSet<RunId>) -> Vec<Vec<NodeId>> {
        type Style = (NodeId, Family, Option<char>);
        let mut rows: Vec<(bool, Vec<NodeId>)> = Vec::new();
        let mut last: BTreeMap<Style, (usize, u32)> = BTreeMap::new();
        for node in self.document.nodes(self.parts.outline).iter() {
            let entry = self.parts.node(node);
            let title = entry.parent.and_then(|parent| self.parts.node(parent).parent);
            let Some((title, marker)) = title.zip(entry.marker) else { continue };
            let style = (title, marker.family, marker.mark);
            let counts_on = last.get(&style).filter(|(_, number)| marker.number == number + 1);
            let row = counts_on.map_or(rows.len(), |(row, _)| *row);
            if row == rows.len() {
                rows.push((false, Vec::new()));
            }
            let (of_items, members) = &mut rows[row];
            *of_items |= runs.contains(&entry.run);
            members.push(node);
            last.insert(style, (row, marker.number));
        }
        rows.into_iter().filter_map(|(of_items, members)| of_items.then_some(members)).collect()
    }

    fn ancestors(&self, nodes: impl Iterator<Item = NodeId>) -> HashSet<NodeId> {
        nodes.flat_map(|node| self.parts.outline.ancestors(node)).collect()
    }

    fn is_marked(&self, node: NodeId) -> bool {
        self.parts.node(node).is_of(Family::Problem)
    }

    fn owned(&self, node: NodeId) -> impl Iterator<Item = &Field> {
        self.owned_by(Some(node)).map(|owned| &owned.field)
    }

    fn owned_by(&self, owner: Option<NodeId>) -> impl Iterator<Item = &Owned> {
        self.by_owner.get(&owner).into_iter().flatten().copied()
    }

    fn has(&self, node: NodeId, role: Role) -> bool {
        self.owned(node).any(|field| !field.shared && field.role == role)
    }

    /// A node's item, or its items when it states several problems by label.
    fn of_node(&self, node: NodeId, items: &BTreeSet<NodeId>) -> Vec<Item> {
        let own: Vec<Field> = self.owned(node).cloned().collect();
        if own.iter().filter(|field| field.role == Role::Problem).count() > 1 {
            return self.split(Some(node));
        }
        let outer = self.parts.outline.ancestors(node).filter(|up| !items.contains(up));
        let inherited = outer
            .flat_map(|up| self.owned(up))
            .filter(|field| field.shared || field.role != Role::Measure)
            .cloned();
        let mut fields: Vec<Field> = own.into_iter().chain(inherited).collect();
        if self.posed {
            fields.extend(below(self.parts, node).filter(|field| !field.is_empty()));
        } else if self.is_itself_measure(node) {
            fields.extend(whole(self.parts, node));
        } else if self.text_answers {
            fields.extend(below(self.parts, node));
        } else if self.results && !self.is_answered(&fields) {
            // Beside labelled answers running text is one that says what was done.
            let done = |field: &Field| self.parts.rulebook.deadlines.tells_done(&field.text);
            fields.extend(below(self.parts, node).filter(done));
        } else if !fields.is_empty() && !fields.iter().any(|field| field.role == Role::Measure) {
            fields.extend(self.unlabelled(node));
        }
        // A heading that is only a number says nothing; the problem stands below it.
        let bare = !self.parts.title(node).contains(char::is_alphanumeric);
        let stated = fields.iter().find(|field| field.role == Role::Problem).and_then(Field::span);
        let place = || stated.or_else(|| self.first_text(node));
        let place = bare.then(place).flatten().or_else(|| Some(self.parts.heading_span(node)));
        vec![Item::new(self.number, Origin::Fields, Some(node), place, fields)]
    }

    /// Where the text right below a node stands, if neither a label nor a part does.
    fn first_text(&self, node: NodeId) -> Option<Span> {
        let next = self.parts.node(node).inside().iter().next()?;
        let segment = &self.parts.outline.segments[next];
        (segment.label.is_none() && segment.node.is_none()).then(|| self.parts.span(next))
    }

    fn is_answered(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| matches!(field.role, Role::Measure | Role::Result))
    }

    /// Whether nearly all parts have text below their titles, most of which state a fault:
    /// 一、卷宗扫描缺页。 with what is done about it in the next line.
    fn pose_problems(&self, nodes: &BTreeSet<NodeId>) -> bool {
        const FEWEST: usize = 4;
        let said = |node: &&NodeId| below(self.parts, **node).is_some_and(|field| !field.is_empty());
        let states_fault =
            |node: &&NodeId| self.parts.rulebook.sections.states_fault(self.parts.title(**node));
        nodes.len() >= FEWEST
            && nodes.iter().all(|&node| self.is_itself_measure(node))
            && nodes.iter().filter(states_fault).count() * 2 > nodes.len()
            && nodes.iter().filter(said).count() * 4 >= nodes.len() * 3
    }

    /// A part without a measure label is a measure itself when nothing in the
    /// document is labelled a measure.
    fn is_itself_measure(&self, node: NodeId) -> bool {
        !self.labelled && !self.is_marked(node) && !self.has(node, Role::Problem)
    }

    /// A numbered list under a problem whose other fields are labelled is its
    /// measure, though nobody wrote the label.
    fn unlabelled(&self, node: NodeId) -> Option<Field> {
        let outline = self.parts.outline;
        let first =
            outline.children(node).next().filter(|&child| self.parts.node(child).shape != Shape::Label)?;
        let inner = self.parts.node(first).segment.until(self.parts.node(node).end);
        let inner = inner.iter().filter(|&segment| outline.segments[segment].label.is_none());
        Some(Field::measure(inner.map(|segment| (self.parts.span(segment), self.parts.text(segment)))))
    }

    /// Items outside of any numbered part: each starts at a problem label.
    fn unnumbered(&self) -> Vec<Item> {
        self.split(None)
    }

    /// The items whose problems are labelled in one part, or outside of any.
    fn split(&self, owner: Option<NodeId>) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for Owned { field, within, .. } in self.owned_by(owner) {
            if field.role == Role::Problem {
                let item = Item::new(self.number, Origin::Fields, None, field.span(), Vec::new());
                items.push(Item { within: *within, ..item });
            }
            if let Some(item) = items.last_mut() {
                item.fields.push(field.clone());
            }
        }
        // A problem of which nothing more is said is one among others only.
        let answered = items.iter().filter(|item| item.fields.len() > 1).count();
        if answered < 2 || answered * 2 < items.len() {
            items.retain(|item| item.fields.len() > 1);
        }
        items
    }
}
