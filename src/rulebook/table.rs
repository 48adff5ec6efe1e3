//! Words that are looked for all at once, by their first two characters. The
//! build script reads this file too: the large tables are made when hegao is
//! built and read in place.

use std::borrow::Cow;

/// What stands for the second character of a word of one.
pub(super) const NONE: char = '\0';
/// How many bits of the filter there are for a word; most of them stay unset.
const BITS_A_WORD: usize = 32;
const MOST_BITS: usize = 1 << 18;
/// How many words the bits of the first characters take.
const FIRSTS: usize = 8;

/// A list of texts, joined.
#[derive(Debug)]
pub struct Texts {
    pub text: Cow<'static, str>,
    /// Where each ends.
    pub ends: Cow<'static, [u32]>,
}

impl Texts {
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for one in texts {
            text.push_str(one);
            ends.push(text.len() as u32);
        }
        Self { text: Cow::Owned(text), ends: Cow::Owned(ends) }
    }

    pub fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[index] as usize]
    }
}

/// A set of words. To look for them costs a few steps a character, however many
/// they are.
#[derive(Debug)]
pub struct Table {
    /// A bit for each pair of characters that begins a word; most pairs of a
    /// text begin none. Their number is a power of two.
    pub filter: Cow<'static, [u64]>,
    /// The last bits of the first two characters of each word, and its index in the
    /// lower half, by their bit in the filter, and then sorted.
    pub starts: Cow<'static, [u64]>,
    /// For each number of the filter how many of them come before those with their
    /// bit in it; and how many there are.
    pub ranks: Cow<'static, [u32]>,
    pub words: Texts,
    /// A bit for each character that begins a word, by its last bits.
    pub firsts: [u64; FIRSTS],
    /// Whether some words are of one character.
    pub singles: bool,
}

impl Table {
    pub fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        let bits = (words.len() * BITS_A_WORD).next_power_of_two().clamp(64, MOST_BITS);
        let (mut filter, mut placed) = (vec![0; bits / 64], Vec::with_capacity(words.len()));
        let mut ranks = vec![0; bits / 64 + 1];
        let (mut firsts, mut singles) = ([0; FIRSTS], false);
        for (number, word) in (0..).zip(&words) {
            let mut chars = word.as_ref().chars();
            if let Some(first) = chars.next() {
                let second = chars.next();
                singles |= second.is_none();
                let (index, mask) = first_bit(first);
                firsts[index] |= mask;
                let pair = pair(first, second.unwrap_or(NONE));
                let bit = bit(pair, bits);
                filter[bit / 64] |= 1 << (bit % 64);
                ranks[bit / 64 + 1] += 1;
                placed.push(((bit / 64) as u32, pair, number));
            }
        }
        placed.sort_unstable();
        let start = |(_, pair, number): (u32, u64, u32)| u64::from(key(pair)) << 32 | u64::from(number);
        let starts: Vec<u64> = placed.into_iter().map(start).collect();
        let mut before = 0;
        for rank in &mut ranks {
            before += *rank;
            *rank = before;
        }
        let words = Texts::new(words.iter().map(AsRef::as_ref));
        let (filter, starts, ranks) = (Cow::Owned(filter), Cow::Owned(starts), Cow::Owned(ranks));
        Self { filter, starts, ranks, words, firsts, singles }
    }

    /// The words that stand in `text`, in order, each with its place (a byte) and
    /// its index. Of those that start together the longest; none overlaps.
    pub fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let end = |(at, index): (usize, usize)| at + self.word(index).len();
        self.each(text, |at, index| match found.last_mut() {
            Some(last) if last.0 == at => {
                *last = if end((at, index)) > end(*last) { (at, index) } else { *last }
            }
            Some(last) if at < end(*last) => {}
            _ => found.push((at, index)),
        });
        found
    }

    /// Where the first of the words starts in `text`, in bytes.
    pub fn first(&self, text: &str) -> Option<usize> {
        let mut first = None;
        self.any(text, |at, _| {
            first = Some(at);
            true
        });
        first
    }

    /// Whether any of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// Whether any of the words may stand in a text, by its characters.
    pub fn may_be_in(&self, mut text: impl Iterator<Item = char>) -> bool {
        let known = |pair: u64| self.may_begin(pair) && self.beginning(pair).next().is_some();
        let mut next = text.next();
        while let Some(first) = next {
            next = text.next();
            let second = next.unwrap_or(NONE);
            if self.begins_with(first) && (known(pair(first, second)) || known(pair(first, NONE))) {
                return true;
            }
        }
        false
    }

    /// Tells `found` of every word that stands in `text`, overlapping ones too: its
    /// place (a byte) and its index, in the order of their places.
    pub fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        self.any(text, |at, index| {
            found(at, index);
            false
        });
    }

    /// The same until `found` has enough; whether it has.
    fn any(&self, text: &str, mut found: impl FnMut(usize, usize) -> bool) -> bool {
        let mut chars = text.char_indices();
        let mut next = chars.next();
        while let Some((at, first)) = next {
            next = chars.next();
            if self.begins_with(first) {
                let second = next.map_or(NONE, |(_, second)| second);
                let mut enough = |second| {
                    let pair = pair(first, second);
                    self.may_begin(pair) && self.at(text, at, pair, &mut found)
                };
                if enough(second) || self.singles && second != NONE && enough(NONE) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a word may begin with a character.
    #[inline]
    fn begins_with(&self, first: char) -> bool {
        let (index, mask) = first_bit(first);
        self.firsts[index] & mask != 0
    }

    /// Whether a word may begin with a pair: few pairs of a text pass.
    #[inline]
    fn may_begin(&self, pair: u64) -> bool {
        let bit = bit(pair, self.filter.len() * 64);
        self.filter[bit / 64] & 1 << (bit % 64) != 0
    }

    /// The words that begin with a pair, and few others perhaps.
    fn beginning(&self, pair: u64) -> impl Iterator<Item = usize> {
        let number = bit(pair, self.filter.len() * 64) / 64;
        let all = self.ranks[number] as usize..self.ranks[number + 1] as usize;
        let key = key(pair);
        self.starts[all]
            .iter()
            .filter(move |start| (**start >> 32) as u32 == key)
            .map(|start| *start as u32 as usize)
    }

    /// The words at a place that begin with a pair, until `found` has enough.
    #[inline(never)]
    fn at(&self, text: &str, at: usize, pair: u64, found: &mut impl FnMut(usize, usize) -> bool) -> bool {
        self.beginning(pair).any(|index| text[at..].starts_with(self.word(index)) && found(at, index))
    }

    pub fn word(&self, index: usize) -> &str {
        self.words.get(index)
    }
}

pub(super) fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The last sixteen bits of each character of a pair.
fn key(pair: u64) -> u32 {
    ((pair >> 16) as u32 & 0xFFFF_0000) | (pair as u32 & 0xFFFF)
}

/// Where the bit of a first character stands.
fn first_bit(first: char) -> (usize, u64) {
    let bit = first as usize % (FIRSTS * 64);
    (bit / 64, 1 << (bit % 64))
}

/// The bit of a filter that a pair of characters sets (Fibonacci hashing).
pub(super) fn bit(pair: u64, bits: usize) -> usize {
    (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits.trailing_zeros())) as usize
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
        assert!(!table.is_in("部署工作"));
    }

    #[test]
    fn tells_of_words_that_overlap_and_of_single_characters() {
        let table = Table::new(["篇", "精选", "选三篇", "xx"]);
        let mut found = Vec::new();
        table.each("精选三篇xxx", |at, index| found.push((at, table.word(index))));
        assert_eq!(found, [(0, "精选"), (3, "选三篇"), (9, "篇"), (12, "xx"), (13, "xx")]);
    }
}
