//! Rows whose cells are parted by tabs, as a spreadsheet copies them.

use super::{Table, is_category, names_rows};
use crate::source::Span;

/// Fewer columns make no table: a tab may as well indent or lay out a line.
const LEAST_COLUMNS: usize = 3;
/// A cell has no more lines after its first.
const MOST_LINES: usize = 20;

pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    let header = cells(text, lines[0]);
    if header.iter().filter(|cell| !text[cell.range()].trim().is_empty()).count() < LEAST_COLUMNS {
        return None;
    }
    let is_row = |at: usize| lines.get(at).is_some_and(|line| text[line.range()].contains('\t'));
    let whole_row = |at: usize| lines.get(at).is_some_and(|&line| cells(text, line).len() == header.len());
    let goes_on = |at: usize| {
        is_row(at)
            || is_category(text, lines[at]) && is_row(at + 1)
            || names_rows(text, lines[at]) && whole_row(at + 1)
    };
    let (mut rows, mut at) = (Vec::new(), 0);
    while at < lines.len() && goes_on(at) {
        let (row, taken) = row(text, &lines[at..]);
        rows.push(row);
        at += taken;
    }
    (rows.len() > 1).then(|| Table::padded(rows, at))
}

/// The cells of the row that the first line starts, and how many lines it has.
fn row(text: &str, lines: &[Span]) -> (Vec<Span>, usize) {
    let mut row = cells(text, lines[0]);
    let mut taken = 1;
    while let Some(last) = row.last().copied()
        && let Some((cell, end)) = quoted(text, last, &lines[taken..])
    {
        row.pop();
        row.push(cell);
        taken += end;
        let rest = Span::new(cell.end + 1, lines[taken - 1].end);
        row.extend(cells(text, rest).into_iter().skip(1));
    }
    (row, taken)
}

/// A cell of several lines stands in straight quotes: what they hold when the first
/// line opens them, and how many of the lines after it there are up to their end.
fn quoted(text: &str, cell: Span, after: &[Span]) -> Option<(Span, usize)> {
    let opened = text[cell.range()].strip_prefix('"').filter(|inner| !inner.contains('"'))?;
    let start = cell.end - opened.len();
    for (count, line) in after.iter().take(MOST_LINES).enumerate() {
        let Some(at) = text[line.range()].find('"') else {
            if text[line.range()].contains('\t') {
                return None;
            }
            continue;
        };
        let end = line.start + at;
        let ends = end + 1 == line.end || text[end + 1..].starts_with(['\t', '\r']);
        return (ends && !text[line.start..end].contains('\t')).then(|| (Span::new(start, end), count + 1));
    }
    None
}

fn cells(text: &str, line: Span) -> Vec<Span> {
    let mut start = line.start;
    let mut cells: Vec<Span> = Vec::new();
    for (at, _) in text[line.range()].match_indices('\t') {
        cells.push(Span::new(start, line.start + at));
        start = line.start + at + 1;
    }
    cells.push(Span::new(start, line.end));
    cells
}
