//! Words that a text may start or end with.

use std::collections::HashSet;

/// A set of words, found at the start or the end of a text.
pub(in crate::rule) struct WordSet {
    words: HashSet<String>,
    /// Their first and last characters.
    first: HashSet<char>,
    last: HashSet<char>,
    /// The lengths that there are, in characters, longest first.
    lengths: Vec<usize>,
}

impl WordSet {
    pub(in crate::rule) fn new(words: Vec<String>) -> Self {
        let mut lengths: Vec<usize> = words.iter().map(|word| word.chars().count()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self {
            first: words.iter().filter_map(|word| word.chars().next()).collect(),
            last: words.iter().filter_map(|word| word.chars().next_back()).collect(),
            words: words.into_iter().collect(),
            lengths,
        }
    }

    /// The longest word that a text starts with.
    pub(in crate::rule) fn starts<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next().filter(|c| self.first.contains(c))?;
        self.lengths.iter().find_map(|&length| {
            let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
            Some(&text[..end]).filter(|word| self.words.contains(*word))
        })
    }

    /// The longest word that a text ends with.
    pub(in crate::rule) fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next_back().filter(|c| self.last.contains(c))?;
        self.lengths.iter().find_map(|&length| {
            let start = text.char_indices().rev().nth(length - 1).map(|(at, _)| at)?;
            Some(&text[start..]).filter(|word| self.words.contains(*word))
        })
    }
}
