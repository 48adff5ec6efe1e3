//! Tables that are drawn in plain text: with tabs, with bars, with spaces, or
//! one cell a line.

mod aligned;
mod pipes;
mod stacked;
mod tabs;

use crate::rulebook::Labels;
use crate::source::Span;

/// A table that was read from lines of text.
#[derive(Debug)]
pub(super) struct Table {
    /// The cells of each row, in the order of the columns. The first row is the
    /// header.
    pub rows: Vec<Vec<Span>>,
    /// How many lines it takes.
    pub lines: usize,
}

impl Table {
    /// Rows that may lack cells at their ends: an empty one is put there, up to
    /// the header's width.
    fn padded(mut rows: Vec<Vec<Span>>, lines: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut end = 0;
        for row in &mut rows {
            end = row.last().map_or(end, |cell| cell.end);
            row.resize(row.len().max(width), Span::new(end, end));
        }
        Self { rows, lines }
    }
}

/// Reads the table that starts with the first of `lines`, if one does.
pub(super) fn read(text: &str, lines: &[Span], labels: &Labels) -> Option<Table> {
    let first = &text[lines.first()?.range()];
    if first.contains('\t') {
        return tabs::read(text, lines).or_else(|| aligned::read(text, lines));
    }
    if first.trim_start().starts_with('|') {
        return pipes::read(text, lines);
    }
    if let Some(table) = first.contains('|').then(|| pipes::read(text, lines)).flatten() {
        return Some(table);
    }
    let inner = first.trim();
    if inner.contains("  ") || inner.contains("\u{3000}\u{3000}") {
        return aligned::read(text, lines);
    }
    stacked::read(text, lines, labels)
}

/// A span without the blank characters at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, start.max(span.start + inner.trim_end().len()))
}
