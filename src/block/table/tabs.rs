//! Rows whose cells are parted by tabs, as a spreadsheet copies them.

use super::{Table, is_category};
use crate::source::Span;

/// Fewer columns make no table: a tab may as well indent or lay out a line.
const LEAST_COLUMNS: usize = 3;

pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    let header = cells(text, lines[0]);
    if header.iter().filter(|cell| !text[cell.range()].trim().is_empty()).count() < LEAST_COLUMNS {
        return None;
    }
    let is_row = |at: usize| lines.get(at).is_some_and(|line| text[line.range()].contains('\t'));
    let goes_on = |at: usize| is_row(at) || is_category(text, lines[at]) && is_row(at + 1);
    let rows: Vec<Vec<Span>> =
        (0..lines.len()).take_while(|&at| goes_on(at)).map(|at| cells(text, lines[at])).collect();
    (rows.len() > 1).then(|| {
        let lines = rows.len();
        Table::padded(rows, lines)
    })
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
