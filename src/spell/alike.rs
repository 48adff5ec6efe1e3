//! Which characters are taken for each other, and how often which stand together.

use super::code::Code;
use super::table::{Aligned, Starts, Table};

static ALIKE_STARTS: Starts = Starts::new(include_bytes!("tables/alike-starts.bin"));
static ALIKE: &[[u8; 3]] = include_bytes!("tables/alike.bin").as_chunks().0;
static NEIGHBOURS: Table = Table::new(const { &Aligned(*include_bytes!("tables/neighbours.bin")).0 });
static AFTER_STARTS: Starts = Starts::new(include_bytes!("tables/after-starts.bin"));
static AFTER: &[[u8; 2]] = include_bytes!("tables/after.bin").as_chunks().0;
static BEFORE_STARTS: Starts = Starts::new(include_bytes!("tables/before-starts.bin"));
static BEFORE: &[[u8; 2]] = include_bytes!("tables/before.bin").as_chunks().0;
static NAMES: &[[u8; 3]] = include_bytes!("tables/names.bin").as_chunks().0;

/// How two characters sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// Neither the same nor near.
    Other,
    /// The same but for zh and z, in and ing, l and n.
    Near,
    /// The same but for the tone.
    Same,
}

/// A character that may have been meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    /// The character.
    pub code: Code,
    /// How it sounds beside the written one.
    pub sound: Sound,
    /// How it looks beside the written one: 0 unlike to 1 the same.
    pub shape: f32,
}

/// The characters that may have been meant by one, sorted: per character its code
/// with two bits for the sound, and the shape.
pub(super) fn alike(code: Code) -> impl Iterator<Item = Like> {
    const SOUND: u32 = 14;
    let row = ALIKE.get(ALIKE_STARTS.row(code.into())).unwrap_or_default();
    row.iter().map(|&[low, high, shape]| {
        let number = u16::from_le_bytes([low, high]);
        let sound = match number >> SOUND {
            0 => Sound::Other,
            1 => Sound::Near,
            _ => Sound::Same,
        };
        Like { code: number & ((1 << SOUND) - 1), sound, shape: f32::from(shape) / 255.0 }
    })
}

/// How often characters stand together in a text of ten million characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbours;

impl Neighbours {
    /// The logarithm for characters that never do.
    pub(super) const NEVER: f32 = -3.0;

    /// The logarithm of how often two characters stand together.
    pub(super) fn log(self, first: Code, second: Code) -> f32 {
        let found = NEIGHBOURS.get(u64::from(first) << 16 | u64::from(second));
        found.map_or(Self::NEVER, |value| f32::from(value) / 16.0 - 3.0)
    }
}

/// The characters that often stand after one, sorted.
pub(super) fn often_after(code: Code) -> &'static [[u8; 2]] {
    AFTER.get(AFTER_STARTS.row(code.into())).unwrap_or_default()
}

/// The characters that often stand before one, sorted.
pub(super) fn often_before(code: Code) -> &'static [[u8; 2]] {
    BEFORE.get(BEFORE_STARTS.row(code.into())).unwrap_or_default()
}

/// The logarithm of how likely a name's surname is this one; nothing for what is
/// no surname.
pub(super) fn surname(code: Code) -> Option<f32> {
    let cost = name(code, 0);
    (cost < u8::MAX).then(|| -0.1 * f32::from(cost))
}

/// The logarithm of how likely a given name has this character.
pub(super) fn given(code: Code) -> f32 {
    -0.1 * f32::from(name(code, 1))
}

/// Whether names of places end with a character (县, 镇, 村).
pub(super) fn ends_place(code: Code) -> bool {
    name(code, 2) == 0
}

fn name(code: Code, column: usize) -> u8 {
    NAMES.get(usize::from(code)).map_or(u8::MAX, |columns| columns[column])
}

/// Whether a character is ever taken for a wrong one.
pub(super) fn may_be_wrong(code: Code) -> bool {
    !ALIKE_STARTS.row(code.into()).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::code::code;
    use super::*;

    fn like(written: char, meant: char) -> Option<Like> {
        alike(code(written)).find(|like| like.code == code(meant))
    }

    #[test]
    fn characters_are_alike_by_sound_and_by_shape() {
        assert_eq!(like('植', '职').expect("alike").sound, Sound::Same);
        assert_eq!(like('资', '知').expect("alike").sound, Sound::Near);
        assert!(like('未', '末').expect("alike").shape > 0.9);
        assert!(like('三', '五').is_none() && like('植', '的').is_none());
    }

    #[test]
    fn neighbours_and_surnames_are_told_from_others() {
        let near = Neighbours;
        assert!(near.log(code('群'), code('众')) > 5.0);
        assert!(near.log(code('群'), code('仲')) < 0.0);
        assert!(surname(code('张')).is_some() && surname(code('的')).is_none());
        assert!(ends_place(code('镇')) && !ends_place(code('的')));
        assert!(may_be_wrong(code('植')) && !may_be_wrong(code('逐')));
    }
}
