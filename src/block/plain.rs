//! Plain text: every line that is not blank is a paragraph, unless it belongs to
//! a table or goes on with the line above.

use std::sync::Arc;

use super::text::Builder;
use super::{Block, BlockKind, BlockText, Cell, table, wrap};
use crate::rulebook::Labels;
use crate::source::Span;

pub(super) fn blocks(text: &Arc<str>, labels: &Labels) -> Vec<Block> {
    let lines = lines(text);
    let joins = wrap::joins(text, &lines);
    let mut blocks = Vec::new();
    let mut titles = table::Titles::default();
    let (mut at, mut tables) = (0, 0);
    while at < lines.len() {
        let line = &text[lines[at].range()];
        if line.trim().is_empty() || is_comment(line) {
            at += 1;
        } else if let Some(table) = table::read(text, &lines, at, &mut titles, labels) {
            blocks.extend(cells(text, &table.rows, tables));
            tables += 1;
            at += table.lines;
        } else {
            let more = joins[at..].iter().take_while(|joins| **joins).count();
            blocks.push(paragraph(text, &lines[at..=at + more]));
            at += more + 1;
        }
    }
    blocks
}

/// The paragraph that is made of these lines.
fn paragraph(text: &Arc<str>, lines: &[Span]) -> Block {
    let mut builder = Builder::default();
    let mut end = lines[0].start;
    for (index, line) in lines.iter().enumerate() {
        let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\u{3000}');
        let kept = text[line.range()].trim_end_matches(blank);
        // What the whole text is indented by is no part of a line that goes on.
        let inner = if index == 0 { kept } else { kept.trim_start_matches(blank) };
        let start = line.start + kept.len() - inner.len();
        let words = |c: char| c.is_ascii_alphanumeric();
        if text[..end].ends_with(words) && end > lines[0].start && inner.starts_with(words) {
            builder.push_atom(' ', Span::new(end, start));
        }
        end = line.start + kept.len();
        builder.push(text, Span::new(start, end));
    }
    let span = Span::new(lines[0].start, end);
    let words = if lines.len() == 1 { BlockText::verbatim(text, span) } else { builder.finish(text, span) };
    Block::new(BlockKind::Paragraph, span, words)
}

fn cells(text: &Arc<str>, rows: &[Vec<Span>], table: usize) -> Vec<Block> {
    let row = |(row, cells): (usize, &Vec<Span>)| -> Vec<Block> {
        let cell = |(column, &span): (usize, &Span)| {
            let kind = BlockKind::Cell(Cell { table, row, column, next: column + 1, below: row + 1 });
            Block::new(kind, span, BlockText::verbatim(text, span))
        };
        cells.iter().enumerate().map(cell).collect()
    };
    rows.iter().enumerate().flat_map(row).collect()
}

/// The lines of a text without their ends: LF, CRLF (the CR then is blank space
/// at the line's end) or a lone CR.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (at, _) in text.match_indices(['\n', '\r']) {
        // The LF of a CRLF ends no line of its own.
        if !(text[at..].starts_with('\n') && at > 0 && text[..at].ends_with('\r')) {
            lines.push(Span::new(start, at));
        }
        start = at + 1;
    }
    lines.push(Span::new(start, text.len()));
    lines
}

/// Whether a line of plain text is a comment and nothing else.
pub fn is_comment(line: &str) -> bool {
    let end = "-->";
    let inner = line.trim().strip_prefix("<!--");
    inner.is_some_and(|inner| inner.find(end).is_some_and(|at| at + end.len() == inner.len()))
}
