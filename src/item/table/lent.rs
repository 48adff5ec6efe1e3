//! What one table of a document tells of the rows of another.

use std::collections::{BTreeSet, HashMap};

use super::{Table, field};
use crate::block::{Block, Cell};
use crate::chars::letters;
use crate::document::{DocumentId, Parts};
use crate::item::{Field, Item, Origin};
use crate::rulebook::Role;

/// The items of tables with measures, as other tables name them.
#[derive(Default)]
pub(super) struct Known {
    /// By the names of their problems.
    named: HashMap<String, usize>,
    /// By the numbers of their rows, of the last table.
    numbered: HashMap<u32, usize>,
    /// How many items were looked at.
    seen: usize,
}

impl Known {
    /// Adds the rows of a table with measures.
    pub fn add(&mut self, rows: Vec<(Option<u32>, Item)>, items: &mut Vec<Item>) {
        if !rows.is_empty() {
            self.numbered.clear();
        }
        for (number, item) in rows {
            self.numbered.extend(number.map(|number| (number, items.len())));
            items.push(item);
        }
    }

    /// Gives what a table tells of problems that a table above has measures for to those:
    /// when they are due, and by whom.
    pub fn lend(&mut self, parts: Parts<'_>, lent: Vec<(Option<u32>, Item)>, items: &mut Vec<Item>) {
        let name = |item: &Item| item.problem.map(|problem| letters(parts.source.slice(problem)));
        let unseen = items.iter().enumerate().skip(self.seen);
        self.named.extend(unseen.filter_map(|(index, item)| Some((name(item)?, index))));
        for (_, item) in lent {
            match name(&item).and_then(|name| self.named.get(&name)) {
                Some(&index) => {
                    let told = item.fields.into_iter().filter(|field| field.role != Role::Problem);
                    items[index].fields.extend(told);
                }
                None => items.push(item),
            }
        }
        self.seen = items.len();
    }

    /// The same where the rows are named by their numbers only: what the table above has no
    /// column for.
    pub fn lend_by_number(&self, lent: &[(u32, Vec<Field>)], items: &mut [Item]) {
        let known = lent.iter().filter(|(number, _)| self.numbered.contains_key(number)).count();
        if known < 2 || known < lent.len() {
            return;
        }
        for (number, fields) in lent {
            if let Some(item) = self.numbered.get(number).and_then(|&index| items.get_mut(index)) {
                let new = |field: &&Field| item.of(field.role).next().is_none();
                let new: Vec<Field> = fields.iter().filter(new).cloned().collect();
                item.fields.extend(new);
            }
        }
    }
}

impl Table<'_> {
    /// What the rows of a table without problems and measures tell, by the numbers of the
    /// problems, of which one row may have several.
    pub(super) fn answers(&self, parts: Parts<'_>) -> Vec<(u32, Vec<Field>)> {
        let timed = self.has(Role::Deadline) || self.has(Role::Owner);
        if !timed || self.has(Role::Measure) {
            return Vec::new();
        }
        let cited = self.cited(parts);
        if self.has(Role::Problem) && cited.is_empty() {
            return Vec::new();
        }
        let fields = |row: &[(Cell, &Block)]| -> Vec<Field> {
            self.fields(parts, row).filter(|field| field.role != Role::Problem).collect()
        };
        let numbered = self.rows.iter().filter_map(|row| Some((self.number(row)?, fields(row))));
        let several = cited.into_iter().flat_map(|(row, numbers)| {
            let fields = fields(&self.rows[row]);
            numbers.into_iter().map(move |number| (number, fields.clone()))
        });
        match self.has(Role::Problem) {
            true => several.collect(),
            false => numbered.collect(),
        }
    }

    /// The rows whose problems are numbers of others, with these, if all are.
    fn cited(&self, parts: Parts<'_>) -> Vec<(usize, Vec<u32>)> {
        let Some(references) = parts.rulebook.references.get() else { return Vec::new() };
        let is_problem = |(cell, _): &&(Cell, &Block)| self.columns.get(&cell.column) == Some(&Role::Problem);
        let numbers = |row: &Vec<(Cell, &Block)>| {
            let (_, block) = row.iter().find(is_problem)?;
            references.numbers(block.as_str())
        };
        let cited = self.rows.iter().enumerate().map(|(row, cells)| Some((row, numbers(cells)?)));
        cited.collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// The rows of a table of problems whose numbers another table, that of the measures,
/// does not have.
pub(super) fn unanswered(tables: &[Table<'_>], parts: Parts<'_>, document: DocumentId) -> Vec<Item> {
    let only = |role: Role, without: &[Role]| {
        let fits = |table: &&Table<'_>| {
            table.ordinal.is_some() && table.has(role) && !without.iter().any(|other| table.has(*other))
        };
        let mut fitting = tables.iter().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let asking = only(Role::Problem, &[Role::Measure, Role::Deadline, Role::Result]);
    let (Some(asking), Some(answering)) = (asking, only(Role::Measure, &[Role::Problem])) else {
        return Vec::new();
    };
    let answered: BTreeSet<u32> = answering.ordinals().into_iter().map(|(number, _)| number).collect();
    let asked = asking.ordinals();
    let known = asked.iter().filter(|(number, _)| answered.contains(number)).count();
    if known * 2 <= asked.len() || known < 2 {
        return Vec::new();
    }
    let open =
        asking.rows.iter().filter(|row| asking.number(row).is_some_and(|number| !answered.contains(&number)));
    let item = |row: &Vec<(Cell, &Block)>| {
        let problem =
            row.iter().find(|(cell, _)| asking.columns.get(&cell.column) == Some(&Role::Problem))?;
        let field = field(parts, Role::Problem, problem.1);
        Some(Item::new(document, Origin::Table, None, field.span(), vec![field]))
    };
    open.filter_map(item).collect()
}
