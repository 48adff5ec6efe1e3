//! The words of a window as it is written.

use std::ops::Range;

use super::alike::{given, surname};
use super::code::{Code, NUMBER, PERSON, code, is_han};
use super::edge::{Edge, price};
use super::table::longer_key;
use super::text::{Text, Window};
use super::words::{NONE, Node, ROOT, Word, Words};
use crate::signs;

/// The longest words that are looked for.
pub(super) const LONGEST: usize = 8;
const LONGEST_RARE: usize = 5;

/// Where the words of a window start, and what else starts with them.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// Per place, and for the end, the number of words that start before it.
    starts: Vec<usize>,
    /// Per place, the nodes of the texts of one, two and more characters from there
    /// that words start with: [`NONE`] from where none does.
    pub nodes: Vec<[Node; LONGEST]>,
}

impl Plain {
    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The indices of the words that start at a place.
    pub(super) fn range(&self, place: usize) -> Range<usize> {
        self.starts[place]..self.starts[place + 1]
    }

    /// Finds the words of a window, by where they start, in place of those of another.
    pub(super) fn read(&mut self, words: Words, text: &Text, window: &Window, edges: &mut Vec<Edge>) {
        edges.clear();
        self.starts.clear();
        self.nodes.clear();
        let mut found = Found { words, edges, called: signs::CALLED.map(code) };
        let mut next = window.range.start;
        for at in window.range.clone() {
            self.starts.push(found.edges.len());
            let mut nodes = [NONE; LONGEST];
            if text.is_han(at) {
                let end = (at + LONGEST).min(window.range.end);
                let length = text.codes[at..end].iter().take_while(|&&code| is_han(code)).count();
                found.words_at(&text.codes[at..at + length], at, &mut nodes);
                next = at + 1;
            } else if at == next {
                next = found.mark_at(text, window, at);
            }
            self.nodes.push(nodes);
        }
        self.starts.push(found.edges.len());
    }
}

/// The words that were found so far.
struct Found<'a> {
    words: Words,
    edges: &'a mut Vec<Edge>,
    /// What stands before a surname: 老邵.
    called: [Code; signs::CALLED.len()],
}

impl Found<'_> {
    /// A mark, or a run of digits and letters: the place after it.
    fn mark_at(&mut self, text: &Text, window: &Window, start: usize) -> usize {
        let code = text.codes[start];
        let mut end = start + 1;
        while code == NUMBER && end < window.range.end && text.codes[end] == NUMBER {
            end += 1;
        }
        let word = self.words.word(Node::from(code)).filter(|_| code > 0);
        self.push(start..end, word.unwrap_or(Word::strange(price::MARK)), 0.0);
        end
    }

    /// The words that a run of characters starts with.
    fn words_at(&mut self, codes: &[Code], start: usize, nodes: &mut [Node; LONGEST]) {
        let mut is_word = [false; LONGEST];
        let mut node = ROOT;
        for (more, &code) in codes.iter().enumerate() {
            let Some(next) = self.words.step(node, code) else { break };
            node = next;
            nodes[more] = node;
            if let Some(word) = self.words.word(node) {
                is_word[more] = true;
                self.push(start..start + more + 1, word, 0.0);
            }
        }
        let rare = &codes[..codes.len().min(LONGEST_RARE)];
        self.strange_words(rare, start, is_word);
        self.names(rare, start);
    }

    /// Words that only the longer list has, and a character that no word has.
    fn strange_words(&mut self, codes: &[Code], start: usize, is_word: [bool; LONGEST]) {
        if !is_word[0] {
            self.push(start..start + 1, Word::strange(price::STRANGE), 0.0);
        }
        let mut key = 0;
        for (more, &code) in codes.iter().enumerate() {
            key = longer_key(key, code);
            if more > 0 && !is_word[more] && self.words.is_rare_word(key) {
                let log = if more == 1 { price::RARE_TWO } else { price::RARE_LONG };
                self.push(start..start + more + 1, Word::strange(log), 0.0);
            }
        }
    }

    /// Names of two and three characters, and 老邵.
    fn names(&mut self, codes: &[Code], start: usize) {
        let called = codes.first().is_some_and(|first| self.called.contains(first));
        let family = codes.get(1).filter(|_| called).and_then(|&code| surname(code));
        if let Some((family, person)) = family.zip(self.words.word(Node::from(PERSON))) {
            self.push(start..start + 2, person, family + price::NAME_OF_TWO);
        }
        let Some(family) = codes.first().and_then(|&code| surname(code)) else { return };
        let Some(person) = self.words.word(Node::from(PERSON)) else { return };
        let mut written = family;
        for (more, &code) in codes[1..].iter().take(2).enumerate() {
            written += given(code);
            let length = [price::NAME_OF_TWO, price::NAME_OF_THREE][more];
            self.push(start..start + more + 2, person, written + length);
        }
    }

    fn push(&mut self, range: Range<usize>, word: Word, written: f32) {
        self.edges.push(Edge { start: range.start, end: range.end, word, written, swap: None });
    }
}
