//! Words that the user knows to be right.

use std::ops::Range;

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

    /// Whether the characters in which a range of a text differs from what is
    /// said to be right stand within one of the words.
    pub fn hold_change(&self, text: &str, range: &Range<usize>, right: &str) -> bool {
        self.hold(text, changed(text, range, right))
    }
}

/// What differs; all of it when nothing but what is missing does.
fn changed(text: &str, range: &Range<usize>, right: &str) -> Span {
    let same = |(a, b): &(char, char)| a == b;
    let length = |(a, _): (char, char)| a.len_utf8();
    let written = &text[range.clone()];
    let head: usize = written.chars().zip(right.chars()).take_while(same).map(length).sum();
    let (written, right) = (&written[head..], &right[head..]);
    let tail: usize = written.chars().rev().zip(right.chars().rev()).take_while(same).map(length).sum();
    let (start, end) = (range.start + head, range.end - tail);
    if start < end { Span::new(start, end) } else { Span::new(range.start, range.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_what_a_word_must_hold() {
        let words = RightWords::new(&["监读".to_owned()]).expect("words");
        let text = "加强监读检查";
        assert!(words.hold_change(text, &(6..18), "监督检查"));
        assert!(!words.hold_change(text, &(6..18), "监督审查"));
        assert!(!words.hold_change(text, &(6..18), "监读审查"));
    }

    #[test]
    fn a_span_within_a_right_word_is_right() {
        let words = RightWords::new(&["恒鑫荟".to_owned(), "荟萃".to_owned()]).expect("words");
        let text = "在恒鑫荟萃园";
        assert!(words.hold(text, Span::new(3, 6)) && words.hold(text, Span::new(9, 15)));
        assert!(!words.hold(text, Span::new(0, 6)) && !words.hold(text, Span::new(15, 18)));
    }
}
