//! Words that the user knows to be right.

use aho_corasick::AhoCorasick;

use crate::source::Span;

/// A list of words in which nothing is wrong, whatever a rule thinks of them.
#[derive(Debug, Clone)]
pub struct RightWords {
    words: AhoCorasick,
    /// Length in bytes of the longest.
    longest: usize,
}

impl RightWords {
    /// None when there are no words, or more than can be looked for.
    pub fn new(words: &[String]) -> Option<Self> {
        let longest = words.iter().map(String::len).max()?;
        Some(Self { words: AhoCorasick::new(words).ok()?, longest })
    }

    /// Whether a span stands within one of the words.
    pub fn hold(&self, text: &str, span: Span) -> bool {
        if span.len() > self.longest {
            return false;
        }
        let start = text.floor_char_boundary((span.end).saturating_sub(self.longest));
        let end = text.ceil_char_boundary((span.start + self.longest).min(text.len()));
        let holds = |found: aho_corasick::Match| {
            start + found.start() <= span.start && span.end <= start + found.end()
        };
        self.words.find_overlapping_iter(&text[start.min(span.start)..end.max(span.end)]).any(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_within_a_right_word_is_right() {
        let words = RightWords::new(&["恒鑫荟".to_owned(), "荟萃".to_owned()]).expect("words");
        let text = "在恒鑫荟萃园";
        assert!(words.hold(text, Span::new(3, 6)) && words.hold(text, Span::new(9, 15)));
        assert!(!words.hold(text, Span::new(0, 6)) && !words.hold(text, Span::new(15, 18)));
    }
}
