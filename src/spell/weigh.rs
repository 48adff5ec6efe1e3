//! How certain it is that a character was meant otherwise.

use super::alike::{Neighbours, Sound};
use super::code::is_han;
use super::lattice::{Edge, Swap};
use super::text::{Text, Within};
use super::words::Words;

/// What speaks for and against a swap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// How much likelier the text is with it than with any other reading, as a
    /// logarithm.
    pub margin: f32,
    /// How many characters the meant word has.
    pub length: usize,
    /// The logarithm of how likely that word is.
    pub word: f32,
    /// How the characters sound and look beside each other.
    pub sound: Sound,
    /// From 0 to 1.
    pub shape: f32,
    /// The length of the longest known word that the written character is in.
    pub known: usize,
    /// How often the written character stands with the one before and after it,
    /// as logarithms, and how often the meant one does.
    pub written: [f32; 2],
    /// The same for the meant one.
    pub meant: [f32; 2],
    /// What it stands in.
    pub within: Within,
}

/// How many signs there are, as numbers.
pub const SIGNS: usize = 17;

/// What each sign weighs, found by logistic regression (tools/spelling/fit.py).
const WEIGHTS: [f32; SIGNS] = [
    0.314, 0.102, 0.100, -1.044, 0.408, 1.548, 0.299, -0.446, -0.135, 0.844, -0.131, -0.327, -0.167, -0.103,
    0.083, 0.283, -2.381,
];
const BIAS: f32 = -2.456;

const MOST_MARGIN: f32 = 20.0;
const STRONG_MARGIN: f32 = 4.0;
const MOST_TOGETHER: f32 = 8.0;
/// Stands for the neighbours of a character beside a mark.
const BESIDE_MARK: f32 = 3.0;

impl Signs {
    /// The signs of a swap in a word of the best path.
    pub(super) fn new(
        words: Words,
        near: Neighbours,
        text: &Text,
        edge: &Edge,
        swap: Swap,
        margin: f32,
    ) -> Self {
        let at = swap.at;
        let together = |first: Option<u16>, second: Option<u16>| match (first, second) {
            (Some(first), Some(second)) if is_han(first) && is_han(second) => near.log(first, second),
            _ => BESIDE_MARK,
        };
        let before = at.checked_sub(1).map(|at| text.codes[at]);
        let after = text.codes.get(at + 1).copied();
        let beside = |code: u16| [together(before, Some(code)), together(Some(code), after)];
        Self {
            margin,
            length: edge.end - edge.start,
            word: edge.log,
            sound: swap.like.sound,
            shape: swap.like.shape,
            known: longest_known(words, text, at),
            written: beside(text.codes[at]),
            meant: beside(swap.like.code),
            within: text.within[at],
        }
    }

    /// The signs as numbers.
    pub fn numbers(&self) -> [f32; SIGNS] {
        let is = |yes: bool| f32::from(u8::from(yes));
        let [left, right] = self.written.map(|log| log.min(MOST_TOGETHER));
        let [meant_left, meant_right] = self.meant.map(|log| log.min(MOST_TOGETHER));
        [
            self.margin.min(MOST_MARGIN),
            self.margin.min(STRONG_MARGIN),
            self.word,
            is(self.length == 1),
            is(self.length == 3),
            is(self.length >= 4),
            is(self.sound == Sound::Same),
            is(self.sound == Sound::Near),
            self.shape,
            is(self.sound == Sound::Same && self.shape > 0.8),
            is(self.known == 2),
            is(self.known >= 3),
            left.min(right),
            left.max(right),
            meant_left.min(meant_right),
            meant_left.max(meant_right),
            is(self.within == Within::Quotes),
        ]
    }

    /// The logarithm of the odds that the swap is right.
    pub(super) fn odds(&self) -> f32 {
        BIAS + self.numbers().iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
    }
}

/// The length of the longest known word around a character.
fn longest_known(words: Words, text: &Text, at: usize) -> usize {
    const LONGEST: usize = 6;
    let mut longest = 0;
    for start in (at + 1).saturating_sub(LONGEST)..=at {
        for end in (at + 1).max(start + 2)..=(start + LONGEST).min(text.codes.len()) {
            if end - start > longest && words.is_known(&text.codes[start..end]) {
                longest = end - start;
            }
        }
    }
    longest
}
