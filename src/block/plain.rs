//! Plain text: every line that is not blank is a paragraph, unless it belongs to
//! a table.

use super::{Block, BlockKind, BlockText, Cell, table};
use crate::rulebook::Labels;
use crate::source::Span;

pub(super) fn blocks<'s>(text: &'s str, labels: &Labels) -> Vec<Block<'s>> {
    let lines = lines(text);
    let mut blocks = Vec::new();
    let (mut at, mut tables) = (0, 0);
    while at < lines.len() {
        let line = &text[lines[at].range()];
        if line.trim().is_empty() || is_comment(line) {
            at += 1;
        } else if let Some(table) = table::read(text, &lines[at..], labels) {
            blocks.extend(cells(text, &table.rows, tables));
            tables += 1;
            at += table.lines;
        } else {
            let kept = line.trim_end_matches([' ', '\t', '\u{3000}']);
            let span = Span::new(lines[at].start, lines[at].start + kept.len());
            blocks.push(Block::new(BlockKind::Paragraph, span, BlockText::verbatim(text, span)));
            at += 1;
        }
    }
    blocks
}

fn cells<'s>(text: &'s str, rows: &[Vec<Span>], table: usize) -> Vec<Block<'s>> {
    let row = |(row, cells): (usize, &Vec<Span>)| -> Vec<Block<'s>> {
        let cell = |(column, &span): (usize, &Span)| {
            let kind = BlockKind::Cell(Cell { table, row, column });
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

fn is_comment(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("<!--") && line.ends_with("-->")
}
