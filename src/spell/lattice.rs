//! The ways to cut a part of a text into words, some with one character put in
//! another's place, and the best of them.

use std::ops::Range;

use super::alike::{Like, Sound, alike, given, may_be_wrong, often_after, often_before, surname};
use super::code::{BEGIN, Code, END, NUMBER, PERSON, is_han};
use super::homophones::{self, homophones, sound_alike};
use super::text::{Text, Window};
use super::words::{NONE, Node, ROOT, Words};

/// Characters put in the place of others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Swap {
    /// The first character of the text that another is put for.
    pub first: usize,
    /// The last; the same one if there is only one.
    pub last: usize,
    /// How what was meant sounds beside what is written.
    pub sound: Sound,
    /// How it looks beside it: 0 unlike to 1 the same.
    pub shape: f32,
}

impl Swap {
    /// Whether both change a same character, or one within the other's.
    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// A character that may have been meant in the place of another.
#[derive(Debug, Clone, Copy)]
struct Choice {
    at: usize,
    like: Like,
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
    /// What the word has in place of written characters.
    pub swap: Option<Swap>,
}

/// Logarithms of how likely things are; all were found by trial.
mod price {
    pub(super) const WHOLE_SOUND: f32 = -6.0;
    pub(super) const SAME_SOUND: f32 = -5.0;
    pub(super) const NEAR_SOUND: f32 = -7.0;
    pub(super) const SHAPE: f32 = -6.0;
    pub(super) const SHAPE_SLOPE: f32 = 10.0;
    pub(super) const SHAPE_MIDDLE: f32 = 0.9;
    pub(super) const BOTH: f32 = 2.0;
    pub(super) const SINGLE: f32 = -5.0;
    pub(super) const LONG: f32 = 1.0;
    pub(super) const LEAST: f32 = -27.0;
    pub(super) const RARE_TWO: f32 = -17.0;
    pub(super) const RARE_LONG: f32 = -18.0;
    pub(super) const STRANGE: f32 = -18.0;
    pub(super) const MARK: f32 = -12.0;
    pub(super) const NAME_OF_TWO: f32 = -1.0;
    pub(super) const NAME_OF_THREE: f32 = -0.3;
}

const LONGEST: usize = 8;
const LONGEST_RARE: usize = 5;
/// Paths that are this much less likely than others to the same place are left.
const HOPELESS: f32 = 7.0;

/// What the search needs, kept from window to window.
#[derive(Debug)]
pub(super) struct Lattice {
    words: Words,
    edges: Vec<Edge>,
    /// The places of the window.
    ends: Vec<End>,
    /// Per edge, the best score of a path that ends with it, and the edge before.
    scores: Vec<(f32, u32)>,
    choices: Vec<Choice>,
    sounding: Vec<Node>,
    walks: Vec<Walk>,
}

/// A place where words end.
#[derive(Debug)]
struct End {
    /// The words, as indices of edges.
    edges: Vec<u32>,
    /// The best score of a path to here.
    best: f32,
}

impl Default for End {
    fn default() -> Self {
        Self { edges: Vec::new(), best: f32::NEG_INFINITY }
    }
}

impl End {
    fn clear(&mut self) {
        self.edges.clear();
        self.best = f32::NEG_INFINITY;
    }
}

#[derive(Debug, Clone, Copy)]
struct Walk {
    node: Node,
    end: usize,
    choice: Option<Choice>,
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
    pub(super) fn new(words: Words) -> Self {
        Self {
            words,
            edges: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
            choices: Vec::new(),
            sounding: Vec::new(),
            walks: Vec::new(),
        }
    }

    /// Reads a window; false when nothing in it may have been meant otherwise.
    pub(super) fn fill(&mut self, text: &Text, window: &Window) -> bool {
        self.choices.clear();
        for &at in &window.doubtful {
            self.add_choices(text, at);
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
    fn add_choices(&mut self, text: &Text, at: usize) {
        let neighbour = |at: Option<usize>| {
            let code = at.and_then(|at| text.codes.get(at).copied());
            code.filter(|&code| is_han(code)).unwrap_or_default()
        };
        // All three lists are sorted.
        let mut after = often_after(neighbour(at.checked_sub(1))).peekable();
        let mut before = often_before(neighbour(Some(at + 1))).peekable();
        for like in alike(text.codes[at]) {
            while after.next_if(|&code| code < like.code).is_some() {}
            while before.next_if(|&code| code < like.code).is_some() {}
            if after.peek() == Some(&like.code) || before.peek() == Some(&like.code) {
                self.choices.push(Choice { at, like });
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
        self.walks.push(Walk { node: ROOT, end: start, choice: None });
        while let Some(walk) = self.walks.pop() {
            if walk.end > start {
                self.word(start, walk);
            }
            if walk.end - start == LONGEST || walk.end >= window.range.end || !text.is_han(walk.end) {
                continue;
            }
            if let Some(node) = self.words.step(walk.node, text.codes[walk.end]) {
                self.walks.push(Walk { node, end: walk.end + 1, choice: walk.choice });
            }
            if walk.choice.is_none() {
                let from = self.choices.partition_point(|choice| choice.at < walk.end);
                for choice in self.choices[from..].iter().take_while(|choice| choice.at == walk.end) {
                    if let Some(node) = self.words.step(walk.node, choice.like.code) {
                        self.walks.push(Walk { node, end: walk.end + 1, choice: Some(*choice) });
                    }
                }
            }
        }
        let most = (start + LONGEST_RARE).min(window.range.end);
        let run = (start + 1..=most).take_while(|&end| text.is_han(end - 1)).last().unwrap_or(start);
        self.strange_words(text, first, start..run);
        self.sounding_words(text, window, start..run);
        self.names(&text.codes[start..run], start);
        start + 1
    }

    /// A word that the lexicon has.
    fn word(&mut self, start: usize, walk: Walk) {
        let Some(log) = self.words.log(walk.node) else { return };
        let Some(Choice { at, like }) = walk.choice else {
            self.push(start, walk.end, walk.node, log, 0.0, None);
            return;
        };
        if !self.words.is_trusted(walk.node) {
            return;
        }
        let written = miswritten(like) + of_length(walk.end - start);
        if log + written > price::LEAST {
            let swap = Swap { first: at, last: at, sound: like.sound, shape: like.shape };
            self.push(start, walk.end, walk.node, log, written, Some(swap));
        }
    }

    /// Words that only the longer list has, and a character that no word has.
    fn strange_words(&mut self, text: &Text, first: usize, run: Range<usize>) {
        let is_there = |edges: &[Edge], end| edges.iter().any(|edge| edge.swap.is_none() && edge.end == end);
        if !is_there(&self.edges[first..], run.start + 1) {
            self.push(run.start, run.start + 1, NONE, price::STRANGE, 0.0, None);
        }
        for end in run.start + 2..=run.end {
            if !is_there(&self.edges[first..], end) && self.words.is_rare_word(&text.codes[run.start..end]) {
                let log = if end == run.start + 2 { price::RARE_TWO } else { price::RARE_LONG };
                self.push(run.start, end, NONE, log, 0.0, None);
            }
        }
    }

    /// Words that sound the same and differ in several characters, one of them doubtful.
    fn sounding_words(&mut self, text: &Text, window: &Window, run: Range<usize>) {
        let from = window.doubtful.partition_point(|&at| at < run.start);
        let Some(&doubtful) = window.doubtful.get(from) else { return };
        let mut sounding = std::mem::take(&mut self.sounding);
        for end in (run.start + 2).max(doubtful + 1)..=run.end.min(run.start + homophones::LONGEST) {
            let codes = &text.codes[run.start..end];
            sounding.clear();
            homophones(codes, |node| sounding.push(node));
            for &node in &sounding {
                let Some(log) = self.words.log(node) else { continue };
                let meant = self.words.spelled(node);
                let differ = |&at: &usize| meant.get(at) != codes.get(at);
                let (first, last) = ((0..codes.len()).find(differ), (0..codes.len()).rfind(differ));
                let (Some(first), Some(last)) = (first, last) else { continue };
                let all_may = codes[first..=last].iter().all(|&code| may_be_wrong(code));
                if first < last && all_may && sound_alike(codes, &meant) {
                    let swap = Swap {
                        first: run.start + first,
                        last: run.start + last,
                        sound: Sound::Same,
                        shape: 0.0,
                    };
                    let written = price::WHOLE_SOUND + of_length(codes.len());
                    self.push(run.start, end, node, log, written, Some(swap));
                }
            }
        }
        self.sounding = sounding;
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

    /// The best path through the window, without the swap `but` and those that overlap it.
    pub(super) fn best(&mut self, text: &Text, window: &Window, but: Option<Swap>) -> Path {
        let base = window.range.start;
        self.ends.iter_mut().for_each(End::clear);
        self.ends.resize_with(self.ends.len().max(window.range.len() + 1), End::default);
        self.scores.clear();
        let begins = if base == 0 { Node::from(BEGIN) } else { NONE };
        for (index, edge) in self.edges.iter().enumerate() {
            let mut best = (f32::NEG_INFINITY, NONE);
            if !edge.swap.zip(but).is_some_and(|(swap, but)| swap.overlaps(but)) {
                if edge.start == base {
                    best.0 = self.words.follows(begins, edge.node, edge.log);
                }
                let from = &self.ends[edge.start - base];
                for &before in &from.edges {
                    let reached = self.scores[before as usize].0;
                    if reached > from.best - HOPELESS {
                        let word = self.edges[before as usize].node;
                        let score = reached + self.words.follows(word, edge.node, edge.log);
                        best = if score > best.0 { (score, before) } else { best };
                    }
                }
            }
            best.0 += edge.written;
            self.scores.push(best);
            if best.0.is_finite() {
                let end = &mut self.ends[edge.end - base];
                end.edges.push(index as u32);
                end.best = end.best.max(best.0);
            }
        }
        self.trace(text, window)
    }

    fn trace(&self, text: &Text, window: &Window) -> Path {
        let end = Node::from(END);
        let whole = window.range.end == text.codes.len();
        let ending = self.words.log(end).filter(|_| whole).unwrap_or_default();
        let mut best = (f32::NEG_INFINITY, NONE);
        for &last in &self.ends[window.range.len()].edges {
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

/// What the length of a word adds.
fn of_length(characters: usize) -> f32 {
    match characters {
        1 => price::SINGLE,
        2 | 3 => 0.0,
        _ => price::LONG,
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
