//! Rows between bars, as Markdown writes tables, in plain text.

use super::{Table, trimmed};
use crate::source::Span;

/// No more lines are drawn above a header.
const MOST_RULES: usize = 8;

/// So many rows with as many bars are a table without a line under its header.
const LEAST_ALIKE: usize = 3;

/// What may stand between cells: the bar of Markdown, a wide one, those of drawn boxes.
const BARS: [&[char]; 3] = [&['|'], &['｜'], &['│', '┃', '║']];

/// Whether a row or the rule above it is drawn: it starts with a bar or a corner.
pub(super) fn is_drawn(line: &str) -> bool {
    line.trim_start().starts_with(|c| c == '+' || is_bar(c) || is_line(c))
}

/// Reads rows that have bars between their cells.
pub(super) fn read(text: &str, lines: &[Span]) -> Option<Table> {
    let header = lines.iter().take(MOST_RULES).find(|line| !is_rule(&text[line.range()]))?;
    let first = text[header.range()].chars().find(|c| is_bar(*c))?;
    let bars = BARS.into_iter().find(|bars| bars.contains(&first))?;
    let rows = Rows { text, bars };
    // Without bars at its ends a row is known by the line under the header, or by rows
    // that have as many bars.
    let ruled = || lines.get(1).is_some_and(|line| is_rule(&text[line.range()]) && rows.count(line) > 0);
    let alike = || {
        let count = rows.count(&lines[0]);
        let first = lines.get(..LEAST_ALIKE);
        count > 1 && first.is_some_and(|lines| lines.iter().all(|line| rows.count(line) == count))
    };
    let top = &text[lines.first()?.range()];
    let bare = first == '|' && !is_drawn(top) && (ruled() || alike());
    // A first row of one cell heads no table, however many follow.
    if rows.cells(*header, bare).len() < 2 {
        return None;
    }
    let is_line = |line: &&Span| {
        let line = &text[line.range()];
        if bare { line.contains(bars) } else { rows.is_row(line) || is_drawn(line) && is_rule(line) }
    };
    let taken = lines.iter().take_while(is_line).count();
    let drawn = lines[..taken].iter().filter(|line| !is_rule(&text[line.range()]));
    let drawn: Vec<Vec<Span>> = drawn.map(|line| rows.cells(*line, bare)).collect();
    (taken > 1 && drawn.first().is_some_and(|header| header.len() > 1)).then(|| Table::padded(drawn, taken))
}

fn is_bar(c: char) -> bool {
    BARS.iter().any(|bars| bars.contains(&c))
}

/// A line of a drawn box, which runs across.
fn is_line(c: char) -> bool {
    ('\u{2500}'..='\u{257F}').contains(&c) && !is_bar(c)
}

/// Whether a row only draws the line under the header.
fn is_rule(line: &str) -> bool {
    let ascii = |c| matches!(c, '-' | ':' | '+' | '=');
    line.contains(|c| c == '-' || is_line(c))
        && line.chars().all(|c| ascii(c) || is_line(c) || is_bar(c) || c.is_whitespace())
}

/// Rows with bars of one kind.
struct Rows<'t> {
    text: &'t str,
    bars: &'static [char],
}

impl Rows<'_> {
    fn count(&self, line: &Span) -> usize {
        self.text[line.range()].matches(self.bars).count()
    }

    fn is_row(&self, line: &str) -> bool {
        let line = line.trim();
        line.chars().nth(1).is_some() && line.starts_with(self.bars) && line.ends_with(self.bars)
    }

    /// The cells of a row; a `bare` one has no bars at its ends.
    fn cells(&self, line: Span, bare: bool) -> Vec<Span> {
        let row = trimmed(self.text, line);
        let drawn = &self.text[row.range()];
        let place = |(at, bar): (usize, &str)| (row.start + at, row.start + at + bar.len());
        let mut ends: Vec<(usize, usize)> = drawn.match_indices(self.bars).map(place).collect();
        // There a row that starts with one has an empty first cell.
        if bare || !drawn.starts_with(self.bars) {
            ends.insert(0, (row.start, row.start));
        }
        if bare || !drawn.ends_with(self.bars) {
            ends.push((row.end, row.end));
        }
        ends.windows(2).map(|pair| Span::new(pair[0].1, pair[1].0)).collect()
    }
}
