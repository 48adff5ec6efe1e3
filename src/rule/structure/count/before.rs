//! Lists that stand before their number: “A、B、C”三项, 《A》《B》两部,
//! A组、B组、C组三个组, 人防、物防、技防“三防”.

use super::Words;
use super::announced::{Announced, is_count};
use super::forms::pieces;
use crate::chars::{is_closing, is_digit, is_han, is_opening};
use crate::signs;

/// No list goes on farther, in bytes.
const LONGEST: usize = 300;
/// No name of what is counted is longer, in characters.
const LONGEST_NAME: usize = 7;

/// How many things are listed right before their number.
pub(super) fn listed_before(text: &str, announced: &Announced, words: &Words) -> Option<Vec<usize>> {
    let start = text.floor_char_boundary(announced.range.start.saturating_sub(LONGEST));
    let before = &text[start..announced.range.start];
    if !announced.quoted && before.ends_with(is_closing) {
        return enclosed(before);
    }
    // “A、B、C”的“三个一”机制.
    if let Some(list) =
        before.strip_suffix(signs::ATTRIBUTIVE).filter(|list| announced.quoted && list.ends_with('”'))
    {
        return enclosed(list);
    }
    too_many(before, announced)
        .or_else(|| alike(text, before, announced, words))
        .or_else(|| plain(text, before, announced, words))
        .or_else(|| led(text, before, announced))
}

/// More names than are told of: 甲、乙、丙、丁等3家机构.
fn too_many(before: &str, announced: &Announced) -> Option<Vec<usize>> {
    const LONGEST_MEMBER: usize = 10;
    let members = names_at_end(before.strip_suffix(signs::OPEN_LIST)?);
    let plain = |member: &&str| {
        member.chars().count() <= LONGEST_MEMBER && !member.contains(|c| is_digit(c) || is_count(c))
    };
    let joined = members.iter().any(|member| member.contains(signs::JOINS) || member.contains(is_opening));
    let more = members.len() > announced.number && !announced.quoted && !joined;
    (more && members.iter().all(plain)).then(|| vec![members.len()])
}

/// Three members or more right before what they are counted as: 甲、乙、丙四个领域.
fn plain(text: &str, before: &str, announced: &Announced, words: &Words) -> Option<Vec<usize>> {
    const MOST: usize = 12;
    const LONGEST_MEMBER: usize = 14;
    let (counted, after) = (&text[announced.range.clone()], &text[announced.range.end..]);
    let name = counted.trim_start_matches(is_opening);
    let name = name.trim_start_matches(|c: char| is_digit(c) || is_count(c) || c == signs::MEASURE);
    let known = |noun: &String| {
        name.starts_with(noun.as_str())
            || counted.ends_with(noun.as_str())
            || after.starts_with(noun.as_str())
    };
    // 组织、物资、技术“三个到位”
    let said = |word: &String| name.trim_end_matches(is_closing) == word.as_str();
    let known = words.countable.iter().any(known) || announced.quoted && words.predicates.iter().any(said);
    // 学习、作风方面存在的三个问题 counts something else.
    let open = |c: char| !is_han(c) || signs::OPEN_ENDS.contains(c);
    if !known || announced.number > MOST || before.ends_with(open) {
        return None;
    }
    let members = names_at_end(before);
    let other = |member: &&str| {
        member.chars().count() > LONGEST_MEMBER
            || member.contains(signs::OPEN_LIST)
            || member.contains(|c| is_digit(c) || is_count(c))
    };
    // The last one, which stands first here, may be two.
    let joined = words.joins.iter().any(|join| members[0].contains(join.as_str()));
    let near = members.len().abs_diff(announced.number) <= 2;
    let clear = members.len() > 2 && near && !members.iter().any(other);
    clear.then(|| (members.len()..=members.len() + usize::from(joined)).collect())
}

/// Members that all begin with what the set in quotes is called by, and a verb after them:
/// 查粮情、查虫害，做到“两查”.
fn led(text: &str, before: &str, announced: &Announced) -> Option<Vec<usize>> {
    const LONGEST_VERB: usize = 4;
    let name = text[announced.start..announced.range.end].trim_end_matches(is_closing);
    let name = name.trim_start_matches(|c: char| is_digit(c) || is_count(c));
    let (list, verb) = before.trim_end_matches('“').rsplit_once('，')?;
    let plain = verb.chars().all(is_han) && verb.chars().count() <= LONGEST_VERB;
    if !announced.quoted || name.chars().count() != 1 || !plain {
        return None;
    }
    let members = members_at_end(list);
    (members.len() > 1 && members.iter().all(|member| member.starts_with(name))).then(|| vec![members.len()])
}

/// The same without the number that a line begins with: （一）用好巡查、宣传、保障.
fn names_at_end(text: &str) -> Vec<&str> {
    let members = members_at_end(text).into_iter();
    members.map(|member| member.rsplit_once('）').map_or(member, |(_, rest)| rest)).collect()
}

/// The members of the list that a text ends with, the last one first.
fn members_at_end(text: &str) -> Vec<&str> {
    let all = pieces(text);
    let listed = all.iter().rev().enumerate().take_while(|(index, (mark, _))| *index == 0 || *mark == '、');
    listed.map(|(_, (_, member))| *member).collect()
}

/// The members of one pair of quotes, or of several side by side.
fn enclosed(before: &str) -> Option<Vec<usize>> {
    let mut groups: Vec<&str> = Vec::new();
    let mut rest = before;
    while let Some(close) = rest.chars().next_back().filter(|&c| matches!(c, '”' | '》')) {
        let open = rest.rfind(if close == '”' { '“' } else { '《' })?;
        groups.push(&rest[open..]);
        rest = rest[..open].strip_suffix('、').unwrap_or(&rest[..open]);
        // Others stand before them without marks.
        if before[rest.len()..].starts_with('、') && !rest.ends_with(['”', '》']) {
            return None;
        }
    }
    let [only] = groups.as_slice() else {
        let joined = rest.ends_with(signs::JOINS) || rest.ends_with(['”', '》']);
        return (groups.len() > 1 && !joined).then(|| vec![groups.len()]);
    };
    let members = pieces(only.strip_prefix('“')?.trim_end_matches(is_closing));
    let plain = members.iter().all(|(mark, _)| matches!(mark, '、' | '\n'));
    let open = members.last().is_some_and(|(_, member)| member.ends_with(signs::OPEN_LIST));
    (members.len() > 1 && plain && !open).then(|| vec![members.len()])
}

/// Members that all end with the same character, which the name of what they are
/// has as well.
fn alike(text: &str, before: &str, announced: &Announced, words: &Words) -> Option<Vec<usize>> {
    let name = text[announced.start..].chars().skip(1).take_while(|&c| is_han(c)).take(LONGEST_NAME);
    let end = before.chars().next_back().filter(|&c| is_han(c))?;
    let named = name.into_iter().any(|c| c == end);
    let listed = members_at_end(before);
    let members: Vec<&str> = listed.iter().copied().take_while(|member| member.ends_with(end)).collect();
    let joined = members.iter().any(|member| words.joins.iter().any(|join| member.contains(join.as_str())));
    // 焊接、钳工、电工三个工种: others stand in the list.
    let others = members.len() < listed.len();
    let whole = !others && (named || announced.quoted && announced.number < 10 && members.len() > 2);
    (whole && members.len() > 1).then(|| (members.len()..=members.len() + usize::from(joined)).collect())
}
