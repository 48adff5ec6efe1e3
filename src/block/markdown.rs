//! Markdown by CommonMark with tables, read from pulldown-cmark's offsets.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::text::{ATOM, Builder};
use super::{Block, BlockKind, Blocks, Cell, Inline, html};
use crate::chars::is_han;
use crate::source::Span;

/// Tags that only say how a text looks: web pages and word processors leave them.
const LOOKS: [&str; 10] = [
    "<font",
    "<span",
    "<center",
    "<o:p",
    "<st1:",
    "<p style",
    "<p class",
    "<div style",
    "<div class",
    "<div id",
];

fn is_look(tag: &str) -> bool {
    LOOKS.iter().any(|look| tag.starts_with(look))
}

/// The events of a Markdown text with their byte ranges, which start at characters.
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    // An item with a tab before it, in a definition, starts within the line before.
    let whole = |range: Range<usize>| text.floor_char_boundary(range.start)..range.end;
    Parser::new_ext(text, options()).into_offset_iter().map(move |(event, range)| (event, whole(range)))
}

/// The CommonMark extensions that hegao reads.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

pub(super) fn blocks(text: &Arc<str>) -> Blocks {
    let mut reader = Reader::new(text);
    for (event, range) in events(text) {
        reader.read(event, range);
    }
    reader.flush();
    Blocks { list: reader.blocks.into(), front_matter: reader.front_matter }
}

/// A line such as `##一、情况`, which is a heading to its writer: the space is
/// missing. `#话题#` is none.
fn tight_heading(text: &str) -> Option<BlockKind> {
    let title = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - title.len()).ok().filter(|level| (2..=6).contains(level))?;
    (title.starts_with(is_han) && !title.contains(['#', '\n'])).then_some(BlockKind::Heading(level))
}

struct Reader<'s> {
    file: &'s Arc<str>,
    blocks: Vec<Block>,
    front_matter: Option<Span>,
    open: Option<(BlockKind, Span)>,
    builder: Builder,
    /// The inline elements of the open block.
    inline: Inline,
    /// Depth of elements whose text no rule reads.
    hidden: usize,
    /// Depth of lists and of quotes.
    lists: u8,
    quotes: u8,
    /// Where an HTML table ends that was read as a whole.
    read_to: usize,
    /// Where the row of a table ends.
    row_end: usize,
    table: usize,
    row: usize,
    column: usize,
    /// The file's byte at which the last item's own text may start.
    item: Option<usize>,
}

impl<'s> Reader<'s> {
    fn new(file: &'s Arc<str>) -> Self {
        Self {
            file,
            blocks: Vec::new(),
            front_matter: None,
            open: None,
            builder: Builder::default(),
            inline: Inline::default(),
            hidden: 0,
            lists: 0,
            quotes: 0,
            read_to: 0,
            row_end: 0,
            table: 0,
            row: 0,
            column: 0,
            item: None,
        }
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        if range.start < self.read_to {
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if self.hidden == 0 => self.text(&text, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.atom(ATOM, span),
            Event::FootnoteReference(_) => self.atom(ATOM, span),
            Event::SoftBreak | Event::HardBreak => self.atom('\n', span),
            Event::InlineHtml(html) if html.starts_with("<br") => self.atom('\n', span),
            Event::InlineHtml(html) if is_look(&html) => self.inline.looks.push(span),
            Event::Rule => self.opaque(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.begin(BlockKind::Paragraph, span),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8), span),
            Tag::Item => {
                self.flush();
                self.item = Some(span.start);
            }
            // What else stands in a definition has blocks of its own.
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin(BlockKind::Paragraph, Span::new(span.start, span.start))
            }
            Tag::Table(_) => {
                self.flush();
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                let row = self.file[span.range()].trim_end();
                self.row_end = span.start + row.strip_suffix('|').unwrap_or(row).len();
            }
            Tag::TableCell => {
                let cell = Cell {
                    table: self.table,
                    row: self.row,
                    column: self.column,
                    next: self.column + 1,
                    below: self.row + 1,
                };
                self.begin(BlockKind::Cell(cell), span);
            }
            Tag::HtmlBlock if self.html_table(span.start) || self.html_paragraph(span) => {}
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.opaque(span);
                self.hidden += 1;
            }
            Tag::MetadataBlock(_) => {
                self.front_matter = Some(span);
                self.hidden += 1;
            }
            Tag::Image { dest_url, .. } => {
                self.atom(ATOM, span);
                self.inline.dead_links.extend(dest_url.is_empty().then_some(span));
                self.hidden += 1;
            }
            Tag::Link { dest_url, .. } if dest_url.is_empty() && self.hidden == 0 => {
                self.inline.dead_links.push(span)
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_add(1);
            }
            Tag::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_add(1);
            }
            Tag::FootnoteDefinition(_) => self.flush(),
            Tag::Strong | Tag::Emphasis if self.hidden == 0 => self.inline.emphasis.push(span),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.flush_cell(span);
                self.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::Table => self.table += 1,
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.hidden -= 1
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind, span: Span) {
        self.flush();
        let kind = match (kind, self.item) {
            (BlockKind::Paragraph, Some(_)) => BlockKind::ListItem,
            (kind, _) => kind,
        };
        self.open = Some((kind, span));
    }

    fn text(&mut self, text: &str, span: Span) {
        if self.open.is_none() {
            self.open = Some((BlockKind::ListItem, span));
        }
        self.push_item_number(span.start);
        if self.file[span.range()] == *text {
            self.builder.push(self.file, span);
        } else {
            // An entity stands for its character.
            let mut chars = text.chars();
            let entity = chars.next().filter(|_| chars.next().is_none());
            self.builder.push_atom(entity.unwrap_or(ATOM), span);
        }
    }

    fn atom(&mut self, stand_in: char, span: Span) {
        if self.hidden == 0 && self.open.is_some() {
            self.push_item_number(span.start);
            self.builder.push_atom(stand_in, span);
        }
    }

    /// The number of an ordered item is text that its writer wrote; a bullet is
    /// markup.
    fn push_item_number(&mut self, text_start: usize) {
        let Some(start) = self.item.take() else {
            return;
        };
        if !self.builder.is_empty() {
            return;
        }
        let lead = &self.file[start..text_start];
        let number = lead.len() - lead.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if number > 0 {
            let end = start + (number + 1).min(lead.len());
            self.builder.push(self.file, Span::new(start, end));
        }
    }

    fn opaque(&mut self, span: Span) {
        self.flush();
        self.item = None;
        let comment = self.file[span.range()].starts_with("<!--");
        if self.hidden == 0 && !comment {
            let text = super::BlockText::verbatim(self.file, Span::new(span.start, span.start));
            self.push(Block::new(BlockKind::Opaque, span, text));
        }
    }

    fn flush(&mut self) {
        let Some((kind, span)) = self.open.take() else {
            return;
        };
        self.item = None;
        if self.builder.is_empty() && !matches!(kind, BlockKind::Heading(_)) {
            return;
        }
        let place = Span::new(span.start, span.start);
        let text = self.builder.finish(self.file, place);
        let span = span.cover(text.span_of(0..text.as_str().len()));
        let kind = tight_heading(text.as_str()).filter(|_| kind == BlockKind::Paragraph).unwrap_or(kind);
        self.push(Block::new(kind, span, text));
    }

    fn push(&mut self, block: Block) {
        let inline = std::mem::take(&mut self.inline);
        let any = !(inline.emphasis.is_empty() && inline.dead_links.is_empty() && inline.looks.is_empty());
        let inline = any.then(|| Box::new(inline));
        self.blocks.push(Block { depth: self.lists, quoted: self.quotes > 0, inline, ..block });
    }

    /// Reads an HTML block that is a table.
    fn html_table(&mut self, start: usize) -> bool {
        let opens = self.file.as_bytes().get(start..start + "<table".len());
        if self.hidden > 0 || !opens.is_some_and(|tag| tag.eq_ignore_ascii_case(b"<table")) {
            return false;
        }
        let Some((cells, end)) = html::table(self.file, start, self.table) else {
            return false;
        };
        self.flush();
        // The number of an item that starts with a table stands before it.
        self.item = None;
        cells.into_iter().for_each(|cell| self.push(cell));
        self.table += 1;
        self.read_to = end;
        true
    }

    /// Reads an HTML block that is a paragraph as some editor left it, with its look:
    /// `<p style="text-indent:2em">……</p>`.
    fn html_paragraph(&mut self, span: Span) -> bool {
        let text = self.file[span.range()].trim_end();
        let styled = ["<p style", "<p class"].iter().any(|tag| text.starts_with(tag));
        if self.hidden > 0 || !styled || text.contains('\n') {
            return false;
        }
        self.begin(BlockKind::Paragraph, span);
        let (mut at, end) = (span.start, span.start + text.len());
        while let Some(tag) = html::Tag::next(self.file, at, end).map(|tag| tag.span) {
            if at < tag.start {
                self.builder.push(self.file, Span::new(at, tag.start));
            }
            if is_look(&self.file[tag.range()]) {
                self.inline.looks.push(tag);
            }
            at = tag.end;
        }
        if at < end {
            self.builder.push(self.file, Span::new(at, end));
        }
        self.flush();
        self.read_to = span.end;
        true
    }

    /// An empty cell stands at the blank between its bars.
    fn flush_cell(&mut self, span: Span) {
        let Some((kind, _)) = self.open.take() else {
            return;
        };
        // A row that has fewer cells than its header is filled up by the parser.
        if self.builder.is_empty() && span.start >= self.row_end {
            return;
        }
        let inner = self.file[span.range()].trim_matches('|');
        let start = span.start + self.file[span.range()].find(inner).unwrap_or(0);
        let place = Span::new(start, start + inner.len());
        let text = self.builder.finish(self.file, place);
        self.push(Block::new(kind, place, text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_a_definition_starts_at_a_character() {
        let text = Arc::from("甲。\n:。。\n\t- 整改措施：每月检查。\n");
        let read: Vec<String> =
            blocks(&text).list.iter().map(|block| block.text.as_str().to_owned()).collect();
        assert!(read.iter().any(|text| text == "整改措施：每月检查。"), "{read:?}");
    }
    #[test]
    fn the_number_of_an_item_that_is_a_table_is_not_read_after_it() {
        let text = Arc::from("1. <table><tr><td>问题</td></tr></table>\n一、概况\n");
        let read = blocks(&text).list;
        let overlap = read.as_slice().windows(2).find(|pair| pair[0].span.end > pair[1].span.start);
        assert!(overlap.is_none(), "{overlap:?}");
        assert_eq!(read.last().map(Block::as_str), Some("一、概况"));
    }
}
