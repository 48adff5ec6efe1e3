//! The ways to cut a part of a text into words, some with one character put in
//! another's place, and the best of them.

use std::ops::Range;

use super::code::{BEGIN, END};
use super::edge::{Edge, Swap};
use super::meant::{Meant, Place};
use super::plain::Plain;
use super::text::{Text, Window};
use super::words::{NONE, Node, Word, Words};

/// Paths that are this much less likely than others to the same place are left.
const HOPELESS: f32 = 4.0;

/// A word of the best way to read the text as it is written that costs no more than this
/// is meant: the logarithm for one of several characters, and for one of a single one.
const MEANT: [f32; 2] = [-12.0, -6.0];

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
    /// Per place, what a path there must be above to go on.
    least: Vec<f32>,
    /// The words that are meant as they are written.
    settled: Vec<Range<usize>>,
}

/// A word that a path ends with.
#[derive(Debug, Clone, Copy)]
struct Arrival {
    /// The best score of a path.
    score: f32,
    /// The word, and the chance of what comes after it.
    node: Node,
    chance: f32,
    /// Which edge it is, and the one before it on that path.
    edge: u32,
    before: u32,
}

/// A place where words end.
#[derive(Debug)]
struct End {
    words: Vec<Arrival>,
    /// Those of them that were found, or found to be likelier, after the plain words
    /// were scored.
    changed: Vec<Arrival>,
    /// The best score of a path to here.
    best: f32,
}

impl Default for End {
    fn default() -> Self {
        Self { words: Vec::new(), changed: Vec::new(), best: f32::NEG_INFINITY }
    }
}

impl End {
    fn clear(&mut self) {
        self.words.clear();
        self.changed.clear();
        self.best = f32::NEG_INFINITY;
    }

    fn add(&mut self, arrival: Arrival) {
        self.words.push(arrival);
        self.best = self.best.max(arrival.score);
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
            least: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// The best way to read a window, if that has a word that is not written. Of the
    /// window's doubts those are left that its words do not settle.
    pub(super) fn read(&mut self, text: &Text, window: &mut Window) -> Option<Path> {
        self.plain.read(self.words, text, window, &mut self.edges);
        self.score_plain(window);
        self.settle(text, window);
        if window.doubtful.is_empty() {
            return None;
        }
        self.meant.choose(text, window);
        self.score_meant(text, window);
        let is_meant = self.edges.len() > self.plain.count();
        let path = is_meant.then(|| self.trace(text, window))?;
        path.edges.iter().any(|edge| edge.swap.is_some()).then_some(path)
    }

    /// The logarithm of the best way to read a part of a text as it is written.
    pub(super) fn plain_log(&mut self, text: &Text, range: Range<usize>) -> f32 {
        let window = Window { range, doubtful: Vec::new() };
        self.plain.read(self.words, text, &window, &mut self.edges);
        self.score_plain(&window);
        self.last(text, &window).0
    }

    /// Scores the words that are written.
    fn score_plain(&mut self, window: &Window) {
        self.clear_ends(window);
        let base = window.range.start;
        for place in 0..window.range.len() {
            for index in self.plain.range(place) {
                if let Some(arrival) = self.arrive(place, index, &self.ends[place].words) {
                    self.ends[self.edges[index].end - base].add(arrival);
                }
            }
        }
        self.least.clear();
        self.least.extend(self.ends[..=window.range.len()].iter().map(|end| end.best - HOPELESS));
    }

    /// Takes back the doubts about characters of words that go well with the others.
    fn settle(&mut self, text: &Text, window: &mut Window) {
        self.settled.clear();
        let (_, mut at) = self.last(text, window);
        while let Some(arrival) = self.arrival(at, window) {
            let reached = self.arrival(arrival.before, window).map_or(0.0, |before| before.score);
            let Edge { start, end, .. } = self.edges[at as usize];
            if arrival.score - reached >= MEANT[usize::from(end - start == 1)] {
                self.settled.push(start..end);
            }
            at = arrival.before;
        }
        let settled = &self.settled;
        window.doubtful.retain(|at| !settled.iter().any(|word| word.contains(at)));
    }

    /// How the best path arrives at the end of an edge.
    fn arrival(&self, edge: u32, window: &Window) -> Option<Arrival> {
        let end = self.edges.get(edge as usize)?.end;
        self.ends[end - window.range.start].words.iter().find(|word| word.edge == edge).copied()
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
            let (at, reached, least) = (base + place, self.ends[place].best, &self.least[place..]);
            let nodes = &self.plain.nodes[place];
            self.meant.words_at(self.words, text, window, Place { at, nodes, reached, least });
            for found in 0..self.meant.found.len() {
                let (index, edge) = (self.edges.len(), self.meant.found[found]);
                self.edges.push(edge);
                let end = edge.end - base;
                match self.arrive(place, index, &self.ends[place].words) {
                    Some(arrival) if arrival.score > self.least[end] => {
                        self.ends[end].add(arrival);
                        self.ends[end].changed.push(arrival);
                    }
                    _ => self.edges.truncate(index),
                }
            }
        }
        self.meant_starts.push(self.edges.len());
    }

    /// Scores the written words of a place after what has changed before it.
    fn score_again(&mut self, place: usize, base: usize) {
        for index in self.plain.range(place) {
            let Some(arrival) = self.arrive(place, index, &self.ends[place].changed) else { continue };
            let end = &mut self.ends[self.edges[index].end - base];
            let known = end.words.iter_mut().find(|word| word.edge == arrival.edge);
            if let Some(known) = known.filter(|known| known.score < arrival.score) {
                *known = arrival;
                end.best = end.best.max(arrival.score);
                end.changed.push(arrival);
            }
        }
    }

    /// The score of the best path to a place without the swap `but` and those that
    /// overlap it.
    pub(super) fn best_without(&mut self, text: &Text, window: &Window, but: Swap) -> f32 {
        self.clear_ends(window);
        let base = window.range.start;
        for place in 0..window.range.len() {
            for index in self.plain.range(place).chain(self.meant_starts[place]..self.meant_starts[place + 1])
            {
                let edge = &self.edges[index];
                let (end, is_out) = (edge.end - base, edge.swap.is_some_and(|swap| swap.overlaps(but)));
                if is_out {
                    continue;
                }
                if let Some(arrival) = self.arrive(place, index, &self.ends[place].words) {
                    self.ends[end].add(arrival);
                }
            }
        }
        self.last(text, window).0
    }

    /// Leaves only what stands before the window.
    fn clear_ends(&mut self, window: &Window) {
        self.ends.resize_with(self.ends.len().max(window.range.len() + 1), End::default);
        self.ends[..=window.range.len()].iter_mut().for_each(End::clear);
        let begins = Some(Node::from(BEGIN)).filter(|_| window.range.start == 0);
        let word = begins.and_then(|begins| self.words.word(begins)).unwrap_or(Word::strange(0.0));
        self.ends[0].add(Arrival {
            score: 0.0,
            node: word.node,
            chance: word.chance,
            edge: NONE,
            before: NONE,
        });
    }

    /// The best path to a place and on with a word, by one of `among`.
    fn arrive(&self, place: usize, index: usize, among: &[Arrival]) -> Option<Arrival> {
        let Edge { word, written, .. } = &self.edges[index];
        let mut best = (f32::NEG_INFINITY, NONE);
        let least = self.ends[place].best - HOPELESS;
        for before in among {
            if before.score > least && before.score + word.most > best.0 {
                let score = before.score + self.words.follows(before.node, before.chance, word);
                best = if score > best.0 { (score, before.edge) } else { best };
            }
        }
        let (score, before) = (best.0 + written, best.1);
        let arrival = Arrival { score, node: word.node, chance: word.chance, edge: index as u32, before };
        score.is_finite().then_some(arrival)
    }

    /// The score of the best path, and its last edge.
    fn last(&self, text: &Text, window: &Window) -> (f32, u32) {
        let whole = window.range.end == text.codes.len();
        let ending = self.words.word(Node::from(END)).filter(|_| whole);
        let mut best = (f32::NEG_INFINITY, NONE);
        for last in &self.ends[window.range.len()].words {
            let follows = |ending: &Word| self.words.follows(last.node, last.chance, ending);
            let score = last.score + ending.as_ref().map_or(0.0, follows);
            if score > best.0 {
                best = (score, last.edge);
            }
        }
        best
    }

    fn trace(&self, text: &Text, window: &Window) -> Path {
        let (score, mut at) = self.last(text, window);
        let mut path = Path { score, edges: Vec::new() };
        while let Some(arrival) = self.arrival(at, window) {
            path.edges.push(self.edges[at as usize]);
            at = arrival.before;
        }
        path.edges.reverse();
        path
    }
}
