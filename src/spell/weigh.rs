//! How certain it is that a character was meant otherwise.

use std::ops::Range;

use super::alike::{Neighbours, Sound, ends_place};
use super::code::is_han;
use super::edge::{Edge, Swap};
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
    /// Whether several characters differ.
    pub several: bool,
    /// Whether it is an idiom with one other character.
    pub idiom: bool,
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
    /// Whether what follows ends the name of a place.
    pub place: bool,
}

/// How many signs there are, as numbers.
pub const SIGNS: usize = 19;

/// What each sign weighs, found by logistic regression (tools/spelling/fit.py).
const WEIGHTS: [f32; SIGNS] = [
    0.360, -0.067, 0.061, -0.378, -0.324, 0.295, 1.432, 0.465, 0.008, 0.039, 0.618, 0.059, 0.144, -0.183,
    -0.054, 0.110, 0.139, -2.056, -0.158,
];
const BIAS: f32 = -3.117;
/// What more an idiom weighs. The pairs for the regression have too few of them, and in
/// newspapers nearly all that are written otherwise are errors or known variants.
const IDIOM: f32 = 1.5;

/// What more it weighs that the name of a place ends after the word: most are names that
/// no list has, of which the pairs have none.
const PLACE: f32 = -1.2;

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
        let meant = words.spelled(edge.word.node);
        let is_meant = |at: usize| meant.get(at - edge.start).copied().unwrap_or_default();
        let together = |first: Option<u16>, second: Option<u16>| match (first, second) {
            (Some(first), Some(second)) if is_han(first) && is_han(second) => near.log(first, second),
            _ => BESIDE_MARK,
        };
        let before = swap.first.checked_sub(1).map(|at| text.codes[at]);
        let after = text.codes.get(swap.last + 1).copied();
        let beside = |first: u16, last: u16| [together(before, Some(first)), together(Some(last), after)];
        Self {
            margin,
            length: edge.end - edge.start,
            word: edge.word.log,
            several: swap.first < swap.last,
            idiom: swap.first == swap.last && words.is_idiom(edge.word.node),
            sound: swap.sound,
            shape: swap.shape,
            known: longest_known(words, text, swap.first..swap.last + 1),
            written: beside(text.codes[swap.first], text.codes[swap.last]),
            meant: beside(is_meant(swap.first), is_meant(swap.last)),
            within: text.within[swap.first],
            place: text.codes.get(edge.end).is_some_and(|&code| ends_place(code)),
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
            is(self.several),
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
            is(self.place),
        ]
    }

    /// The logarithm of the odds that the swap is right.
    pub(super) fn odds(&self) -> f32 {
        let idiom = if self.idiom { IDIOM } else { 0.0 };
        let place = if self.place { PLACE } else { 0.0 };
        BIAS + idiom
            + place
            + self.numbers().iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
    }
}

/// The length of the longest known word that some of the characters are in
/// together with others.
fn longest_known(words: Words, text: &Text, characters: Range<usize>) -> usize {
    const LONGEST: usize = 6;
    let mut longest = 0;
    for start in (characters.start + 1).saturating_sub(LONGEST)..characters.end {
        for end in (characters.start + 1).max(start + 2)..=(start + LONGEST).min(text.codes.len()) {
            let is_inside = characters.start <= start && end <= characters.end;
            if end - start > longest && !is_inside && words.is_known(&text.codes[start..end]) {
                longest = end - start;
            }
        }
    }
    longest
}
