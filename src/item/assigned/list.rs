//! The items of a document, and which of them a reference means.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::chars::letters;
use crate::document::Parts;
use crate::item::{Field, Item, Origin};
use crate::outline::{NodeId, Segment, SegmentId};
use crate::rulebook::{Place, Reference, Role};
use crate::source::Span;

/// The items of a document.
pub(super) struct List<'a, 'i> {
    parts: Parts<'a>,
    items: &'i mut [Item],
    /// Where each stands: its problem, and its measure if that stands elsewhere.
    spots: Vec<Vec<Spot>>,
    nodes: HashSet<NodeId>,
    /// Where the rows and lines start that name what several items have in common.
    heads: HashSet<usize>,
    /// What the problem of each says, without marks.
    problems: OnceCell<Vec<String>>,
}

/// A place where an item stands.
struct Spot {
    /// Where it starts, in the file.
    start: usize,
    /// The nodes that it is in, the innermost first.
    within: Vec<NodeId>,
}

impl<'a, 'i> List<'a, 'i> {
    pub fn new(parts: Parts<'a>, items: &'i mut [Item]) -> Self {
        let line =
            |node: Option<NodeId>| node.into_iter().flat_map(|node| parts.outline.line(node)).collect();
        let spots = |item: &Item| {
            let start = item.place().map_or(0, |span| span.start);
            let mut spots = vec![Spot { start, within: line(item.node.or(item.within)) }];
            let measure = item.of(Role::Measure).find_map(|field| field.parts.first());
            let measure = measure.filter(|_| item.origin == Origin::Paired);
            spots.extend(measure.and_then(|measure| {
                let entry = &parts.outline.segments[segment_at(parts, measure.start)?];
                Some(Spot { start: measure.start, within: line(entry.node.or(entry.parent)) })
            }));
            spots
        };
        Self {
            parts,
            spots: items.iter().map(spots).collect(),
            nodes: items.iter().filter_map(|item| item.node).collect(),
            heads: items.iter().filter_map(|item| item.category).map(|span| span.start).collect(),
            problems: OnceCell::new(),
            items,
        }
    }

    /// The item that a node is or stands in.
    pub fn item_around(&self, node: NodeId) -> Option<NodeId> {
        self.parts.outline.line(node).find(|node| self.nodes.contains(node))
    }

    /// The number of the item at a node.
    pub fn number_at(&self, node: NodeId) -> Option<u32> {
        self.parts.node(node).marker.map(|marker| marker.number)
    }

    /// The items in a part.
    pub fn inside(&self, node: NodeId) -> Vec<usize> {
        self.fitting(|spot| spot.within.contains(&node))
    }

    /// The items below a row or a line that names what they have in common.
    pub fn of_category(&self, category: Span) -> Vec<usize> {
        (0..self.items.len()).filter(|&index| self.items[index].category == Some(category)).collect()
    }

    /// Whether a place names what several items have in common.
    pub fn is_category(&self, place: Span) -> bool {
        self.heads.contains(&place.start)
    }

    /// Takes the field of a label from the item at a node.
    pub fn take(&mut self, node: NodeId, label: Option<Span>) {
        for item in self.items.iter_mut().filter(|item| item.node == Some(node)) {
            item.fields.retain(|field| field.label != label);
        }
    }

    /// Cuts a paragraph from the measures that it stands below: it speaks of others too.
    pub fn cut(&mut self, paragraph: Span) {
        for field in self.items.iter_mut().flat_map(|item| &mut item.fields) {
            let is_cut = |part: &Span| part.start == paragraph.start;
            if field.role == Role::Measure && field.parts.len() > 1 && field.parts.iter().any(is_cut) {
                field.parts.retain(|part| !is_cut(part));
                let texts: Vec<&str> =
                    field.parts.iter().map(|part| self.parts.source.slice(*part)).collect();
                field.text = texts.join("\n");
            }
        }
    }

    /// The categories, in the order of the text.
    pub fn categories(&self) -> Vec<Span> {
        let mut all: Vec<Span> = self.items.iter().filter_map(|item| item.category).collect();
        all.dedup();
        all
    }

    /// Whether an item has a field of a role, empty or not.
    pub fn has(&self, index: usize, role: Role) -> bool {
        self.items[index].of(role).next().is_some()
    }

    /// Gives an item a field of which it has none.
    pub fn give(&mut self, index: usize, field: &Field) {
        if !self.has(index, field.role) {
            self.items[index].fields.push(field.clone());
        }
    }

    /// The items whose problems a clause names in quotes.
    pub fn named(&self, clause: &str) -> Vec<usize> {
        let mut names: Vec<String> = Vec::new();
        for quoted in clause.split('“').skip(1) {
            let name = quoted.split_once('”').map(|(name, _)| letters(name));
            names.extend(name.filter(|name| !name.is_empty()));
        }
        if names.is_empty() {
            return Vec::new();
        }
        let problem = |item: &Item| item.problem.map(|problem| letters(self.parts.source.slice(problem)));
        let all = || self.items.iter().map(|item| problem(item).unwrap_or_default()).collect();
        let problems: &Vec<String> = self.problems.get_or_init(all);
        let is_named = |problem: &String| names.iter().any(|name| problem.contains(name.as_str()));
        (0..problems.len()).filter(|&index| is_named(&problems[index])).collect()
    }

    /// The items that a reference in a segment means, beside those, in order, that its
    /// sentence spoke of before.
    pub fn meant(&self, segment: SegmentId, reference: &Reference, spoken: &[usize]) -> Vec<usize> {
        let start = self.parts.span(segment).start;
        let mut near = match reference.part {
            Some(part) => self.in_part(part),
            None => self.near(
                segment,
                |spot| match reference.place {
                    Some(Place::Above) => spot.start < start,
                    Some(Place::Below) => spot.start > start,
                    _ => true,
                },
                reference.count.unwrap_or(1),
            ),
        };
        match (reference.place, reference.count) {
            (Some(Place::Below | Place::Head), Some(count)) => near.truncate(count),
            (Some(Place::Above | Place::Tail), Some(count)) => {
                near.drain(..near.len().saturating_sub(count));
            }
            (Some(Place::Rest), _) => near.retain(|index| spoken.binary_search(index).is_err()),
            _ => {}
        }
        if !reference.numbers.is_empty() && reference.place != Some(Place::Rest) {
            let number =
                |index| if reference.measures { self.measure_number(index) } else { self.number(index) };
            near.retain(|&index| number(index).is_some_and(|own| reference.numbers.contains(&own)));
        }
        near
    }

    /// The items in the innermost part around a segment that holds so many in fit places.
    fn near(&self, segment: SegmentId, fits: impl Fn(&Spot) -> bool, count: usize) -> Vec<usize> {
        let entry = &self.parts.outline.segments[segment];
        let own = entry.node.or(entry.parent);
        let around = own.into_iter().flat_map(|node| self.parts.outline.line(node));
        for node in around.filter(|node| !self.nodes.contains(node)) {
            let inside = self.fitting(|spot| fits(spot) && spot.within.contains(&node));
            if inside.len() >= count {
                return inside;
            }
        }
        self.fitting(fits)
    }

    fn fitting(&self, fits: impl Fn(&Spot) -> bool) -> Vec<usize> {
        (0..self.items.len()).filter(|&index| self.spots[index].iter().any(&fits)).collect()
    }

    /// The items in the outermost part of a number.
    fn in_part(&self, number: u32) -> Vec<usize> {
        let is_part = |&node: &NodeId| {
            let node = self.parts.node(node);
            let top = node.parent.is_none_or(|up| self.parts.node(up).marker.is_none());
            top && node.marker.is_some_and(|marker| marker.number == number)
        };
        self.fitting(|spot| spot.within.iter().any(is_part))
    }

    /// The number of the measure of an item, if it stands elsewhere; else that of the item.
    fn measure_number(&self, index: usize) -> Option<u32> {
        let measure = self.spots[index].get(1);
        let number = measure.and_then(|spot| spot.within.iter().find_map(|&node| self.number_at(node)));
        number.or_else(|| self.number(index))
    }

    /// The number of an item in its list or table.
    fn number(&self, index: usize) -> Option<u32> {
        let item = &self.items[index];
        item.number.or_else(|| self.number_at(item.node?))
    }
}

/// The segment that a place in the file stands in.
fn segment_at(parts: Parts<'_>, start: usize) -> Option<SegmentId> {
    let begins = |entry: &Segment| parts.blocks.list[entry.block].span_of(entry.head..entry.head).start;
    parts.outline.segments.partition_point(|entry| begins(entry) <= start).prev()
}
