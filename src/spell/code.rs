//! Characters as small numbers: the special tokens and marks come first, then
//! the characters of the lexicon.

use std::sync::LazyLock;

use super::table::u16_of;

/// The number of a character; 0 for one that no word has.
pub(super) type Code = u16;

/// A token that stands before a text.
pub(super) const BEGIN: Code = 1;
/// A token that stands after it.
pub(super) const END: Code = 2;
/// A number or a word in Latin letters.
pub(super) const NUMBER: Code = 3;
/// The name of a person.
pub(super) const PERSON: Code = 4;

/// The marks, whose codes follow those of the tokens.
const MARKS: [char; 13] = ['，', '。', '、', '；', '：', '“', '”', '（', '）', '《', '》', '！', '？'];
const FIRST_MARK: Code = PERSON + 1;
const FIRST_HAN: Code = FIRST_MARK + MARKS.len() as Code;

/// The first character that has a place in the table of codes.
const FIRST_CHARACTER: u32 = 0x4E00;

static CODES: &[[u8; 2]] = include_bytes!("tables/codes.bin").as_chunks().0;

/// The code of a character.
pub(super) fn code(c: char) -> Code {
    match c {
        '\u{4E00}'..='\u{9FFF}' => u16_of(CODES, (c as u32 - FIRST_CHARACTER) as usize),
        _ if c.is_ascii_alphanumeric() => NUMBER,
        _ => MARKS.iter().position(|&mark| mark == c).map_or(0, |at| FIRST_MARK + at as Code),
    }
}

/// Whether it is the code of a Chinese character.
pub(super) fn is_han(code: Code) -> bool {
    code >= FIRST_HAN
}

/// The character of a code.
pub(super) fn character(code: Code) -> Option<char> {
    /// The characters in the order of their codes, made when a word is first spelled.
    static CHARACTERS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let codes = CODES.iter().map(|&number| usize::from(u16::from_le_bytes(number)));
        let mut characters = vec![None; codes.clone().max().map_or(0, |most| most + 1)];
        for (code, number) in codes.zip(FIRST_CHARACTER..) {
            characters[code] = char::from_u32(number);
        }
        characters
    });
    CHARACTERS.get(usize::from(code)).copied().flatten().filter(|_| is_han(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_digits_and_characters_have_codes_of_their_kind() {
        assert_eq!(code('7'), NUMBER);
        assert_eq!(code('，'), FIRST_MARK);
        assert!(is_han(code('的')) && !is_han(code('。')));
        assert_eq!(code('☆'), 0);
    }
}
