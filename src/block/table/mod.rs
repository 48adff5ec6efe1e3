//! Tables that are drawn in plain text: with tabs, with bars, with spaces, or
//! one cell a line.

mod aligned;
mod pipes;
mod stacked;
mod tabs;

pub(super) use stacked::Titles;

use crate::marker::{Family, Marker};
use crate::rulebook::Labels;
use crate::source::Span;

/// A table that was read from lines of text.
#[derive(Debug)]
pub(super) struct Table {
    /// The cells of each row, in the order of the columns. The first row is the
    /// header.
    pub rows: Vec<Vec<Span>>,
    /// How many lines it takes.
    pub lines: usize,
}

impl Table {
    /// Rows that may lack cells at their ends: an empty one is put there, up to
    /// the header's width.
    fn padded(mut rows: Vec<Vec<Span>>, lines: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut end = 0;
        for row in &mut rows {
            end = row.last().map_or(end, |cell| cell.end);
            row.resize(row.len().max(width), Span::new(end, end));
        }
        Self { rows, lines }
    }
}

/// Reads the table that starts with line `at`, if one does.
pub(super) fn read(
    text: &str,
    lines: &[Span],
    at: usize,
    titles: &mut Titles,
    labels: &Labels,
) -> Option<Table> {
    let rest = &lines[at..];
    let first = &text[rest.first()?.range()];
    if first.contains('\t') {
        return tabs::read(text, rest).or_else(|| aligned::read(text, rest));
    }
    if pipes::is_drawn(first) {
        return pipes::read(text, rest);
    }
    if let Some(table) = first.contains('|').then(|| pipes::read(text, rest)).flatten() {
        return Some(table);
    }
    let inner = first.trim();
    if inner.contains("  ") || inner.contains("\u{3000}\u{3000}") {
        return aligned::read(text, rest);
    }
    if labels.is_ordinal(inner) {
        return stacked::read_numbered(text, rest, labels);
    }
    let spaced = matches!(rest, [_, blank, next, ..] if is_blank(text, *blank) && !is_blank(text, *next));
    if spaced && labels.header(inner).is_some() {
        return stacked::read_spaced(text, rest, labels);
    }
    stacked::read(text, rest, titles.from(text, lines, at, labels))
}

/// No category of rows has a longer name, in characters.
const LONGEST_CATEGORY: usize = 30;

/// Whether a line of its own names what the rows after it are about: 二、服务方面.
fn is_category(text: &str, line: Span) -> bool {
    let line = text[line.range()].trim();
    let heads =
        |marker: Marker| matches!(marker.family, Family::Part | Family::Chinese | Family::ChineseParen);
    Marker::parse(line).is_some_and(heads)
        && line.chars().count() <= LONGEST_CATEGORY
        && !line.contains(['\t', '。', '；', '：', ':'])
}

/// Whether a line of its own may name what the rows after it are about, though no
/// number tells so.
fn names_rows(text: &str, line: Span) -> bool {
    let line = text[line.range()].trim();
    !line.is_empty()
        && line.chars().count() <= LONGEST_CATEGORY
        && !line.contains(['。', '；', '，', '：', ':'])
}

fn is_blank(text: &str, line: Span) -> bool {
    text[line.range()].trim().is_empty()
}

/// A span without the blank characters at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, start.max(span.start + inner.trim_end().len()))
}
