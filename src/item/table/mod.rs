//! Items from the rows of a table whose headers are labels.

mod lent;
mod turned;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Field, Item, Origin};
use crate::block::{Block, Cell};
use crate::chars::{chinese_number, digits, is_sentence_end};
use crate::document::{Document, DocumentId, Parts};
use crate::outline::NodeId;
use crate::rulebook::Role;
use crate::source::Span;
use lent::{Known, unanswered};

/// A table of a document: what its columns hold, and its rows.
struct Table<'a> {
    /// The node that it stands in.
    within: Option<NodeId>,
    /// The line above it.
    caption: Option<Span>,
    columns: BTreeMap<usize, Role>,
    /// Columns of problems, by their heads, that hold measures where another one
    /// holds the problems.
    tasks: BTreeSet<usize>,
    /// The column that numbers the rows.
    ordinal: Option<usize>,
    width: usize,
    /// Whether it tells what is done at which stage: 阶段、时间、事项.
    schedule: bool,
    heads: Vec<(Cell, &'a Block)>,
    rows: Vec<Vec<(Cell, &'a Block)>>,
}

/// What the tables of a document give.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub items: Vec<Item>,
    /// The numbers of each table's rows, where one column numbers them.
    pub ordinals: Vec<Vec<(u32, Span)>>,
}

pub(super) fn tables(parts: Parts<'_>, document: &Document, number: DocumentId) -> Tables {
    let all = read(parts, document);
    let measured = all.iter().any(|table| table.has(Role::Measure));
    let mut found = Tables::default();
    let several = OnceCell::new();
    let mut known = Known::default();
    for table in &all {
        found.ordinals.push(table.ordinals());
        // The only table of a file is no form but an empty ledger.
        if table.is_form() && *several.get_or_init(|| has_several_tables(parts)) {
            continue;
        }
        let turned = turned::items(table, parts, number);
        if !turned.is_empty() {
            found.items.extend(turned);
            continue;
        }
        // Beside the table of the measures another may tell who and when.
        let supplement = measured && !table.has(Role::Measure);
        let answers = if supplement { table.answers(parts) } else { Vec::new() };
        let rows = table.items(parts, number, supplement);
        match supplement {
            true if rows.is_empty() || !answers.is_empty() => {
                known.lend_by_number(&answers, &mut found.items)
            }
            true => known.lend(parts, rows, &mut found.items),
            false => known.add(rows, &mut found.items),
        }
    }
    found.items.extend(unanswered(&all, parts, number));
    found
}

fn has_several_tables(parts: Parts<'_>) -> bool {
    parts.blocks.list.iter().rev().find_map(Block::cell).is_some_and(|cell| cell.table > 0)
}

fn read<'a>(parts: Parts<'a>, document: &Document) -> Vec<Table<'a>> {
    let mut tables: Vec<(usize, Table<'a>)> = Vec::new();
    for segment in document.segments.iter() {
        let entry = &parts.outline.segments[segment];
        let block = &parts.blocks.list[entry.block];
        let Some(cell) = block.cell() else { continue };
        if tables.last().is_none_or(|(known, _)| *known != cell.table) {
            let above = segment.prev().filter(|above| document.segments.contains(*above));
            let above = above.map(|above| &parts.blocks.list[parts.outline.segments[above].block]);
            tables.push((cell.table, Table::new(entry.parent, above)));
        }
        if let Some((_, table)) = tables.last_mut() {
            table.add(parts, cell, block);
        }
    }
    let mut tables: Vec<Table<'a>> = tables.into_iter().map(|(_, table)| table).collect();
    tables.iter_mut().for_each(|table| table.settle(parts));
    tables
}

impl<'a> Table<'a> {
    fn new(within: Option<NodeId>, above: Option<&Block>) -> Self {
        const LONGEST: usize = 30;
        let is_caption = |block: &&Block| {
            let text = block.as_str().trim_end();
            block.cell().is_none() && text.chars().count() <= LONGEST && !text.ends_with(is_sentence_end)
        };
        Self {
            within,
            caption: above.filter(is_caption).map(trimmed),
            columns: BTreeMap::new(),
            tasks: BTreeSet::new(),
            ordinal: None,
            width: 0,
            schedule: false,
            heads: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn add(&mut self, parts: Parts<'_>, cell: Cell, block: &'a Block) {
        if cell.row == 0 {
            self.width = self.width.max(cell.next);
            self.heads.push((cell, block));
            self.schedule |= parts.rulebook.labels.is_phase(block.as_str().trim());
            if parts.rulebook.labels.is_ordinal(block.as_str().trim()) {
                self.ordinal = self.ordinal.or(Some(cell.column));
            } else if let Some(role) = parts.rulebook.labels.header(block.as_str()) {
                self.columns.insert(cell.column, role);
                if role == Role::Problem && parts.rulebook.labels.is_task(block.as_str()) {
                    self.tasks.insert(cell.column);
                }
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

    /// Decides what columns hold that their heads alone do not tell.
    fn settle(&mut self, parts: Parts<'_>) {
        // On a new page the head stands once more.
        let text = |(_, block): &(Cell, &'a Block)| block.as_str().trim();
        let heads: Vec<&str> = self.heads.iter().map(text).collect();
        let is_head = |row: &[(Cell, &'a Block)]| row.iter().map(text).eq(heads.iter().copied());
        self.rows.retain(|row| !is_head(row));
        let problems = self.of_role(Role::Problem);
        if !self.has(Role::Measure) && problems.len() > self.tasks.len() {
            self.columns.extend(self.tasks.iter().map(|task| (*task, Role::Measure)));
        }
        // 整改进度 may name the time or how far the work has come.
        let limits = self.of_role(Role::Deadline);
        let timed = |column: &usize| {
            let deadlines = &parts.rulebook.deadlines;
            let mut texts = self.texts(*column);
            texts.any(|text| {
                deadlines.has_date(text)
                    || deadlines.is_immediate(text)
                    || deadlines.open_words(text).is_some()
            })
        };
        let untimed: Vec<usize> = limits.iter().copied().filter(|column| !timed(column)).collect();
        if untimed.len() < limits.len() {
            self.columns.extend(untimed.into_iter().map(|column| (column, Role::Result)));
        }
    }

    fn of_role(&self, role: Role) -> Vec<usize> {
        self.columns.iter().filter(|(_, other)| **other == role).map(|(column, _)| *column).collect()
    }

    /// What stands in a column.
    fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().flatten().filter(move |(cell, _)| cell.column == column);
        cells.map(|(_, block)| block.as_str().trim())
    }

    /// Whether it was left to be filled in: nothing stands in its rows but, at most,
    /// their numbers.
    fn is_form(&self) -> bool {
        let mut cells = self.rows.iter().flatten();
        self.rows.len() > 1 && cells.all(|cell| cell.1.as_str().trim().is_empty() || self.is_number(cell))
    }

    fn has(&self, role: Role) -> bool {
        self.columns.values().any(|other| *other == role)
    }

    /// Whether the rows are review items: attendance, money and the like have no
    /// column of problems or measures.
    fn is_ledger(&self) -> bool {
        let answers = [Role::Measure, Role::Deadline, Role::Result].into_iter().any(|role| self.has(role));
        self.columns.len() > 1
            && answers
            && !self.schedule
            && (self.has(Role::Problem) || self.has(Role::Measure))
    }

    /// The numbers of the rows; a row of the number above it, as 2-2 after 2-1, has
    /// none of its own.
    fn ordinals(&self) -> Vec<(u32, Span)> {
        let Some(column) = self.ordinal else { return Vec::new() };
        let mut numbers: Vec<(u32, Span)> = Vec::new();
        for row in &self.rows {
            let Some((_, block)) = row.iter().find(|(cell, _)| cell.column == column) else { continue };
            let text = block.as_str().trim();
            let Some((number, length)) = ordinal(text) else { continue };
            let is_part = text[length..].starts_with(['-', '－', '—', '.', '．']);
            let again = is_part && numbers.last().is_some_and(|(last, _)| *last == number);
            if length == text.len() || is_part && !again {
                numbers.push((number, trimmed(block)));
            }
        }
        numbers
    }

    /// The rows as items, each with its number.
    fn items(&self, parts: Parts<'_>, document: DocumentId, supplement: bool) -> Vec<(Option<u32>, Item)> {
        let mut items: Vec<(Option<u32>, Item)> = Vec::new();
        let mut category: Option<Span> = self.caption;
        if !self.is_ledger() {
            return items;
        }
        let mut reaching = Reaching::default();
        for row in &self.rows {
            let held = reaching.over(row);
            let filled: Vec<&(Cell, &Block)> =
                row.iter().filter(|(_, block)| !block.as_str().trim().is_empty()).collect();
            match filled.as_slice() {
                [] => continue,
                [first, ..] if parts.rulebook.labels.is_total(first.1.as_str().trim()) => continue,
                [only] if self.width > 2 && held.is_empty() && !self.is_number(only) => {
                    category = Some(trimmed(only.1));
                    continue;
                }
                _ => {}
            }
            let fields: Vec<Field> = self
                .fields(parts, row)
                .chain(held.iter().filter_map(|cell| self.held(parts, cell)))
                .collect();
            // A row that breaks off is no answer that lacks a deadline.
            let broken = row.last().is_none_or(|(cell, _)| cell.next < self.width);
            let stated = fields.iter().find(|field| field.role == Role::Problem);
            let continued =
                self.has(Role::Problem) && stated.is_none_or(Field::is_empty) && !self.numbers(row);
            match items.last_mut() {
                Some((_, last)) if continued => {
                    last.fields.extend(fields.into_iter().filter(|field| !field.is_empty()))
                }
                _ => {
                    let problem = stated.filter(|field| !field.is_empty()).and_then(Field::span);
                    let item = Item {
                        document,
                        origin: Origin::Table,
                        node: None,
                        within: self.within,
                        category,
                        supplement: supplement || broken,
                        number: self.number(row),
                        problem,
                        fields,
                    };
                    items.push((self.number(row), item));
                }
            }
        }
        items
    }

    /// The fields that a row's cells are.
    fn fields(&self, parts: Parts<'_>, row: &[(Cell, &Block)]) -> impl Iterator<Item = Field> {
        row.iter().filter_map(move |(cell, block)| {
            self.columns.get(&cell.column).map(|role| field(parts, *role, block))
        })
    }

    /// What a cell of a row above holds for a row: what is done, by when, by whom and how it went.
    fn held(&self, parts: Parts<'_>, (cell, block): &(Cell, &Block)) -> Option<Field> {
        let role = *self.columns.get(&cell.column)?;
        let holds = matches!(role, Role::Measure | Role::Deadline | Role::Owner | Role::Result);
        holds.then(|| field(parts, role, block))
    }

    fn is_number(&self, (cell, block): &(Cell, &Block)) -> bool {
        self.ordinal == Some(cell.column) && ordinal(block.as_str().trim()).is_some()
    }

    /// The number of a row.
    fn number(&self, row: &[(Cell, &Block)]) -> Option<u32> {
        let (_, block) = row.iter().find(|(cell, _)| self.ordinal == Some(cell.column))?;
        ordinal(block.as_str().trim()).map(|(number, _)| number)
    }

    /// Whether a row has a number of its own.
    fn numbers(&self, row: &[(Cell, &Block)]) -> bool {
        row.iter().any(|(cell, block)| self.ordinal == Some(cell.column) && !block.as_str().trim().is_empty())
    }
}

/// The cells that reach down to further rows.
#[derive(Default)]
struct Reaching<'a>(Vec<(Cell, &'a Block)>);

impl<'a> Reaching<'a> {
    /// Those of the rows above that reach down to a row; the rows come in order.
    fn over(&mut self, row: &[(Cell, &'a Block)]) -> Vec<(Cell, &'a Block)> {
        let Some((first, _)) = row.first() else { return Vec::new() };
        self.0.retain(|(cell, _)| cell.below > first.row);
        let held = self.0.clone();
        self.0.extend(row.iter().filter(|(cell, _)| cell.below > first.row + 1));
        held
    }
}

/// The number of a row, in digits or, all of the cell, in Chinese numerals or in brackets,
/// and its length in bytes.
fn ordinal(text: &str) -> Option<(u32, usize)> {
    let chinese = |text: &str| chinese_number(text).filter(|(_, length)| *length == text.len());
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    if let Some(inner) = inner {
        let (number, length) = digits(inner).or_else(|| chinese(inner))?;
        return (length == inner.len()).then_some((number, text.len()));
    }
    digits(text).or_else(|| chinese(text))
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
        shared: false,
    }
}
