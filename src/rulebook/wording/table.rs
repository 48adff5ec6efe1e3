//! Words that are looked for all at once, by their first two characters.

/// How many bits the filter has; a power of two.
const BITS: usize = 1 << 17;

/// A set of words of two or more characters. To look for them costs a few steps
/// a character, however many they are.
#[derive(Debug)]
pub(super) struct Table {
    /// A bit for each pair of characters that begins a word; most pairs of a
    /// text begin none.
    filter: Vec<u64>,
    /// The first two characters of each word and its index, sorted.
    starts: Vec<(u64, u32)>,
    words: Vec<Box<str>>,
}

impl Table {
    pub fn new(words: impl IntoIterator<Item = impl Into<Box<str>>>) -> Self {
        let words: Vec<Box<str>> = words.into_iter().map(Into::into).collect();
        let mut filter = vec![0; BITS / 64];
        let mut starts = Vec::with_capacity(words.len());
        for (index, word) in (0..).zip(&words) {
            let mut chars = word.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                let pair = pair(first, second);
                let bit = bit(pair);
                filter[bit / 64] |= 1 << (bit % 64);
                starts.push((pair, index));
            }
        }
        starts.sort_unstable();
        Self { filter, starts, words }
    }

    /// The words that stand in `text`, in order, each with its place (a byte) and
    /// its index. Of those that start together the longest; none overlaps.
    pub fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let (mut found, mut free) = (Vec::new(), 0);
        let mut chars = text.char_indices().peekable();
        while let (Some((at, first)), Some(&(_, second))) = (chars.next(), chars.peek()) {
            let pair = pair(first, second);
            let bit = bit(pair);
            if at < free || self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
                continue;
            }
            let from = self.starts.partition_point(|(start, _)| *start < pair);
            let alike = self.starts[from..].iter().take_while(|(start, _)| *start == pair);
            let here = alike
                .map(|(_, index)| *index as usize)
                .filter(|&index| text[at..].starts_with(&*self.words[index]));
            if let Some(index) = here.max_by_key(|&index| self.words[index].len()) {
                free = at + self.words[index].len();
                found.push((at, index));
            }
        }
        found
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
}
