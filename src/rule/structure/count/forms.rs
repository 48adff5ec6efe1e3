//! Lists in forms of their own: titles in book marks, clauses that begin or end alike; and
//! the pieces of a text.

use super::Words;
use super::announced::{Announced, is_count, number};
use super::listed::LONGEST;
use crate::chars::{head, is_closing, is_han, is_opening, is_space};
use crate::signs;

/// No list whose members are sentences goes on farther, in bytes: 首先……其次……
const LONGEST_SEQUENCE: usize = 6000;

/// Titles one after the other: 《甲办法》《乙办法》，
pub(super) fn titles(text: &str) -> Option<Vec<usize>> {
    let mut rest = head(text, LONGEST);
    let mut count = 0;
    while let Some(title) = rest.strip_prefix('《') {
        rest = title.split_once('》')?.1;
        rest = rest.strip_prefix('、').filter(|next| next.starts_with('《')).unwrap_or(rest);
        count += 1;
    }
    (count > 1 && rest.starts_with(['，', '。', '；'])).then(|| vec![count])
}

/// Clauses that begin alike: 抓方案，……；抓督导，……；抓评价，…….
pub(super) fn parallel(text: &str) -> Option<Vec<usize>> {
    let text = head(text, LONGEST);
    let list = &text[..text.find(['。', '\n'])?];
    let members: Vec<&str> = list.split('；').map(str::trim_start).collect();
    let first = members[0].chars().next().filter(|&c| is_han(c))?;
    (members.len() > 1 && members.iter().all(|member| member.starts_with(first))).then(|| vec![members.len()])
}

/// Clauses that all begin or all end with what is counted: “三个必须”：必须见面谈，必须到家访。
/// and 两个阶段：5月为自查阶段，6月为整改阶段，7月为验收阶段。
pub(super) fn clauses_alike(text: &str, announced: &Announced) -> Option<Vec<usize>> {
    const NAME: usize = 2;
    let list = head(text[announced.range.end..].strip_prefix(['：', ':'])?, LONGEST);
    let members: Vec<&str> = list[..list.find(['。', '\n'])?].split(['，', '；', '、']).collect();
    let counted = text[announced.range.clone()].trim_end_matches(is_closing);
    let at = counted.char_indices().rev().nth(NAME - 1).map(|(at, _)| at)?;
    let name = Some(&counted[at..]).filter(|name| name.chars().all(|c| is_han(c) && !is_count(c)))?;
    let longer = |member: &str| member.chars().count() > NAME;
    let begin = announced.quoted && members.iter().all(|member| member.starts_with(name) && longer(member));
    let end = members.iter().all(|member| member.ends_with(name) && longer(member));
    (members.len() > 1 && (begin || end)).then(|| vec![members.len()])
}

/// Whether a member holds what is counted, of two characters or more: 核查专班 of 3个专班, 精准识别
/// of “三个精准”.
pub(super) fn is_called(member: &str, text: &str, announced: &Announced) -> bool {
    let name = &text[announced.start..];
    let name = number(name).map_or(name, |(_, length)| &name[length..]);
    let name = name.strip_prefix(signs::MEASURE).unwrap_or(name);
    let name = &name[..name.find(|c| !is_han(c)).unwrap_or(name.len())];
    name.chars().count() > 1 && member.contains(name)
}

/// 首先……其次……最后……, 一方面……另一方面……
pub(super) fn sequence(text: &str, words: &Words) -> Option<Vec<usize>> {
    let text = text.trim_start_matches(is_space);
    // 第一、二项由甲办起草，第三项由乙办起草 speaks of things by their numbers.
    let names = |after: &str| {
        let next = after.strip_prefix('、').unwrap_or(after);
        words.units.starts(after).is_some() || next.starts_with(is_count)
    };
    let begins = |word: &String| text.strip_prefix(word.as_str()).is_some_and(|after| !names(after));
    let sequence = words.sequences.iter().find(|sequence| begins(&sequence[0]))?;
    let line = head(text, LONGEST_SEQUENCE).split('\n').next().unwrap_or_default();
    let mut at = 0;
    let mut count = 0;
    for word in sequence {
        if let Some(found) = line[at..].find(word.as_str()) {
            count += 1;
            at += found + word.len();
        }
    }
    let others = words.mixed.iter().filter(|word| !sequence.contains(word));
    let mixed = others.into_iter().any(|word| line[..at].contains(word.as_str()));
    (count > 1 && !mixed).then(|| vec![count])
}

/// What stands in the brackets that a text starts with.
pub(super) fn in_brackets(text: &str) -> Option<&str> {
    let inner = head(text.strip_prefix(['（', '('])?, LONGEST);
    Some(&inner[..inner.find(['）', ')'])?])
}

/// The pieces of a text, each with the mark after it. What stands in brackets or
/// quotes is in one piece.
pub(super) fn pieces(text: &str) -> Vec<(char, &str)> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_opening(c) => depth += 1,
            _ if is_closing(c) => depth = depth.saturating_sub(1),
            '、' | '，' | '；' | '。' | '\n' if depth == 0 => {
                found.push((c, &text[start..at]));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(('\n', &text[start..]));
    found
}
