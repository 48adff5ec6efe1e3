//! How clients count characters, and the places of a text in their counting.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::{Counts, Source, Span, Unit};

/// The best unit that both sides know: the client names those that it knows.
/// UTF-16 is meant when nothing is said.
pub(super) fn agreed(offered: &[&str]) -> Unit {
    let known = [("utf-8", Unit::Utf8), ("utf-32", Unit::Utf32)];
    known.iter().find(|(name, _)| offered.contains(name)).map_or(Unit::Utf16, |(_, unit)| *unit)
}

/// A unit's name in the protocol.
pub(super) fn kind(unit: Unit) -> PositionEncodingKind {
    match unit {
        Unit::Utf8 => PositionEncodingKind::UTF8,
        Unit::Utf16 => PositionEncodingKind::UTF16,
        Unit::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// The places of one text as a client counts them.
pub(super) struct Places<'s> {
    source: &'s Source,
    unit: Unit,
    counts: Counts,
}

impl<'s> Places<'s> {
    /// Reads the text once.
    pub fn new(source: &'s Source, unit: Unit) -> Self {
        Self { source, unit, counts: Counts::new(source.text(), unit) }
    }

    /// The place of a byte on a `char` boundary.
    pub fn position(&self, offset: usize) -> Position {
        let lines = self.source.lines();
        let line = lines.line(offset);
        let units = self.counts.between(self.source.text(), lines.start(line), offset);
        Position::new(number(line), number(units))
    }

    /// The place of a span.
    pub fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte at a place, which need not be there: what is beyond a line's end
    /// is its end, and what is beyond the text is the text's.
    pub fn offset(&self, position: Position) -> usize {
        let (text, lines) = (self.source.text(), self.source.lines());
        let line = position.line as usize;
        if line > lines.line(text.len()) {
            return text.len();
        }
        let start = lines.start(line);
        let content = text[start..lines.end(line)].trim_end_matches(['\n', '\r']);
        start + self.unit.bytes(content, position.character as usize)
    }

    /// The span of a range, which may run backwards.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), end.max(start))
    }
}

/// A count as the protocol has it; texts of four billion lines are not read.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Utf32];

    fn source(text: &str) -> Source {
        Source::new("a.txt", text.to_owned(), Syntax::Plain)
    }

    #[test]
    fn each_encoding_counts_in_its_own_way() {
        let source = source("一\r\n𠮷😀二");
        let at = source.text().find('二').expect("there");
        let columns = UNITS.map(|unit| Places::new(&source, unit).position(at));
        assert_eq!(columns.map(|place| (place.line, place.character)), [(1, 8), (1, 4), (1, 2)]);
    }

    #[test]
    fn every_character_of_a_long_line_is_found_again() {
        let source = source(&"𠮷一a\n".repeat(900).replace('\n', ""));
        for unit in UNITS {
            let places = Places::new(&source, unit);
            for (at, _) in source.text().char_indices().step_by(97) {
                assert_eq!(places.offset(places.position(at)), at);
            }
            assert_eq!(places.offset(places.position(source.text().len())), source.text().len());
        }
    }

    #[test]
    fn a_place_that_is_not_there_is_the_nearest_before_it() {
        let source = source("𠮷a\r\n二");
        for unit in UNITS {
            let places = Places::new(&source, unit);
            assert_eq!(places.offset(Position::new(0, 99)), 5, "the end of the line, not of its line end");
            assert_eq!(places.offset(Position::new(9, 0)), source.text().len());
            assert_eq!(places.offset(Position::new(u32::MAX, u32::MAX)), source.text().len());
        }
        assert_eq!(Places::new(&source, Unit::Utf16).offset(Position::new(0, 1)), 0, "no half character");
        assert_eq!(Places::new(&source, Unit::Utf8).offset(Position::new(0, 3)), 0, "no half character");
    }
}
