//! Items from the field labels under a numbered problem.

use std::collections::{BTreeSet, HashMap};

use super::paired::Pairing;
use super::{Field, Item, Origin};
use crate::document::{Document, Parts};
use crate::outline::{Family, Shape};
use crate::rulebook::Role;
use crate::source::Span;

/// A field with the numbered part that it belongs to.
#[derive(Debug)]
pub(super) struct Owned {
    pub field: Field,
    /// The node of its item, or none when it stands outside of any.
    pub owner: Option<usize>,
}

/// Reads all labelled fields of a document.
pub(super) fn fields(parts: Parts<'_>, document: &Document<'_>) -> Vec<Owned> {
    let mut reader = Reader { parts, document, governed: HashMap::new() };
    document.segments.clone().filter_map(|segment| reader.field(segment)).collect()
}

struct Reader<'a, 'd> {
    parts: Parts<'a>,
    document: &'d Document<'d>,
    /// Parts that are content of a measure, with the node of its item:
    /// (1) and (2) under 整改措施:.
    governed: HashMap<usize, Option<usize>>,
}

impl Reader<'_, '_> {
    fn field(&mut self, segment: usize) -> Option<Owned> {
        let parts = self.parts;
        let entry = &parts.outline.segments[segment];
        let label = entry.label.as_ref()?;
        if self.titles_section(segment) {
            return None;
        }
        let above = entry.node.map_or(entry.parent, |node| parts.node(node).parent);
        let owner = self.owner(above);
        let inner = self.content(segment, label.role);
        if label.role == Role::Measure {
            let nodes = inner.iter().filter_map(|&inside| parts.outline.segments[inside].node);
            self.governed.extend(nodes.map(|node| (node, owner)));
        }
        let own =
            (!parts.body(segment).trim().is_empty()).then(|| (parts.body_span(segment), parts.body(segment)));
        let more = inner.iter().map(|&inside| (parts.span(inside), parts.text(inside)));
        let (spans, texts): (Vec<Span>, Vec<&str>) = own.into_iter().chain(more).unzip();
        let name = parts.blocks.list[entry.block].span_of(label.name.clone());
        let text = texts.join("\n").trim().to_owned();
        let field = Field { role: label.role, label: Some(name), parts: spans, text };
        Some(Owned { field, owner })
    }

    fn titles_section(&self, segment: usize) -> bool {
        self.document.sections.iter().any(|section| section.segment == segment)
    }

    /// The node of the item that a field right below `node` belongs to.
    fn owner(&self, node: Option<usize>) -> Option<usize> {
        let index = node?;
        if let Some(&owner) = self.governed.get(&index) {
            return owner;
        }
        let is_problem =
            |&up: &usize| self.parts.node(up).marker.is_some_and(|m| m.family == Family::Problem);
        if let Some(problem) = self.parts.outline.ancestors(index).find(is_problem) {
            return Some(problem);
        }
        let node = self.parts.node(index);
        let title = self.parts.title(index);
        if self.titles_section(node.segment)
            || node.heading == Some(1)
            || self.parts.rulebook.sections.is_frame(title)
        {
            return None;
        }
        let label = self.parts.outline.segments[node.segment].label.as_ref();
        if label.is_some_and(|label| label.role != Role::Problem) {
            self.owner(node.parent)
        } else {
            Some(index)
        }
    }

    /// The segments after the label's own that belong to the field.
    fn content(&self, segment: usize, role: Role) -> Vec<usize> {
        let outline = self.parts.outline;
        let entry = &outline.segments[segment];
        let within = entry.node.or(entry.parent);
        let limit = within.map_or(self.document.segments.end, |node| self.parts.node(node).end);
        let empty = self.parts.body(segment).trim().is_empty();
        let titled = within.is_none_or(|node| self.parts.node(node).heading == Some(1));
        let stops = |&inside: &usize| {
            let inner = &outline.segments[inside];
            let cell = self.parts.blocks.list[inner.block].cell().is_some();
            let part = inner.node.is_some() && titled && !empty;
            inner.label.is_some() || inner.opens_document || cell || part || self.titles_section(inside)
        };
        let inner = (segment + 1..limit).take_while(|inside| !stops(inside));
        let text = inner.filter(|&inside| !self.parts.text(inside).trim().is_empty());
        match role {
            Role::Measure | Role::Problem | Role::Cause => text.collect(),
            _ if empty => text.take(1).collect(),
            _ => Vec::new(),
        }
    }
}

/// Groups fields into items.
pub(super) fn items(
    parts: Parts<'_>,
    document: &Document<'_>,
    number: usize,
    fields: &[Owned],
    pairing: Option<&Pairing>,
) -> Vec<Item> {
    let grouper = Grouper { parts, document, number, fields, pairing };
    let nodes = grouper.nodes();
    let mut items: Vec<Item> = nodes.iter().flat_map(|&node| grouper.of_node(node, &nodes)).collect();
    items.extend(grouper.unnumbered());
    items
}

struct Grouper<'a, 'd> {
    parts: Parts<'a>,
    document: &'d Document<'d>,
    number: usize,
    fields: &'d [Owned],
    pairing: Option<&'d Pairing>,
}

impl Grouper<'_, '_> {
    /// The nodes that are items: those with fields, those marked 问题一, and
    /// their siblings.
    fn nodes(&self) -> BTreeSet<usize> {
        let makes_item = |role: Role| matches!(role, Role::Measure | Role::Deadline | Role::Goal);
        let owners =
            self.fields.iter().filter(|owned| makes_item(owned.field.role)).filter_map(|owned| owned.owner);
        let owners: BTreeSet<usize> = owners.collect();
        let with_measure = |node: usize| self.owned(node).any(|field| field.role == Role::Measure);
        let is_measure =
            |node: &usize| self.pairing.is_some_and(|p| p.is_measure(*node)) && !with_measure(*node);
        let holds_others = |node: &usize| {
            let mut below = owners
                .range(node + 1..)
                .filter(|&&other| self.parts.outline.ancestors(other).any(|up| up == *node));
            !with_measure(*node) && below.any(|&other| with_measure(other))
        };
        let mut nodes: BTreeSet<usize> =
            owners.iter().copied().filter(|n| !is_measure(n) && !holds_others(n)).collect();
        let paired = |node: &usize| self.pairing.is_some_and(|p| p.is_problem(*node));
        let marked = self.document.nodes(self.parts.outline).filter(|&node| {
            self.parts.node(node).marker.is_some_and(|marker| marker.family == Family::Problem)
        });
        nodes.extend(marked.filter(|node| !paired(node)));
        let siblings: Vec<usize> = nodes.iter().flat_map(|&node| self.siblings(node, &nodes)).collect();
        nodes.extend(siblings);
        nodes
    }

    /// Parts beside an item that have no field at all but should be items, for
    /// most of their run is.
    fn siblings(&self, node: usize, items: &BTreeSet<usize>) -> Vec<usize> {
        let run = &self.parts.outline.runs[self.parts.node(node).run].members;
        let known = run.iter().filter(|member| items.contains(member)).count();
        let plain = |member: &&usize| {
            let node = self.parts.node(**member);
            let title = self.parts.title(**member);
            let section = self.document.sections.iter().any(|section| section.node == Some(**member));
            let inside = |item: &usize| self.parts.outline.ancestors(*item).any(|up| up == **member);
            let holds = items.iter().any(inside);
            node.shape != Shape::Label && !section && !holds && !self.parts.rulebook.sections.is_frame(title)
        };
        if known * 2 < run.len() { Vec::new() } else { run.iter().filter(plain).copied().collect() }
    }

    fn owned(&self, node: usize) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |owned| owned.owner == Some(node)).map(|owned| &owned.field)
    }

    /// A node's item, or its items when it states several problems by label.
    fn of_node(&self, node: usize, items: &BTreeSet<usize>) -> Vec<Item> {
        let own: Vec<Field> = self.owned(node).cloned().collect();
        if own.iter().filter(|field| field.role == Role::Problem).count() > 1 {
            return self.split(&own);
        }
        let outer = self.parts.outline.ancestors(node).filter(|up| !items.contains(up));
        let inherited =
            outer.flat_map(|up| self.owned(up)).filter(|field| field.role != Role::Measure).cloned();
        let mut fields: Vec<Field> = own.into_iter().chain(inherited).collect();
        if self.is_itself_measure(node) {
            fields.extend(whole(self.parts, node));
        } else if !fields.is_empty() && !fields.iter().any(|field| field.role == Role::Measure) {
            fields.extend(self.unlabelled(node));
        }
        vec![Item {
            document: self.number,
            origin: Origin::Fields,
            node: Some(node),
            problem: Some(self.parts.heading_span(node)),
            fields,
        }]
    }

    /// A part without a measure label is a measure itself when nothing in the
    /// document is labelled a measure.
    fn is_itself_measure(&self, node: usize) -> bool {
        let entry = self.parts.node(node);
        let marked = entry.marker.is_some_and(|marker| marker.family == Family::Problem);
        if marked || self.owned(node).any(|field| matches!(field.role, Role::Measure | Role::Problem)) {
            return false;
        }
        !self.fields.iter().any(|owned| owned.field.role == Role::Measure)
    }

    /// A numbered list under a problem whose other fields are labelled is its
    /// measure, though nobody wrote the label.
    fn unlabelled(&self, node: usize) -> Option<Field> {
        let outline = self.parts.outline;
        let first =
            outline.children(node).next().filter(|&child| self.parts.node(child).shape != Shape::Label)?;
        let inner = self.parts.node(first).segment..self.parts.node(node).end;
        let inner = inner.filter(|&segment| outline.segments[segment].label.is_none());
        let (parts, texts): (Vec<Span>, Vec<&str>) =
            inner.map(|segment| (self.parts.span(segment), self.parts.text(segment))).unzip();
        Some(Field { role: Role::Measure, label: None, parts, text: texts.join("\n") })
    }

    /// Items outside of any numbered part: each starts at a problem label.
    fn unnumbered(&self) -> Vec<Item> {
        let loose: Vec<Field> =
            self.fields.iter().filter(|o| o.owner.is_none()).map(|o| o.field.clone()).collect();
        self.split(&loose)
    }

    fn split(&self, fields: &[Field]) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for field in fields {
            if field.role == Role::Problem {
                let problem = field.span();
                items.push(Item {
                    document: self.number,
                    origin: Origin::Fields,
                    node: None,
                    problem,
                    fields: Vec::new(),
                });
            }
            if let Some(item) = items.last_mut() {
                item.fields.push(field.clone());
            }
        }
        items.retain(|item| item.fields.len() > 1);
        items
    }
}

/// A node's whole text as a measure without a label.
pub(super) fn whole(parts: Parts<'_>, node: usize) -> Option<Field> {
    let entry = parts.node(node);
    let inner = (entry.segment..entry.end).filter(|&segment| parts.outline.segments[segment].label.is_none());
    let text = |segment: usize| {
        if segment == entry.segment { parts.body(segment) } else { parts.text(segment) }
    };
    let span = |segment: usize| {
        if segment == entry.segment { parts.body_span(segment) } else { parts.span(segment) }
    };
    let inner = inner.filter(|&segment| !text(segment).trim().is_empty());
    let (parts, texts): (Vec<Span>, Vec<&str>) = inner.map(|segment| (span(segment), text(segment))).unzip();
    (!parts.is_empty()).then(|| Field { role: Role::Measure, label: None, parts, text: texts.join("\n") })
}

/// The fields that stand in a node, by label.
pub(super) fn within<'f>(
    parts: Parts<'_>,
    node: usize,
    fields: &'f [Owned],
) -> impl Iterator<Item = &'f Field> {
    let entry = parts.node(node);
    let (first, last) = (parts.span(entry.segment).start, parts.span(entry.end - 1).end);
    let inside =
        move |field: &&Field| field.label.is_some_and(|label| first <= label.start && label.end <= last);
    fields.iter().map(|owned| &owned.field).filter(inside)
}

/// Whether a field outside of the items, a section or a sentence sets one
/// deadline for them all.
pub(super) fn sets_common_deadline(parts: Parts<'_>, document: &Document<'_>, fields: &[Owned]) -> bool {
    let deadlines = &parts.rulebook.deadlines;
    let loose = |owned: &Owned| owned.owner.is_none() && owned.field.role == Role::Deadline;
    let problems = fields.iter().any(|owned| owned.owner.is_none() && owned.field.role == Role::Problem);
    if !problems && fields.iter().any(|owned| loose(owned) && !owned.field.is_empty()) {
        return true;
    }
    let sections = document.sections.iter().filter(|section| section.roles.contains(&Role::Deadline));
    let dated = |section: &crate::document::Section| {
        (section.segment..section.end).any(|segment| deadlines.has_date(parts.text(segment)))
    };
    let free = |&segment: &usize| {
        let entry = &parts.outline.segments[segment];
        entry.label.is_none() && entry.parent.is_none_or(|above| parts.node(above).heading == Some(1))
    };
    sections.into_iter().any(dated)
        || document.segments.clone().filter(free).any(|segment| deadlines.covers_all(parts.text(segment)))
}
