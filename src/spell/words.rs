//! The words that a text is cut into, with how likely each is: a trie, and the
//! pairs of words that follow each other more often than chance has it.

use std::ops::Range;

use super::code::{Code, is_han};
use super::table::{Aligned, Filter, Starts, Table, text_key, u16_of};

/// A node of the trie: the root is 0, the word of the single code `c` is `c`.
pub(super) type Node = u32;

/// The root.
pub(super) const ROOT: Node = 0;
/// What no pair begins or ends with: a text that is no word of the lexicon.
pub(super) const NONE: Node = Node::MAX;

/// The lexicon. Its nodes lie level by level, the children of each side by side
/// and sorted: where each node's children start, the labels with a bit that tells
/// whether a text may be taken to mean the word, and the costs. Costs are tenths of
/// a negative logarithm: of a word by itself, `u8::MAX` where none ends; what more
/// the next word costs when it follows by chance; at least, whatever it follows.
static STARTS: Starts = Starts::new(include_bytes!("tables/word-starts.bin"));
static LABELS: &[[u8; 2]] = include_bytes!("tables/word-labels.bin").as_chunks().0;
static COSTS: &[[u8; 3]] = include_bytes!("tables/word-costs.bin").as_chunks().0;
static PAIRS: Table = Table::new(const { &Aligned(*include_bytes!("tables/pairs.bin")).0 });
static KNOWN: Filter = Filter::new(const { &Aligned(*include_bytes!("tables/known.bin")).0 });

/// The bits of a label: those of the code, that which tells of trust, and that which
/// tells of an idiom.
const CODE: u16 = IDIOM - 1;
const TRUSTED: u16 = 1 << 15;
const IDIOM: u16 = 1 << 14;

/// The longest words that are looked for around a character.
const LONGEST_USUAL: usize = 4;

/// A word that a text may be cut into, and logarithms of how likely it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it ends in the trie; [`NONE`] for what the lexicon does not have.
    pub node: Node,
    /// By itself.
    pub log: f32,
    /// At most, whatever it follows.
    pub most: f32,
    /// How much less likely the next word is when it is not known to follow this one.
    pub chance: f32,
}

impl Word {
    /// A text that is no word of the lexicon.
    pub(super) fn strange(log: f32) -> Self {
        Self { node: NONE, log, most: log, chance: 0.0 }
    }
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
        let row = self.children(node);
        let start = row.start;
        let found = LABELS.get(row)?.binary_search_by_key(&code, |&label| u16::from_le_bytes(label) & CODE);
        found.ok().map(|at| (start + at) as Node)
    }

    /// The nodes of the text of one with one more code.
    pub(super) fn children(self, node: Node) -> Range<usize> {
        STARTS.row(node as usize)
    }

    fn label(self, node: Node) -> Code {
        u16_of(LABELS, node as usize) & CODE
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

    /// The word that ends here, if one does.
    pub(super) fn word(self, node: Node) -> Option<Word> {
        let &[alone, chance, least] = COSTS.get(node as usize)?;
        let log = tenths(alone);
        let word = Word { node, log, most: log.max(tenths(least)), chance: tenths(chance) };
        (alone < u8::MAX).then_some(word)
    }

    /// Whether a text may be taken to mean the word that ends here.
    pub(super) fn is_trusted(self, node: Node) -> bool {
        u16_of(LABELS, node as usize) & TRUSTED != 0
    }

    /// Whether an idiom ends here.
    pub(super) fn is_idiom(self, node: Node) -> bool {
        u16_of(LABELS, node as usize) & IDIOM != 0
    }

    /// The logarithm of how likely a word is after another, of which `chance` is known.
    pub(super) fn follows(self, before: Node, chance: f32, word: &Word) -> f32 {
        // What no pair begins with has nothing to look up.
        if chance == 0.0 {
            return word.log;
        }
        let key = u64::from(before) << 20 | u64::from(word.node);
        let pair = (word.node != NONE && word.most > word.log + chance).then(|| PAIRS.get(key)).flatten();
        pair.map_or_else(|| word.log + chance, tenths)
    }

    /// Whether a text of two or more characters is a word of any list: one that
    /// the lexicon has, or one of many rarer ones.
    pub(super) fn is_known(self, codes: &[Code]) -> bool {
        if codes.len() < 2 || !codes.iter().all(|&code| is_han(code)) {
            return false;
        }
        let node = codes.iter().try_fold(ROOT, |node, &code| self.step(node, code));
        node.is_some_and(|node| self.word(node).is_some()) || self.is_rare_word(text_key(codes))
    }

    /// Whether a text is a word of this logarithm or more.
    pub(super) fn is_above(self, codes: &[Code], least: f32) -> bool {
        let node = codes.iter().try_fold(ROOT, |node, &code| self.step(node, code));
        node.and_then(|node| self.word(node)).is_some_and(|word| word.log >= least)
    }

    /// The longest usual word of two to four characters that has the character at a
    /// place.
    pub(super) fn usual_around(self, codes: &[Code], at: usize) -> Option<Range<usize>> {
        let mut longest: Option<Range<usize>> = None;
        for start in (at + 1).saturating_sub(LONGEST_USUAL)..=at {
            let longer = |end: usize| longest.as_ref().is_none_or(|longest| end - start > longest.len());
            let end = self.usual_ends(codes, start).filter(|&end| end > at && longer(end)).last();
            longest = end.map(|end| start..end).or(longest);
        }
        longest
    }

    /// Whether a character is part of a usual word of two to four. Most are in one with
    /// the character beside them, so that is tried first.
    pub(super) fn is_in_usual(self, codes: &[Code], at: usize) -> bool {
        let from = (at + 1).saturating_sub(LONGEST_USUAL);
        (from..=at).rev().any(|start| self.usual_ends(codes, start).any(|end| end > at))
    }

    /// Where the usual words of two to four characters from a place end.
    fn usual_ends(self, codes: &[Code], start: usize) -> impl Iterator<Item = usize> {
        /// A word of this logarithm or more is usual.
        const USUAL: f32 = -14.0;
        let mut node = ROOT;
        let nodes = codes.iter().enumerate().skip(start).take(LONGEST_USUAL).map_while(move |(at, &code)| {
            node = self.step(node, code)?;
            Some((at + 1, node))
        });
        let is_usual = move |node| self.word(node).is_some_and(|word| word.log >= USUAL);
        nodes.skip(1).filter(move |&(_, node)| is_usual(node)).map(|(end, _)| end)
    }

    /// Whether the text with this key is a word that the lexicon itself does not have.
    pub(super) fn is_rare_word(self, key: u64) -> bool {
        KNOWN.has(key)
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
        assert!(words.word(found).is_some() && words.is_trusted(found));
        assert_eq!(words.spelled(found), codes("群众"));
        assert!(words.is_idiom(node("一筹莫展").expect("an idiom")) && !words.is_idiom(found));
        assert_eq!(node("群重众"), None);
        assert!(words.is_known(&codes("整改措施")) && !words.is_known(&codes("整钙措施")));
    }

    #[test]
    fn a_pair_of_the_news_is_likelier_than_chance() {
        let words = Words;
        let word = |text: &str| node(text).and_then(|node| words.word(node)).expect("a word");
        let (one, two) = (word("人民"), word("群众"));
        let after = words.follows(one.node, one.chance, &two);
        assert!(after > two.log && after <= two.most);
        assert!(words.follows(one.node, one.chance, &Word::strange(two.log)) < two.log);
    }
}
