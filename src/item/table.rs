//! Items from the rows of a table whose headers are labels.

use std::collections::BTreeMap;

use super::{Field, Item, Origin};
use crate::block::{Block, Cell};
use crate::chars::digits;
use crate::document::{Document, Parts};
use crate::rulebook::Role;
use crate::source::Span;

/// A table of a document: what its columns hold, and its rows.
struct Table<'a> {
    /// The node that it stands in.
    within: Option<usize>,
    columns: BTreeMap<usize, Role>,
    /// The column that numbers the rows.
    ordinal: Option<usize>,
    width: usize,
    rows: Vec<Vec<(Cell, &'a Block)>>,
}

/// What the tables of a document give.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub items: Vec<Item>,
    /// The numbers of each table's rows, where one column numbers them.
    pub ordinals: Vec<Vec<(u32, Span)>>,
}

pub(super) fn tables(parts: Parts<'_>, document: &Document, number: usize) -> Tables {
    let all = read(parts, document);
    let measured = all.iter().any(|table| table.has(Role::Measure));
    let mut found = Tables::default();
    for table in &all {
        found.ordinals.push(table.ordinals());
        // Beside the table of the measures another may tell who and when.
        let supplement = measured && !table.has(Role::Measure);
        found.items.extend(table.items(parts, number, supplement));
    }
    found
}

fn read<'a>(parts: Parts<'a>, document: &Document) -> Vec<Table<'a>> {
    let mut tables: Vec<(usize, Table<'a>)> = Vec::new();
    for segment in document.segments.clone() {
        let entry = &parts.outline.segments[segment];
        let block = &parts.blocks.list[entry.block];
        let Some(cell) = block.cell() else { continue };
        if tables.last().is_none_or(|(known, _)| *known != cell.table) {
            tables.push((cell.table, Table::new(entry.parent)));
        }
        if let Some((_, table)) = tables.last_mut() {
            table.add(parts, cell, block);
        }
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

impl<'a> Table<'a> {
    fn new(within: Option<usize>) -> Self {
        Self { within, columns: BTreeMap::new(), ordinal: None, width: 0, rows: Vec::new() }
    }

    fn add(&mut self, parts: Parts<'_>, cell: Cell, block: &'a Block) {
        if cell.row == 0 {
            self.width = self.width.max(cell.column + 1);
            if parts.rulebook.labels.is_ordinal(block.as_str().trim()) {
                self.ordinal = self.ordinal.or(Some(cell.column));
            } else if let Some(role) = parts.rulebook.labels.header(block.as_str()) {
                self.columns.insert(cell.column, role);
            }
            return;
        }
        match self.rows.last_mut() {
            Some(row) if row.first().is_some_and(|(first, _)| first.row == cell.row) => {
                row.push((cell, block))
            }
            _ => self.rows.push(vec![(cell, block)]),
        }
    }

    fn has(&self, role: Role) -> bool {
        self.columns.values().any(|other| *other == role)
    }

    /// Whether the rows are review items: attendance, money and the like have no
    /// column of problems or measures.
    fn is_ledger(&self) -> bool {
        let answers = [Role::Measure, Role::Deadline, Role::Result].into_iter().any(|role| self.has(role));
        self.columns.len() > 1 && answers && (self.has(Role::Problem) || self.has(Role::Measure))
    }

    fn ordinals(&self) -> Vec<(u32, Span)> {
        let Some(column) = self.ordinal else { return Vec::new() };
        let number = |row: &Vec<(Cell, &Block)>| {
            let (_, block) = row.iter().find(|(cell, _)| cell.column == column)?;
            let text = block.as_str().trim();
            let (number, length) = digits(text)?;
            (length == text.len()).then(|| (number, trimmed(block)))
        };
        self.rows.iter().filter_map(number).collect()
    }

    fn items(&self, parts: Parts<'_>, document: usize, supplement: bool) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut category: Option<Span> = None;
        if !self.is_ledger() {
            return items;
        }
        for row in &self.rows {
            let filled: Vec<&(Cell, &Block)> =
                row.iter().filter(|(_, block)| !block.as_str().trim().is_empty()).collect();
            match filled.as_slice() {
                [] => continue,
                [only] if self.width > 2 && !self.is_number(only) => {
                    category = Some(trimmed(only.1));
                    continue;
                }
                _ => {}
            }
            let fields = row.iter().filter_map(|(cell, block)| {
                self.columns.get(&cell.column).map(|role| field(parts, *role, block))
            });
            let fields: Vec<Field> = fields.collect();
            // A row that breaks off is no answer that lacks a deadline.
            let broken = row.last().is_none_or(|(cell, _)| cell.column + 1 < self.width);
            let stated = fields.iter().find(|field| field.role == Role::Problem);
            let continued =
                self.has(Role::Problem) && stated.is_none_or(Field::is_empty) && !self.numbers(row);
            match items.last_mut() {
                Some(last) if continued => {
                    last.fields.extend(fields.into_iter().filter(|field| !field.is_empty()))
                }
                _ => items.push(Item {
                    document,
                    origin: Origin::Table,
                    node: None,
                    within: self.within,
                    category,
                    supplement: supplement || broken,
                    problem: stated.filter(|field| !field.is_empty()).and_then(Field::span),
                    fields,
                }),
            }
        }
        items
    }

    fn is_number(&self, (cell, block): &(Cell, &Block)) -> bool {
        self.ordinal == Some(cell.column) && digits(block.as_str().trim()).is_some()
    }

    /// Whether a row has a number of its own.
    fn numbers(&self, row: &[(Cell, &Block)]) -> bool {
        row.iter().any(|(cell, block)| self.ordinal == Some(cell.column) && !block.as_str().trim().is_empty())
    }
}

fn trimmed(block: &Block) -> Span {
    let text = block.as_str();
    let start = text.len() - text.trim_start().len();
    block.span_of(start..start.max(text.trim_end().len()))
}

fn field(parts: Parts<'_>, role: Role, block: &Block) -> Field {
    let text = block.as_str().trim();
    let spans = if text.is_empty() { Vec::new() } else { vec![trimmed(block)] };
    Field {
        role,
        label: Some(block.span),
        parts: spans,
        applies: !parts.rulebook.values.is_not_applicable(text),
        text: text.to_owned(),
    }
}
