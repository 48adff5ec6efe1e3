//! Numbering markers: 一、 (一) 1、 (1) ① 问题一: 【第一篇】 篇2: 一是.

mod named;

use crate::chars::{chinese_number, digits, is_bullet, is_digit};
use crate::signs;
use named::{bracketed, capital, item, named, volume};

/// The numbering that a marker belongs to. GB/T 9704 orders the four levels of
/// an official document as 一、 then (一) then 1. then (1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// 【第一篇】 or 篇2: a document in a collection.
    Collection,
    /// 第一部分, 第一章, 上篇.
    Part,
    /// 第一节, within a 第一章.
    Clause,
    /// 一、
    Chinese,
    /// (一)
    ChineseParen,
    /// 1、 or 1.
    Arabic,
    /// (1)
    ArabicParen,
    /// ①
    Circled,
    /// 问题一:
    Problem,
    /// 任务一: or 第1项: counts what may be problems or work.
    Named,
    /// 1.1, 2.1.3: as many numbers as the level is deep.
    Decimal(u8),
    /// 一是, 一要, 第一，: counts within a text and is never a heading.
    Sentence,
}

/// A numbering marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// Which numbering.
    pub family: Family,
    /// Which number.
    pub number: u32,
    /// The mark after the number or bracket, if there is one: 、 in 一、.
    pub mark: Option<char>,
    /// Whether its brackets are full-width.
    pub wide: bool,
    /// Length in bytes, from the first character to the mark.
    pub len: usize,
}

impl Marker {
    /// Reads a marker at the very start of `text`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.chars().next()? {
            signs::ORDINAL => part(text),
            signs::UPPER | signs::MIDDLE | signs::LOWER => volume(text),
            '【' => collection(text, '】').or_else(|| bracketed(text)),
            signs::VOLUME | signs::OF => article(text),
            _ if text.starts_with(signs::PROBLEM) => problem(text),
            '(' | '（' | '〔' => parenthesised(text).or_else(|| bracketed(text)),
            '[' | '［' => bracketed(text),
            '①'..='⑳' => sign(text, '①', Family::Circled),
            '⑴'..='⒇' => sign(text, '⑴', Family::ArabicParen),
            '㈠'..='㈩' => sign(text, '㈠', Family::ChineseParen),
            '⒈'..='⒛' => sign(text, '⒈', Family::Arabic),
            c if is_digit(c) => decimal(text).or_else(|| arabic(text)),
            _ => chinese(text).or_else(|| named(text)).or_else(|| capital(text)),
        }
    }

    /// Reads a marker before a text that starts with a digit or a Latin letter:
    /// 2.9月底前完成 may be item 2. Whether it is, the markers around it must tell.
    pub fn parse_before_digit(text: &str) -> Option<Self> {
        let (number, length) = digits(text)?;
        let mark = text[length..].chars().next().filter(|c| matches!(c, '.' | '．' | '、'))?;
        let len = length + mark.len_utf8();
        let rest = &text[len..];
        let spaced = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_digit));
        // CVE-2023-4863 and CentOS 7.9 are names.
        let lettered = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let joins = |c: char| c == '*' || lettered && matches!(c, '-' | '_' | '/' | '.' | ' ' | '+');
        let counted = |c: char| is_digit(c) || c.is_ascii_alphabetic() || joins(c);
        let after = rest.trim_start_matches(counted);
        // 3.3.5毫米以下 is item 3, as far as one point goes, and 1.3·15当天 item 1.
        let fraction = after.strip_prefix(['.', '·']).filter(|rest| rest.starts_with(is_digit));
        let after = fraction.map_or(after, |fraction| fraction.trim_start_matches(is_digit));
        // 35 kV变电所, 10 min
        let unit = after.strip_prefix(' ').filter(|unit| unit.starts_with(|c: char| c.is_ascii_alphabetic()));
        let after = unit.map_or(after, |unit| unit.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
        let counts = spaced
            || after.len() < rest.len()
                && after.starts_with(|c| crate::chars::is_han(c) || ":：、%％‰℃".contains(c));
        counts.then_some(Marker { family: Family::Arabic, number, mark: Some(mark), wide: false, len })
    }

    /// Reads a marker before a text that starts with the next number: 四、五防闭锁 may
    /// be part 四. Whether it is, the markers around it must tell.
    pub fn parse_before_number(text: &str) -> Option<Self> {
        let (number, length) = chinese_number(text)?;
        let mark = text[length..].chars().next().filter(|c| *c == '、')?;
        let len = length + mark.len_utf8();
        // 五、六月份 and 一、二级 count.
        let (_, next) = chinese_number(&text[len..])?;
        let counts = text[len + next..].starts_with(|c| signs::COUNTED.contains(c));
        (!counts).then_some(Marker { family: Family::Chinese, number, mark: Some(mark), wide: false, len })
    }

    /// Whether the marker can stand before a heading.
    pub fn can_head(&self) -> bool {
        self.family != Family::Sentence
    }

    /// The same numbering, written the same way.
    pub fn same_style(&self, other: &Marker) -> bool {
        self.family == other.family && self.mark == other.mark
    }

    /// Whether it is the next one of the same numbering.
    pub fn follows(&self, last: &Self) -> bool {
        self.family == last.family && self.number == last.number + 1
    }
}

fn part(text: &str) -> Option<Marker> {
    let rest = &text[signs::ORDINAL.len_utf8()..];
    let (number, length) = chinese_number(rest).or_else(|| digits(rest))?;
    let after = &rest[length..];
    if let Some(mark) = after.chars().next().filter(|c| matches!(c, '，' | ',' | '、' | '：' | ':')) {
        let len = signs::ORDINAL.len_utf8() + length + mark.len_utf8();
        // 第一、第二党支部 counts branches.
        let counts =
            !text[len..].starts_with(|c| c == signs::ORDINAL || is_digit(c) || crate::chars::is_numeral(c));
        return counts.then_some(Marker {
            family: Family::Sentence,
            number,
            mark: Some(mark),
            wide: false,
            len,
        });
    }
    let family = match after.chars().next()? {
        unit @ (signs::ITEM | signs::ARTICLE) => {
            return item(text, number, text.len() - after.len() + unit.len_utf8());
        }
        unit if signs::CASES.contains(&unit) => {
            return item(text, number, text.len() - after.len() + unit.len_utf8());
        }
        unit @ signs::MEASURE => return named::nth_problem(text, number, &after[unit.len_utf8()..]),
        signs::VOLUME => Family::Collection,
        signs::CHAPTER => Family::Part,
        signs::SECTION => Family::Clause,
        _ if after.starts_with(signs::PART) => Family::Part,
        _ => return None,
    };
    let tail = after.strip_prefix(signs::PART).unwrap_or_else(|| skip_one(after));
    let mark = tail.chars().next().filter(|c| matches!(c, ':' | '：' | '、' | ' ' | '\u{3000}'));
    if family == Family::Collection && mark.is_none() && !tail.is_empty() {
        return None;
    }
    // 第二部分第1项由安全科牵头 speaks of a part.
    if mark.is_none() && tail.starts_with(signs::ORDINAL) {
        return None;
    }
    let len = text.len() - tail.len() + mark.map_or(0, char::len_utf8);
    Some(Marker { family, number, mark, wide: false, len })
}

/// A text without its first character.
fn skip_one(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// 【第一篇】 and, with `close`, its like.
fn collection(text: &str, close: char) -> Option<Marker> {
    let rest = text["【".len()..].trim_start_matches(signs::ORDINAL);
    let rest = rest.strip_prefix(signs::VOLUME).unwrap_or(rest);
    let (number, length) = chinese_number(rest).or_else(|| digits(rest))?;
    let after = &rest[length..];
    let after = after.strip_prefix(signs::VOLUME).unwrap_or(after);
    let tail = after.strip_prefix(close)?;
    let len = text.len() - tail.len();
    let named = text[..len].contains(signs::VOLUME);
    named.then_some(Marker { family: Family::Collection, number, mark: None, wide: true, len })
}

/// 篇2: or 篇二： or 之一：
fn article(text: &str) -> Option<Marker> {
    let rest = skip_one(text);
    let (number, length) = chinese_number(rest).or_else(|| digits(rest))?;
    let mark = rest[length..].chars().next().filter(|c| matches!(c, ':' | '：' | '、'))?;
    let len = text.len() - rest.len() + length + mark.len_utf8();
    Some(Marker { family: Family::Collection, number, mark: Some(mark), wide: false, len })
}

fn problem(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix(signs::PROBLEM)?;
    let inner = rest.strip_prefix(['(', '（']).unwrap_or(rest);
    let circled = || match inner.chars().next()? {
        '①'..='⑳' => sign(inner, '①', Family::Circled).map(|sign| (sign.number, sign.len)),
        _ => None,
    };
    let (number, length) = chinese_number(inner).or_else(|| digits(inner)).or_else(circled)?;
    let mut tail = &inner[length..];
    if inner.len() < rest.len() {
        tail = tail.strip_prefix([')', '）'])?;
    }
    // ◆◆问题1◆◆ is set off on both sides.
    let mark = tail.chars().next().filter(|c| !is_bullet(*c));
    // 问题（1）至问题（4）由办公室负责 speaks of problems.
    let is_closed = inner.len() < rest.len() && !tail.starts_with(signs::SEVERAL);
    if !is_closed
        && !mark.is_none_or(|c| {
            matches!(c, ':' | '：' | '、' | '.' | '．' | '。' | '，' | ',' | ' ' | '\u{3000}' | '\n' | '—')
        })
    {
        return None;
    }
    // 问题1、问题4由办公室负责 speaks of problems.
    let goes_on = |tail: &str| {
        tail.starts_with(signs::PROBLEM) || tail.starts_with(is_digit) || chinese_number(tail).is_some()
    };
    if mark == Some('、') && goes_on(&tail['、'.len_utf8()..]) {
        return None;
    }
    let mark = mark.filter(|c| matches!(c, ':' | '：' | '、' | '.' | '．'));
    let signs = tail.len() - tail.trim_start_matches(is_bullet).len();
    let len = text.len() - tail.len() + mark.map_or(signs, char::len_utf8);
    Some(Marker { family: Family::Problem, number, mark, wide: false, len })
}

fn parenthesised(text: &str) -> Option<Marker> {
    let open = text.chars().next()?;
    let inner = &text[open.len_utf8()..];
    let (family, (number, length)) = match chinese_number(inner) {
        Some(found) => (Family::ChineseParen, found),
        None => (Family::ArabicParen, digits(inner)?),
    };
    let tail = &inner[length..];
    let close =
        tail.chars().next().filter(|c| matches!((open, c), ('〔', '〕') | ('(' | '（', ')' | '）')))?;
    let tail = &tail[close.len_utf8()..];
    let mark = tail.chars().next().filter(|c| matches!(c, '、' | ':' | '：' | '.' | '．' | '，' | ','));
    // （一）、（二）两条 speaks of items.
    if mark == Some('、') && tail['、'.len_utf8()..].starts_with(['（', '(']) {
        return None;
    }
    let len = text.len() - tail.len() + mark.map_or(0, char::len_utf8);
    Some(Marker { family, number, mark, wide: open == '（', len })
}

fn sign(text: &str, first: char, family: Family) -> Option<Marker> {
    let c = text.chars().next()?;
    let number = c as u32 - first as u32 + 1;
    Some(Marker { family, number, mark: None, wide: true, len: c.len_utf8() })
}

/// 1.1 or 2.1.3, with a space and a word after it: 1.5万字 is a number.
fn decimal(text: &str) -> Option<Marker> {
    let (mut at, mut depth) = (0, 0);
    let number = loop {
        let (number, length) = digits(&text[at..])?;
        (depth, at) = (depth + 1, at + length);
        match text[at..].strip_prefix('.') {
            Some(rest) if rest.starts_with(is_digit) => at += 1,
            _ => break number,
        }
    };
    let rest = text[at..].trim_start_matches(crate::chars::is_space);
    let mut next = rest.chars();
    let lettered = next.next().is_some_and(|c| c.is_ascii_uppercase())
        && next.next().is_some_and(|c| crate::chars::is_han(c) || c == '、');
    let titled = rest.len() < text.len() - at && (rest.starts_with(crate::chars::is_han) || lettered);
    (depth > 1 && depth < 6 && titled).then_some(Marker {
        family: Family::Decimal(depth),
        number,
        mark: None,
        wide: false,
        len: at,
    })
}

fn arabic(text: &str) -> Option<Marker> {
    let (number, length) = digits(text)?;
    let rest = &text[length..];
    let mark = rest.chars().next()?;
    if !matches!(mark, '、' | '.' | '．' | ')' | '）' | ':' | '：' | '，' | ',') {
        return None;
    }
    let after = &rest[mark.len_utf8()..];
    if matches!(mark, '，' | ',') && !after.starts_with(crate::chars::is_han) {
        return None;
    }
    let next = after.chars().next();
    // 1.5, 3:2 and 5、6月 are numbers, and 1.doc is a name; 1.2024年 is a marker
    // and a year.
    let year = after.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        && after[4..].starts_with(signs::YEAR);
    let goes_on = next.is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic() && mark == '.');
    let number_goes_on = goes_on && !year;
    if number_goes_on || matches!(mark, ':' | '：') && next.is_none() {
        return None;
    }
    Some(Marker {
        family: Family::Arabic,
        number,
        mark: Some(mark),
        wide: false,
        len: length + mark.len_utf8(),
    })
}

fn chinese(text: &str) -> Option<Marker> {
    let (number, length) = chinese_number(text)?;
    let rest = &text[length..];
    let mark = rest.chars().next()?;
    let family = match mark {
        '、' | ':' | '：' | '.' | '．' => Family::Chinese,
        signs::IS | signs::MUST => Family::Sentence,
        _ => return None,
    };
    let after = &rest[mark.len_utf8()..];
    // 一、二季度 counts quarters, and 一、三、五 days.
    let is_list = |(next, length): (u32, usize)| {
        next == number + 1 || after[length..].is_empty() || after[length..].starts_with(['、', '\n'])
    };
    if family == Family::Chinese && chinese_number(after).is_some_and(is_list) {
        return None;
    }
    if family == Family::Sentence && number > 20 {
        return None;
    }
    Some(Marker { family, number, mark: Some(mark), wide: false, len: length + mark.len_utf8() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Family, u32, &str)> {
        Marker::parse(text).map(|m| (m.family, m.number, &text[..m.len]))
    }

    #[test]
    fn reads_every_marker_of_the_design() {
        assert_eq!(read("第二篇"), Some((Family::Collection, 2, "第二篇")));
        assert_eq!(read("【第一篇】"), Some((Family::Collection, 1, "【第一篇】")));
        assert_eq!(read("篇2:整改"), Some((Family::Collection, 2, "篇2:")));
        assert_eq!(read("一、问题"), Some((Family::Chinese, 1, "一、")));
        assert_eq!(read("一:任务"), Some((Family::Chinese, 1, "一:")));
        assert_eq!(read("（十二）形式主义"), Some((Family::ChineseParen, 12, "（十二）")));
        assert_eq!(read("(二)、近期"), Some((Family::ChineseParen, 2, "(二)、")));
        assert_eq!(read("1.学习"), Some((Family::Arabic, 1, "1.")));
        assert_eq!(read("2.2024年5月"), Some((Family::Arabic, 2, "2.")));
        assert_eq!(read("(3)执行"), Some((Family::ArabicParen, 3, "(3)")));
        assert_eq!(read("③执行"), Some((Family::Circled, 3, "③")));
        assert_eq!(read("问题十:会风"), Some((Family::Problem, 10, "问题十:")));
        assert_eq!(read("问题3：会风"), Some((Family::Problem, 3, "问题3：")));
        assert_eq!(read("问题③：会风"), Some((Family::Problem, 3, "问题③：")));
        assert_eq!(read("二是加强"), Some((Family::Sentence, 2, "二是")));
        assert_eq!(read("第二，公开结果"), Some((Family::Sentence, 2, "第二，")));
        assert_eq!(read("〔三〕作风方面"), Some((Family::ChineseParen, 3, "〔三〕")));
        assert_eq!(read("问题（2）夜间无人"), Some((Family::Problem, 2, "问题（2）")));
        assert_eq!(read("【问题2】夜间无人"), Some((Family::Problem, 2, "【问题2】")));
        assert_eq!(read("任务三　清理账目"), Some((Family::Named, 3, "任务三　")));
        assert_eq!(read("第2项　着装不整"), Some((Family::Named, 2, "第2项　")));
        assert_eq!(read("第2个问题：着装不整"), Some((Family::Problem, 2, "第2个问题：")));
        assert_eq!(read("第三条　无人看管"), Some((Family::Named, 3, "第三条　")));
        assert_eq!(read("【贰】查摆的问题"), Some((Family::Part, 2, "【贰】")));
        assert_eq!(read("叁 健全制度"), Some((Family::Part, 3, "叁 ")));
        assert_eq!(read("下篇：整改措施"), Some((Family::Part, 2, "下篇：")));
        assert_eq!(read("第二节　后勤方面"), Some((Family::Clause, 2, "第二节　")));
        assert_eq!(read("之二：检验员"), Some((Family::Collection, 2, "之二：")));
        assert_eq!(read("2，学习记录"), Some((Family::Arabic, 2, "2，")));
        assert_eq!(read("2.1.3 学习方面"), Some((Family::Decimal(3), 3, "2.1.3")));
    }

    #[test]
    fn numbers_in_running_text_are_no_markers() {
        for text in [
            "四个自信",
            "三股势力",
            "1.5万字",
            "3:2",
            "2024年",
            "5、6月份",
            "一、二季度",
            "问题一直存在",
            "一些党员",
            "(2024)5号",
            "第一时间",
            "第一、第二党支部",
            "第二部分第1项由安全科牵头",
            "问题1、问题4由办公室负责",
            "【参考】",
            "第1项、第3项由办公室负责",
            "任务一完成",
            "意见1条",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
