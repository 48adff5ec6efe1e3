//! A table that was pasted with one cell a line: first the header's cells, then
//! the cells of each row.

use super::{Table, is_category};
use crate::rulebook::{Labels, Role};
use crate::source::Span;

/// Fewer columns make no table.
const LEAST_COLUMNS: usize = 3;
/// Nor do more: such lines are a list of labels.
const MOST_COLUMNS: usize = 40;

/// The roles of lines one after another that read like the header of a column.
/// They are read once, however many tables might start among them.
#[derive(Debug, Default)]
pub(in crate::block) struct Titles {
    first: usize,
    roles: Vec<Role>,
}

impl Titles {
    /// The roles of the lines from `at` on.
    pub(super) fn from(&mut self, text: &str, lines: &[Span], at: usize, labels: &Labels) -> &[Role] {
        if !(self.first..self.first + self.roles.len()).contains(&at) {
            let titles = lines[at..].iter().map_while(|line| labels.header(text[line.range()].trim()));
            *self = Self { first: at, roles: titles.collect() };
        }
        &self.roles[at - self.first..]
    }
}

/// Reads a table whose columns have these roles.
pub(super) fn read(text: &str, lines: &[Span], roles: &[Role]) -> Option<Table> {
    // Of very many titles one after another not each is looked through from here.
    let few = roles.len() <= MOST_COLUMNS;
    (few && is_ledger(roles)).then(|| rows(text, lines, Columns::Known(roles))).flatten()
}

/// Reads a table with a blank line after each cell.
pub(super) fn read_spaced(text: &str, lines: &[Span], labels: &Labels) -> Option<Table> {
    let say = |line: &Span| text[line.range()].trim();
    let pairs = || lines.chunks(2).take_while(|pair| pair.get(1).is_none_or(|next| say(next).is_empty()));
    let titles = pairs().take(MOST_COLUMNS + 1).map_while(|pair| labels.header(say(&pair[0])));
    let roles: Vec<Role> = titles.collect();
    if roles.len() > MOST_COLUMNS || !is_ledger(&roles) {
        return None;
    }
    let first: Vec<Span> = pairs().skip(roles.len()).take(roles.len()).map(|pair| pair[0]).collect();
    if first.len() < roles.len() || !is_row(text, &first, &roles) {
        return None;
    }
    let cells: Vec<Span> = pairs().map(|pair| pair[0]).collect();
    let table = rows(text, &cells, Columns::Known(&roles))?;
    Some(Table { lines: (2 * table.lines).min(lines.len()), ..table })
}

/// Reads a table whose first column numbers its rows. Its header ends where the first
/// number stands, and not every column need be known.
pub(super) fn read_numbered(text: &str, lines: &[Span], labels: &Labels) -> Option<Table> {
    const LONGEST: usize = 12;
    let title = |line: &Span| text[line.range()].trim();
    let roles: Vec<Option<Role>> =
        lines[1..].iter().take(MOST_COLUMNS).map_while(|line| header(text, *line, labels)).collect();
    let known: Vec<Role> = roles.iter().copied().flatten().collect();
    let short = lines[1..=roles.len()].iter().all(|line| title(line).chars().count() <= LONGEST);
    (short && known.len() * 2 >= roles.len() && is_ledger(&known))
        .then(|| rows(text, lines, Columns::Numbered(roles.len() + 1)))
        .flatten()
}

/// What a line of the header says its column holds, which may be unknown; none for
/// what stands in no header.
fn header(text: &str, line: Span, labels: &Labels) -> Option<Option<Role>> {
    let title = text[line.range()].trim();
    let named =
        !title.is_empty() && !title.contains(['。', '，', '；', '：', ':']) && !is_category(text, line);
    let number = title.chars().any(|c| c.is_ascii_digit());
    labels.header(title).map(Some).or_else(|| (named && !number).then_some(None))
}

fn is_ledger(roles: &[Role]) -> bool {
    let has = |role: Role| roles.contains(&role);
    has(Role::Problem) && (has(Role::Measure) || has(Role::Result))
}

/// The columns of a table.
#[derive(Debug, Clone, Copy)]
enum Columns<'a> {
    /// So many, the first of which numbers the rows.
    Numbered(usize),
    /// What each holds.
    Known(&'a [Role]),
}

/// Reads the rows below a header.
fn rows(text: &str, lines: &[Span], header: Columns<'_>) -> Option<Table> {
    let say = |line: &Span| text[line.range()].trim();
    let (columns, numbered) = match header {
        Columns::Numbered(columns) => (columns, true),
        Columns::Known(roles) => (roles.len(), false),
    };
    if !(LEAST_COLUMNS..=MOST_COLUMNS).contains(&columns) || columns > lines.len() {
        return None;
    }
    let prefix = lines.get(columns).map_or("", |line| code_prefix(say(line)));
    let mut rows = vec![lines[..columns].to_vec()];
    let mut taken = columns;
    loop {
        if numbered && heads_rows(text, &lines[taken..], prefix) {
            rows.push(vec![lines[taken]]);
            taken += 1;
        }
        let Some(end) = row_end(text, &lines[taken..], header, prefix) else { break };
        let row = &lines[taken..taken + end];
        let filled: Vec<Span> = row.iter().copied().filter(|line| !say(line).is_empty()).collect();
        // As many lines as columns: a blank one is an empty cell.
        rows.push(if row.len() == columns { row.to_vec() } else { filled });
        taken += end;
    }
    (rows.len() > 1).then(|| Table::padded(rows, taken))
}

/// Whether lines may be the cells of a row: a problem is named, few cells are empty, and
/// no sentence tells who answers for it or by when.
fn is_row(text: &str, cells: &[Span], roles: &[Role]) -> bool {
    let say = |line: &Span| text[line.range()].trim();
    let empty = cells.iter().filter(|cell| say(cell).is_empty()).count();
    let fits = |(cell, role): (&Span, &Role)| match role {
        Role::Problem => !say(cell).is_empty(),
        Role::Owner | Role::Deadline => !say(cell).contains('。'),
        _ => true,
    };
    empty * 2 < cells.len() && cells.iter().zip(roles).all(fits)
}

/// Whether the first line names what the numbered rows after it are about.
fn heads_rows(text: &str, lines: &[Span], prefix: &str) -> bool {
    matches!(lines, [line, next, ..] if is_category(text, *line) && is_number(text, *next, prefix))
}

/// Whether a line is the number of a row: 3, (3) or, where the first is CG-1, CG-3.
fn is_number(text: &str, line: Span, prefix: &str) -> bool {
    let number = text[line.range()].trim();
    if !prefix.is_empty() {
        let digits = number.strip_prefix(prefix);
        return digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()));
    }
    let inner = number.strip_prefix(['（', '(']).and_then(|inner| inner.strip_suffix(['）', ')']));
    let number = inner.unwrap_or(number);
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// What stands before the digits of a code such as CG-1.
fn code_prefix(code: &str) -> &str {
    const LONGEST: usize = 6;
    let prefix = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let lettered = prefix.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = prefix.len() <= LONGEST && prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if lettered && plain && prefix.len() < code.len() { prefix } else { "" }
}

/// How many lines the next row takes.
fn row_end(text: &str, lines: &[Span], header: Columns<'_>, prefix: &str) -> Option<usize> {
    let columns = match header {
        Columns::Numbered(columns) => columns,
        Columns::Known(roles) => {
            return is_row(text, lines.get(..roles.len())?, roles).then_some(roles.len());
        }
    };
    lines.first().filter(|line| is_number(text, **line, prefix))?;
    let reach = &lines[1..lines.len().min(2 * columns)];
    let Some(next) = reach.iter().position(|line| is_number(text, *line, prefix)) else {
        return Some(lines.len().min(columns));
    };
    // The line before the next number may head the rows after it.
    let headed = next > 0 && is_category(text, reach[next - 1]);
    Some(if headed { next } else { next + 1 })
}
