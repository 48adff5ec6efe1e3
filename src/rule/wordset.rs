//! Words that a text may start or end with.

/// A set of words, found at the start or the end of a text.
pub(in crate::rule) struct WordSet {
    /// Sorted.
    words: Vec<String>,
    /// Their first and last characters, sorted.
    first: Vec<char>,
    last: Vec<char>,
    /// The lengths that there are, in characters, longest first.
    lengths: Vec<usize>,
}

impl WordSet {
    pub(in crate::rule) fn new(mut words: Vec<String>) -> Self {
        words.sort_unstable();
        let mut lengths: Vec<usize> = words.iter().map(|word| word.chars().count()).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self {
            first: sorted(words.iter().filter_map(|word| word.chars().next())),
            last: sorted(words.iter().filter_map(|word| word.chars().next_back())),
            words,
            lengths,
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// The longest word that a text starts with.
    pub(in crate::rule) fn starts<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next().filter(|c| self.first.binary_search(c).is_ok())?;
        self.lengths.iter().find_map(|&length| {
            let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
            Some(&text[..end]).filter(|word| self.has(word))
        })
    }

    /// The longest word that a text ends with.
    pub(in crate::rule) fn ends<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.chars().next_back().filter(|c| self.last.binary_search(c).is_ok())?;
        self.lengths.iter().find_map(|&length| {
            let start = text.char_indices().rev().nth(length - 1).map(|(at, _)| at)?;
            Some(&text[start..]).filter(|word| self.has(word))
        })
    }
}

fn sorted(characters: impl Iterator<Item = char>) -> Vec<char> {
    let mut sorted: Vec<char> = characters.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}
