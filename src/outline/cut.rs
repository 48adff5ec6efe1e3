//! Cuts each block where a marker or a label starts.

use std::collections::HashSet;
use std::ops::Range;

use super::boundary::{Boundary, Candidate, candidates};
use super::contents::contents;
use super::count::Counter;
use super::decide::{ends_in_gap, is_day_of_week, is_in_bracket, is_short};
use super::field_line::field_lines;
use super::lead::leads;
use super::manner::manner;
use super::opening::openings;
use super::title::{is_title, line, skip_spaces, title};
use super::tree::{self, Newcomer, Since, Tree};
use super::{Family, Label, LabelPlace, Marker, Node, NodeId, Outline, Segment, SegmentId, Shape, Start};
use crate::block::{Block, BlockId, BlockKind};
use crate::chars::is_sentence_end;
use crate::id::List;
use crate::rulebook::{LabelMatch, Manner, Role, Rulebook};

pub(super) struct Cutter<'a> {
    pub(super) blocks: &'a List<Block>,
    pub(super) rulebook: &'a Rulebook,
    /// How the labels of the file are written.
    pub(super) manner: Manner,
    pub(super) out: Outline,
    pub(super) tree: Tree,
    /// The blocks that are nothing but a label which comes again in the same
    /// document: fields, not sections.
    pub(super) field_lines: HashSet<BlockId>,
    /// A block with the places of the fields within its paragraph.
    pub(super) fields: Option<(BlockId, Vec<usize>)>,
    /// The lines of tables of contents.
    contents: HashSet<BlockId>,
    /// The blocks whose title opens a document.
    openings: HashSet<BlockId>,
    pub(super) counter: Counter,
    pub(super) documents: Vec<SegmentId>,
    /// Whether nothing but titles came since the document began.
    pub(super) at_title: bool,
}

/// List items that head fields stand below all headings.
const LIST_ITEM: u8 = 7;

impl<'a> Cutter<'a> {
    pub fn new(file: &str, blocks: &'a List<Block>, rulebook: &'a Rulebook) -> Self {
        let manner = manner(blocks, rulebook);
        Self {
            manner,
            field_lines: field_lines(blocks, rulebook, manner),
            openings: openings(file, blocks, rulebook),
            fields: None,
            contents: contents(blocks, rulebook),
            blocks,
            rulebook,
            out: Outline { leads: leads(blocks), ..Outline::default() },
            tree: Tree::new(),
            counter: Counter::default(),
            documents: Vec::new(),
            at_title: true,
        }
    }

    pub fn run(mut self) -> Outline {
        for index in self.blocks.ids().iter() {
            match self.blocks[index].kind {
                BlockKind::Cell(_) => self.cell(index),
                _ if self.contents.contains(&index) => self.quote(index),
                _ if self.blocks[index].quoted && !self.is_field_row(index) => self.quote(index),
                _ => self.block(index),
            }
            // 一是 and 二是 may each start a paragraph of their own.
            if !self.goes_on_counting(index) {
                self.out.enumerations.extend(self.counter.finish());
            }
        }
        let end = self.out.segments.end();
        tree::close(&mut self.out.nodes, &self.documents, end);
        self.out
    }

    /// What is quoted is text, whatever numbers and labels it holds.
    fn quote(&mut self, index: BlockId) {
        let text = self.blocks[index].as_str();
        self.push(index, 0..text.len(), Start::Block);
        self.tree.since = self.tree.since.max(Since::Body);
    }

    /// Cells are not cut; their markers only count.
    fn cell(&mut self, index: BlockId) {
        let text = self.blocks[index].as_str();
        self.push(index, 0..text.len(), Start::Block);
        let mut from = 0;
        for candidate in candidates(&self.blocks[index]) {
            // 第3项 alone in a cell is a reference.
            let counts = |marker: &Marker| marker.family != Family::Named || marker.mark.is_some();
            let marker = Marker::parse(&text[candidate.at..]).filter(|_| candidate.at >= from);
            let marker = marker.filter(counts);
            if let Some(marker) = marker.filter(|_| !is_day_of_week(&text[..candidate.at])) {
                self.counter.add(marker, self.blocks[index].span_of(candidate.at..candidate.at + marker.len));
                from = candidate.at + marker.len;
            }
        }
    }

    fn block(&mut self, index: BlockId) {
        let blocks = self.blocks;
        let text = blocks[index].as_str();
        if let Some(at) = self.collection_title(index) {
            let first = self.open_document(index, 0..text.len());
            self.out.segments[first].body = at;
            return;
        }
        if self.openings.contains(&index) {
            let first = self.open_document(index, 0..text.len());
            self.out.titled.insert(first);
            if let BlockKind::Heading(level) = self.blocks[index].kind {
                self.open_node(first, None, Some(level));
            }
            return;
        }
        let first = self.push(index, 0..text.len(), Start::Block);
        let mut from = 0;
        for candidate in candidates(&blocks[index]) {
            if candidate.at >= from {
                from = self.try_cut(index, &candidate).unwrap_or(from);
            }
        }
        if first.next() == self.out.segments.end() && self.out.segments[first].node.is_none() {
            self.plain(index, first);
        }
    }

    /// A block without marker or label: a heading, or body text.
    fn plain(&mut self, index: BlockId, segment: SegmentId) {
        let block = &self.blocks[index];
        let text = block.as_str().trim();
        if self.out.segments[segment].label.is_some() {
            return;
        }
        match block.kind {
            BlockKind::Heading(level) => self.open_node(segment, None, Some(level)),
            BlockKind::ListItem if self.heads_fields(index) => self.open_node(segment, None, Some(LIST_ITEM)),
            BlockKind::Paragraph if self.is_plain_heading(text) => self.open_node(segment, None, None),
            _ => {
                let colon = text.ends_with([':', '：']);
                let title = is_title(text) && !text.ends_with('。');
                self.at_title &= title;
                let since = if colon || title { Since::Reset } else { Since::Body };
                self.tree.since = self.tree.since.max(since);
            }
        }
    }

    /// Whether a list item is a short text with labelled fields in a list below it.
    fn heads_fields(&self, index: BlockId) -> bool {
        let (block, next) = (&self.blocks[index], self.blocks.get(index.next()));
        next.is_some_and(|next| {
            let label = || self.rulebook.labels.at_start(line(next.as_str(), 0), self.manner);
            next.kind == BlockKind::ListItem
                && next.depth > block.depth
                && is_title(block.as_str().trim().trim_end_matches('。'))
                && label().is_some_and(|label| label.closed)
        })
    }

    /// Cuts at the candidate if a segment starts there; returns where the next
    /// one may start.
    fn try_cut(&mut self, index: BlockId, candidate: &Candidate) -> Option<usize> {
        let text = self.blocks[index].as_str();
        let at = candidate.at;
        let lead = || self.out.lead(index).filter(|_| candidate.boundary == Boundary::Block);
        let parse = || Marker::parse(&text[at..]).filter(|marker| !is_in_bracket(text, at, marker));
        let Some(marker) = lead().or_else(parse) else {
            return self.try_label(index, at, candidate.boundary);
        };
        if !self.is_structural(index, at, marker, candidate.boundary) {
            if candidate.boundary == Boundary::Nothing {
                return None;
            }
            self.counter.add(marker, self.blocks[index].span_of(at..at + marker.len));
            return Some(at + marker.len);
        }
        let segment = self.cut(index, at, candidate.boundary)?;
        self.out.segments[segment].head = at;
        self.out.segments[segment].body = at + marker.len;
        if marker.family == Family::Collection {
            self.out.segments[segment].marker = Some(marker);
            self.out.segments[segment].opens_document = true;
            self.begin_document(segment);
            return Some(at + marker.len);
        }
        self.out.segments[segment].marker = Some(marker);
        let body = at + marker.len;
        // A heading that starts in mid-paragraph is run together; what it says is
        // no second defect.
        let heads = matches!(
            marker.family,
            Family::Part | Family::Clause | Family::Chinese | Family::ChineseParen | Family::Problem
        );
        let inline = self.out.segments[segment].start == Start::Mid && !heads;
        let place = if inline { LabelPlace::Inline } else { LabelPlace::Start };
        let start = skip_spaces(text, body);
        // 一、问题一：…… is a heading with two numbers, not a field.
        let named = Marker::parse(&text[start..]).is_some_and(|inner| inner.family == Family::Problem);
        if let Some(found) = self.rulebook.labels.at_start(line(text, start), self.manner).filter(|_| !named)
        {
            self.label(segment, start, &found, place);
        }
        let level = match self.blocks[index].kind {
            BlockKind::Heading(level) if self.out.segments[segment].start == Start::Block => Some(level),
            _ => None,
        };
        self.open_node(segment, Some(marker), level);
        Some(self.out.segments[segment].body.max(body))
    }

    fn try_label(&mut self, index: BlockId, at: usize, boundary: Boundary) -> Option<usize> {
        let text = self.blocks[index].as_str();
        let block = &self.blocks[index];
        let starts = matches!(boundary, Boundary::Block | Boundary::Line);
        let bold = match boundary {
            Boundary::Block => block.emphasis().iter().any(|span| span.start <= block.span_of(at..at).start),
            _ => starts && block.is_emphasized(at),
        };
        let manner = Manner { gap: bold || starts && self.manner.gap, space: bold, ..self.manner };
        let mut found = self.rulebook.labels.at_start(line(text, at), manner)?;
        found.shared |= block.quoted && !self.starts_with_field(index);
        if !found.closed && self.is_document_title(text.trim()) {
            return None;
        }
        let last = self.out.segments.last()?;
        let after_gap = is_short(found.role) && ends_in_gap(&text[..at]);
        let in_row = block.quoted
            || last.block == index
                && last.label.as_ref().is_some_and(|label| is_short(label.role))
                && !text[last.body..at].trim_end().ends_with(is_sentence_end)
            || after_gap;
        let place =
            match boundary {
                Boundary::Block | Boundary::Line => LabelPlace::Start,
                Boundary::Sentence | Boundary::Space if found.closed => {
                    if in_row {
                        LabelPlace::Row
                    } else {
                        LabelPlace::Inline
                    }
                }
                Boundary::Bracket => LabelPlace::Row,
                Boundary::Colon if found.closed && self.follows_empty_label(index, at, &found) => {
                    if after_gap { LabelPlace::Row } else { LabelPlace::Inline }
                }
                Boundary::Row
                    if found.closed && (is_short(found.role) || self.goes_on_in_row(index, at, &found)) =>
                {
                    LabelPlace::Row
                }
                _ => return None,
            };
        let segment = self.cut(index, at, boundary)?;
        match self.blocks[index].kind {
            BlockKind::Heading(level) if boundary == Boundary::Block => {
                self.label(segment, at, &found, place);
                self.open_node(segment, None, Some(level));
            }
            _ if found.closed || self.field_lines.contains(&index) || !self.is_plain_heading(text.trim()) => {
                self.label(segment, at, &found, place);
                self.tree.since = Since::Reset;
            }
            _ => self.open_node(segment, None, None),
        }
        Some(at + found.end)
    }

    fn push(&mut self, block: BlockId, range: Range<usize>, start: Start) -> SegmentId {
        let text = self.blocks[block].as_str();
        let head = skip_spaces(text, range.start).min(range.end);
        self.out.segments.push(Segment {
            block,
            head,
            body: head,
            range,
            start,
            marker: None,
            label: None,
            node: None,
            parent: self.tree.current(),
            opens_document: false,
        })
    }

    /// Ends the block's last segment at `at` and starts one there, unless it
    /// starts there already.
    fn cut(&mut self, index: BlockId, at: usize, boundary: Boundary) -> Option<SegmentId> {
        let end = self.blocks[index].as_str().len();
        let start = match boundary {
            Boundary::Block => return self.out.segments.ids().last(),
            Boundary::Line => Start::Line,
            _ => Start::Mid,
        };
        if let Some(last) = self.out.segments.last_mut() {
            last.range.end = at;
            last.body = last.body.min(at);
            last.head = last.head.min(at);
            self.shorten_title(at);
        }
        Some(self.push(index, at..end, start))
    }

    /// A title ends where its segment is cut.
    fn shorten_title(&mut self, at: usize) {
        let Some(last) = self.out.segments.last() else { return };
        let Some(node) = last.node.map(|node| &mut self.out.nodes[node]) else { return };
        if node.title.end > at {
            let text = &self.blocks[last.block].as_str()[node.title.start.min(at)..at];
            node.title = node.title.start.min(at)..node.title.start.min(at) + text.trim_end().len();
            node.shape = if is_title(text) { Shape::Title } else { node.shape };
        }
    }

    fn label(&mut self, segment: SegmentId, at: usize, found: &LabelMatch, place: LabelPlace) {
        let segment = &mut self.out.segments[segment];
        segment.body = at + found.end;
        segment.label = Some(Box::new(Label {
            role: found.role,
            set: found.set,
            shared: found.shared,
            name: at + found.name.start..at + found.name.end,
            closed: found.closed,
            place,
        }));
    }

    fn open_document(&mut self, index: BlockId, range: Range<usize>) -> SegmentId {
        let segment = self.push(index, range, Start::Block);
        self.out.segments[segment].opens_document = true;
        self.begin_document(segment);
        segment
    }

    fn begin_document(&mut self, segment: SegmentId) {
        self.tree.clear();
        self.out.segments[segment].parent = None;
        self.documents.push(segment);
        self.at_title = true;
    }

    fn open_node(&mut self, segment: SegmentId, marker: Option<Marker>, heading: Option<u8>) {
        let opened = &self.out.segments[segment];
        let (title, shape) = match &opened.label {
            // The title of （一）问题：…… is the problem itself.
            Some(label) if label.role == Role::Problem && label.closed => {
                (title(&self.blocks[opened.block], opened.body).0, Shape::Label)
            }
            Some(label) => (label.name.clone(), Shape::Label),
            None => title(&self.blocks[opened.block], opened.body),
        };
        let node = self.out.nodes.end();
        let nests = marker.is_some_and(|marker| self.nests(self.out.segments[segment].block, marker));
        let list = self.blocks[opened.block].depth;
        let newcomer = Newcomer { marker, heading, shape, nests, list };
        let place = self.tree.place(newcomer, node, &mut self.out.runs);
        self.at_title &= marker.is_none() && heading == Some(1);
        if marker.is_some_and(|marker| marker.number == 1) {
            self.lift_label(segment, place.parent);
        }
        let opened = &mut self.out.segments[segment];
        opened.node = Some(node);
        opened.parent = place.parent;
        self.out.nodes.push(Node {
            segment,
            end: segment.next(),
            parent: place.parent,
            run: place.run,
            marker,
            heading,
            shape,
            title,
        });
    }

    /// A bare label whose content opens outside of the part that the label
    /// seemed to be in (3、…… 整改措施： 1、……) belongs where its content does.
    fn lift_label(&mut self, segment: SegmentId, parent: Option<NodeId>) {
        let Some(before) = segment.prev() else { return };
        let blocks = self.blocks;
        let label = &mut self.out.segments[before];
        let bare = blocks[label.block].as_str()[label.body..label.range.end].trim().is_empty();
        if label.label.is_some() && label.node.is_none() && bare {
            label.parent = parent;
        }
    }
}
