//! Segments and the tree of numbered and headed parts.
//!
//! A block is cut where a marker or a label starts; `tree` puts each marker
//! under its parent by the style of the marker, by whether it reads like a
//! title, and by which sequence it continues.

mod boundary;
mod contents;
mod count;
mod cut;
mod decide;
mod field_line;
mod heading;
mod lead;
mod manner;
mod opening;
mod title;
mod tree;

use std::collections::HashSet;
use std::ops::Range;

pub use crate::marker::{Family, Marker};

use crate::block::{Block, BlockId};
use crate::id::{Id, Ids, List};
use crate::rulebook::{LabelSet, Role, Rulebook};
use crate::source::Span;

/// The place of a segment in the outline's list.
pub type SegmentId = Id<Segment>;
/// The place of a node in the outline's list.
pub type NodeId = Id<Node>;
/// The place of a run in the outline's list.
pub type RunId = Id<Run>;

/// Where in its block a segment starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With the block.
    Block,
    /// With a later line of the block.
    Line,
    /// Within a line.
    Mid,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPlace {
    /// At the start of a block or line, or right after a marker there.
    Start,
    /// In the middle of a paragraph, after a sentence or a space.
    Inline,
    /// In a row of short fields (责任人:……;整改时限:……) or in brackets.
    Row,
}

/// A field label at the start of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What the field holds.
    pub role: Role,
    /// The list of labels that it is from.
    pub set: LabelSet,
    /// Whether it is for several items: 以上三项的整改时限.
    pub shared: bool,
    /// The label's words, local to the block.
    pub name: Range<usize>,
    /// Whether a colon or bracket closes it; else it is a line of its own,
    /// which may be a section's title as well.
    pub closed: bool,
    /// Where it stands.
    pub place: LabelPlace,
}

/// A stretch of a block from one cut to the next.
#[derive(Debug)]
pub struct Segment {
    /// Its block.
    pub block: BlockId,
    /// The stretch, local to the block, with marker and label.
    pub range: Range<usize>,
    /// Where its marker, label or text starts after leading spaces, local to the
    /// block.
    pub head: usize,
    /// Where the text after marker and label starts, local to the block.
    pub body: usize,
    /// Where the segment starts.
    pub start: Start,
    /// The marker it starts with.
    pub marker: Option<Marker>,
    /// The label that follows, or that it starts with.
    pub label: Option<Box<Label>>,
    /// The node that it opens.
    pub node: Option<NodeId>,
    /// The node that it belongs to, itself excepted.
    pub parent: Option<NodeId>,
    /// Whether a document of a collection starts here.
    pub opens_document: bool,
}

impl Segment {
    /// Whether it starts with a label of this role.
    pub fn has_label(&self, role: Role) -> bool {
        self.label.as_ref().is_some_and(|label| label.role == role)
    }

    /// Where its marker stands, local to the block.
    pub fn marker_range(&self) -> Option<Range<usize>> {
        self.marker.map(|marker| self.head..self.head + marker.len)
    }
}

/// How the text after a marker reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Short, without a sentence's punctuation: a heading.
    Title,
    /// A sentence or several.
    Sentence,
    /// A field label.
    Label,
}

/// A numbered or headed part of a document.
#[derive(Debug)]
pub struct Node {
    /// The segment that opens it.
    pub segment: SegmentId,
    /// The first segment that no longer belongs to it.
    pub end: SegmentId,
    /// The node above.
    pub parent: Option<NodeId>,
    /// Its run of siblings.
    pub run: RunId,
    /// Its marker; headings may have none.
    pub marker: Option<Marker>,
    /// Level of a Markdown heading.
    pub heading: Option<u8>,
    /// How its own text reads.
    pub shape: Shape,
    /// Its title, local to its block: the text up to the first sentence's end.
    pub title: Range<usize>,
}

impl Node {
    /// All its segments.
    pub fn segments(&self) -> Ids<Segment> {
        self.segment.until(self.end)
    }

    /// Its segments after the one that opens it.
    pub fn inside(&self) -> Ids<Segment> {
        self.segment.next().until(self.end)
    }

    /// Whether its marker is of this numbering.
    pub fn is_of(&self, family: Family) -> bool {
        self.marker.is_some_and(|marker| marker.family == family)
    }
}

/// Siblings that count on from each other.
#[derive(Debug, Default)]
pub struct Run {
    /// The nodes that carry a marker, in the order of the text.
    pub members: Vec<NodeId>,
    /// Whether the run took its parent's marker style.
    pub like_parent: bool,
}

/// Markers that count within a paragraph or a cell: 一是……二是……
#[derive(Debug)]
pub struct Enumeration {
    /// The number and place of each, in order.
    pub members: Vec<(Marker, Span)>,
}

/// The parts of a file.
#[derive(Debug, Default)]
pub struct Outline {
    /// All segments in the order of the text. Cells are one segment each.
    pub segments: List<Segment>,
    /// All nodes in the order of the text.
    pub nodes: List<Node>,
    /// All runs of siblings.
    pub runs: List<Run>,
    /// Enumerations within paragraphs and cells.
    pub enumerations: List<Enumeration>,
    /// The segments that open a document by their title, without a number.
    pub titled: HashSet<SegmentId>,
    /// The markers that blocks start with, by block, whether they open a part or
    /// only count.
    pub leads: Vec<(BlockId, Marker)>,
}

impl Outline {
    /// The marker that a block starts with.
    pub fn lead(&self, block: BlockId) -> Option<Marker> {
        lead::of_block(&self.leads, block)
    }

    /// The title of a node.
    pub fn title<'b>(&self, blocks: &'b List<Block>, node: NodeId) -> &'b str {
        let node = &self.nodes[node];
        &blocks[self.segments[node.segment].block].as_str()[node.title.clone()]
    }

    /// Where a node's marker and title stand.
    pub fn heading_span(&self, blocks: &List<Block>, node: NodeId) -> Span {
        let node = &self.nodes[node];
        let segment = &self.segments[node.segment];
        blocks[segment.block].span_of(segment.head..node.title.end.max(segment.head))
    }

    /// Where a node's marker stands.
    pub fn marker_span(&self, blocks: &List<Block>, node: NodeId) -> Option<Span> {
        let segment = &self.segments[self.nodes[node].segment];
        segment.marker_range().map(|range| blocks[segment.block].span_of(range))
    }

    /// The text of a segment after its marker and label.
    pub fn body<'b>(&self, blocks: &'b List<Block>, segment: SegmentId) -> &'b str {
        let segment = &self.segments[segment];
        &blocks[segment.block].as_str()[segment.body..segment.range.end]
    }

    /// Where the text of a segment after its marker and label stands, blank
    /// ends left out.
    pub fn body_span(&self, blocks: &List<Block>, segment: SegmentId) -> Span {
        let text = self.body(blocks, segment);
        let lead = text.len() - text.trim_start().len();
        let segment = &self.segments[segment];
        let start = segment.body + lead;
        blocks[segment.block].span_of(start..start.max(segment.body + text.trim_end().len()))
    }

    /// The nodes that these segments open.
    pub fn nodes_in(&self, segments: Ids<Segment>) -> Ids<Node> {
        let at = |segment: SegmentId| self.nodes.partition_point(|node| node.segment < segment);
        at(segments.start).until(at(segments.end))
    }

    /// The nodes above `node`, nearest first.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.nodes[node].parent, |&above| self.nodes[above].parent)
    }

    /// A node and those above it, nearest first.
    pub fn line(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(node), |&node| self.nodes[node].parent)
    }

    /// The nodes right below `node`.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let all = node.next().until(self.nodes.end());
        let end = self.nodes[node].end;
        all.iter()
            .take_while(move |&below| self.nodes[below].segment < end)
            .filter(move |&below| self.nodes[below].parent == Some(node))
    }
}

/// Cuts blocks into segments and builds the tree of their parts.
#[inline(never)] // A stage that profiles tell apart.
pub fn outline(file: &str, blocks: &List<Block>, rulebook: &Rulebook) -> Outline {
    cut::Cutter::new(file, blocks, rulebook).run()
}
