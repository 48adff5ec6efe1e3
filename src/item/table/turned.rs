//! Tables that are turned: their first column has the labels, and each other one tells of
//! a problem.

use std::collections::BTreeMap;

use super::{Table, field, trimmed};
use crate::block::{Block, Cell};
use crate::document::{DocumentId, Parts};
use crate::item::{Field, Item, Origin};
use crate::rulebook::Role;

/// So many rows have labels.
const FEWEST: usize = 2;

/// The items that the columns of a table are; none if its head has labels, or its rows have
/// none. A table of two columns tells of the problem whose title stands above it.
pub(super) fn items(table: &Table<'_>, parts: Parts<'_>, document: DocumentId) -> Vec<Item> {
    if !table.columns.is_empty() || table.ordinal.is_some() || table.width < 2 {
        return Vec::new();
    }
    let row = |row: &'_ Vec<(Cell, &'_ Block)>| {
        let (_, label) = row.first().filter(|(cell, _)| cell.column == 0)?;
        parts.rulebook.labels.header(label.as_str())
    };
    let roles: Vec<Option<Role>> = table.rows.iter().map(row).collect();
    let has = |role: Role| roles.contains(&Some(role));
    let labelled = roles.iter().flatten().count();
    let answered = has(Role::Measure) || has(Role::Result);
    let whole = labelled == roles.len() && has(Role::Problem);
    if labelled < FEWEST || labelled * 2 < roles.len() || !(answered || whole) {
        return Vec::new();
    }
    let mut columns: BTreeMap<usize, Vec<Field>> = BTreeMap::new();
    for (row, role) in table.rows.iter().zip(roles.iter().copied()) {
        let Some(role) = role else { continue };
        for (cell, block) in row {
            columns.entry(cell.column).or_default().push(field(parts, role, block));
        }
    }
    let mut fields = |column: usize| columns.remove(&column).unwrap_or_default();
    if table.width == 2 {
        let item =
            |node| Item::new(document, Origin::Fields, Some(node), Some(parts.heading_span(node)), fields(1));
        return table.within.map(item).into_iter().collect();
    }
    if !answered || !has(Role::Problem) {
        return Vec::new();
    }
    let item = |(cell, head): &(Cell, &Block)| {
        let fields = fields(cell.column);
        let posed = fields.iter().find(|field| field.role == Role::Problem && !field.is_empty());
        let problem = posed.and_then(Field::span).unwrap_or_else(|| trimmed(head));
        Item::new(document, Origin::Table, None, Some(problem), fields)
    };
    table.heads.iter().filter(|(cell, _)| cell.column > 0).map(item).collect()
}
