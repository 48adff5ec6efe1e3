//! The words that a text is cut into, with how likely each is: a trie, and the
//! pairs of words that follow each other more often than chance has it.

use super::code::{Code, is_han};
use super::table::{Filter, Starts, Table, text_key, u16_of};

/// A node of the trie: the root is 0, the word of the single code `c` is `c`.
pub(super) type Node = u32;

/// The root.
pub(super) const ROOT: Node = 0;
/// What no pair begins or ends with: a text that is no word of the lexicon.
pub(super) const NONE: Node = Node::MAX;

/// The lexicon. Its nodes lie level by level, the children of each side by side
/// and sorted: where each node's children start, the labels with a bit that tells
/// whether a text may be taken to mean the word, and the costs. Costs are tenths of
/// a negative logarithm.
static STARTS: Starts = Starts::new(include_bytes!("tables/word-starts.bin"));
static LABELS: &[[u8; 2]] = include_bytes!("tables/word-labels.bin").as_chunks().0;
static COSTS: &[[u8; 3]] = include_bytes!("tables/word-costs.bin").as_chunks().0;
static PAIRS: Table = Table::new(include_bytes!("tables/pairs.bin"));
static KNOWN: Filter = Filter::new(include_bytes!("tables/known.bin"));

/// The bit of a label that tells of trust.
const TRUSTED: u16 = 1 << 15;

/// What the word that ends at a node costs: by itself, `u8::MAX` where none ends;
/// more where it stands by chance before the next one, 0 if nothing is known to
/// follow it; at least, whatever it follows.
#[derive(Debug, Clone, Copy)]
struct Cost {
    alone: u8,
    chance: u8,
    least: u8,
}

/// The words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words;

impl Words {
    /// The node of a text with one more code.
    pub(super) fn step(self, node: Node, code: Code) -> Option<Node> {
        if node == ROOT {
            return (code > 0).then_some(Node::from(code));
        }
        let row = STARTS.row(node as usize);
        let start = row.start;
        let found = LABELS.get(row)?.binary_search_by_key(&code, |&label| u16::from_le_bytes(label) & !TRUSTED);
        found.ok().map(|at| (start + at) as Node)
    }

    /// The last code of the text of a node.
    pub(super) fn label(self, node: Node) -> Code {
        u16_of(LABELS, node as usize) & !TRUSTED
    }

    fn cost(self, node: Node) -> Cost {
        let [alone, chance, least] = COSTS.get(node as usize).copied().unwrap_or([u8::MAX, 0, u8::MAX]);
        Cost { alone, chance, least }
    }

    /// The codes from the root to a node.
    pub(super) fn spelled(self, mut node: Node) -> Vec<Code> {
        let mut codes = Vec::new();
        while node != ROOT && (node as usize) < LABELS.len() {
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
            if STARTS.at(middle as usize) <= node as usize { low = middle } else { high = middle }
        }
        low
    }

    /// The logarithm of how likely the word is that ends here, if one does.
    pub(super) fn log(self, node: Node) -> Option<f32> {
        let cost = self.cost(node).alone;
        (cost < u8::MAX).then(|| tenths(cost))
    }

    /// The logarithm of how likely a word (`log` by itself) is at most, whatever it
    /// follows.
    pub(super) fn most(self, node: Node, log: f32) -> f32 {
        log.max(tenths(self.cost(node).least))
    }

    /// Whether a text may be taken to mean the word that ends here.
    pub(super) fn is_trusted(self, node: Node) -> bool {
        u16_of(LABELS, node as usize) & TRUSTED != 0
    }

    /// The logarithm of how likely a word (`log` by itself) is after another.
    pub(super) fn follows(self, before: Node, node: Node, log: f32) -> f32 {
        let chance = self.cost(before).chance;
        // What no pair begins with has nothing to look up.
        if chance == 0 {
            return log;
        }
        let pair =
            (node != NONE).then(|| PAIRS.get(u64::from(before) << 20 | u64::from(node))).flatten();
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
        KNOWN.has(text_key(codes))
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
        word.chars().try_fold(ROOT, |node, c| Words.step(node, code(c)))
    }

    fn codes(word: &str) -> Vec<Code> {
        word.chars().map(code).collect()
    }

    #[test]
    fn finds_words_and_no_other_texts() {
        let words = Words;
        let found = node("群众").expect("a word");
        assert!(words.log(found).is_some() && words.is_trusted(found));
        assert_eq!(words.spelled(found), codes("群众"));
        assert_eq!(node("群重众"), None);
        assert!(words.is_known(&codes("整改措施")) && !words.is_known(&codes("整钙措施")));
    }

    #[test]
    fn a_pair_of_the_news_is_likelier_than_chance() {
        let words = Words;
        let (one, two) = (node("人民").expect("a word"), node("群众").expect("a word"));
        let alone = words.log(two).expect("a word");
        assert!(words.follows(one, two, alone) > alone);
        assert!(words.follows(one, NONE, alone) < alone);
    }
}
