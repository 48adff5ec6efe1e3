//! Words that are looked for all at once, by their first two characters.

/// How many bits the filter has; a power of two.
const BITS: usize = 1 << 17;

/// What stands for the second character of a word of one.
const NONE: char = '\0';

/// A set of words. To look for them costs a few steps a character, however many
/// they are.
#[derive(Debug)]
pub(super) struct Table {
    /// A bit for each pair of characters that begins a word; most pairs of a
    /// text begin none.
    filter: Vec<u64>,
    /// The first two characters of each word and its index, sorted.
    starts: Vec<(u64, u32)>,
    words: Vec<Box<str>>,
    /// Whether some words are of one character.
    singles: bool,
}

impl Table {
    pub fn new(words: impl IntoIterator<Item = impl Into<Box<str>>>) -> Self {
        let words: Vec<Box<str>> = words.into_iter().map(Into::into).collect();
        let mut table = Self {
            filter: vec![0; BITS / 64],
            starts: Vec::with_capacity(words.len()),
            words,
            singles: false,
        };
        for (index, word) in (0..).zip(&table.words) {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                let second = chars.next();
                table.singles |= second.is_none();
                let pair = pair(first, second.unwrap_or(NONE));
                let bit = bit(pair);
                table.filter[bit / 64] |= 1 << (bit % 64);
                table.starts.push((pair, index));
            }
        }
        table.starts.sort_unstable();
        table
    }

    /// The words that stand in `text`, in order, each with its place (a byte) and
    /// its index. Of those that start together the longest; none overlaps.
    pub fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let (mut found, mut free) = (Vec::<(usize, usize)>::new(), 0);
        self.each(text, |at, index| {
            let longest = match found.last_mut() {
                Some(last) if last.0 == at => {
                    let longer = self.words[index].len() > self.words[last.1].len();
                    if longer {
                        last.1 = index;
                    }
                    longer
                }
                _ if at < free => false,
                _ => {
                    found.push((at, index));
                    true
                }
            };
            if longest {
                free = at + self.words[index].len();
            }
        });
        found
    }

    /// Tells `found` of every word that stands in `text`, overlapping ones too: its
    /// place (a byte) and its index, in the order of their places.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut chars = text.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            let second = chars.peek().map_or(NONE, |(_, second)| *second);
            self.at(text, at, pair(first, second), &mut found);
            if self.singles && second != NONE {
                self.at(text, at, pair(first, NONE), &mut found);
            }
        }
    }

    fn at(&self, text: &str, at: usize, pair: u64, found: &mut impl FnMut(usize, usize)) {
        let bit = bit(pair);
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return;
        }
        let from = self.starts.partition_point(|(start, _)| *start < pair);
        for (_, index) in self.starts[from..].iter().take_while(|(start, _)| *start == pair) {
            if text[at..].starts_with(&*self.words[*index as usize]) {
                found(at, *index as usize);
            }
        }
    }

    pub fn word(&self, index: usize) -> &str {
        &self.words[index]
    }
}

fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The bit of the filter that a pair of characters sets (Fibonacci hashing).
fn bit(pair: u64) -> usize {
    (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_word_at_each_place() {
        let table = Table::new(["布署", "布署会", "竟竟业业"]);
        let text = "研究布署会议，竟竟业业";
        let found: Vec<(usize, &str)> =
            table.find(text).into_iter().map(|(at, index)| (at, table.word(index))).collect();
        assert_eq!(found, [("研究".len(), "布署会"), ("研究布署会议，".len(), "竟竟业业")]);
        assert!(table.find("部署工作").is_empty());
    }

    #[test]
    fn tells_of_words_that_overlap_and_of_single_characters() {
        let table = Table::new(["篇", "精选", "选三篇", "xx"]);
        let mut found = Vec::new();
        table.each("精选三篇xxx", |at, index| found.push((at, table.word(index))));
        assert_eq!(found, [(0, "精选"), (3, "选三篇"), (9, "篇"), (12, "xx"), (13, "xx")]);
    }
}
