//! The words that a text is cut into, with how likely each is: a trie, and the
//! pairs of words that follow each other more often than chance has it.

use super::code::{Code, is_han};
use super::table::{Filter, Table, text_key, u16_at, u32_at};

/// A node of the trie: the root is 0, the word of the single code `c` is `c`.
pub(super) type Node = u32;

/// The root.
pub(super) const ROOT: Node = 0;
/// What no pair begins or ends with: a text that is no word of the lexicon.
pub(super) const NONE: Node = Node::MAX;

static WORDS: &[u8] = include_bytes!("tables/words.bin");
static PAIRS: &[u8] = include_bytes!("tables/pairs.bin");
static KNOWN: &[u8] = include_bytes!("tables/known.bin");

/// The lexicon. Its nodes lie level by level, the children of each side by side
/// and sorted: first the range of each node's children (u32), then labels (u16),
/// costs, what it costs to follow by chance (u8 each), and whether a text may be
/// taken to mean the word (a bit). Costs are tenths of a negative logarithm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    size: usize,
    pairs: Table,
    known: Filter,
}

impl Words {
    pub(super) fn new() -> Self {
        Self { size: u32_at(WORDS, 0) as usize, pairs: Table::new(PAIRS), known: Filter::new(KNOWN) }
    }

    /// The node of a text with one more code.
    pub(super) fn step(self, node: Node, code: Code) -> Option<Node> {
        if node == ROOT {
            return (code > 0).then_some(Node::from(code));
        }
        let mut low = self.first_child(node);
        let mut high = self.first_child(node + 1);
        while low < high {
            let middle = low.midpoint(high);
            match self.label(middle).cmp(&code) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn first_child(self, node: Node) -> Node {
        u32_at(WORDS, 4 + 4 * node as usize)
    }

    fn label(self, node: Node) -> Code {
        u16_at(WORDS, self.labels() + 2 * node as usize)
    }

    fn labels(self) -> usize {
        4 + 4 * (self.size + 1)
    }

    fn byte(self, column: usize, at: usize) -> u8 {
        WORDS.get(self.labels() + (2 + column) * self.size + at).copied().unwrap_or_default()
    }

    /// The codes from the root to a node.
    pub(super) fn spelled(self, mut node: Node) -> Vec<Code> {
        let mut codes = Vec::new();
        while node != ROOT && (node as usize) < self.size {
            codes.push(self.label(node));
            node = self.parent(node);
        }
        codes.reverse();
        codes
    }

    /// The last node whose children do not start after this one.
    fn parent(self, node: Node) -> Node {
        let (mut low, mut high) = (ROOT, node);
        while low + 1 < high {
            let middle = low.midpoint(high);
            if self.first_child(middle) <= node { low = middle } else { high = middle }
        }
        low
    }

    /// The logarithm of how likely the word is that ends here, if one does.
    pub(super) fn log(self, node: Node) -> Option<f32> {
        let cost = self.byte(0, node as usize);
        (cost < u8::MAX).then(|| tenths(cost))
    }

    /// Whether a text may be taken to mean the word that ends here.
    pub(super) fn is_trusted(self, node: Node) -> bool {
        let bits = self.byte(2, node as usize >> 3);
        bits & (1 << (node & 7)) != 0
    }

    /// The logarithm of how likely a word (`log` by itself) is after another.
    pub(super) fn follows(self, before: Node, node: Node, log: f32) -> f32 {
        let chance = if before == NONE { 0 } else { self.byte(1, before as usize) };
        // What no pair begins with has nothing to look up.
        if chance == 0 {
            return log;
        }
        let pair =
            (node != NONE).then(|| self.pairs.get(u64::from(before) << 20 | u64::from(node))).flatten();
        pair.map_or_else(|| log + tenths(chance), tenths)
    }

    /// Whether a text of two or more characters is a word of any list: one that
    /// the lexicon has, or one of many rarer ones.
    pub(super) fn is_known(self, codes: &[Code]) -> bool {
        if codes.len() < 2 || !codes.iter().all(|&code| is_han(code)) {
            return false;
        }
        let node = codes.iter().try_fold(ROOT, |node, &code| self.step(node, code));
        node.is_some_and(|node| self.log(node).is_some()) || self.is_rare_word(codes)
    }

    /// Whether a text is a word that the lexicon itself does not have.
    pub(super) fn is_rare_word(self, codes: &[Code]) -> bool {
        self.known.has(text_key(codes))
    }
}

fn tenths(cost: u8) -> f32 {
    -0.1 * f32::from(cost)
}

#[cfg(test)]
mod tests {
    use super::super::code::code;
    use super::*;

    fn node(word: &str) -> Option<Node> {
        word.chars().try_fold(ROOT, |node, c| Words::new().step(node, code(c)))
    }

    fn codes(word: &str) -> Vec<Code> {
        word.chars().map(code).collect()
    }

    #[test]
    fn finds_words_and_no_other_texts() {
        let words = Words::new();
        let found = node("群众").expect("a word");
        assert!(words.log(found).is_some() && words.is_trusted(found));
        assert_eq!(words.spelled(found), codes("群众"));
        assert_eq!(node("群重众"), None);
        assert!(words.is_known(&codes("整改措施")) && !words.is_known(&codes("整钙措施")));
    }

    #[test]
    fn a_pair_of_the_news_is_likelier_than_chance() {
        let words = Words::new();
        let (one, two) = (node("人民").expect("a word"), node("群众").expect("a word"));
        let alone = words.log(two).expect("a word");
        assert!(words.follows(one, two, alone) > alone);
        assert!(words.follows(one, NONE, alone) < alone);
    }
}
