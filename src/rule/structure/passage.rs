//! The paragraphs and sentences of a document that may have been pasted twice.

use super::repeat::{is_body, is_item};
use crate::block::{Block, BlockId, BlockKind};
use crate::chars::{
    chinese_number, digits, is_chinese_mark, is_closing, is_han, is_opening, is_sentence_end,
};
use crate::document::Document;
use crate::item::{Item, ItemId};
use crate::outline::{Marker, RunId, SegmentId, Shape};
use crate::rule::Context;
use crate::rulebook::{Page, Role};
use crate::signs;
use crate::source::Span;

/// Among what a passage is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    /// All text of the document.
    Document,
    /// The first sentences of a run's members: a problem may well be named again
    /// in another part, above its measure.
    Run(RunId),
    /// The entries of an unnumbered list, by the block that it starts with.
    List(BlockId),
    /// The measure of one item; that of another is a duplicate measure.
    Item(ItemId),
}

/// A paragraph or a sentence.
pub(super) struct Passage {
    pub scope: Scope,
    pub print: Print,
    pub span: Span,
    /// Whether it is a whole paragraph.
    pub is_whole: bool,
}

/// The letters and digits of a text, told from others by their hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Print {
    hash: u64,
    letters: usize,
    han: usize,
}

/// Spreads the hash of a text over all bits (FNV-1a).
const PRIME: u64 = 0x0000_0100_0000_01B3;

impl Print {
    fn of(text: &str) -> Self {
        let mut print = Self { hash: 0, letters: 0, han: 0 };
        for c in text.chars() {
            let han = is_han(c);
            if han || !is_chinese_mark(c) && c.is_alphanumeric() {
                print.hash = (print.hash ^ u64::from(c)).wrapping_mul(PRIME);
                print.letters += 1;
                print.han += usize::from(han);
            }
        }
        print
    }

    /// Whether the text is long enough, and is made of Chinese characters for
    /// the most part.
    fn counts(self, shortest: usize) -> bool {
        self.letters >= shortest && self.han * 3 > self.letters * 2
    }
}

struct Reader<'a, 'd> {
    context: &'a Context<'a>,
    document: &'d Document,
    shortest: usize,
    shortest_item: usize,
    shortest_entry: usize,
    shortest_clause: usize,
    shortest_field: usize,
    /// Where the measures of items stand, in order.
    measures: &'a [(Span, ItemId)],
}

/// Where the measures of a file's items stand, in order.
pub(super) fn measures(context: &Context<'_>) -> Vec<(Span, ItemId)> {
    let items = context.model.items.list.enumerate();
    let of_item = |(id, item): (ItemId, &Item)| {
        let parts = item.of(Role::Measure).flat_map(|field| &field.parts);
        parts.map(|span| (*span, id)).collect::<Vec<_>>()
    };
    let mut measures: Vec<(Span, ItemId)> = items.flat_map(of_item).collect();
    measures.sort_unstable_by_key(|(span, _)| span.start);
    measures
}

/// The passages of a document, paragraph by paragraph, each paragraph as a whole
/// before its sentences.
pub(super) fn passages<'a>(
    context: &'a Context<'a>,
    document: &'a Document,
    measures: &'a [(Span, ItemId)],
    page: &Page,
) -> impl Iterator<Item = Vec<Passage>> + 'a {
    let reader = Reader {
        context,
        document,
        shortest: page.number("shortest"),
        shortest_item: page.number("shortest-item"),
        shortest_entry: page.number("shortest-entry"),
        shortest_clause: page.number("shortest-clause"),
        shortest_field: page.number("shortest-field"),
        measures,
    };
    let mut lists = Lists::default();
    document.segments.iter().map(move |segment| {
        let block = context.model.outline.segments[segment].block;
        let list = lists.of(&context.model.blocks.list[block], block);
        reader.paragraph(segment, list)
    })
}

/// The entries of the open lists, outermost first: depth and block.
#[derive(Default)]
struct Lists {
    start: Option<BlockId>,
    open: Vec<(u8, BlockId)>,
}

impl Lists {
    /// The list that a block is an entry of: by the entry above it, or the
    /// first block of an outermost one.
    fn of(&mut self, block: &Block, id: BlockId) -> Option<BlockId> {
        if block.kind != BlockKind::ListItem {
            self.open.clear();
            return None;
        }
        if self.open.is_empty() {
            self.start = Some(id);
        }
        while self.open.last().is_some_and(|(depth, _)| *depth >= block.depth) {
            self.open.pop();
        }
        let above = self.open.last().map(|(_, entry)| *entry).or(self.start);
        self.open.push((block.depth, id));
        above
    }
}

impl Reader<'_, '_> {
    fn paragraph(&self, segment: SegmentId, list: Option<BlockId>) -> Vec<Passage> {
        let model = self.context.model;
        let parts = model.parts();
        let entry = &model.outline.segments[segment];
        let block = &model.blocks.list[entry.block];
        let titled = entry.node.map(|node| parts.node(node));
        let titled = titled.is_some_and(|node| node.shape == Shape::Title && !is_item(self.context, node));
        let span = parts.body_span(segment);
        let head = list.is_none() && self.document.title.holds(span);
        if !is_body(block.kind) || block.quoted || titled || head || parts.is_closing_line(segment) {
            return Vec::new();
        }
        let body = parts.body(segment);
        let text = &body[body.len() - body.trim_start().len()..];
        let shortest = match &entry.label {
            Some(label) if !matches!(label.role, Role::Deadline | Role::Owner | Role::Goal) => {
                self.shortest_field
            }
            Some(_) => return Vec::new(),
            None if is_field(text) => self.shortest_field,
            None => self.shortest,
        };
        let bullet = list.filter(|_| entry.marker.is_none());
        let scope = match (entry.node, bullet) {
            (Some(node), _) => match self.scope(span) {
                Scope::Document => Scope::Run(parts.node(node).run),
                scope => scope,
            },
            (None, Some(list)) if !is_field(text) => Scope::List(list),
            _ => self.scope(span),
        };
        let local = entry.body + body.len() - text.len();
        let mut found = self.sentences(block, text, local, shortest, scope);
        // What has no mark at its end is a line of a title or a form.
        let sentence = text.contains(['。', '，', '；', '！', '？']);
        let listed = matches!(scope, Scope::Run(_) | Scope::List(_));
        let words = without_number(text).trim_start();
        let start = local + text.len() - words.len();
        let span = block.span_of(start..start + words.trim_end().len());
        let whole = Passage { scope, print: Print::of(words), span, is_whole: true };
        let least = match scope {
            Scope::List(_) => self.shortest_entry,
            Scope::Run(_) => self.shortest_item,
            _ => shortest,
        };
        if (listed || sentence) && whole.print.counts(least) {
            found.retain(|part| part.print != whole.print);
            found.insert(0, whole);
        }
        found
    }

    /// The sentences and longer clauses of a paragraph. The first may have a
    /// narrower scope than those after it.
    fn sentences(
        &self,
        block: &Block,
        text: &str,
        local: usize,
        shortest: usize,
        first: Scope,
    ) -> Vec<Passage> {
        let mut found = Vec::new();
        let (mut start, mut scope) = (0, first);
        let rest_scope = self.scope(block.span_of(local..local + text.trim_end().len()));
        let ends = text.match_indices(|c: char| is_sentence_end(c) || matches!(c, '；' | ';' | '\n'));
        for (at, mark) in ends {
            let rest = &text[at + mark.len()..];
            let end = text.len() - rest.trim_start_matches(is_closing).len();
            let sentence = text[start..end].trim_start();
            let lead = end - sentence.len();
            let words = without_speaker(without_number(sentence));
            let clause = !mark.starts_with(is_sentence_end);
            let print = Print::of(words);
            // What someone said may well be quoted twice.
            let said = sentence.starts_with(is_opening) && sentence.ends_with(is_closing);
            if !said && print.counts(if clause { self.shortest_clause.max(shortest) } else { shortest }) {
                let span = block.span_of(local + lead..local + end);
                found.push(Passage { scope, print, span, is_whole: false });
            }
            scope = rest_scope;
            start = end;
        }
        found
    }

    fn scope(&self, span: Span) -> Scope {
        let after = self.measures.partition_point(|(measure, _)| measure.start <= span.start);
        let measure = after.checked_sub(1).map(|at| self.measures[at]);
        let inside = measure.filter(|(measure, _)| span.start < measure.end);
        inside.map_or(Scope::Document, |(_, item)| Scope::Item(item))
    }
}

/// What somebody says, without his name: 檀俊生：…….
fn without_speaker(sentence: &str) -> &str {
    const LONGEST_NAME: usize = 4;
    let said = sentence.split_once('：').filter(|(name, _)| {
        let length = name.chars().count();
        (2..=LONGEST_NAME).contains(&length) && name.chars().all(is_han)
    });
    said.map_or(sentence, |(_, said)| said)
}

/// A text without the number that it starts with: 一是, 第四条.
fn without_number(text: &str) -> &str {
    if let Some(marker) = Marker::parse(text) {
        return &text[marker.len..];
    }
    let number = text
        .strip_prefix(signs::ORDINAL)
        .and_then(|rest| Some(&rest[chinese_number(rest).or(digits(rest))?.1..]));
    number.and_then(|rest| rest.strip_prefix(signs::CLAUSES)).unwrap_or(text)
}

/// No name of a field is longer, in characters.
const LONGEST_NAME: usize = 8;

/// Whether a text starts with a name and a colon: 学习要求：…….
fn is_field(text: &str) -> bool {
    let name: Vec<char> = text.chars().take(LONGEST_NAME + 1).collect();
    name.iter().position(|c| matches!(c, '：' | ':')).is_some_and(|at| name[..at].iter().all(|&c| is_han(c)))
}
