//! Words by their sound.

use super::code::Code;
use super::table::{Starts, mixed, text_key};
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

/// Hands the words that may sound like a text, but for the tones, to `found`: their
/// hashes are the same.
pub(super) fn homophones(codes: &[Code], mut found: impl FnMut(Node)) {
    let mut syllables = [0; LONGEST];
    if (2..=LONGEST).contains(&codes.len()) {
        read(codes, &mut syllables, 0, &mut found);
    }
}

/// Tries every reading of the characters from `at` on.
fn read(codes: &[Code], syllables: &mut [u16; LONGEST], at: usize, found: &mut impl FnMut(Node)) {
    let Some(&code) = codes.get(at) else {
        look_up(&syllables[..codes.len()], found);
        return;
    };
    for syllable in syllables_of(code) {
        syllables[at] = syllable;
        read(codes, syllables, at + 1, found);
    }
}

fn syllables_of(code: Code) -> impl Iterator<Item = u16> {
    let row = SOUNDS.get(usize::from(code)).map_or(&[] as &[[u8; 2]], |row| row.as_chunks().0);
    row.iter().map(|&syllable| u16::from_le_bytes(syllable)).take_while(|&syllable| syllable != 0)
}

/// Whether two texts sound the same but for the tones.
pub(super) fn sound_alike(one: &[Code], other: &[Code]) -> bool {
    let alike =
        |(&one, &other): (&Code, &Code)| syllables_of(one).any(|said| syllables_of(other).any(|x| x == said));
    one.len() == other.len() && one.iter().zip(other).all(alike)
}

fn look_up(syllables: &[u16], found: &mut impl FnMut(Node)) {
    let hash = (mixed(text_key(syllables)) >> 32) as u32;
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
        let mut all = Vec::new();
        homophones(&codes("植泽"), |node| all.push(Words.spelled(node)));
        assert!(all.contains(&codes("职责")), "{all:?}");
        assert!(sound_alike(&codes("植泽"), &codes("职责")) && !sound_alike(&codes("植"), &codes("职责")));
    }
}
