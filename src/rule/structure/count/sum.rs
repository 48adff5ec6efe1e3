//! Parts that do not add up to the total told.

use std::ops::Range;

use super::forms::pieces;
use super::{Mismatch, Words};
use crate::chars::{clause_start, head, is_digit, is_han, is_numeral};
use crate::signs;

/// Amounts are counted in ten-thousandths of a unit.
const DECIMALS: u32 = 4;
/// No list of parts goes on farther, in bytes.
const LONGEST: usize = 900;
/// The first of several parts after a comma is no longer, in bytes.
const LONGEST_FIRST: usize = 60;
/// Parts that are said to be among others may leave less than this share of the
/// total, in a hundred, to be meant as all of them.
const NEARLY_ALL: u64 = 90;

/// An amount, with the index of its unit.
pub(super) struct Amount {
    pub value: u64,
    pub unit: usize,
    pub range: Range<usize>,
}

/// How the parts relate to the total.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// They are all of it.
    Whole,
    /// They are among it: 其中.
    Among,
    /// They tell of the same persons or cases: 对4人作出处理，警告1人、…….
    Same,
    /// They tell of the same things: 抽取案卷120卷，优秀78卷、…….
    Things,
}

/// Where the names of parts stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Before the amount of each, or of none.
    Alike,
    /// Before it or after it: 全镇13个村、4个社区.
    Any,
}

/// All totals of a text that their parts do not add up to.
pub(super) fn sums(text: &str, words: &Words) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let cue = |(at, _): (usize, char)| words.cues.starts(&text[at..]).map(|word| (at, word));
    let cues: Vec<(usize, &str)> = text.char_indices().filter_map(cue).collect();
    let of = |list: &[String]| {
        let of_list = |(_, word): &&(usize, &str)| list.iter().any(|known| known == word);
        cues.iter().filter(of_list).copied().collect::<Vec<_>>()
    };
    for (at, word) in of(&words.among) {
        let before = text[..at].trim_end_matches(['，', '（', ',']);
        let after = text[at + word.len()..].trim_start_matches(['，', '：', ',', ':']);
        if before.len() < at {
            let after = text.len() - after.len()..text.len();
            found.extend(check(text, before, after, Relation::Among, words));
        }
    }
    // 12家村卫生室中，规范的7家、……
    for (at, word) in of(&words.inside) {
        found.extend(check(text, &text[..at], at + word.len()..text.len(), Relation::Among, words));
    }
    for (at, colon) in text.match_indices(['：', ':']) {
        let before = before_composition(&text[..at], words);
        found.extend(check(text, before, at + colon.len()..text.len(), Relation::Whole, words));
    }
    for (at, word) in cues.iter().filter(|(_, word)| words.leads.starts(word) == Some(word)) {
        let at = *at;
        if let Some(before) = text[..at].strip_suffix(['，', ',']) {
            found.extend(check(text, before, at + word.len()..text.len(), Relation::Whole, words));
        }
    }
    for (at, comma) in text.match_indices(['，', ',']) {
        let after = at + comma.len()..text.len();
        let rest = head(&text[after.clone()], LONGEST_FIRST);
        if rest.contains('、') {
            let relation = if is_composition(rest, words) { Relation::Whole } else { Relation::Same };
            found.extend(check(text, &text[..at], after, relation, words));
        }
    }
    for (at, open) in text.match_indices(['（', '(']) {
        let from = at + open.len();
        let inner = head(&text[from..], LONGEST);
        let end =
            inner.find(['）', ')', '（', '(', '。']).filter(|&end| inner[end..].starts_with(['）', ')']));
        let some = words.among.iter().any(|word| inner.starts_with(word.as_str()));
        if let Some(end) = end.filter(|_| !some) {
            found.extend(check(text, &text[..at], from..from + end, Relation::Whole, words));
        }
    }
    for (at, word) in of(&words.altogether) {
        let before = text[..at].strip_suffix(['，', '、', '；']);
        found.extend(before.and_then(|before| check_backwards(text, before, at + word.len(), words)));
    }
    for (at, word) in text.match_indices(signs::ALTOGETHER) {
        let (before, from) = (&text[..at], at + word.len());
        if text[from..].starts_with(is_digit)
            && before.ends_with(is_han)
            && is_called_alike(text, from, words)
        {
            found.extend(check_backwards(text, before, from, words));
        }
    }
    found
}

/// Whether a clause says that it lists all parts: 由甲12万元、乙8万元两部分构成.
fn is_composition(text: &str, words: &Words) -> bool {
    let clause = &text[..text.find(['，', '。', '；', '\n']).unwrap_or(text.len())];
    let ends = words.composed.iter().any(|word| clause.ends_with(word.as_str()));
    signs::COMPOSES.iter().any(|word| clause.starts_with(word)) && (ends || clause.ends_with(signs::PART))
}

/// What stands before ，由两部分组成, if a text ends so.
fn before_composition<'t>(text: &'t str, words: &Words) -> &'t str {
    const REACH: usize = 60;
    if !words.composed.iter().any(|word| text.ends_with(word.as_str())) {
        return text;
    }
    let from = text.ceil_char_boundary(text.len().saturating_sub(REACH));
    text[from..].rfind('，').map_or(text, |at| &text[..from + at])
}

/// A total, then its parts.
fn check(
    text: &str,
    before: &str,
    after: Range<usize>,
    relation: Relation,
    words: &Words,
) -> Option<Mismatch> {
    let total = last_amount(before, words)?;
    // 渗漏类5个、收费类1个，已办结8个: the last of a list is no total of what follows.
    if is_listed(before, &total, words) {
        return None;
    }
    let list = head(&text[after.clone()], LONGEST);
    let in_list = parts(list, total.unit, Names::Alike, words).filter(|(parts, _)| parts.len() > 1);
    let among = |(parts, _): &(Vec<u64>, usize)| {
        relation == Relation::Among && parts.iter().sum::<u64>() < total.value
    };
    let in_clauses = || clause_parts(list, total.unit, words).filter(among);
    let (parts, length) = in_list.or_else(in_clauses)?;
    let range = total.range.start..after.start + length;
    let persons = words.persons.contains(&words.amounts[total.unit][0]);
    let relation = match relation {
        _ if is_division(list, words) => Relation::Whole,
        Relation::Same if parts.len() < 3 => return None,
        Relation::Same if !persons => Relation::Things,
        relation => relation,
    };
    mismatch(text, total, parts, range, relation)
}

/// Whether each of three parts or more is a class of its own, which leaves no others:
/// 学习方面4项、作风方面6项、……
fn is_division(list: &str, words: &Words) -> bool {
    let pieces = pieces(list);
    let last = pieces.iter().position(|(mark, _)| *mark != '、').unwrap_or_default();
    let is_class = |piece: &str| {
        let named = piece.trim_end_matches(|c: char| !is_digit(c)).trim_end_matches(is_number);
        words.groups.iter().any(|group| named.ends_with(group.as_str()))
    };
    last > 1 && pieces[..=last].iter().all(|(_, piece)| is_class(piece))
}

/// The parts, then 合计 and the total, which starts at `from`.
fn check_backwards(text: &str, before: &str, from: usize, words: &Words) -> Option<Mismatch> {
    let start = clause_start(before, before.len(), &['。', '；', '：', '\n', '，']);
    let rest = head(&text[from..], LONGEST);
    let end = rest.find(['，', '。', '；', '\n', '、']).unwrap_or(rest.len());
    let mut amounts = amounts(&rest[..end], words);
    let total = amounts.next().filter(|_| amounts.next().is_none())?;
    let total = Amount { range: total.range.start + from..total.range.end + from, ..total };
    let list = without_composition(&before[start..], words);
    let list = list.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (parts, _) = parts(list, total.unit, Names::Any, words)?;
    let range = total.range.clone();
    if parts.len() > 1 {
        return mismatch(text, total, parts, range, Relation::Whole);
    }
    let parts = clauses(before, total.unit, words);
    mismatch(text, total, parts, range, Relation::Same)
}

/// The amounts of the clauses that a text ends with, as long as each ends with one of the
/// unit: 修订……等3项制度，新建……1项.
fn clauses(text: &str, unit: usize, words: &Words) -> Vec<u64> {
    const LONGEST_NAME: usize = 4;
    let from = clause_start(text, text.len(), &['。', '；', '：', '\n']);
    let mut found = Vec::new();
    for clause in text[from..].rsplit('，') {
        let mut all = amounts(clause, words);
        let Some(only) = all.next().filter(|only| only.unit == unit && all.next().is_none()) else { break };
        let rest = &clause[only.range.end..];
        if rest.chars().count() > LONGEST_NAME
            || words.among.iter().any(|word| clause.contains(word.as_str()))
        {
            break;
        }
        found.push(only.value);
    }
    found
}

/// A list of parts without 三类组成, if it ends so.
fn without_composition<'t>(list: &'t str, words: &Words) -> &'t str {
    let of = |words: &[String], text: &'t str| words.iter().find_map(|word| text.strip_suffix(word.as_str()));
    let Some(counted) = of(&words.composed, list) else { return list };
    of(&words.groups, counted).unwrap_or(counted).trim_end_matches(is_numeral)
}

/// Whether what the total at `from` counts has no name of its own, or that of a part:
/// 13个村、4个社区共17个村（社区）.
fn is_called_alike(text: &str, from: usize, words: &Words) -> bool {
    let clause = clause_start(text, from, &['。', '；', '：', '\n', '，']);
    let Some(total) = amounts(head(&text[from..], LONGEST_FIRST), words).next() else { return false };
    let rest = &text[from + total.range.end..];
    let name = &rest[..rest.find(|c| !is_han(c)).unwrap_or(rest.len())];
    let part = text[clause..from].match_indices(name).any(|(at, _)| at > 0);
    name.is_empty() || part || words.composed.iter().any(|word| name.starts_with(word.as_str()))
}

fn mismatch(
    text: &str,
    total: Amount,
    parts: Vec<u64>,
    range: Range<usize>,
    relation: Relation,
) -> Option<Mismatch> {
    let sum: u64 = parts.iter().sum();
    let meant = match relation {
        Relation::Whole => true,
        Relation::Among => sum > total.value || sum * 100 >= total.value * NEARLY_ALL,
        Relation::Same => {
            let off = sum.abs_diff(total.value);
            off * 5 <= total.value || off == 10_u64.pow(DECIMALS)
        }
        Relation::Things => sum.abs_diff(total.value) * 20 <= total.value,
    };
    let plausible = parts.len() > 1 && parts.iter().all(|part| *part < total.value);
    (meant && plausible && sum != total.value).then(|| Mismatch {
        told: text[total.range].to_owned(),
        listed: shown(sum),
        range,
        variant: "sum",
    })
}

pub(super) fn shown(value: u64) -> String {
    let unit = 10_u64.pow(DECIMALS);
    let decimals = format!("{:04}", value % unit);
    match decimals.trim_end_matches('0') {
        "" => (value / unit).to_string(),
        decimals => format!("{}.{decimals}", value / unit),
    }
}

/// The amount that a text ends with, in its last clause.
fn last_amount(text: &str, words: &Words) -> Option<Amount> {
    let start = clause_start(text, text.len(), &['，', '。', '；', '、', '\n', '：', ':']);
    let found: Vec<Amount> = amounts(&text[start..], words).collect();
    // 19个村共清理合同628份: of several the one that ends the clause.
    let ends = |amount: &&Amount| amount.range.end == text.len() - start;
    let last = found.last().filter(|amount| found.len() == 1 || ends(amount))?;
    Some(Amount {
        value: last.value,
        unit: last.unit,
        range: last.range.start + start..last.range.end + start,
    })
}

/// The amounts of a list, if each of its members has one of the unit, and where the
/// last of them ends.
fn parts(text: &str, unit: usize, names: Names, words: &Words) -> Option<(Vec<u64>, usize)> {
    let (mut found, mut end) = (Vec::new(), 0);
    // 分别为14项、9项、4项 names none of them.
    let lead = words.leads.starts(text).map_or(0, str::len);
    let text = &text[lead..];
    let mut at = lead;
    let unnamed = text.starts_with(is_digit);
    for (mark, whole) in pieces(text) {
        let piece = whole.strip_prefix(signs::JOINS).unwrap_or(whole);
        let mut own = amounts(piece, words);
        let only = own.next().filter(|amount| amount.unit == unit)?;
        // What follows the amount is said of it, or there is a second one.
        let other = names == Names::Alike && (only.range.start == 0) != unnamed;
        if own.next().is_some() || other || piece.contains(signs::ALTOGETHER) {
            return None;
        }
        found.push(only.value);
        end = at + whole.len() - piece.len() + only.range.end;
        at += whole.len() + mark.len_utf8();
        if mark != '、' {
            break;
        }
    }
    Some((found, end))
}

/// Whether an amount is the last member of a list, each of which has one of its unit.
fn is_listed(text: &str, last: &Amount, words: &Words) -> bool {
    let start = clause_start(text, last.range.start, &['，', '。', '；', '、', '\n', '：', ':']);
    let Some(before) = text[..start].strip_suffix('、') else { return false };
    let start = clause_start(before, before.len(), &['，', '。', '；', '、', '\n', '：', ':']);
    amounts(&before[start..], words).any(|amount| amount.unit == last.unit)
}

/// The parts that the clauses of a sentence tell, if each ends with one of the unit, and
/// where the last of them ends: 收回借款32.5万元，归还专项资金28.7万元，…….
fn clause_parts(text: &str, unit: usize, words: &Words) -> Option<(Vec<u64>, usize)> {
    const FEWEST: usize = 3;
    let (mut found, mut at) = (Vec::new(), 0);
    for (mark, piece) in pieces(text) {
        let mut own = amounts(piece, words);
        let only = own.next().filter(|amount| amount.unit == unit && amount.range.end == piece.len())?;
        if own.next().is_some() || only.range.start == 0 {
            return None;
        }
        found.push(only.value);
        at += piece.len();
        if !matches!(mark, '，' | '；') {
            break;
        }
        at += mark.len_utf8();
    }
    (found.len() >= FEWEST).then_some((found, at))
}

/// The amounts of a text whose units are known.
pub(super) fn amounts<'t>(text: &'t str, words: &'t Words) -> impl Iterator<Item = Amount> + 't {
    let grouped = |at: usize| text[..at].strip_suffix(',').is_some_and(|before| before.ends_with(is_digit));
    let begins =
        move |(at, c): &(usize, char)| is_digit(*c) && !text[..*at].ends_with(is_number) && !grouped(*at);
    text.char_indices().filter(begins).filter_map(|(at, _)| {
        let length = number_length(&text[at..]);
        let value = value(&text[at..at + length])?;
        let rest = &text[at + length..];
        let form = words.forms.starts(rest)?;
        let unit = words.amounts.iter().position(|forms| forms.iter().any(|known| known == form))?;
        let size = form.len();
        Some(Amount { value, unit, range: at..at + length + size })
    })
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// How long the number is that a text starts with: 46,820.00.
fn number_length(text: &str) -> usize {
    let run = |from: usize| text[from..].find(|c| !is_number(c)).unwrap_or(text.len() - from);
    let mut length = run(0);
    while text[length..].starts_with(',') {
        let group = run(length + 1);
        let digits = text[length + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits != 3 {
            break;
        }
        length += 1 + group;
    }
    length
}

fn value(number: &str) -> Option<u64> {
    let number = &number.replace(',', "");
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let places = u32::try_from(decimals.len()).ok().filter(|places| *places <= DECIMALS)?;
    // 1.本 is a numbered line.
    if whole.len() > 12 || number.ends_with('.') {
        return None;
    }
    let digits = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u64>().ok() };
    Some(digits(whole)? * 10_u64.pow(DECIMALS) + digits(decimals)? * 10_u64.pow(DECIMALS - places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_shown_with_their_decimals() {
        for (text, shown_as) in [("4.8", "4.8"), ("120", "120"), ("0.25", "0.25"), ("3.60", "3.6")] {
            assert_eq!(value(text).map(shown).as_deref(), Some(shown_as), "{text}");
        }
        assert_eq!(value("46,820.00").map(shown).as_deref(), Some("46820"));
        assert_eq!(number_length("46,820.00元、9,7台"), "46,820.00".len());
        assert_eq!(value("1.2.3"), None);
        assert_eq!(value("1."), None);
    }
}
