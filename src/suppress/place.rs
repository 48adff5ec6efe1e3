//! Where the comments of a file stand, and the block that each is about.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::analysis::Analysis;
use crate::block::{Block, is_comment_line, markdown_events};
use crate::source::{Span, Syntax};

/// A comment and the block that follows or holds it.
pub(super) struct Place {
    pub comment: Span,
    pub block: Span,
}

impl Place {
    /// The line that the comment is about: its own if that says something else
    /// too, otherwise the next.
    pub fn line(&self, text: &str) -> Span {
        let own = lines_of(text, self.comment);
        let beside = [&text[own.start..self.comment.start], &text[self.comment.end..own.end]];
        if beside.iter().any(|part| !part.trim().is_empty()) {
            return own;
        }
        let next = text[own.end..].find(|c| c != '\r' && c != '\n').map_or(text.len(), |at| own.end + at);
        lines_of(text, Span::new(next, next))
    }
}

/// A span made wider, to the ends of its lines.
pub(super) fn lines_of(text: &str, span: Span) -> Span {
    let ends = ['\n', '\r'];
    let start = text[..span.start].rfind(ends).map_or(0, |at| at + 1);
    let end = text[span.end..].find(ends).map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

pub(super) fn places(model: &Analysis) -> Vec<Place> {
    match model.source.syntax() {
        Syntax::Markdown => in_markdown(model.source.text()),
        Syntax::Plain => in_lines(model.source.text(), model.blocks.list.as_slice()),
    }
}

/// The blocks that a comment can stand before: those of a Markdown file that
/// stand in no other, the paragraphs and tables of a plain one.
pub(super) fn top_blocks(model: &Analysis) -> Vec<Span> {
    match model.source.syntax() {
        Syntax::Markdown => outer_blocks(model.source.text()),
        Syntax::Plain => {
            let (mut found, mut rest) = (Vec::new(), model.blocks.list.as_slice());
            while let Some((span, count)) = next_block(rest) {
                found.push(span);
                rest = &rest[count..];
            }
            found
        }
    }
}

fn outer_blocks(text: &str) -> Vec<Span> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (event, range) in markdown_events(text) {
        match event {
            Event::Start(tag) => {
                let front = matches!(tag, Tag::MetadataBlock(_));
                if depth == 0 && !front && is_block(&tag) {
                    found.push(Span::new(range.start, range.end));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// In plain text a comment has a line of its own.
fn in_lines(text: &str, blocks: &[Block]) -> Vec<Place> {
    let mut places = Vec::new();
    for line in text.split(['\n', '\r']) {
        if !is_comment_line(line) {
            continue;
        }
        let words = line.trim();
        let start = words.as_ptr() as usize - text.as_ptr() as usize;
        let comment = Span::new(start, start + words.len());
        let next = blocks.partition_point(|block| block.span.start < comment.end);
        let block = next_block(&blocks[next..]).map_or(after(comment), |(block, _)| lines_of(text, block));
        places.push(Place { comment, block });
    }
    places
}

/// The first block; of a table, all cells. With how many blocks that is.
fn next_block(blocks: &[Block]) -> Option<(Span, usize)> {
    let first = blocks.first()?;
    let Some(cell) = first.cell() else { return Some((first.span, 1)) };
    let of_table = |block: &&Block| block.cell().is_some_and(|other| other.table == cell.table);
    let count = blocks.iter().take_while(of_table).count();
    Some((first.span.cover(blocks[count - 1].span), count))
}

/// In Markdown a comment stands between blocks, or within the text of one.
fn in_markdown(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    // How many of `places` have their block, and the block that is open.
    let (mut settled, mut open) = (0, None::<Span>);
    for (event, range) in markdown_events(text) {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let comments = comments(text, range);
                if comments.is_empty() {
                    settle(&mut places, &mut settled, span);
                }
                places.extend(comments.into_iter().map(|comment| Place { comment, block: after(comment) }));
            }
            Event::Start(Tag::MetadataBlock(_)) => {}
            Event::Start(tag) if is_block(&tag) => {
                settle(&mut places, &mut settled, span);
                open = Some(span);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => open = None,
            Event::InlineHtml(html) if html.starts_with("<!--") => {
                settle(&mut places, &mut settled, span);
                places.push(Place { comment: span, block: open.unwrap_or(after(span)) });
                settled = places.len();
            }
            _ => {}
        }
    }
    places
}

fn after(comment: Span) -> Span {
    Span::new(comment.end, comment.end)
}

/// The comments before `block` are about it.
fn settle(places: &mut [Place], settled: &mut usize, block: Span) {
    for place in &mut places[*settled..] {
        place.block = block;
    }
    *settled = places.len();
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn comments(text: &str, range: Range<usize>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(start) = text[at..range.end].find("<!--").map(|from| at + from) {
        let Some(length) = text[start..range.end].find("-->") else { break };
        at = start + length + "-->".len();
        found.push(Span::new(start, at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::Checker;
    use crate::source::Source;

    #[test]
    fn a_table_of_empty_cells_has_an_end() {
        let checker = Checker::new().expect("rules");
        for text in ["\t\t\n\t\t\n", "甲\t乙\t丙\n\t\t\n\t\t", "|||\n|||"] {
            let blocks = top_blocks(&checker.analyse(&Source::new("a.txt", text, Syntax::Plain)));
            assert!(blocks.len() <= 3, "{text:?} {blocks:?}");
        }
    }

    #[test]
    fn a_comment_is_about_the_whole_of_what_follows_or_about_what_holds_it() {
        let text =
            "<!-- a -->\n<!-- b -->\n\n- 甲\n- 乙\n\n丙<!-- c -->丁\n\n| 戊 |\n| - |\n| 己<!-- d --> |\n";
        let blocks: Vec<&str> =
            in_markdown(text).iter().map(|place| text[place.block.range()].trim()).collect();
        assert_eq!(blocks, ["- 甲\n- 乙", "- 甲\n- 乙", "丙<!-- c -->丁", "己<!-- d -->"]);
    }
}
