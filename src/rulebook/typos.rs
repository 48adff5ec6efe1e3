//! Words of two characters that are often mistyped in one of them: laid out so
//! that many thousand take little room (`typo_list` lays them out). The build script
//! reads this file too.

use std::borrow::Cow;
use std::ops::Range;

/// The first of the characters that can be laid out, and how many there are.
const FIRST: u32 = 0x4E00;
pub const COUNT: usize = 0x5200;
/// In a row's second number: whether the second character is the wrong one.
pub const SECOND: u16 = 1 << 15;
/// In a row's first number: whether two right words may well stand so side by side.
pub const DOUBTFUL: u16 = 1 << 15;

/// Mistyped words by their first character.
#[derive(Debug)]
pub struct Typos {
    /// Where the rows of each first character start, and where the last ones end.
    pub starts: Cow<'static, [u16]>,
    /// The second character, and what one of the two was meant to be.
    pub rows: Cow<'static, [[u16; 2]]>,
}

/// A mistyped word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typo {
    /// The bytes of the text that it takes.
    pub range: Range<usize>,
    /// The word that was meant.
    pub right: [char; 2],
    /// Whether two right words may well stand so side by side.
    pub doubtful: bool,
}

impl Typos {
    /// The mistyped words of a text, in order; they may overlap.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Typo> + 't {
        let mut last = None;
        text.char_indices().filter_map(move |(at, c)| {
            let here = number(c);
            let (before, first, from) = last.replace((c, here, at))?;
            let [second, meant] = self.row(first?, here?)?;
            let character = character(meant & !SECOND)?;
            let right = if meant & SECOND != 0 { [before, character] } else { [character, c] };
            Some(Typo { range: from..at + c.len_utf8(), right, doubtful: second & DOUBTFUL != 0 })
        })
    }

    /// The row of two characters, if they are a mistyped word.
    fn row(&self, first: u16, second: u16) -> Option<[u16; 2]> {
        let first = usize::from(first);
        let rows = usize::from(self.starts[first])..usize::from(self.starts[first + 1]);
        self.rows[rows].iter().find(|row| row[0] & !DOUBTFUL == second).copied()
    }
}

/// The two characters of a word of two.
pub fn two(word: &str) -> Option<[char; 2]> {
    let mut chars = word.chars();
    let both = [chars.next()?, chars.next()?];
    chars.next().is_none().then_some(both)
}

/// The number of a character that can be laid out.
pub fn number(c: char) -> Option<u16> {
    let number = u32::from(c).checked_sub(FIRST)?;
    u16::try_from(number).ok().filter(|number| usize::from(*number) < COUNT)
}

/// The character of a number.
pub fn character(number: u16) -> Option<char> {
    char::from_u32(FIRST + u32::from(number))
}
