//! Words by their sound.

use super::code::Code;
use super::table::{mixed, text_key, u16_at, u32_at};
use super::words::Node;

static SOUNDS: &[u8] = include_bytes!("tables/sounds.bin");
static HOMOPHONES: &[u8] = include_bytes!("tables/homophones.bin");

/// How many readings of a character are known.
const READINGS: usize = 3;
/// The number of buckets that the words stand in, by the upper half of the hash of
/// their syllables. Their starts come first, then the hashes, then the words.
const BUCKETS: usize = 1 << 16;
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
    let row = (0..READINGS).map(move |reading| u16_at(SOUNDS, 2 * (READINGS * usize::from(code) + reading)));
    row.take_while(|&syllable| syllable != 0)
}

/// Whether two texts sound the same but for the tones.
pub(super) fn sound_alike(one: &[Code], other: &[Code]) -> bool {
    let alike =
        |(&one, &other): (&Code, &Code)| syllables_of(one).any(|said| syllables_of(other).any(|x| x == said));
    one.len() == other.len() && one.iter().zip(other).all(alike)
}

fn look_up(syllables: &[u16], found: &mut impl FnMut(Node)) {
    let hash = (mixed(text_key(syllables)) >> 32) as u32;
    let start = |bucket: usize| u32_at(HOMOPHONES, 4 * bucket) as usize;
    let bucket = (hash >> 16) as usize;
    let (hashes, count) = (4 * (BUCKETS + 1), start(BUCKETS));
    for at in start(bucket)..start(bucket + 1) {
        if u32_at(HOMOPHONES, hashes + 4 * at) == hash {
            found(u32_at(HOMOPHONES, hashes + 4 * (count + at)));
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
        homophones(&codes("植泽"), |node| all.push(Words::new().spelled(node)));
        assert!(all.contains(&codes("职责")), "{all:?}");
        assert!(sound_alike(&codes("植泽"), &codes("职责")) && !sound_alike(&codes("植"), &codes("职责")));
    }
}
