//! From byte offsets to the lines and columns that people count.

use serde::Serialize;

use super::units::{Counts, Unit};

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line number, 1-based.
    pub line: usize,
    /// Column in characters (Unicode scalar values), 1-based.
    pub column: usize,
    /// Byte offset into the decoded text, 0-based.
    pub offset: usize,
}

/// Where each line but the first starts: after LF, CRLF or a lone CR.
pub fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let ends_line = |&(at, &byte): &(usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(ends_line).map(|(at, _)| at + 1)
}

/// Where the lines of a text start, and how its characters are counted. Lines end at LF, CRLF or a lone CR.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    length: usize,
    chars: Counts,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(line_starts(text)).collect();
        Self { starts, length: text.len(), chars: Counts::new(text, Unit::Utf32) }
    }

    /// The place of byte `offset`, which must lie on a `char` boundary of the
    /// same `text` that the index was made from.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let column = self.chars.between(text, self.starts[line], offset) + 1;
        Position { line: line + 1, column, offset }
    }

    /// The 0-based number of the line that holds byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The byte at which the 0-based `line` starts.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line]
    }

    /// The byte after the end of the 0-based `line`, which is the text's own end
    /// for the last.
    pub fn end(&self, line: usize) -> usize {
        self.starts.get(line + 1).copied().unwrap_or(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_at_every_kind_of_line_end() {
        let text = "一二\r\n三四\r五\n六";
        let index = LineIndex::new(text);
        let place = |needle: &str| {
            let at = text.find(needle).expect("needle");
            let p = index.position(text, at);
            (p.line, p.column)
        };
        assert_eq!(place("二"), (1, 2));
        assert_eq!(place("四"), (2, 2));
        assert_eq!(place("五"), (3, 1));
        assert_eq!(place("六"), (4, 1));
    }

    #[test]
    fn a_column_far_into_one_long_line_is_exact() {
        let text = "汉".repeat(10_000);
        let index = LineIndex::new(&text);
        assert_eq!(index.position(&text, 29_997).column, 10_000);
        assert_eq!(index.position(&text, 30_000).column, 10_001);
    }
}
