//! What the characters of GB2312 are, and which characters stand for others.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::GBK;

/// Pairs of a traditional character, which GB2312 lacks, and its simplified form.
static TRADITIONAL: &str = include_str!("../../../../rules/words/traditional.txt");

const FIRST_HAN: u32 = 0x4E00;
const LAST_HAN: u32 = 0x9FFF;

/// For each Chinese character from U+4E00 how common GB2312 takes it to be.
static LEVELS: LazyLock<Vec<Level>> = LazyLock::new(|| {
    let rows = (0xB0..=0xF7_u8).flat_map(|row| (0xA1..=0xFE_u8).flat_map(move |cell| [row, cell]));
    let bytes: Vec<u8> = rows.collect();
    let (text, _, _) = GBK.decode(&bytes);
    let mut levels = vec![Level::None; (LAST_HAN - FIRST_HAN + 1) as usize];
    // Rows 0xB0 to 0xD7 hold the common ones.
    const COMMON: usize = 40 * 94;
    for (index, c) in text.chars().enumerate() {
        if let Some(level) = (c as u32).checked_sub(FIRST_HAN).and_then(|at| levels.get_mut(at as usize)) {
            *level = if index < COMMON { Level::Common } else { Level::Rare };
        }
    }
    levels
});

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

pub(super) fn level(c: char) -> Level {
    let at = (c as u32).checked_sub(FIRST_HAN).map_or(usize::MAX, |at| at as usize);
    LEVELS.get(at).copied().unwrap_or(Level::None)
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
    fn common_characters_are_told_from_others() {
        assert_eq!(level('的'), Level::Common);
        assert_eq!(level('涓'), Level::Rare);
        assert_eq!(level('鐨'), Level::None);
        assert_eq!(simplified('們'), Some('们'));
        assert_eq!(simplified('们'), None);
    }
}
