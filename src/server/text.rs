//! A text as its client edits it.

use gen_lsp_types::{Position, Range};

use crate::source::{Unit, line_starts};

/// A text and where its lines start. An edit costs what it changes and a move of
/// what follows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Text {
    text: String,
    starts: Vec<usize>,
}

impl Text {
    pub fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(line_starts(&text)).collect();
        Self { text, starts }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Puts `new` in the place of a range. A place that is not there is the
    /// nearest before it, and a range may run backwards.
    pub fn replace(&mut self, range: Range, new: &str, unit: Unit) {
        let (a, b) = (self.offset(range.start, unit), self.offset(range.end, unit));
        let (start, end) = (a.min(b), a.max(b));
        // A line end may be made or broken at either edge.
        let first = self.line(start.saturating_sub(1));
        let last = self.line((end + 1).min(self.text.len()));
        let from = self.starts[first];
        let old_end = self.line_end(last);
        self.text.replace_range(start..end, new);
        let new_end = old_end - (end - start) + new.len();
        let middle: Vec<usize> = line_starts(&self.text[from..new_end])
            .map(|start| from + start)
            .filter(|&start| start < new_end)
            .collect();
        for start in &mut self.starts[last + 1..] {
            *start = *start - old_end + new_end;
        }
        let ends_line = last + 1 == self.starts.len() && self.text[from..new_end].ends_with(['\n', '\r']);
        self.starts.splice(first + 1..=last, middle.into_iter().chain(ends_line.then_some(new_end)));
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    fn line_end(&self, line: usize) -> usize {
        self.starts.get(line + 1).copied().unwrap_or(self.text.len())
    }

    fn offset(&self, position: Position, unit: Unit) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else { return self.text.len() };
        let line = self.text[start..self.line_end(position.line as usize)].trim_end_matches(['\n', '\r']);
        start + unit.bytes(line, position.character as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: &[&str] = &["一", "𠮷", "😀", "a", "\n", "\r\n", "\r", "整改措施：", "\u{301}", ""];

    fn texts() -> impl Strategy<Value = String> {
        proptest::collection::vec(proptest::sample::select(PIECES), 0..12).prop_map(|parts| parts.concat())
    }

    fn places() -> impl Strategy<Value = Position> {
        (0u32..8, 0u32..9).prop_map(|(line, character)| Position::new(line, character))
    }

    fn units() -> impl Strategy<Value = Unit> {
        proptest::sample::select(&[Unit::Utf8, Unit::Utf16, Unit::Utf32][..])
    }

    proptest! {
        #[test]
        fn edits_leave_the_same_as_the_whole_text_read_anew(
            first in texts(),
            edits in proptest::collection::vec((places(), places(), texts()), 0..8),
            unit in units(),
        ) {
            let mut text = Text::new(first);
            for (start, end, new) in edits {
                let (a, b) = (text.offset(start, unit), text.offset(end, unit));
                let mut expected = text.as_str().to_owned();
                expected.replace_range(a.min(b)..a.max(b), &new);
                text.replace(Range::new(start, end), &new, unit);
                prop_assert_eq!(&text, &Text::new(expected));
            }
        }
    }

    #[test]
    fn a_line_end_that_is_made_or_broken_by_an_edit_is_seen() {
        let at = |line, character| Position::new(line, character);
        let mut text = Text::new("a\rb".to_owned());
        text.replace(Range::new(at(1, 0), at(1, 0)), "\n", Unit::Utf16);
        assert_eq!(text, Text::new("a\r\nb".to_owned()));
        assert_eq!(text.starts, [0, 3]);
    }
}
