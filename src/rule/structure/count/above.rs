//! Numbers of what is listed above: 以上五条意见.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::Words;
use super::announced::{Announced, read};
use crate::block::BlockId;
use crate::chars::{is_digit, is_numeral, is_sentence_end, is_space};
use crate::outline::{Marker, NodeId};
use crate::rule::Context;
use crate::source::Span;

/// A list is off by no more.
const NEAR: usize = 1;

/// What a file lists, looked up when a number of what stands above is told.
pub(super) struct Above<'a> {
    context: &'a Context<'a>,
    words: &'a Words,
    others: OnceCell<BTreeSet<usize>>,
}

impl<'a> Above<'a> {
    pub fn new(context: &'a Context<'a>, words: &'a Words) -> Self {
        Self { context, words, others: OnceCell::new() }
    }

    /// The number of things above that a line of a block begins with, and how many the
    /// list above has, where it is another number.
    pub fn listed(&self, block: BlockId) -> Option<(Announced, usize)> {
        let text = self.context.model.blocks.list[block].as_str();
        let before = |at: usize| text[..at].trim_end_matches(is_space).chars().next_back();
        let starts = |at: &usize| matches!(before(*at), None | Some('\n'));
        let found = |word: &String| text.find(word.as_str()).filter(starts).map(|at| at + word.len());
        let number = self.words.above.iter().find_map(found)?;
        let announced = read(text, number, self.words)?;
        let counted = text[announced.start..].trim_start_matches(|c: char| is_digit(c) || is_numeral(c));
        self.words.above_units.starts(counted)?;
        let counts = self.counts(block);
        let others = self.others.get_or_init(|| self.others());
        let meant = counts.contains(&announced.number) || others.contains(&announced.number);
        let near = counts.iter().chain(others).find(|count| count.abs_diff(announced.number) <= NEAR)?;
        (!meant).then_some((announced, *near))
    }

    /// How many members the lists have that stand above a block: the one that ends there
    /// first, then those that it stands in.
    fn counts(&self, block: BlockId) -> Vec<usize> {
        let outline = &self.context.model.outline;
        let first = outline.segments.partition_point(|segment| segment.block < block);
        let above = |node: NodeId| outline.nodes[node].segment < first;
        let nodes = outline.nodes.partition_point(|node| node.segment < first);
        let Some(last) = nodes.prev() else { return Vec::new() };
        let size = |node: NodeId| {
            outline.runs[outline.nodes[node].run].members.partition_point(|&member| above(member))
        };
        let lists = outline.line(last);
        let mut counts: Vec<usize> = lists.map(size).filter(|count| *count > 1).collect();
        // Right under a title, that of its own part does not count.
        let own = outline.segments.get(first).and_then(|segment| segment.parent);
        let titles = |own: &NodeId| {
            let own = outline.nodes[*own].segment;
            own.next() == first && !self.context.model.parts().text(own).trim_end().ends_with(is_sentence_end)
        };
        let own = own.filter(titles);
        counts.extend(own.map(|own| size(own).saturating_sub(1)));
        counts
    }

    /// How many members other lists have that may be meant: rows, items, documents and
    /// what counts within the text.
    fn others(&self) -> BTreeSet<usize> {
        let model = self.context.model;
        // A remark may stand between the members: 一是……（说明：……）二是…….
        let last = |(marker, _): &(Marker, Span)| marker.number as usize;
        let lists = model.outline.enumerations.iter();
        let within =
            lists.flat_map(|list| [Some(list.members.len()), list.members.last().map(last)]).flatten();
        let rows = model.items.ordinals.iter().map(Vec::len);
        let items = model.documents.ids().iter().map(|id| model.items.of_document(id).len());
        within.chain(rows).chain(items).chain([model.documents.len()]).collect()
    }
}
