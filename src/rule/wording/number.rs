//! Numbers of dates and times, and what stands after them.

use crate::chars::{is_digit, year_digit};
use crate::signs;

/// A number, and in how many characters it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub width: usize,
    /// Whether it is written in digits, not in Chinese numerals.
    pub digits: bool,
}

/// Whether a character may be part of a number in Chinese numerals.
pub(super) fn is_numeral(c: char) -> bool {
    c == signs::TEN || year_digit(c).is_some()
}

/// Reads a number at the start of `text`: its value and length in bytes.
pub(super) fn number(text: &str) -> Option<(Number, usize)> {
    let first = text.chars().next()?;
    let digits = is_digit(first);
    if !digits && !is_numeral(first) {
        return None;
    }
    let (mut value, mut units, mut width, mut length) = (0_u32, 0_u32, 0, 0);
    for c in text.chars().take_while(|&c| if digits { is_digit(c) } else { is_numeral(c) }) {
        width += 1;
        length += c.len_utf8();
        match c {
            signs::TEN => {
                value = value.saturating_add(units.max(1).saturating_mul(10));
                units = 0;
            }
            c => units = units.saturating_mul(10).saturating_add(digit(c)),
        }
    }
    Some((Number { value: value.saturating_add(units), width, digits }, length))
}

fn digit(c: char) -> u32 {
    match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        _ => year_digit(c).unwrap_or_default(),
    }
}

/// Reads numbers and the words between them.
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub at: usize,
}

impl Reader<'_> {
    /// What is still to be read.
    pub fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Reads a number that is followed by one of `marks`, and which.
    pub fn number_before<const N: usize>(&mut self, marks: [char; N]) -> Option<(Number, usize)> {
        let which = |after: &str| marks.iter().position(|mark| after.starts_with(*mark));
        self.number_with(|after| which(after).map(|mark| (mark, marks[mark].len_utf8())))
    }

    /// Reads a number, spaces left out, and what `mark` makes of the text after it and
    /// how long that is.
    pub fn number_with<T>(&mut self, mark: impl FnOnce(&str) -> Option<(T, usize)>) -> Option<(Number, T)> {
        let spaces = self.rest().len() - self.rest().trim_start_matches(' ').len();
        let (found, length) = number(&self.rest()[spaces..])?;
        let after = self.rest()[spaces + length..].trim_start_matches(' ');
        let (mark, width) = mark(after)?;
        self.at = self.text.len() - after.len() + width;
        Some((found, mark))
    }
}
