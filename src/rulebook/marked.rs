//! The marks in an example: ⟦…⟧ around the span of each finding.

use super::Example;
use crate::source::Span;

impl Example {
    /// The text without its marks, and the spans that they were around. `None`
    /// when a mark has no end.
    pub fn unmarked(&self) -> Option<(String, Vec<Span>)> {
        let (mut text, mut spans) = (String::new(), Vec::new());
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('⟦') {
            text.push_str(before);
            let (inner, tail) = after.split_once('⟧')?;
            spans.push(Span::new(text.len(), text.len() + inner.len()));
            text.push_str(inner);
            rest = tail;
        }
        text.push_str(rest);
        Some((text, spans))
    }
}
