//! Items from the rows of a table whose headers are labels.

use std::collections::BTreeMap;

use super::{Field, Item, Origin};
use crate::block::{Block, Cell};
use crate::document::{Document, Parts};
use crate::rulebook::Role;

/// The cells of one table, by row.
type Rows<'a> = BTreeMap<usize, Vec<(Cell, &'a Block<'a>)>>;

pub(super) fn items(parts: Parts<'_>, document: &Document<'_>, number: usize) -> Vec<Item> {
    let mut tables: BTreeMap<usize, Rows<'_>> = BTreeMap::new();
    for segment in document.segments.clone() {
        let block = &parts.blocks.list[parts.outline.segments[segment].block];
        if let Some(cell) = block.cell() {
            tables.entry(cell.table).or_default().entry(cell.row).or_default().push((cell, block));
        }
    }
    tables.values().flat_map(|rows| of_table(parts, rows, number)).collect()
}

fn of_table(parts: Parts<'_>, rows: &Rows<'_>, number: usize) -> Vec<Item> {
    let header = rows.get(&0).into_iter().flatten();
    let role = |(cell, block): &(Cell, &Block<'_>)| {
        parts.rulebook.labels.header(block.as_str()).map(|r| (cell.column, r))
    };
    let columns: BTreeMap<usize, Role> = header.filter_map(role).collect();
    let is = |role: Role| columns.values().any(|&other| other == role);
    if columns.len() < 2 || !(is(Role::Measure) || is(Role::Deadline)) {
        return Vec::new();
    }
    let mut items: Vec<Item> = Vec::new();
    for cells in rows.range(1..).map(|(_, cells)| cells) {
        if cells.iter().all(|(_, block)| block.as_str().trim().is_empty()) {
            continue;
        }
        let fields = cells
            .iter()
            .filter_map(|(cell, block)| columns.get(&cell.column).map(|role| field(*role, block)));
        let fields: Vec<Field> = fields.collect();
        let stated = fields.iter().find(|field| field.role == Role::Problem);
        let continued = stated.is_some_and(Field::is_empty);
        match items.last_mut() {
            // An empty problem cell goes on with the problem of the row above.
            Some(last) if continued => {
                last.fields.extend(fields.into_iter().filter(|field| !field.is_empty()))
            }
            _ => items.push(Item {
                document: number,
                origin: Origin::Table,
                node: None,
                problem: stated.or(fields.first()).and_then(Field::span),
                fields,
            }),
        }
    }
    items
}

fn field(role: Role, block: &Block<'_>) -> Field {
    let text = block.as_str();
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let parts = if start < end { vec![block.span_of(start..end)] } else { Vec::new() };
    Field { role, label: Some(block.span), parts, text: text.trim().to_owned() }
}
