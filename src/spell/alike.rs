//! Which characters are taken for each other, and how often which stand together.

use super::code::Code;
use super::table::{Table, u16_at, u32_at};

static ALIKE: &[u8] = include_bytes!("tables/alike.bin");
static NEIGHBOURS: &[u8] = include_bytes!("tables/neighbours.bin");
static AFTER: &[u8] = include_bytes!("tables/after.bin");
static BEFORE: &[u8] = include_bytes!("tables/before.bin");
static NAMES: &[u8] = include_bytes!("tables/names.bin");

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

/// The characters that may have been meant by one.
pub(super) fn alike(code: Code) -> impl Iterator<Item = Like> {
    let count = u32_at(ALIKE, 0) as usize;
    let rows = 4 * (count + 2);
    let row = |code: usize| u32_at(ALIKE, 4 * (code + 1)) as usize;
    (row(code.into())..row(usize::from(code) + 1)).map(move |at| {
        let at = rows + 4 * at;
        let [sound, shape] = [at + 2, at + 3].map(|at| ALIKE.get(at).copied().unwrap_or_default());
        let sound = [Sound::Other, Sound::Near, Sound::Same][usize::from(sound.min(2))];
        Like { code: u16_at(ALIKE, at), sound, shape: f32::from(shape) / 255.0 }
    })
}

/// How often characters stand together in a text of ten million characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbours(Table);

impl Neighbours {
    /// The logarithm for characters that never do.
    pub(super) const NEVER: f32 = -3.0;

    pub(super) fn new() -> Self {
        Self(Table::new(NEIGHBOURS))
    }

    /// The logarithm of how often two characters stand together.
    pub(super) fn log(self, first: Code, second: Code) -> f32 {
        let found = self.0.get(u64::from(first) << 16 | u64::from(second));
        found.map_or(Self::NEVER, |value| f32::from(value) / 16.0 - 3.0)
    }
}

/// The characters that often stand after one, sorted.
pub(super) fn often_after(code: Code) -> impl Iterator<Item = Code> {
    row(AFTER, code)
}

/// The characters that often stand before one, sorted.
pub(super) fn often_before(code: Code) -> impl Iterator<Item = Code> {
    row(BEFORE, code)
}

/// A row of a table of rows: their starts come first, then their numbers.
fn row(data: &'static [u8], code: Code) -> impl Iterator<Item = Code> {
    let numbers = 4 * (u32_at(ALIKE, 0) as usize + 1);
    let start = |code: usize| u32_at(data, 4 * code) as usize;
    let range = numbers + 2 * start(code.into())..numbers + 2 * start(usize::from(code) + 1);
    data.get(range).unwrap_or_default().chunks_exact(2).map(|pair| u16_at(pair, 0))
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
    NAMES.get(3 * usize::from(code) + column).copied().unwrap_or(u8::MAX)
}

/// Whether a character is ever taken for a wrong one.
pub(super) fn may_be_wrong(code: Code) -> bool {
    alike(code).next().is_some()
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
        let near = Neighbours::new();
        assert!(near.log(code('群'), code('众')) > 5.0);
        assert!(near.log(code('群'), code('仲')) < 0.0);
        assert!(surname(code('张')).is_some() && surname(code('的')).is_none());
        assert!(ends_place(code('镇')) && !ends_place(code('的')));
        assert!(may_be_wrong(code('植')) && !may_be_wrong(code('逐')));
    }
}
