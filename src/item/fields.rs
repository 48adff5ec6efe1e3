//! The labelled fields of a document, each with the numbered part it is in.

use std::collections::{HashMap, HashSet};

use super::Field;
use crate::chars::is_han;
use crate::document::{Document, Parts};
use crate::outline::{Family, NodeId, RunId, SegmentId};
use crate::rulebook::Role;
use crate::source::Span;

/// What Markdown puts around strong text, where it stands in plain text.
const BOLD: &str = "**";

/// A field with the numbered part that it belongs to.
#[derive(Debug)]
pub(super) struct Owned {
    pub field: Field,
    /// The node of its item, or none when it stands outside of any.
    pub owner: Option<NodeId>,
    /// The node that it stands in.
    pub within: Option<NodeId>,
}

/// Reads all labelled fields of a document.
pub(super) fn fields(parts: Parts<'_>, document: &Document) -> Vec<Owned> {
    let mut reader = Reader { parts, document, governed: HashMap::new(), shared: None };
    let mut fields: Vec<Owned> =
        document.segments.iter().filter_map(|segment| reader.field(segment)).collect();
    share_with_list(parts, &mut fields);
    progress_is_a_result(parts, &mut fields);
    fields
}

/// 整改进度 may name the time or how far the work has come: beside another limit
/// of the same item it is a result, if it names no time.
fn progress_is_a_result(parts: Parts<'_>, fields: &mut [Owned]) {
    let deadlines = &parts.rulebook.deadlines;
    let timed = |text: &str| deadlines.is_definite(text) || deadlines.open_words(text).is_some();
    let name = |field: &Field| field.label.map(|label| parts.source.slice(label));
    let limits = fields.iter().filter(|owned| owned.field.role == Role::Deadline && timed(&owned.field.text));
    let limited: HashMap<Option<NodeId>, Option<&str>> =
        limits.map(|owned| (owned.owner, name(&owned.field))).collect();
    for Owned { field, owner, .. } in fields {
        let other = limited.get(owner).is_some_and(|label| *label != name(field));
        let beside = field.role == Role::Deadline && owner.is_some() && other;
        if beside && !field.is_empty() && !timed(&field.text) {
            field.role = Role::Result;
        }
    }
}

/// Fields after the last of several listed problems, none of which has a field
/// of its own, answer the whole list: they belong to the part that holds it.
/// Where another list is answered one by one, this one should be too.
fn share_with_list(parts: Parts<'_>, fields: &mut [Owned]) {
    let owners: HashSet<NodeId> = fields.iter().filter_map(|owned| owned.owner).collect();
    let run = |node: NodeId| parts.node(node).run;
    // Only those that carry a marker are members of their run.
    let by_run = |nodes: &HashSet<NodeId>| {
        let mut counts: HashMap<RunId, usize> = HashMap::new();
        for &node in nodes.iter().filter(|&&node| parts.node(node).marker.is_some()) {
            *counts.entry(run(node)).or_default() += 1;
        }
        counts
    };
    if by_run(&owners).into_values().any(|answered| answered > 1) {
        return;
    }
    let above = owners.iter().flat_map(|&owner| parts.outline.ancestors(owner));
    let holding: HashSet<NodeId> = above.chain(owners.iter().copied()).collect();
    let holding = by_run(&holding);
    for owned in fields.iter_mut() {
        let Some(owner) = owned.owner else { continue };
        let members = &parts.outline.runs[run(owner)].members;
        let marked = parts.node(owner).is_of(Family::Problem);
        // The last member holds a field itself.
        let alone = holding.get(&run(owner)) == Some(&1);
        let last = members.len() > 1 && members.last() == Some(&owner) && alone;
        if last && !marked && parts.node(owner).parent.is_some() {
            owned.owner = parts.node(owner).parent;
        }
    }
}

struct Reader<'a, 'd> {
    parts: Parts<'a>,
    document: &'d Document,
    /// Parts that are content of a measure, with the node of its item:
    /// (1) and (2) under 整改措施:.
    governed: HashMap<NodeId, Option<NodeId>>,
    /// The part in which the last label for several items stands, and that of the items.
    shared: Option<(Option<NodeId>, Option<NodeId>)>,
}

impl<'a> Reader<'a, '_> {
    fn field(&mut self, segment: SegmentId) -> Option<Owned> {
        let parts = self.parts;
        let entry = &parts.outline.segments[segment];
        let label = entry.label.as_ref()?;
        if self.document.titles_section(segment) {
            return None;
        }
        let above = entry.node.map_or(entry.parent, |node| parts.node(node).parent);
        // The items of 第7、8条的完成期限 are found when all are known.
        let told_apart = label.shared && self.tells_apart(segment);
        let owner = match label.shared {
            true => self.shared_owner(above).filter(|_| !told_apart),
            false => self.owner(above),
        };
        if label.shared && !told_apart {
            self.shared = Some((above, owner));
        }
        // What follows a label for several items is for all of them too.
        let together = self.shared.filter(|(part, owner)| *part == above && owner.is_some());
        let owner = together.map_or(owner, |(_, owner)| owner);
        let inner = self.content(segment, label.role);
        if label.role == Role::Measure {
            let nodes = inner.iter().filter_map(|&inside| parts.outline.segments[inside].node);
            self.governed.extend(nodes.map(|node| (node, owner)));
        }
        let own = self.own(segment, label.role);
        let more = inner.iter().map(|&inside| (parts.span(inside), parts.text(inside)));
        let (spans, texts): (Vec<Span>, Vec<&str>) = own.into_iter().chain(more).unzip();
        let name = parts.blocks.list[entry.block].span_of(label.name.clone());
        let text = texts.join("\n").trim().to_owned();
        let applies = !parts.rulebook.values.is_not_applicable(&text);
        let shared = together.is_some();
        let field = Field { role: label.role, label: Some(name), parts: spans, text, applies, shared };
        Some(Owned { field, owner, within: above })
    }

    /// The text on the label's own line or, of a field that may be long, in its
    /// segment.
    fn own(&self, segment: SegmentId, role: Role) -> Option<(Span, &'a str)> {
        let text = self.parts.body(segment);
        let long = matches!(role, Role::Measure | Role::Problem | Role::Cause);
        let entry = &self.parts.outline.segments[segment];
        let block = &self.parts.blocks.list[entry.block];
        // The end of **整改时限：** says nothing.
        let bold = entry.label.as_ref().is_some_and(|label| {
            block.as_str()[..label.name.start].ends_with(BOLD) && text.trim_start().starts_with(BOLD)
        });
        let said = if bold { text.trim_start()[BOLD.len()..].trim_start() } else { text.trim_start() };
        let lead = text.len() - said.len();
        let kept =
            if long { text } else { &text[..text[lead..].find('\n').map_or(text.len(), |end| lead + end)] };
        let (first, end) = (lead, kept.trim_end().len());
        (first < end).then(|| (block.span_of(entry.body + first..entry.body + end), &text[first..end]))
    }

    /// The node of the item that a field right below `node` belongs to.
    fn owner(&self, node: Option<NodeId>) -> Option<NodeId> {
        let index = node?;
        if let Some(&owner) = self.governed.get(&index) {
            return owner;
        }
        let is_problem = |&up: &NodeId| self.parts.node(up).is_of(Family::Problem);
        if let Some(problem) = self.parts.outline.ancestors(index).find(is_problem) {
            return Some(problem);
        }
        let node = self.parts.node(index);
        let title = self.parts.title(index);
        if self.is_section(index) || node.heading == Some(1) || self.parts.rulebook.sections.is_frame(title) {
            return None;
        }
        let label = self.parts.outline.segments[node.segment].label.as_ref();
        if label.is_some_and(|label| label.role != Role::Problem) {
            self.owner(node.parent)
        } else {
            Some(index)
        }
    }

    /// The node whose items a field is for that stands after the last of them.
    fn shared_owner(&self, node: Option<NodeId>) -> Option<NodeId> {
        let node = node.filter(|&node| self.parts.node(node).marker.is_some())?;
        self.parts.node(node).parent
    }

    /// Whether a label for several items tells which of those around it.
    fn tells_apart(&self, segment: SegmentId) -> bool {
        let references = self.parts.rulebook.references.get();
        let reference = references.and_then(|references| references.of(self.parts.text(segment)));
        reference.is_some_and(|(reference, _)| reference.picks())
    }

    fn is_section(&self, node: NodeId) -> bool {
        self.document.titles_only_section(self.parts.outline, node)
    }

    fn is_cell(&self, segment: SegmentId) -> bool {
        let entry = self.parts.outline.segments.get(segment);
        entry.is_some_and(|entry| self.parts.blocks.list[entry.block].cell().is_some())
    }

    /// The segments after the label's own that belong to the field: a table, or
    /// the text up to the next part or label.
    fn content(&self, segment: SegmentId, role: Role) -> Vec<SegmentId> {
        let outline = self.parts.outline;
        let entry = &outline.segments[segment];
        let within = entry.node.or(entry.parent);
        let limit = within.map_or(self.document.segments.end, |node| self.parts.node(node).end);
        let empty = self.parts.body(segment).trim().is_empty();
        let titled = within.is_none_or(|node| self.parts.node(node).heading == Some(1));
        let tabled = role == Role::Measure && empty && self.is_cell(segment.next());
        let stops = |&inside: &SegmentId| {
            let inner = &outline.segments[inside];
            let cell = self.is_cell(inside) != tabled;
            let part = inner.node.is_some() && titled && !empty;
            inner.label.is_some()
                || inner.opens_document
                || cell
                || part
                || self.document.titles_section(inside)
        };
        let inner = segment.next().until(limit).iter().take_while(|inside| !stops(inside));
        let says = |&inside: &SegmentId| {
            !self.parts.text(inside).trim().is_empty() && !self.parts.is_closing_line(inside)
        };
        let text = inner.filter(says);
        match role {
            Role::Measure | Role::Problem | Role::Cause => text.collect(),
            _ if empty => text.take(1).collect(),
            _ => Vec::new(),
        }
    }
}

/// A node's whole text as a measure without a label. A measure may name the
/// problem before it starts: 针对……的问题：.
pub(super) fn whole(parts: Parts<'_>, node: NodeId) -> Option<Field> {
    let entry = parts.node(node);
    let names_problem = parts.outline.segments[entry.segment].has_label(Role::Problem);
    let is_text = |&segment: &SegmentId| {
        let own = segment == entry.segment && names_problem;
        own || parts.outline.segments[segment].label.is_none()
    };
    let inner = entry.segments().iter().filter(is_text);
    let text = |segment: SegmentId| {
        if segment == entry.segment { parts.body(segment) } else { parts.text(segment) }
    };
    let span = |segment: SegmentId| {
        if segment == entry.segment { parts.body_span(segment) } else { parts.span(segment) }
    };
    let inner = inner.filter(|&segment| !text(segment).trim().is_empty());
    let field = Field::measure(inner.map(|segment| (span(segment), text(segment))));
    (!field.parts.is_empty()).then_some(field)
}

/// What stands under a node's heading, and after it on its line, as an answer
/// without a label.
pub(super) fn below(parts: Parts<'_>, node: NodeId) -> Option<Field> {
    let heading = parts.heading_span(node).end;
    let mut field = whole(parts, node)?;
    let rest = field.parts.iter().map(|part| Span::new(part.start.max(heading).min(part.end), part.end));
    let said = |span: &Span| parts.source.slice(*span).contains(is_han);
    field.parts = rest.filter(said).collect();
    let texts: Vec<&str> = field.parts.iter().map(|part| parts.source.slice(*part)).collect();
    field.text = texts.join("\n");
    (!field.parts.is_empty()).then_some(field)
}

/// The fields that stand in a node, by label.
pub(super) fn within<'f>(
    parts: Parts<'_>,
    node: NodeId,
    fields: &'f [Owned],
) -> impl Iterator<Item = &'f Field> {
    let (first, last) = parts.reach(node);
    let start = |owned: &Owned| owned.field.label.map_or(0, |label| label.start);
    let from = fields.partition_point(|owned| start(owned) < first);
    let inside = fields[from..].iter().take_while(move |owned| start(owned) <= last);
    inside.map(|owned| &owned.field).filter(move |field| field.label.is_some_and(|label| label.end <= last))
}

/// Whether a field outside of the items, a section or a sentence sets one
/// deadline for them all. What is said of some of them is told elsewhere.
pub(super) fn sets_common_deadline(
    parts: Parts<'_>,
    document: &Document,
    fields: &[Owned],
    assigning: &HashSet<SegmentId>,
) -> bool {
    let deadlines = &parts.rulebook.deadlines;
    let loose = |owned: &Owned| owned.owner.is_none() && owned.field.role == Role::Deadline;
    let problems = fields.iter().any(|owned| owned.owner.is_none() && owned.field.role == Role::Problem);
    if !problems && fields.iter().any(|owned| loose(owned) && !owned.field.is_empty()) {
        return true;
    }
    let sections = document.sections.iter().filter(|section| section.roles.contains(&Role::Deadline));
    let dated = |section: &crate::document::Section| {
        section.segments().iter().any(|segment| deadlines.has_date(parts.text(segment)))
    };
    let free = |&segment: &SegmentId| {
        let entry = &parts.outline.segments[segment];
        let top = || entry.parent.is_none_or(|above| parts.node(above).heading == Some(1));
        entry.label.is_none()
            && !assigning.contains(&segment)
            && (top() || deadlines.refers_back(parts.text(segment)))
    };
    sections.into_iter().any(dated)
        || document.segments.iter().filter(free).any(|segment| deadlines.covers_all(parts.text(segment)))
}
