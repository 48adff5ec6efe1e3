//! Numbers of things: 三个方面, “四个结合”, 6处.

use std::ops::Range;

use super::Words;
use crate::chars::{counted, is_digit, is_han, is_numeral};
use crate::signs;

/// A number of things, as a text tells it.
#[derive(Debug)]
pub(super) struct Announced {
    pub number: usize,
    /// From the number, or the quote that it stands in, to the last noun.
    pub range: Range<usize>,
    /// Where the number itself starts.
    pub start: usize,
    /// Whether it counts groups of things: 方面.
    pub groups: bool,
    /// Whether it stands in quotes, with what it counts: “四个结合”.
    pub quoted: bool,
    /// Whether no measure word stands after it: 五部门.
    pub bare: bool,
}

impl Announced {
    /// The character with which the name of what is counted ends: 组 of 三个工作组.
    pub fn kind(&self, text: &str) -> Option<char> {
        text[self.range.clone()].chars().next_back().filter(|&c| is_han(c))
    }
}

/// All numbers of things in a text, in order.
pub(super) fn announcements(text: &str, words: &Words) -> impl Iterator<Item = Announced> {
    let mut last = None;
    text.char_indices().filter_map(move |(at, c)| {
        let numeral = |c: char| is_digit(c) || is_count(c);
        let starts =
            numeral(c) && !last.is_some_and(|last| numeral(last) || matches!(last, '.' | signs::ORDINAL));
        last = Some(c);
        let found = if starts { read(text, at, words) } else { None };
        found.filter(|_| words.vague.ends(&text[..at]).is_none())
    })
}

/// The number of things that starts at a place.
pub(super) fn read(text: &str, at: usize, words: &Words) -> Option<Announced> {
    let rest = &text[at..];
    let (number, length) = number(rest)?;
    let first = rest.chars().next()?;
    let before = &text[..at];
    if number < 2 {
        return None;
    }
    let mut end = at + length;
    let opened = before.ends_with(['“', '"']);
    let bare = words.bare.starts(&text[end..]);
    // 五部门 counts no 部.
    let longer = |unit: &&str| bare.is_none_or(|bare| bare.len() <= unit.len());
    let unit = words.units.starts(&text[end..]).filter(longer);
    end += unit.map_or(0, |unit| unit.len());
    let quote = if opened { quote(text, end) } else { None };
    if let Some(quote) = quote {
        let open = before.chars().next_back().map_or(0, char::len_utf8);
        let close = text[quote..].chars().next().map_or(0, char::len_utf8);
        let range = at - open..quote + close;
        let partly = words.part.iter().any(|word| text[range.end..].starts_with(word.as_str()));
        return (!partly && counts_once(&text[end..quote])).then_some(Announced {
            number,
            range,
            start: at,
            groups: false,
            quoted: true,
            bare: false,
        });
    }
    if words.times.starts(&text[end..]).is_some() {
        return None;
    }
    // 原因有二：
    if before.ends_with(signs::HAS)
        && text[end..].starts_with(['：', ':'])
        && unit.is_none()
        && !is_digit(first)
    {
        let range = at..end;
        return Some(Announced { number, range, start: at, groups: true, quoted: false, bare: false });
    }
    let bare = bare.filter(|_| unit.is_none());
    end += bare.map_or(0, |noun| noun.len());
    let named = unit.or(bare)?;
    let is_group = |word: &str| words.groups.iter().any(|group| group == word);
    let mut groups = is_group(named);
    while let Some(noun) = words.nouns.starts(&text[end..]) {
        groups |= is_group(noun);
        end += noun.len();
    }
    let changes = words.changes.starts(&text[end..]).is_some();
    (!changes).then_some(Announced {
        number,
        range: at..end,
        start: at,
        groups,
        quoted: false,
        bare: unit.is_none(),
    })
}

/// Whether a name in quotes, without its number, counts nothing more: 四议两公开 counts
/// two things. 四个统一 ends with no number, and 五个一律 begins with none.
fn counts_once(name: &str) -> bool {
    let counted = name.strip_prefix(signs::UNIFORMLY).unwrap_or(name.trim_end_matches(signs::ONE));
    !name.is_empty() && !counted.contains(is_count)
}

/// No name in quotes is longer, in bytes.
const LONGEST_NAME: usize = 24;

/// Where the quote closes, if nothing but characters stand before.
fn quote(text: &str, at: usize) -> Option<usize> {
    let name = text[at..].find(|c: char| !is_han(c)).filter(|length| *length <= LONGEST_NAME)?;
    text[at + name..].starts_with(['”', '"']).then_some(at + name)
}

/// Whether a number of things may be written with the character: 三, 两.
pub(super) fn is_count(c: char) -> bool {
    is_numeral(c) || c == signs::TWO
}

/// A whole number of one or two digits, or in Chinese numerals.
pub(super) fn number(text: &str) -> Option<(usize, usize)> {
    let (number, length) = counted(text)?;
    let next = text[length..].chars().next()?;
    let goes_on = is_numeral(next) || is_digit(next) || signs::MORE_NUMBER.contains(next);
    (!goes_on).then_some((number as usize, length))
}
