//! Classes of characters, and numerals. The one place that says what Chinese
//! text is made of.

use crate::signs;

/// Whether `c` is a Chinese character (〇 is one).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '\u{3007}')
}

/// Whether `c` is a mark of Chinese punctuation (GB/T 15834) or its full-width
/// kin.
pub fn is_chinese_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}'
        | '“' | '”' | '‘' | '’' | '…' | '—' | '·'
        | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '～')
}

/// Whether `c` belongs to Chinese text: a character or a mark.
pub fn is_chinese(c: char) -> bool {
    is_han(c) || is_chinese_mark(c)
}

/// Whether `c` ends a sentence.
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// Whether `c` is a space of any width, a line end included.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\n' | '\r' | '\u{A0}')
}

/// Whether `c` is a space within a line.
pub fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
}

/// Whether `c` closes a pair (GB/T 15834: quotes, brackets, book marks).
pub fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '》' | '〉' | '】' | '〕' | '」' | '』' | ']' | '］')
}

/// Whether `c` opens a pair.
pub fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '(' | '《' | '〈' | '【' | '〔' | '「' | '『' | '[' | '［')
}

/// Whether `c` is a sign that is put before a line to set it off: ★, ▶, ●, ✅, 📌.
pub fn is_bullet(c: char) -> bool {
    matches!(c, '\u{25A0}'..='\u{25FF}' | '\u{2600}'..='\u{2775}' | '\u{2794}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '※' | '•')
}

/// A line without the signs and spaces around it.
pub fn undecorated(line: &str) -> &str {
    line.trim_matches(|c: char| is_bullet(c) || c.is_whitespace())
}

/// Characters without a shape of their own: zero-width and bidi controls, the
/// soft hyphen, and spaces other than the common and the full-width one.
pub fn is_invisible(c: char) -> bool {
    is_odd_space(c)
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{2028}' | '\u{2029}')
}

/// Spaces other than the common and the full-width one.
pub fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// Control characters, private use, and what decoders put for bytes that they
/// could not read.
pub fn is_no_character(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FFFC}' | '\u{FFFD}')
}

/// The first `bytes` bytes of a text, or a little less, so as to end with a
/// character. Looking at no more keeps a check of one endless line linear.
pub fn head(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    &text[..text.floor_char_boundary(bytes)]
}

/// Where the clause of a place starts: after the mark before it, if one of these
/// stands within `CLAUSE` bytes.
pub fn clause_start(text: &str, at: usize, marks: &[char]) -> usize {
    let from = text.ceil_char_boundary(at.saturating_sub(CLAUSE));
    let before = text[from..at].char_indices().rev().find(|(_, c)| marks.contains(c));
    before.map_or(from, |(mark, c)| from + mark + c.len_utf8())
}

/// Nobody looks farther back for the start of a clause, in bytes.
const CLAUSE: usize = 300;

/// Reads a Chinese numeral (一 to 九十九) at the start
/// of `text`: its value and its length in bytes.
pub fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut length, mut units, mut tens) = (0, 0, false, false);
    for c in text.chars() {
        match (numeral_value(c), c) {
            (Some(digit @ 1..=9), _) if !units => {
                value += digit;
                units = true;
            }
            (_, signs::TEN) if !tens => {
                value = value.max(1) * 10;
                tens = true;
                units = false;
            }
            _ => break,
        }
        length += c.len_utf8();
    }
    (length > 0).then_some((value, length))
}

/// The number that things are counted by at the start of a text, in digits or Chinese
/// numerals, 两 among them, and its length in bytes.
pub fn counted(text: &str) -> Option<(u32, usize)> {
    match text.strip_prefix(signs::TWO) {
        Some(_) => Some((2, signs::TWO.len_utf8())),
        None => digits(text).or_else(|| chinese_number(text)),
    }
}

/// The value of a Chinese numeral from 一 to 十.
fn numeral_value(c: char) -> Option<u32> {
    if c == signs::TEN {
        return Some(10);
    }
    chinese_digit(c).filter(|digit| *digit > 0)
}

/// The value of a Chinese numeral from 〇 to 九.
pub fn chinese_digit(c: char) -> Option<u32> {
    if NUMERAL_BITS & last_bits(c) == 0 {
        return None;
    }
    let value = signs::NUMERALS.iter().position(|&numeral| numeral == c)?;
    u32::try_from(value).ok()
}

/// The last bits of all numerals: most characters of a text are told by them from one.
const NUMERAL_BITS: u64 = {
    let (mut bits, mut at) = (0, 0);
    while at < signs::NUMERALS.len() {
        bits |= last_bits(signs::NUMERALS[at]);
        at += 1;
    }
    bits
};

/// One bit of 64 by the end of a character's number.
const fn last_bits(c: char) -> u64 {
    1 << (c as u32 % 64)
}

/// The value of a numeral as it stands in a year: 零 and ○ are zero as well.
pub fn year_digit(c: char) -> Option<u32> {
    chinese_digit(c).or(signs::ZEROS.contains(c).then_some(0))
}

/// The year in four numerals that a text ends with (二〇二四), and its length in bytes.
pub fn year_at_end(text: &str) -> Option<(u32, usize)> {
    const DIGITS: usize = 4;
    let (mut year, mut length, mut unit) = (0, 0, 1);
    let mut back = text.chars().rev();
    for _ in 0..DIGITS {
        let c = back.next()?;
        year += year_digit(c)? * unit;
        length += c.len_utf8();
        unit *= 10;
    }
    Some((year, length))
}

/// A number from 1 to 99 as a Chinese numeral.
pub fn chinese_numeral(number: u32) -> Option<String> {
    let digit = |value: u32| signs::NUMERALS.get(value as usize).copied().filter(|_| value > 0);
    let (tens, units) = (number / 10, number % 10);
    if number == 0 || tens > 9 {
        return None;
    }
    let mut text = String::new();
    text.extend(digit(tens).filter(|_| tens > 1));
    text.extend((tens > 0).then_some(signs::TEN));
    text.extend(digit(units));
    Some(text)
}

/// Reads one or two ASCII or full-width digits at the start of `text`, not
/// followed by a further digit: their value and length in bytes.
pub fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut length, mut count) = (0, 0, 0);
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => break,
        };
        value = value * 10 + digit;
        length += c.len_utf8();
        count += 1;
        if count > 2 {
            return None;
        }
    }
    (count > 0 && value > 0).then_some((value, length))
}

/// The letters and digits of a text, without marks and spaces.
pub fn letters(text: &str) -> String {
    text.chars().filter(|&c| is_han(c) || c.is_alphanumeric()).collect()
}

/// A text on one line, each run of blanks one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `c` is a Chinese numeral from 一 to 十.
pub fn is_numeral(c: char) -> bool {
    numeral_value(c).is_some()
}

/// Whether `c` is a digit, ASCII or full-width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chinese_numerals() {
        for (text, value, length) in
            [("一、", 1, 3), ("十、", 10, 3), ("十二、", 12, 6), ("二十一、", 21, 9), ("三十", 30, 6)]
        {
            assert_eq!(chinese_number(text), Some((value, length)), "{text}");
        }
        assert_eq!(chinese_number("、"), None);
    }

    #[test]
    fn a_year_is_no_short_number() {
        assert_eq!(digits("2024年"), None);
        assert_eq!(digits("12、"), Some((12, 2)));
        assert_eq!(digits("３、"), Some((3, 3)));
    }
}
