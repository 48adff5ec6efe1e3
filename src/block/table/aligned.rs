//! Rows whose cells stand in columns that spaces line up.

use super::Table;
use crate::chars::is_han;
use crate::source::Span;

/// Fewer columns make no table: two words side by side may be a layout.
const LEAST_COLUMNS: usize = 3;
/// No column's title is longer, in characters.
const LONGEST_TITLE: usize = 14;
/// How far a cell may start from its column, in half-width places.
const SHIFT: usize = 5;
/// The same for one that stands alone on its line.
const SHIFT_OF_ONE: usize = 2;

pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    let header = cells(text, lines[0]);
    let titles = header.iter().map(|cell| &text[cell.range()]);
    if header.len() < LEAST_COLUMNS || !titles.clone().all(is_title) {
        return None;
    }
    let starts: Vec<usize> = header.iter().map(|cell| place(text, lines[0], cell.start)).collect();
    // A line may be drawn under the header.
    let ruled = usize::from(lines.get(1).is_some_and(|line| is_rule(&text[line.range()])));
    let rows = lines[1 + ruled..].iter().map_while(|line| row(text, *line, &starts));
    let rows: Vec<Vec<Span>> = std::iter::once(header).chain(rows).collect();
    let whole = |row: &&Vec<Span>| row.iter().filter(|cell| !cell.is_empty()).count() >= LEAST_COLUMNS;
    let lines = rows.len() + ruled;
    (rows[1..].iter().any(|row| whole(&row))).then(|| Table::padded(rows, lines))
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '=' | '─' | '━' | '—' | '+' | ' '))
}

fn is_title(text: &str) -> bool {
    text.chars().count() <= LONGEST_TITLE && !text.contains(['：', ':', '。', '，', '；', '、'])
}

/// The cells of a row, each put into the column that it starts at. A row with as
/// many cells as there are columns needs no measuring.
fn row(text: &str, line: Span, starts: &[usize]) -> Option<Vec<Span>> {
    let mut found = cells(text, line);
    if found.len() > starts.len() {
        join_names(text, &mut found);
    }
    let labelled = |cell: &Span| text[cell.range()].chars().take(8).any(|c| matches!(c, '：' | ':'));
    if found.is_empty() || found.len() > starts.len() || found.iter().take(2).all(labelled) {
        return None;
    }
    if found.len() == starts.len() {
        return Some(found);
    }
    // A cell alone on its line goes on with the one above.
    let shift = if found.len() == 1 { SHIFT_OF_ONE } else { SHIFT };
    if found.len() == 1 && place(text, line, found[0].start) < starts[1].saturating_sub(shift) {
        return None;
    }
    let mut columns = vec![Span::new(line.end, line.end); starts.len()];
    let mut next = 0;
    for cell in found {
        let at = place(text, line, cell.start);
        let near = (next..starts.len()).min_by_key(|&column| starts[column].abs_diff(at))?;
        if starts[near].abs_diff(at) > shift {
            return None;
        }
        // What is skipped is empty and stands in the gap before this cell.
        for column in next..near {
            let from = column.checked_sub(1).map_or(line.start, |before| columns[before].end);
            let at = at_place(text, Span::new(line.start, cell.start), starts[column]);
            columns[column] = Span::new(at.max(from), at.max(from));
        }
        columns[near] = cell;
        next = near + 1;
    }
    Some(columns)
}

/// Joins the characters of names that spaces part: 古  力.
fn join_names(text: &str, cells: &mut Vec<Span>) {
    let is_single = |cell: Span| {
        let mut chars = text[cell.range()].chars();
        chars.next().is_some_and(is_han) && chars.next().is_none()
    };
    cells.dedup_by(|next, last| {
        let joins = is_single(*last) && is_single(*next);
        if joins {
            last.end = next.end;
        }
        joins
    });
}

/// The pieces of a line between wide gaps: a tab, two spaces or more, or two
/// full-width spaces.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let mut cells: Vec<Span> = Vec::new();
    let (mut blanks, mut open) = (2, false);
    for (at, c) in text[line.range()].char_indices() {
        let at = line.start + at;
        match c {
            ' ' => blanks += 1,
            '\t' => blanks += 2,
            '\u{3000}' => blanks += 1,
            _ => {
                match cells.last_mut() {
                    Some(last) if open && blanks < 2 => last.end = at + c.len_utf8(),
                    _ => cells.push(Span::new(at, at + c.len_utf8())),
                }
                (blanks, open) = (0, true);
            }
        }
    }
    cells
}

/// The byte of the character that reaches a half-width place of a line, or of its
/// last character.
fn at_place(text: &str, line: Span, wanted: usize) -> usize {
    let (mut place, mut byte) = (0, line.start);
    for (at, c) in text[line.range()].char_indices() {
        byte = line.start + at;
        if place >= wanted {
            break;
        }
        place += width(c);
    }
    byte
}

/// In which half-width place of its line a byte stands, 0-based.
fn place(text: &str, line: Span, at: usize) -> usize {
    text[line.start..at].chars().map(width).sum()
}

/// How many half-width places a character takes.
fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_before_a_wide_gap_stands_at_a_character() {
        let text = "问题\t整改措施\t时限\n　　每月开展一次回访。\n";
        let line = Span::new(text.find('　').expect("a gap"), text.len() - 1);
        let columns = row(text, line, &[0, 6, 16]).expect("a row");
        let cells: Vec<&str> = columns.iter().map(|cell| &text[cell.range()]).collect();
        assert_eq!(cells, ["", "每月开展一次回访。", ""]);
        assert_eq!(columns[0].start, line.start);
    }
}
