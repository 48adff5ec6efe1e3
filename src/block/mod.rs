//! Paragraphs, headings, list items and table cells, the same for Markdown and
//! for plain text.

mod html;
mod markdown;
mod plain;
mod table;
mod text;
mod wrap;

use std::ops::Range;

pub use markdown::events as markdown_events;
pub use plain::is_comment as is_comment_line;
pub use text::{ATOM, BlockText};

use crate::id::{Id, List};
use crate::rulebook::Rulebook;
use crate::source::{Source, Span, Syntax};

/// Where a cell stands in its table. All numbers are 0-based; row 0 is the
/// header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the file.
    pub table: usize,
    /// Row in the table.
    pub row: usize,
    /// Column in the row.
    pub column: usize,
    /// The column after it and after those that cells above or the cell itself
    /// reach over.
    pub next: usize,
    /// The row after it and after those that it reaches down to.
    pub below: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Body text.
    Paragraph,
    /// A Markdown heading of level 1 to 6.
    Heading(u8),
    /// The text of a list item; its number, if it has one, is part of the text.
    ListItem,
    /// A table cell, perhaps empty.
    Cell(Cell),
    /// Content that no rule reads (code, HTML) but that fills a section.
    Opaque,
}

/// The place of a block in the list of a file's blocks.
pub type BlockId = Id<Block>;

/// One block of a file.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, with its markup.
    pub span: Span,
    /// What it says, without its markup.
    pub text: BlockText,
    /// How deep in Markdown lists it stands; 0 outside of any.
    pub depth: u8,
    /// Whether it stands in a Markdown quote: what it says belongs to others.
    pub quoted: bool,
    /// What Markdown reads in it, where that is more than text. Few blocks have any.
    inline: Option<Box<Inline>>,
    /// Every character that is no plain Chinese character, with its local byte
    /// offset: the marks, digits, letters and spaces, in order.
    pub marks: Vec<Mark>,
}

/// Inline elements of Markdown, by their places in the file.
#[derive(Debug, Default)]
struct Inline {
    emphasis: Vec<Span>,
    dead_links: Vec<Span>,
    looks: Vec<Span>,
}

/// A character of a block that is no plain Chinese character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Local byte offset, 0-based. Texts have many marks, so it is kept small.
    offset: u32,
    /// The character.
    pub ch: char,
}

impl Mark {
    /// Its local byte offset, 0-based.
    pub fn at(self) -> usize {
        self.offset as usize
    }

    /// The byte after it.
    pub fn end(self) -> usize {
        self.at() + self.ch.len_utf8()
    }
}

impl Block {
    fn new(kind: BlockKind, span: Span, text: BlockText) -> Self {
        let marks = if kind == BlockKind::Opaque { Vec::new() } else { marks(text.as_str()) };
        Self { kind, span, text, marks, depth: 0, quoted: false, inline: None }
    }

    /// The text of the block.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The place in the file of a byte range of the block's text.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.text.span_of(range)
    }

    /// The stretches of neighbouring marks that `joins` allows, as local byte
    /// ranges.
    pub fn stretches(&self, joins: impl Fn(Mark) -> bool) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for mark in self.marks.iter().copied().filter(|mark| joins(*mark)) {
            match found.last_mut() {
                Some(last) if last.end == mark.at() => last.end = mark.end(),
                _ => found.push(mark.at()..mark.end()),
            }
        }
        found
    }

    /// Whether words that start at an offset of the text stand in emphasis marks.
    pub fn is_emphasized(&self, at: usize) -> bool {
        const MARKS: usize = 3;
        let Some(first) = self.as_str()[at..].chars().next() else { return false };
        let start = self.span_of(at..at + first.len_utf8()).start;
        let emphasis = self.emphasis();
        let next = emphasis.partition_point(|span| span.start <= start);
        next.checked_sub(1).is_some_and(|last| start <= emphasis[last].start + MARKS)
    }

    /// Where Markdown reads emphasis in it, with its marks, in the file.
    pub fn emphasis(&self) -> &[Span] {
        self.inline.as_deref().map_or(&[], |inline| &inline.emphasis)
    }

    /// Markdown links and images in it that lead nowhere, in the file.
    pub fn dead_links(&self) -> &[Span] {
        self.inline.as_deref().map_or(&[], |inline| &inline.dead_links)
    }

    /// HTML tags in it that only say how its text looks, in the file.
    pub fn looks(&self) -> &[Span] {
        self.inline.as_deref().map_or(&[], |inline| &inline.looks)
    }

    /// The cell's place, for a table cell.
    pub fn cell(&self) -> Option<Cell> {
        match self.kind {
            BlockKind::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// Whether rules may read the block's text.
    pub fn is_text(&self) -> bool {
        self.kind != BlockKind::Opaque
    }

    /// Whether there is any text that rules may read.
    pub fn has_text(&self) -> bool {
        self.is_text() && !self.as_str().is_empty()
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let plain = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mark = |(at, ch): (usize, char)| Some(Mark { offset: u32::try_from(at).ok()?, ch });
    text.char_indices().filter(|&(_, c)| !plain(c)).filter_map(mark).collect()
}

/// The blocks of a file, and what its front matter says.
#[derive(Debug)]
pub struct Blocks {
    /// In the order of the text. No two blocks overlap.
    pub list: List<Block>,
    /// The text of a Markdown file's front matter, without its fences.
    pub front_matter: Option<Span>,
}

/// Cuts a source into blocks.
#[inline(never)] // A stage that profiles tell apart.
pub fn blocks(source: &Source, rulebook: &Rulebook) -> Blocks {
    match source.syntax() {
        Syntax::Markdown => markdown::blocks(source.shared_text()),
        Syntax::Plain => {
            let list = plain::blocks(source.shared_text(), &rulebook.labels).into();
            Blocks { list, front_matter: None }
        }
    }
}
