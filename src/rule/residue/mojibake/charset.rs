//! What the characters of GB2312 are, and which characters stand for others.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::GBK;

/// Pairs of a traditional character, which GB2312 lacks, and its simplified form.
static TRADITIONAL: &str = include_str!("../../../../rules/words/traditional.txt");

const FIRST_HAN: u32 = 0x4E00;

/// For each Chinese character from U+4E00 how common GB2312 takes it to be, as the
/// build script wrote it.
static LEVELS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/levels"));

/// How common GB2312 takes a Chinese character to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// One of the 3,755 characters of level 1.
    Common,
    /// One of the 3,008 characters of level 2.
    Rare,
    /// None of them: traditional, or very rare.
    None,
}

/// The place of a Chinese character in the tables.
fn place(c: char) -> Option<usize> {
    (c as u32).checked_sub(FIRST_HAN).map(|at| at as usize)
}

pub(super) fn level(c: char) -> Level {
    match place(c).and_then(|at| LEVELS.get(at)) {
        Some(1) => Level::Common,
        Some(2) => Level::Rare,
        _ => Level::None,
    }
}

/// For each Chinese character from U+4E00 its bytes in GBK, which has all of them but
/// the last: made when a text first has a rare one, for to look each up in the tables of
/// an encoder takes as long as to read a paragraph.
static GBK_BYTES: LazyLock<Vec<[u8; 2]>> = LazyLock::new(|| {
    let pairs = (0x81..=0xFE).flat_map(|first| (0x40..=0xFE).map(move |second| [first, second]));
    // All are decoded at once, one on each line.
    let lines: Vec<u8> = pairs.clone().flat_map(|[first, second]| [first, second, b'\n']).collect();
    let (text, _) = GBK.decode_without_bom_handling(&lines);
    let mut all = vec![[0; 2]; LEVELS.len()];
    for (bytes, line) in pairs.zip(text.lines()) {
        let mut chars = line.chars();
        let only = chars.next().filter(|_| chars.next().is_none());
        if let Some(slot) = only.and_then(place).and_then(|at| all.get_mut(at)) {
            *slot = bytes;
        }
    }
    all
});

/// The two bytes of a character in GBK.
pub(super) fn gbk(c: char) -> Option<[u8; 2]> {
    if let Some(bytes) = place(c).and_then(|at| GBK_BYTES.get(at)) {
        return Some(*bytes).filter(|bytes| *bytes != [0; 2]);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = GBK.encode(c.encode_utf8(&mut buffer));
    bytes.as_ref().try_into().ok().filter(|_| !failed)
}

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |word: &str| {
        let mut chars = word.chars();
        Some((chars.next()?, chars.next()?))
    };
    TRADITIONAL
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter_map(pair)
        .collect()
});

/// The simplified form of a traditional character.
pub(super) fn simplified(c: char) -> Option<char> {
    (level(c) != Level::Common).then(|| SIMPLIFIED.get(&c).copied()).flatten()
}

/// Characters that look like Chinese ones but are others: radicals and
/// compatibility forms, which come out of PDF files.
pub(super) fn is_radical(c: char) -> bool {
    is_kangxi(c) || matches!(c, '\u{2E80}'..='\u{2EFF}' | '\u{F900}'..='\u{FA0D}' | '\u{FA30}'..='\u{FAD9}')
}

pub(super) fn is_kangxi(c: char) -> bool {
    matches!(c, '\u{2F00}'..='\u{2FD5}')
}

/// The character that a Kangxi radical looks like; `radicals` has them in order.
pub(super) fn of_radical(c: char, radicals: &str) -> char {
    let index = (c as u32).saturating_sub(0x2F00) as usize;
    radicals.chars().nth(index).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_character_are_those_of_the_encoder() {
        for c in ['的', '涓', '鐨', '\u{4E00}', '龥', '，', '\u{9FFF}', 'a', '\u{E000}'] {
            let mut buffer = [0; 4];
            let (bytes, _, failed) = GBK.encode(c.encode_utf8(&mut buffer));
            assert_eq!(gbk(c), <[u8; 2]>::try_from(&*bytes).ok().filter(|_| !failed), "{c}");
        }
    }

    #[test]
    fn common_characters_are_told_from_others() {
        assert_eq!(level('的'), Level::Common);
        assert_eq!(level('涓'), Level::Rare);
        assert_eq!(level('鐨'), Level::None);
        assert_eq!(simplified('們'), Some('们'));
        assert_eq!(simplified('们'), None);
    }
}
