//! Rows between bars, as Markdown writes tables, in plain text.

use super::{Table, trimmed};
use crate::source::Span;

pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    let taken = lines.iter().take_while(|line| is_row(&text[line.range()])).count();
    let rows: Vec<Vec<Span>> = lines[..taken]
        .iter()
        .filter(|line| !is_rule(&text[line.range()]))
        .map(|line| cells(text, *line))
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

fn cells(text: &str, line: Span) -> Vec<Span> {
    let row = trimmed(text, line);
    let bars: Vec<usize> = text[row.range()].match_indices('|').map(|(at, _)| row.start + at).collect();
    bars.windows(2).map(|pair| Span::new(pair[0] + 1, pair[1])).collect()
}
