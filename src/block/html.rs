//! Tables that are written as HTML within Markdown.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::text::{ATOM, Builder};
use super::{Block, BlockKind, Cell};
use crate::source::Span;

/// A cell may reach over no more columns or rows.
const WIDEST: usize = 64;

/// Reads the table that starts at `start`, up to its end tag: its cells as
/// blocks, and where it ends.
pub(super) fn table(file: &Arc<str>, start: usize, number: usize) -> Option<(Vec<Block>, usize)> {
    let length = find_ignoring_case(&file[start..], "</table>")?;
    let end = start + length + "</table>".len();
    let mut reader = Reader {
        file,
        table: number,
        row: None,
        column: 0,
        taken: BTreeSet::new(),
        open: None,
        blocks: Vec::new(),
    };
    let mut at = start;
    while at < end {
        let Some(tag) = Tag::next(file, at, end) else { break };
        reader.text(at, tag.span.start);
        reader.tag(&tag);
        at = tag.span.end;
    }
    lift_title(&mut reader.blocks);
    join_heads(&mut reader.blocks);
    (!reader.blocks.is_empty()).then_some((reader.blocks, end))
}

/// Makes a first row that is one cell over several columns the line above the table that
/// it is meant to be.
fn lift_title(blocks: &mut [Block]) {
    let [title, rest @ ..] = blocks else { return };
    let (Some(cell), Some(next)) = (title.cell(), rest.first().and_then(Block::cell)) else { return };
    if cell.next > cell.column + 1 && next.row > cell.row {
        title.kind = BlockKind::Paragraph;
        move_up(rest, 1);
    }
}

/// Makes one row of a head of several: cells that reach down beside a cell over several
/// columns, which only groups what is below it.
fn join_heads(blocks: &mut [Block]) {
    let cells = || blocks.iter().filter_map(Block::cell).take_while(|cell| cell.row == 0);
    let groups = cells().any(|cell| cell.next > cell.column + 1 && cell.below == 1);
    let rows = cells().map(|cell| cell.below).max().filter(|_| groups).unwrap_or(1);
    move_up(blocks, rows - 1);
}

/// Moves cells up by so many rows, as far as there are.
fn move_up(blocks: &mut [Block], rows: usize) {
    for block in blocks {
        if let BlockKind::Cell(cell) = &mut block.kind {
            cell.row = cell.row.saturating_sub(rows);
            cell.below = cell.below.saturating_sub(rows).max(cell.row + 1);
        }
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let starts = |at: usize| text.as_bytes().get(at..at + wanted.len());
    text.match_indices('<')
        .map(|(at, _)| at)
        .find(|&at| starts(at).is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes())))
}

/// A tag of HTML: `<td rowspan="2">` or `</td>`.
pub(super) struct Tag<'s> {
    pub span: Span,
    name: &'s str,
    closes: bool,
    attributes: &'s str,
}

impl<'s> Tag<'s> {
    /// The first tag that starts in a part of the file and ends there.
    pub fn next(file: &'s Arc<str>, from: usize, end: usize) -> Option<Self> {
        let start = from + file[from..end].find('<')?;
        let length = file[start..end].find('>')? + 1;
        let inner = &file[start + 1..start + length - 1];
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
        let name = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        Some(Self {
            span: Span::new(start, start + length),
            name: &inner[..name],
            closes,
            attributes: &inner[name..],
        })
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn reach(&self, attribute: &str) -> usize {
        let value = || {
            let at = find_attribute(self.attributes, attribute)?;
            let rest = self.attributes[at..].trim_start().strip_prefix('=')?;
            let rest = rest.trim_start().trim_start_matches(['"', '\'']);
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            rest[..digits].parse::<usize>().ok()
        };
        value().unwrap_or(1).clamp(1, WIDEST)
    }
}

fn find_attribute(text: &str, name: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    lower.find(name).map(|at| at + name.len())
}

struct Reader<'s> {
    file: &'s Arc<str>,
    table: usize,
    row: Option<usize>,
    column: usize,
    /// The places that cells of rows above reach down to.
    taken: BTreeSet<(usize, usize)>,
    open: Option<(Cell, usize, Builder)>,
    blocks: Vec<Block>,
}

impl<'s> Reader<'s> {
    fn tag(&mut self, tag: &Tag<'_>) {
        if tag.is("tr") && !tag.closes {
            self.close(tag.span.start);
            self.row = Some(self.row.map_or(0, |row| row + 1));
            self.column = 0;
        } else if tag.is("td") || tag.is("th") {
            self.close(tag.span.start);
            if !tag.closes {
                self.begin(tag);
            }
        } else if tag.is("br") || tag.is("p") || tag.is("div") || tag.is("li") {
            if let Some((_, _, builder)) = self.open.as_mut().filter(|(_, _, builder)| !builder.is_empty()) {
                builder.push_atom('\n', tag.span);
            }
        } else if (tag.is("table") || tag.is("tbody")) && tag.closes {
            self.close(tag.span.start);
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        let Some(row) = self.row else { return };
        while self.taken.contains(&(row, self.column)) {
            self.column += 1;
        }
        let (down, across) = (tag.reach("rowspan"), tag.reach("colspan"));
        for below in row..row + down {
            self.taken.extend((self.column..self.column + across).map(|column| (below, column)));
        }
        let mut next = self.column + across;
        while self.taken.contains(&(row, next)) {
            next += 1;
        }
        let cell = Cell { table: self.table, row, column: self.column, next, below: row + down };
        self.open = Some((cell, tag.span.end, Builder::default()));
    }

    /// Text between two tags. A character that is written as an entity has no
    /// text of its own; a no-break space is blank.
    fn text(&mut self, start: usize, end: usize) {
        let Some((_, _, builder)) = self.open.as_mut() else { return };
        let mut at = start;
        while let Some(length) = self.file[at..end].find('&') {
            let from = at + length;
            builder.push(self.file, Span::new(at, from));
            let rest = &self.file[from..end];
            let name = rest[1..].len()
                - rest[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
            let whole = name > 0 && rest[1 + name..].starts_with(';');
            let next = from + if whole { name + 2 } else { 1 };
            match (whole, &rest[1..1 + name]) {
                (true, "nbsp" | "#160") => builder.push_atom(' ', Span::new(from, next)),
                (true, _) => builder.push_atom(ATOM, Span::new(from, next)),
                (false, _) => builder.push(self.file, Span::new(from, next)),
            }
            at = next;
        }
        builder.push(self.file, Span::new(at, end));
    }

    fn close(&mut self, end: usize) {
        let Some((cell, start, mut builder)) = self.open.take() else { return };
        let place = Span::new(start, end);
        let text = builder.finish(self.file, place);
        self.blocks.push(Block::new(BlockKind::Cell(cell), place, text));
        self.column = cell.column + 1;
    }
}
