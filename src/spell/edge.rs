//! A word at a place of a text, as it is written or with other characters in the
//! place of some, and what that costs.

use super::alike::{Like, Sound};
use super::words::Word;

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
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// A word at a place of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The first character.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The word.
    pub word: Word,
    /// The logarithm of how likely it is written so.
    pub written: f32,
    /// What the word has in place of written characters.
    pub swap: Option<Swap>,
}

/// Logarithms of how likely things are; all were found by trial.
pub(super) mod price {
    pub(in super::super) const WHOLE_SOUND: f32 = -6.0;
    pub(super) const SAME_SOUND: f32 = -5.0;
    pub(super) const NEAR_SOUND: f32 = -7.0;
    pub(super) const SHAPE: f32 = -6.0;
    pub(super) const SHAPE_SLOPE: f32 = 10.0;
    pub(super) const SHAPE_MIDDLE: f32 = 0.9;
    pub(super) const BOTH: f32 = 2.0;
    pub(super) const SINGLE: f32 = -5.0;
    pub(super) const LONG: f32 = 1.0;
    pub(in super::super) const LEAST: f32 = -27.0;
    pub(in super::super) const RARE_TWO: f32 = -17.0;
    pub(in super::super) const RARE_LONG: f32 = -18.0;
    pub(in super::super) const STRANGE: f32 = -18.0;
    pub(in super::super) const MARK: f32 = -12.0;
    pub(in super::super) const NAME_OF_TWO: f32 = -1.0;
    pub(in super::super) const NAME_OF_THREE: f32 = -0.3;
}

/// What the length of a word adds.
pub(super) fn of_length(characters: usize) -> f32 {
    match characters {
        1 => price::SINGLE,
        2 | 3 => 0.0,
        _ => price::LONG,
    }
}

/// The logarithm of how likely a character is written for one that is like it.
pub(super) fn miswritten(like: Like) -> f32 {
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
