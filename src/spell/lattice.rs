//! The ways to cut a part of a text into words, some with one character put in
//! another's place, and the best of them.

use super::alike::{Like, Neighbours, Sound, alike, given, surname};
use super::code::{BEGIN, Code, END, NUMBER, PERSON, is_han};
use super::text::{Text, Window};
use super::words::{NONE, Node, ROOT, Words};

/// A character put in another's place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Swap {
    /// Which character of the text.
    pub at: usize,
    /// What may have been meant.
    pub like: Like,
}

/// A word at a place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The first character.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The word, [`NONE`] when the lexicon does not have it.
    pub node: Node,
    /// The logarithm of how likely the word is.
    pub log: f32,
    /// The logarithm of how likely it is written so.
    pub written: f32,
    /// What the word has in place of a written character.
    pub swap: Option<Swap>,
}

/// Logarithms of how likely things are; all were found by trial.
mod price {
    pub(super) const SAME_SOUND: f32 = -8.0;
    pub(super) const NEAR_SOUND: f32 = -10.0;
    pub(super) const SHAPE: f32 = -9.0;
    pub(super) const SHAPE_SLOPE: f32 = 10.0;
    pub(super) const SHAPE_MIDDLE: f32 = 0.9;
    pub(super) const BOTH: f32 = 2.0;
    pub(super) const SINGLE: f32 = -3.0;
    pub(super) const LONG: f32 = 1.0;
    pub(super) const LEAST: f32 = -32.0;
    pub(super) const RARE_TWO: f32 = -17.0;
    pub(super) const RARE_LONG: f32 = -18.0;
    pub(super) const STRANGE: f32 = -18.0;
    pub(super) const MARK: f32 = -12.0;
    pub(super) const NAME_OF_TWO: f32 = -1.0;
    pub(super) const NAME_OF_THREE: f32 = -0.3;
}

const LONGEST: usize = 8;
const LONGEST_RARE: usize = 5;
/// How often a meant character must stand beside its neighbour.
const USUAL: f32 = 2.3;

/// What the search needs, kept from window to window.
#[derive(Debug)]
pub(super) struct Lattice {
    words: Words,
    near: Neighbours,
    edges: Vec<Edge>,
    /// Per place of the window, the edges that end there.
    ends: Vec<Vec<u32>>,
    /// Per edge, the best score of a path that ends with it, and the edge before.
    scores: Vec<(f32, u32)>,
    swaps: Vec<Swap>,
    walks: Vec<Walk>,
}

#[derive(Debug, Clone, Copy)]
struct Walk {
    node: Node,
    end: usize,
    swap: Option<Swap>,
}

/// The best way to read a window.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Its logarithm.
    pub score: f32,
    /// Its words.
    pub edges: Vec<Edge>,
}

impl Lattice {
    pub(super) fn new(words: Words, near: Neighbours) -> Self {
        Self {
            words,
            near,
            edges: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
            swaps: Vec::new(),
            walks: Vec::new(),
        }
    }

    /// Reads a window; false when nothing in it may have been meant otherwise.
    pub(super) fn fill(&mut self, text: &Text, window: &Window) -> bool {
        self.swaps.clear();
        for &at in &window.doubtful {
            self.add_swaps(text, at);
        }
        if self.swaps.is_empty() {
            return false;
        }
        self.edges.clear();
        let mut at = window.range.start;
        while at < window.range.end {
            at = if text.is_han(at) {
                self.words_at(text, window, at)
            } else {
                self.mark_at(text, window, at)
            };
        }
        self.edges.iter().any(|edge| edge.swap.is_some())
    }

    /// What may have been meant by a character, as far as its neighbours go with it.
    fn add_swaps(&mut self, text: &Text, at: usize) {
        let before = at.checked_sub(1).map(|at| text.codes[at]).filter(|&code| is_han(code));
        let after = text.codes.get(at + 1).copied().filter(|&code| is_han(code));
        for like in alike(text.codes[at]) {
            let usual = before.is_some_and(|code| self.near.log(code, like.code) >= USUAL)
                || after.is_some_and(|code| self.near.log(like.code, code) >= USUAL);
            if usual {
                self.swaps.push(Swap { at, like });
            }
        }
    }

    /// A mark, or a run of digits and letters: the place after it.
    fn mark_at(&mut self, text: &Text, window: &Window, start: usize) -> usize {
        let code = text.codes[start];
        let mut end = start + 1;
        while code == NUMBER && end < window.range.end && text.codes[end] == NUMBER {
            end += 1;
        }
        let log = self.words.log(Node::from(code)).filter(|_| code > 0);
        let node = if log.is_some() { Node::from(code) } else { NONE };
        self.push(start, end, node, log.unwrap_or(price::MARK), 0.0, None);
        end
    }

    /// All words that start at a character: the place after it.
    fn words_at(&mut self, text: &Text, window: &Window, start: usize) -> usize {
        let first = self.edges.len();
        self.walks.clear();
        self.walks.push(Walk { node: ROOT, end: start, swap: None });
        while let Some(walk) = self.walks.pop() {
            if walk.end > start {
                self.word(start, walk);
            }
            if walk.end - start == LONGEST || walk.end >= window.range.end || !text.is_han(walk.end) {
                continue;
            }
            if let Some(node) = self.words.step(walk.node, text.codes[walk.end]) {
                self.walks.push(Walk { node, end: walk.end + 1, swap: walk.swap });
            }
            if walk.swap.is_none() {
                let from = self.swaps.partition_point(|swap| swap.at < walk.end);
                for swap in self.swaps[from..].iter().take_while(|swap| swap.at == walk.end) {
                    if let Some(node) = self.words.step(walk.node, swap.like.code) {
                        self.walks.push(Walk { node, end: walk.end + 1, swap: Some(*swap) });
                    }
                }
            }
        }
        let is_plain = |edge: &Edge, end| edge.swap.is_none() && edge.end == end;
        if !self.edges[first..].iter().any(|edge| is_plain(edge, start + 1)) {
            self.push(start, start + 1, NONE, price::STRANGE, 0.0, None);
        }
        let most = (start + LONGEST_RARE).min(window.range.end);
        let run = (start + 1..=most).take_while(|&end| text.is_han(end - 1)).last().unwrap_or(start);
        for end in start + 2..=run {
            if !self.edges[first..].iter().any(|edge| is_plain(edge, end))
                && self.words.is_rare_word(&text.codes[start..end])
            {
                let log = if end == start + 2 { price::RARE_TWO } else { price::RARE_LONG };
                self.push(start, end, NONE, log, 0.0, None);
            }
        }
        self.names(&text.codes[start..run], start);
        start + 1
    }

    fn word(&mut self, start: usize, walk: Walk) {
        let Some(log) = self.words.log(walk.node) else { return };
        let Some(swap) = walk.swap else {
            self.push(start, walk.end, walk.node, log, 0.0, None);
            return;
        };
        if !self.words.is_trusted(walk.node) {
            return;
        }
        let written = miswritten(swap.like)
            + match walk.end - start {
                1 => price::SINGLE,
                2 | 3 => 0.0,
                _ => price::LONG,
            };
        if log + written > price::LEAST {
            self.push(start, walk.end, walk.node, log, written, Some(swap));
        }
    }

    /// Names of two and three characters.
    fn names(&mut self, codes: &[Code], start: usize) {
        let Some(family) = codes.first().and_then(|&code| surname(code)) else { return };
        let Some(person) = self.words.log(Node::from(PERSON)) else { return };
        let mut written = family;
        for (more, &code) in codes[1..].iter().take(2).enumerate() {
            written += given(code);
            let length = [price::NAME_OF_TWO, price::NAME_OF_THREE][more];
            self.push(start, start + more + 2, Node::from(PERSON), person, written + length, None);
        }
    }

    fn push(&mut self, start: usize, end: usize, node: Node, log: f32, written: f32, swap: Option<Swap>) {
        self.edges.push(Edge { start, end, node, log, written, swap });
    }

    /// The best path through the window, with no swap at the character `but`.
    pub(super) fn best(&mut self, text: &Text, window: &Window, but: Option<usize>) -> Path {
        let base = window.range.start;
        self.ends.iter_mut().for_each(Vec::clear);
        self.ends.resize_with(self.ends.len().max(window.range.len() + 1), Vec::new);
        self.scores.clear();
        let begins = if base == 0 { Node::from(BEGIN) } else { NONE };
        for (index, edge) in self.edges.iter().enumerate() {
            let mut best = (f32::NEG_INFINITY, NONE);
            if edge.swap.is_none_or(|swap| Some(swap.at) != but) {
                if edge.start == base {
                    best.0 = self.words.follows(begins, edge.node, edge.log);
                }
                for &before in &self.ends[edge.start - base] {
                    let reached = self.scores[before as usize].0;
                    let score =
                        reached + self.words.follows(self.edges[before as usize].node, edge.node, edge.log);
                    if score > best.0 {
                        best = (score, before);
                    }
                }
                if best.0.is_finite() {
                    self.ends[edge.end - base].push(index as u32);
                }
            }
            self.scores.push((best.0 + edge.written, best.1));
        }
        self.trace(text, window)
    }

    fn trace(&self, text: &Text, window: &Window) -> Path {
        let end = Node::from(END);
        let whole = window.range.end == text.codes.len();
        let ending = self.words.log(end).filter(|_| whole).unwrap_or_default();
        let mut best = (f32::NEG_INFINITY, NONE);
        for &last in &self.ends[window.range.len()] {
            let mut score = self.scores[last as usize].0;
            if whole {
                score += self.words.follows(self.edges[last as usize].node, end, ending);
            }
            if score > best.0 {
                best = (score, last);
            }
        }
        let mut path = Path { score: best.0, edges: Vec::new() };
        let mut at = best.1;
        while at != NONE {
            path.edges.push(self.edges[at as usize]);
            at = self.scores[at as usize].1;
        }
        path.edges.reverse();
        path
    }
}

/// The logarithm of how likely a character is written for one that is like it.
fn miswritten(like: Like) -> f32 {
    let sound = match like.sound {
        Sound::Same => price::SAME_SOUND,
        Sound::Near => price::NEAR_SOUND,
        Sound::Other => f32::NEG_INFINITY,
    };
    if like.shape == 0.0 {
        return sound;
    }
    let shape = price::SHAPE + price::SHAPE_SLOPE * (like.shape - price::SHAPE_MIDDLE);
    sound.max(shape) + if like.sound == Sound::Same { price::BOTH } else { 0.0 }
}
