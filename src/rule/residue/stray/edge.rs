//! A lone character at the edge of a line.

use crate::block::ATOM;
use crate::chars::{
    is_chinese_mark, is_closing, is_gap, is_han, is_invisible, is_no_character, is_numeral, is_sentence_end,
};

/// A longer line is no verse, in characters.
const LONGEST_VERSE: usize = 14;

/// Where a line stands.
pub(super) struct Place {
    /// In body text.
    pub paragraph: bool,
    /// After a line that ended in mid-sentence.
    pub broken: bool,
    /// Beside a line of verse.
    pub verse: bool,
}

/// Whether a text may be a line of verse or a caption: short, and no sentence.
pub(super) fn is_verse(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= LONGEST_VERSE && !text.contains(['，', '。', '；', '：'])
}

/// The lone characters at the edges of a line, with their byte offsets.
pub(super) fn at_edges(line: &str, place: &Place, words: &[String]) -> Vec<(usize, char)> {
    let start = line.len() - line.trim_start().len();
    let text = line.trim();
    let mut chars = text.chars().filter(|c| !is_gap(*c));
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return Vec::new();
    };
    let Some(second) = second else {
        let number = first.is_ascii_digit() || is_numeral(first) || matches!(first, '①'..='⑳' | 'Ⅰ'..='Ⅻ');
        let known = words.iter().any(|word| word == text) || is_no_character(first) || first == ATOM;
        let belongs = known || number || is_han(first) && place.verse;
        return if place.paragraph && !belongs { vec![(start, first)] } else { Vec::new() };
    };
    let mut found = Vec::new();
    let table = text.starts_with('|') && text.ends_with('|') || text.matches('|').count() > 1;
    // <单位名称> is to be filled in.
    let slot = first == '<' && text.contains('>');
    let code = first == '`' && text.matches('`').count() > 1;
    if is_lone_before(first, second, place.broken) && !table && !slot && !code {
        found.push((start, first));
    }
    let mut back = text.chars().rev().filter(|c| !is_gap(*c));
    if let (Some(last), Some(previous)) = (back.next(), back.next())
        && !table
        && !(is_han(last) && text.chars().count() <= LONGEST_VERSE && place.verse)
        && is_lone_after(previous, back.next(), last)
    {
        found.push((start + text.len() - last.len_utf8(), last));
    }
    found
}

/// What a bullet became that stands before a text.
pub(super) fn lost_bullet(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    (matches!(first, '?' | '`') && is_lone_before(first, second, false)).then_some(first)
}

/// Whether a line's first character stands before its text by accident.
fn is_lone_before(first: char, second: char, broken: bool) -> bool {
    let text = is_han(second) || matches!(second, '“' | '《' | '（');
    match first {
        'a'..='z' | 'Ø' | 'ü' | '§' | '¨' => is_han(second),
        // A bullet that was lost.
        '?' => text,
        '`' => text || second.is_ascii_digit(),
        '^' | '\\' | '|' | '=' | '$' | '@' | '&' | '<' | '~' | '¥' | '%' | '/' => text,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | ';' | '!' => text && !broken,
        _ => false,
    }
}

/// Whether a line's last character stands after its text by accident.
fn is_lone_after(previous: char, earlier: Option<char>, last: char) -> bool {
    let ended = is_sentence_end(previous) || is_closing(previous) && earlier.is_some_and(is_sentence_end);
    if ended {
        let mark =
            is_chinese_mark(last) || last.is_ascii_punctuation() && !"`^\\|=$@&<>~#%+/_".contains(last);
        let note = matches!(last, '①'..='⑳' | '¹' | '²' | '³' | '⁰'..='⁹' | '†' | '‡' | '※');
        let quote = is_closing(last) || last == '"' || last == '\'';
        return !(mark
            || note
            || quote
            || last == ATOM
            || is_no_character(last)
            || last.is_whitespace()
            || is_invisible(last));
    }
    match last {
        'a'..='z' => is_han(previous),
        '`' | '^' | '\\' | '|' | '=' | '$' | '@' | '&' | '<' | '>' | '¥' => {
            is_han(previous) || is_chinese_mark(previous)
        }
        _ => false,
    }
}
