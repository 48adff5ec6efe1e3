//! Words by their sound.

use super::alike::may_be_wrong;
use super::code::Code;
use super::table::{Starts, longer_key, mixed};
use super::words::Node;

/// Per character its readings, 0 after the last.
static SOUNDS: &[[u8; 2 * READINGS]] = include_bytes!("tables/sounds.bin").as_chunks().0;
/// Where each bucket starts, by the upper half of the hash of a word's syllables;
/// and the words: the lower half of the hash and the node, in three bytes.
static STARTS: Starts = Starts::new(include_bytes!("tables/homophone-starts.bin"));
static HOMOPHONES: &[[u8; 5]] = include_bytes!("tables/homophones.bin").as_chunks().0;

/// How many readings of a character are known.
const READINGS: usize = 3;
/// The longest words that are known by sound.
pub(super) const LONGEST: usize = 4;

/// Finds words by their sound.
#[derive(Debug, Default)]
pub(super) struct Homophones {
    /// The keys of the readings of a text.
    keys: Vec<u64>,
    /// How many characters the words have, and the words.
    pub found: Vec<(usize, Node)>,
}

impl Homophones {
    /// Finds the words that may sound, but for the tones, like the first characters of
    /// a text, `least` of them or more, up to [`LONGEST`]. A word of two has both of its
    /// characters in the place of others.
    pub(super) fn find(&mut self, codes: &[Code], least: usize) {
        let Self { keys, found } = self;
        found.clear();
        if least > LONGEST.min(codes.len()) {
            return;
        }
        keys.clear();
        keys.push(0);
        let two_may_be = codes.iter().take(2).all(|&code| may_be_wrong(code));
        for (at, &code) in codes.iter().take(LONGEST).enumerate() {
            let all = keys.len();
            let syllables = syllables_of(code);
            for &syllable in syllables.get(1..).unwrap_or_default() {
                keys.extend_from_within(..all);
                let from = keys.len() - all;
                keys[from..].iter_mut().for_each(|key| *key = longer_key(*key, u16::from_le_bytes(syllable)));
            }
            let Some(&syllable) = syllables.first() else { return };
            keys[..all].iter_mut().for_each(|key| *key = longer_key(*key, u16::from_le_bytes(syllable)));
            if at + 1 >= least && (at > 1 || at == 1 && two_may_be) {
                keys.iter().for_each(|&key| look_up(key, |node| found.push((at + 1, node))));
            }
        }
    }
}

/// The readings of a character.
fn syllables_of(code: Code) -> &'static [[u8; 2]] {
    let Some(row) = SOUNDS.get(usize::from(code)) else { return &[] };
    let row: &[[u8; 2]] = row.as_chunks().0;
    let count = row.iter().position(|&syllable| syllable == [0, 0]).unwrap_or(READINGS);
    &row[..count]
}

/// Whether two texts sound the same but for the tones.
pub(super) fn sound_alike(one: &[Code], other: &[Code]) -> bool {
    let alike = |(&one, &other): (&Code, &Code)| {
        syllables_of(one).iter().any(|syllable| syllables_of(other).contains(syllable))
    };
    one.len() == other.len() && one.iter().zip(other).all(alike)
}

fn look_up(key: u64, mut found: impl FnMut(Node)) {
    let hash = (mixed(key) >> 32) as u32;
    let row = HOMOPHONES.get(STARTS.row((hash >> 16) as usize)).unwrap_or_default();
    for &[low, high, node @ ..] in row {
        if u16::from_le_bytes([low, high]) == hash as u16 {
            found(Node::from_le_bytes([node[0], node[1], node[2], 0]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::code::code;
    use super::super::words::Words;
    use super::*;

    #[test]
    fn a_word_is_found_by_its_sound() {
        let codes = |word: &str| word.chars().map(code).collect::<Vec<Code>>();
        let mut homophones = Homophones::default();
        homophones.find(&codes("植泽"), 2);
        let all: Vec<_> = homophones.found.iter().map(|&(_, node)| Words.spelled(node)).collect();
        assert!(all.contains(&codes("职责")), "{all:?}");
        assert!(sound_alike(&codes("植泽"), &codes("职责")) && !sound_alike(&codes("植"), &codes("职责")));
    }
}
