//! Markers that count by name: 任务一, 第1项, 【问题1】, 【贰】, 下篇：.

use super::{Family, Marker};
use crate::chars::{chinese_number, digits, head};
use crate::signs;

/// 第1项 with a gap and a title after it.
pub(super) fn item(text: &str, number: u32, len: usize) -> Option<Marker> {
    let rest = &text[len..];
    // 第4条意见：
    let named = signs::NAMED.into_iter().find_map(|name| rest.strip_prefix(name));
    let rest = named.filter(|rest| gap_or_colon(rest).is_some()).unwrap_or(rest);
    let len = text.len() - rest.len();
    // Alone on its line it numbers what stands below.
    if rest.is_empty() || rest.starts_with('\n') {
        return Some(Marker { family: Family::Named, number, mark: None, wide: false, len });
    }
    let mark = gap_or_colon(rest)?;
    let len = len + mark.len_utf8();
    (!text[len..].trim().is_empty()).then_some(Marker {
        family: Family::Named,
        number,
        mark: Some(mark),
        wide: false,
        len,
    })
}

/// What parts a marker that counts by name from its title.
fn gap_or_colon(rest: &str) -> Option<char> {
    rest.chars().next().filter(|c| matches!(c, ':' | '：' | ' ' | '\u{3000}'))
}

/// 任务一：, 卡片2 or 诉求1 ·, with a title after it.
pub(super) fn named(text: &str) -> Option<Marker> {
    let name = signs::NAMED.into_iter().find(|name| text.starts_with(name))?;
    let rest = &text[name.len()..];
    let (number, length) = chinese_number(rest).or_else(|| digits(rest))?;
    let after = &rest[length..];
    let mark = gap_or_colon(after).or_else(|| after.starts_with('·').then_some('·'));
    // 意见4 alone on its line numbers what stands below it.
    let alone = after.is_empty() || after.starts_with('\n');
    let len = name.len() + length + mark.map_or(0, char::len_utf8);
    (mark.is_some() || alone).then_some(Marker { family: Family::Named, number, mark, wide: false, len })
}

/// No marker in brackets is longer, in bytes.
const LONGEST: usize = 40;

/// 【问题1】 or 〔问题一〕.
pub(super) fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next()?;
    let close = match open {
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        '[' => ']',
        _ => return None,
    };
    let (inner, _) = head(&text[open.len_utf8()..], LONGEST).split_once(close)?;
    let len = open.len_utf8() + inner.len() + close.len_utf8();
    let marker = |family, number| Marker { family, number, mark: None, wide: true, len };
    if let Some((number, length)) = capital_number(inner, &[&signs::CAPITALS, &signs::STEMS]) {
        return (length == inner.len() && open != '[').then(|| marker(Family::Part, number));
    }
    let (name, rest) = match inner.strip_prefix(signs::PROBLEM) {
        Some(rest) => (Family::Problem, rest),
        None => {
            let name = signs::NAMED.into_iter().find(|name| inner.starts_with(name))?;
            (Family::Named, &inner[name.len()..])
        }
    };
    let (number, length) = chinese_number(rest).or_else(|| digits(rest))?;
    (length == rest.len()).then(|| marker(name, number))
}

/// The number of the only character of a text that is one of some series.
fn capital_number(text: &str, series: &[&[char]]) -> Option<(u32, usize)> {
    let c = text.chars().next()?;
    let at = series.iter().find_map(|series| series.iter().position(|other| *other == c))?;
    Some((at as u32 + 1, c.len_utf8()))
}

/// 壹、 or 壹 with a gap after it.
pub(super) fn capital(text: &str) -> Option<Marker> {
    let (number, length) = capital_number(text, &[&signs::CAPITALS])?;
    let mark = text[length..].chars().next().filter(|c| matches!(c, '、' | '.' | '．' | ' ' | '\u{3000}'))?;
    // 壹、贰两项 counts.
    let len = length + mark.len_utf8();
    let counts = capital_number(&text[len..], &[&signs::CAPITALS]).is_some();
    (!counts).then_some(Marker { family: Family::Part, number, mark: Some(mark), wide: false, len })
}

/// 上篇：, 下篇：.
pub(super) fn volume(text: &str) -> Option<Marker> {
    let c = text.chars().next()?;
    let rest = text[c.len_utf8()..].strip_prefix(signs::VOLUME)?;
    let mark = gap_or_colon(rest)?;
    let number = if c == signs::UPPER { 1 } else { 2 };
    let len = text.len() - rest.len() + mark.len_utf8();
    Some(Marker { family: Family::Part, number, mark: Some(mark), wide: false, len })
}

/// 第1个问题：.
pub(super) fn nth_problem(text: &str, number: u32, rest: &str) -> Option<Marker> {
    let rest = rest.strip_prefix(signs::PROBLEM)?;
    let mark = gap_or_colon(rest)?;
    let len = text.len() - rest.len() + mark.len_utf8();
    Some(Marker { family: Family::Problem, number, mark: Some(mark), wide: false, len })
}
