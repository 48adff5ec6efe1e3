//! The ways to cut a part of a text into words, some with one character put in
//! another's place, and the best of them.

use super::code::{BEGIN, END};
use super::edge::{Edge, Swap};
use super::meant::{Meant, Place};
use super::plain::Plain;
use super::text::{Text, Window};
use super::words::{NONE, Node, Words};

/// Paths that are this much less likely than others to the same place are left.
const HOPELESS: f32 = 7.0;

/// What the search needs, kept from window to window.
#[derive(Debug)]
pub(super) struct Lattice {
    words: Words,
    plain: Plain,
    meant: Meant,
    /// The words as they are written, by their start, then those that may have been
    /// meant, by theirs.
    edges: Vec<Edge>,
    /// Per place, and for the end, the number of edges before the first word that may
    /// have been meant from there.
    meant_starts: Vec<usize>,
    /// The places of the window.
    ends: Vec<End>,
    /// Per edge, the best score of a path that ends with it, and the edge before.
    scores: Vec<(f32, u32)>,
    /// Per place, what a path there must be above to go on.
    least: Vec<f32>,
    /// What stands before the window.
    begins: Node,
}

/// A place where words end.
#[derive(Debug)]
struct End {
    /// The words, as indices of edges.
    edges: Vec<u32>,
    /// Those of them that were found, or found to be likelier, after the plain words
    /// were scored.
    changed: Vec<u32>,
    /// The best score of a path to here.
    best: f32,
}

impl Default for End {
    fn default() -> Self {
        Self { edges: Vec::new(), changed: Vec::new(), best: f32::NEG_INFINITY }
    }
}

impl End {
    fn clear(&mut self) {
        self.edges.clear();
        self.changed.clear();
        self.best = f32::NEG_INFINITY;
    }
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
            plain: Plain::default(),
            meant: Meant::default(),
            edges: Vec::new(),
            meant_starts: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
            least: Vec::new(),
            begins: NONE,
        }
    }

    /// The best way to read a window, if that has a word that is not written.
    pub(super) fn read(&mut self, text: &Text, window: &Window) -> Option<Path> {
        self.begins = if window.range.start == 0 { Node::from(BEGIN) } else { NONE };
        self.plain.read(self.words, text, window, &mut self.edges);
        self.score_plain(window);
        self.meant.choose(text, window);
        self.score_meant(text, window);
        let is_meant = self.edges.len() > self.plain.count();
        let path = is_meant.then(|| self.trace(text, window))?;
        path.edges.iter().any(|edge| edge.swap.is_some()).then_some(path)
    }

    /// Scores the words that are written.
    fn score_plain(&mut self, window: &Window) {
        self.clear_ends(window);
        let base = window.range.start;
        for place in 0..window.range.len() {
            for index in self.plain.range(place) {
                let edge = self.edges[index];
                let (score, before) = self.arrive(place, &edge, &self.ends[place].edges);
                self.scores.push((score + edge.written, before));
                self.end_at(edge.end - base, index);
            }
        }
        self.least.clear();
        self.least.extend(self.ends[..=window.range.len()].iter().map(|end| end.best - HOPELESS));
    }

    /// Finds and scores the words that may have been meant, and scores again the
    /// written ones that follow them.
    fn score_meant(&mut self, text: &Text, window: &Window) {
        let base = window.range.start;
        self.meant_starts.clear();
        for place in 0..window.range.len() {
            self.meant_starts.push(self.edges.len());
            if !self.ends[place].changed.is_empty() {
                self.score_again(place, base);
            }
            let reached = if place == 0 { 0.0 } else { self.ends[place].best };
            let least = &self.least[place..];
            let at = base + place;
            let nodes = &self.plain.nodes[place];
            self.meant.words_at(self.words, text, window, Place { at, nodes, reached, least });
            for found in 0..self.meant.found.len() {
                let edge = self.meant.found[found];
                let (score, before) = self.arrive(place, &edge, &self.ends[place].edges);
                let score = score + edge.written;
                if score > self.least[edge.end - base] {
                    let index = self.edges.len();
                    self.edges.push(edge);
                    self.scores.push((score, before));
                    self.end_at(edge.end - base, index);
                    self.ends[edge.end - base].changed.push(index as u32);
                }
            }
        }
        self.meant_starts.push(self.edges.len());
    }

    /// Scores the written words of a place after what has changed before it.
    fn score_again(&mut self, place: usize, base: usize) {
        for index in self.plain.range(place) {
            let edge = self.edges[index];
            let (score, before) = self.arrive(place, &edge, &self.ends[place].changed);
            let score = score + edge.written;
            if score > self.scores[index].0 {
                self.scores[index] = (score, before);
                let end = &mut self.ends[edge.end - base];
                end.best = end.best.max(score);
                end.changed.push(index as u32);
            }
        }
    }

    /// The score of the best path to a place without the swap `but` and those that
    /// overlap it.
    pub(super) fn best_without(&mut self, text: &Text, window: &Window, but: Swap) -> f32 {
        self.clear_ends(window);
        self.scores.resize(self.edges.len(), (f32::NEG_INFINITY, NONE));
        let base = window.range.start;
        for place in 0..window.range.len() {
            for index in self.plain.range(place).chain(self.meant_starts[place]..self.meant_starts[place + 1]) {
                let edge = self.edges[index];
                if !edge.swap.is_some_and(|swap| swap.overlaps(but)) {
                    let (score, before) = self.arrive(place, &edge, &self.ends[place].edges);
                    self.scores[index] = (score + edge.written, before);
                    self.end_at(edge.end - base, index);
                }
            }
        }
        self.last(text, window).0
    }

    fn clear_ends(&mut self, window: &Window) {
        self.scores.clear();
        self.ends.resize_with(self.ends.len().max(window.range.len() + 1), End::default);
        self.ends[..=window.range.len()].iter_mut().for_each(End::clear);
    }

    /// The best score of a path to a place and on with a word, and the edge before it:
    /// one of `among`.
    fn arrive(&self, place: usize, edge: &Edge, among: &[u32]) -> (f32, u32) {
        let mut best = (f32::NEG_INFINITY, NONE);
        if place == 0 {
            best.0 = self.words.follows(self.begins, edge.node, edge.log);
        }
        let least = self.ends[place].best - HOPELESS;
        for &before in among {
            let reached = self.scores[before as usize].0;
            if reached > least && reached + edge.most > best.0 {
                let word = self.edges[before as usize].node;
                let score = reached + self.words.follows(word, edge.node, edge.log);
                best = if score > best.0 { (score, before) } else { best };
            }
        }
        best
    }

    /// Notes that an edge that is scored ends at a place.
    fn end_at(&mut self, place: usize, index: usize) {
        let score = self.scores[index].0;
        if score.is_finite() {
            let end = &mut self.ends[place];
            end.edges.push(index as u32);
            end.best = end.best.max(score);
        }
    }

    /// The score of the best path, and its last edge.
    fn last(&self, text: &Text, window: &Window) -> (f32, u32) {
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
        best
    }

    fn trace(&self, text: &Text, window: &Window) -> Path {
        let (score, mut at) = self.last(text, window);
        let mut path = Path { score, edges: Vec::new() };
        while at != NONE {
            path.edges.push(self.edges[at as usize]);
            at = self.scores[at as usize].1;
        }
        path.edges.reverse();
        path
    }
}
