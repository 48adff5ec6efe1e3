//! Rows between bars, as Markdown writes tables, in plain text.

use super::{Table, trimmed};
use crate::source::Span;

/// No more lines are drawn above a header.
const MOST_RULES: usize = 8;

/// So many rows with as many bars are a table without a line under its header.
const LEAST_ALIKE: usize = 3;

pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    // Without bars at its ends a row is known by the line under the header, or by rows
    // that have as many bars.
    let open = |line: &str| line.contains('|') && !line.trim_start().starts_with('|');
    let bars = |line: &Span| text[line.range()].matches('|').count();
    let ruled = || lines.get(1).is_some_and(|line| is_rule(&text[line.range()]) && bars(line) > 0);
    let alike = || {
        let count = bars(&lines[0]);
        let first = lines.get(..LEAST_ALIKE);
        count > 1 && first.is_some_and(|rows| rows.iter().all(|line| bars(line) == count))
    };
    let bare = open(&text[lines.first()?.range()]) && (ruled() || alike());
    let is_line =
        |line: &&Span| if bare { text[line.range()].contains('|') } else { is_row(&text[line.range()]) };
    // A first row of one cell heads no table, however many follow.
    let header = lines.iter().take(MOST_RULES).find(|line| !is_rule(&text[line.range()]))?;
    if cells(text, *header, bare).len() < 2 {
        return None;
    }
    let taken = lines.iter().take_while(is_line).count();
    let rows: Vec<Vec<Span>> = lines[..taken]
        .iter()
        .filter(|line| !is_rule(&text[line.range()]))
        .map(|line| cells(text, *line, bare))
        .collect();
    (taken > 1 && rows.first().is_some_and(|header| header.len() > 1)).then(|| Table::padded(rows, taken))
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.starts_with('|') && line.ends_with('|')
}

/// Whether a row only draws the line under the header.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | '=') || c.is_whitespace())
}

/// The cells of a row; a `bare` one has no bars at its ends.
fn cells(text: &str, line: Span, bare: bool) -> Vec<Span> {
    let row = trimmed(text, line);
    let bars: Vec<usize> = text[row.range()].match_indices('|').map(|(at, _)| row.start + at).collect();
    let mut ends: Vec<(usize, usize)> = bars.iter().map(|&bar| (bar, bar + 1)).collect();
    // There a row that starts with one has an empty first cell.
    if bare || !text[row.range()].starts_with('|') {
        ends.insert(0, (row.start, row.start));
    }
    if bare || !text[row.range()].ends_with('|') {
        ends.push((row.end, row.end));
    }
    ends.windows(2).map(|pair| Span::new(pair[0].1, pair[1].0)).collect()
}
