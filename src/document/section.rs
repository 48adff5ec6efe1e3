//! The sections of a document that hold problems, causes, measures and the like.

use std::collections::{HashMap, HashSet};

use super::{Document, Parts};
use crate::id::Ids;
use crate::outline::{NodeId, Segment, SegmentId, Shape};
use crate::rulebook::Role;

/// A section whose title says what it holds.
#[derive(Debug)]
pub struct Section {
    /// The segment of its title.
    pub segment: SegmentId,
    /// The first segment that no longer belongs to it.
    pub end: SegmentId,
    /// The node that it is, unless its title is a bare label.
    pub node: Option<NodeId>,
    /// What it holds, by its title.
    pub roles: Vec<Role>,
    /// Its numbered parts.
    pub members: Vec<NodeId>,
}

impl Section {
    /// All its segments.
    pub fn segments(&self) -> Ids<Segment> {
        self.segment.until(self.end)
    }

    /// Its segments after its title.
    pub fn inside(&self) -> Ids<Segment> {
        self.segment.next().until(self.end)
    }

    /// Whether it may as well be a single item: a title such as 学习方面的问题
    /// with no numbered parts under it.
    pub fn may_be_item(&self) -> bool {
        self.holds_only(Role::Problem) && self.members.is_empty()
    }

    /// Whether it holds this and nothing else that items are made of.
    pub fn holds_only(&self, role: Role) -> bool {
        let others = [Role::Problem, Role::Measure];
        self.roles.contains(&role) && !others.iter().any(|other| *other != role && self.roles.contains(other))
    }
}

pub(super) fn sections(parts: Parts<'_>, document: &Document) -> Vec<Section> {
    let labels = NodeLabels::of(parts, document);
    let nodes = document.nodes(parts.outline);
    let mut sections: Vec<Section> =
        nodes.iter().filter_map(|node| from_node(parts, document, &labels, node)).collect();
    sections.extend(from_labels(parts, document));
    sections.sort_by_key(|section| section.segment);
    sections
}

fn from_node(
    parts: Parts<'_>,
    document: &Document,
    labels: &NodeLabels<'_>,
    index: NodeId,
) -> Option<Section> {
    let node = parts.node(index);
    let roles = match &parts.outline.segments[node.segment].label {
        Some(label) if labels.titles_section(parts, node.segment) => vec![label.role],
        Some(_) => return None,
        // A member of a list that goes on is no title.
        None if parts.text(node.segment).trim_end().ends_with('；') => return None,
        None if node.shape == Shape::Title || is_brief(parts.title(index)) => {
            parts.rulebook.sections.roles(parts.title(index))
        }
        None => return None,
    };
    let is_title = node.heading == Some(1) && labels.parents.contains(&index);
    if roles.is_empty()
        || labels.hold(parts, index)
        || is_title && node.marker.is_none() && node.segment == document.segments.start
    {
        return None;
    }
    // 1.整改措施：…… under the title of a problem is a field of it.
    let field = |child: NodeId| {
        let label = parts.outline.segments[parts.node(child).segment].label.as_ref();
        roles == [Role::Problem] && label.is_some_and(|label| label.closed && label.role != Role::Problem)
    };
    let members =
        parts.outline.children(index).filter(|&child| parts.node(child).marker.is_some() && !field(child));
    let members = members.collect();
    Some(Section { segment: node.segment, end: node.end, node: Some(index), roles, members })
}

/// Whether a sentence is so short that it can only be a title, though more
/// follows on its line.
fn is_brief(title: &str) -> bool {
    title.chars().count() <= 12
}

/// A label with a colon and nothing after it, outside of any node, titles a
/// section when numbered parts follow and problems stand in one of their own:
/// 存在问题： 1、…… 2、…… 整改措施： 1、……
fn from_labels(parts: Parts<'_>, document: &Document) -> Vec<Section> {
    let bare = |&segment: &SegmentId| {
        let entry = &parts.outline.segments[segment];
        let outside = entry.parent.is_none_or(|above| parts.node(above).heading == Some(1));
        entry.label.as_ref().is_some_and(|label| label.closed) && entry.node.is_none() && outside
    };
    let labels: Vec<SegmentId> = document.segments.iter().filter(bare).collect();
    let mut sections = Vec::new();
    for (index, &segment) in labels.iter().enumerate() {
        let end = labels.get(index + 1).copied().unwrap_or(document.segments.end);
        let Some(label) = &parts.outline.segments[segment].label else {
            continue;
        };
        let nodes = parts.outline.nodes_in(segment.until(end));
        let above = parts.outline.segments[segment].parent;
        let members: Vec<NodeId> = nodes.iter().filter(|&node| parts.node(node).parent == above).collect();
        if parts.body(segment).trim().is_empty() && !members.is_empty() {
            sections.push(Section { segment, end, node: None, roles: vec![label.role], members });
        }
    }
    let problems = sections.iter().filter(|section| section.roles[0] == Role::Problem).count();
    let repeated = sections.iter().filter(|section| section.roles[0] == Role::Measure).count() > 1;
    if problems == 1 && !repeated { sections } else { Vec::new() }
}

/// The labels that the nodes of a document start with.
struct NodeLabels<'a> {
    /// How many nodes start with each name.
    names: HashMap<&'a str, usize>,
    /// The segments with a label of a field that an item has of its own, in order.
    fields: Vec<SegmentId>,
    /// The nodes that have others right below.
    parents: HashSet<NodeId>,
}

impl<'a> NodeLabels<'a> {
    fn of(parts: Parts<'a>, document: &Document) -> Self {
        let mut names: HashMap<&str, usize> = HashMap::new();
        let mut fields = Vec::new();
        for index in document.segments.iter() {
            let segment = &parts.outline.segments[index];
            let Some(label) = &segment.label else { continue };
            if segment.node.is_some() {
                *names.entry(&parts.blocks.list[segment.block].as_str()[label.name.clone()]).or_default() +=
                    1;
            }
            if matches!(label.role, Role::Measure | Role::Problem) {
                fields.push(index);
            }
        }
        let parents =
            document.nodes(parts.outline).iter().filter_map(|node| parts.node(node).parent).collect();
        Self { names, fields, parents }
    }

    /// Whether a node is a part of a measure, right below its label: 整改措施： 1.技术措施.
    fn hold(&self, parts: Parts<'_>, node: NodeId) -> bool {
        let node = parts.node(node);
        let before = self.fields.partition_point(|&field| field < node.segment);
        let Some(&field) = before.checked_sub(1).and_then(|last| self.fields.get(last)) else { return false };
        let entry = &parts.outline.segments[field];
        let measure = entry.label.as_ref().is_some_and(|label| label.closed && label.role == Role::Measure);
        measure
            && entry.node.is_none()
            && node.parent.is_some()
            && entry.parent == node.parent
            && parts.body(field).trim().is_empty()
    }

    /// Whether the label that a node starts with titles a section and not a field
    /// of an item: the only one of its name that stands without a colon, or one
    /// whose parts have fields of their own.
    fn titles_section(&self, parts: Parts<'_>, segment: SegmentId) -> bool {
        let entry = &parts.outline.segments[segment];
        let (Some(label), Some(node)) = (&entry.label, entry.node) else {
            return false;
        };
        let node = parts.node(node);
        let inner = self.fields.partition_point(|&field| field <= segment);
        let owns_fields = self.fields.get(inner).is_some_and(|&field| field < node.end);
        let bare = parts.body(segment).trim().is_empty();
        if owns_fields && bare {
            return true;
        }
        // The same label again and again is that of a field: 努力方向 beside
        // 整改措施 is not the same.
        let name = &parts.blocks.list[entry.block].as_str()[label.name.clone()];
        let alone = self.names.get(name) == Some(&1);
        let outer = node.parent.is_none_or(|above| parts.node(above).heading == Some(1));
        alone && (outer || !label.closed) && bare
    }
}
