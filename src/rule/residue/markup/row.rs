//! Rows of Markdown tables that have fewer cells than their header.

use std::collections::HashMap;

use crate::block::Block;
use crate::source::Span;

/// A row that lacks cells at its end.
pub(super) struct ShortRow {
    /// Its last cell.
    pub last: Span,
    /// How many cells it has, and how many its header.
    pub cells: usize,
    pub columns: usize,
}

/// The short rows of all tables. A row of one cell is a heading within the
/// table.
pub(super) fn short_rows(blocks: &[Block]) -> Vec<ShortRow> {
    let mut columns: HashMap<usize, usize> = HashMap::new();
    let mut found = Vec::new();
    let mut cells = blocks.iter().filter_map(|block| Some((block, block.cell()?))).peekable();
    while let Some((block, cell)) = cells.next() {
        let ends = cells.peek().is_none_or(|(_, next)| (next.table, next.row) != (cell.table, cell.row));
        if !ends {
            continue;
        }
        let count = cell.next;
        let wanted = *columns.entry(cell.table).or_insert(count);
        if count > 1 && count < wanted && !block.as_str().trim().is_empty() {
            found.push(ShortRow { last: trimmed(block), cells: count, columns: wanted });
        }
    }
    found
}

/// Where a cell's text stands, without the blank around it.
fn trimmed(block: &Block) -> Span {
    let text = block.as_str();
    let start = text.len() - text.trim_start().len();
    block.span_of(start..text.trim_end().len())
}
