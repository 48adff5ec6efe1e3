//! A few words around a finding, as a terminal can show them.

use std::borrow::Cow;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::chars::head;
use crate::source::{Source, Span};
use crate::visible::visible;

/// At most as many characters are shown before and after a span.
const AROUND: usize = 22;
/// And at least as many, however narrow the terminal.
const LEAST_AROUND: usize = 4;
/// Half-width places that the frame takes.
const FRAME: usize = 12;

/// One line of a source, cropped around a span, with what cannot be seen made
/// visible.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    text: String,
    /// The span within `text`.
    pub span: SourceSpan,
    line: usize,
    column: usize,
}

impl Snippet {
    /// A snippet that fits a terminal of this width, in half-width places.
    pub fn new(source: &Source, span: Span, width: usize) -> Self {
        // Each side has a quarter of the places for characters of two.
        let around = (width.saturating_sub(FRAME) / 4).clamp(LEAST_AROUND, AROUND);
        let place = source.position(span.start);
        let start = source.lines().start(place.line - 1);
        let before = crop_end(&source.text()[start..span.start], around);
        let rest = head(&source.text()[span.start..], span.len() + 8 * around);
        let line = rest.find(['\n', '\r']).map_or(rest, |end| &rest[..end]);
        let whole = &line[..span.len().min(line.len())];
        let after = crop_start(&line[whole.len()..], around);
        let cut_left = if before.len() < span.start - start { "…" } else { "" };
        let cut_right = if whole.len() + after.len() < line.len() { "…" } else { "" };
        let lead = format!("{cut_left}{}", visible(before));
        let shown = visible(&crop_middle(whole, around));
        let text = format!("{lead}{shown}{}{cut_right}", visible(after));
        Self {
            name: visible(source.path()),
            span: (lead.len(), shown.len()).into(),
            text,
            line: place.line - 1,
            column: place.column - 1,
        }
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = SourceSpan::from((0, self.text.len()));
        let contents = MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            all,
            self.line,
            self.column,
            1,
        );
        Ok(Box::new(contents))
    }
}

/// The last `count` characters.
fn crop_end(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// The first `count` characters.
fn crop_start(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The text without its middle, when it has more than twice `most` characters.
fn crop_middle(text: &str, most: usize) -> Cow<'_, str> {
    let (head, tail) = (crop_start(text, most), crop_end(text, most));
    if head.len() + tail.len() >= text.len() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{head}……{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    #[test]
    fn a_long_line_is_cropped_and_the_span_still_covers_its_words() {
        let text = format!("{}咗{}", "前".repeat(100), "后".repeat(100));
        let source = Source::new("a.txt", text, Syntax::Plain);
        let snippet = Snippet::new(&source, Span::new(300, 303), 100);
        let span = snippet.span.offset()..snippet.span.offset() + snippet.span.len();
        assert_eq!(&snippet.text[span], "咗");
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.chars().count() < 60);
    }
}
