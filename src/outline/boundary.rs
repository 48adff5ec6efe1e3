//! The places of a block where a segment may start.

use super::Marker;
use crate::block::{Block, Mark};
use crate::chars::{head, is_bullet, is_closing, is_numeral, is_sentence_end, is_space};
use crate::signs;

/// What stands before such a place. Where two apply, the first one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Boundary {
    /// The block's start.
    Block,
    /// A line's start.
    Line,
    /// A sentence's end.
    Sentence,
    /// A colon: an enumeration may start here.
    Colon,
    /// A semicolon, a comma or an opening bracket: a field of a row.
    Row,
    /// A bracket that may hold a label: 【整改措施】.
    Bracket,
    /// A space.
    Space,
    /// Nothing; but a marker that counts on may start in the value of a
    /// deadline (长期整改问题二:).
    Nothing,
}

/// A place where a segment may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// Local byte offset.
    pub at: usize,
    /// What stands before it.
    pub boundary: Boundary,
}

/// Where the text of a block starts: after spaces, after the `#` that was left of a
/// heading, and after what was left before its marker: `**`, tags of a page, or signs
/// such as ▶.
pub(super) fn lead_in(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| is_space(c) || c == '#');
    let signed = || Some(rest.trim_start_matches(|c| is_bullet(c) || is_space(c)));
    let marked = rest
        .strip_prefix("**")
        .or_else(|| after_tags(rest))
        .or_else(signed)
        .filter(|rest| Marker::parse(rest).is_some());
    text.len() - marked.unwrap_or(rest).len()
}

/// What follows the tags and entities that a text starts with: `<strong>一、……`.
fn after_tags(text: &str) -> Option<&str> {
    const LONGEST: usize = 120;
    const LONGEST_FORUM: usize = 16;
    let mut rest = text;
    loop {
        let entity = rest.strip_prefix("&nbsp;").or_else(|| rest.strip_prefix("&emsp;"));
        let tag = || {
            let tag =
                rest.strip_prefix('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))?;
            Some(&tag[head(tag, LONGEST).find('>')? + 1..])
        };
        // [b] of a forum.
        let forum = || {
            let end = rest.strip_prefix('[')?.find(']').filter(|&end| end <= LONGEST_FORUM)?;
            let name = &rest[1..=end];
            name.starts_with(|c: char| c.is_ascii_lowercase()).then(|| &rest[end + 2..])
        };
        match entity.or_else(tag).or_else(forum) {
            Some(after) => rest = after.trim_start_matches(is_space),
            None => return (rest.len() < text.len()).then_some(rest),
        }
    }
}

/// All such places of a block, in order.
pub(super) fn candidates(block: &Block) -> Vec<Candidate> {
    let text = block.as_str();
    let start = lead_in(text);
    let mut found = vec![Candidate { at: start, boundary: Boundary::Block }];
    let ends = ends_of_runs(text, &block.marks);
    for (index, mark) in block.marks.iter().enumerate() {
        let boundary = match mark.ch {
            '\n' => Boundary::Line,
            c if is_sentence_end(c) => Boundary::Sentence,
            ':' | '：' => Boundary::Colon,
            ';' | '；' | '，' | ',' | '（' | '(' | '/' | '|' => Boundary::Row,
            '、' | '.' | '．' | '）' | ')' | '②'..='⑳' => Boundary::Nothing,
            c if is_space(c) => Boundary::Space,
            '【' | '〔' => Boundary::Nothing,
            _ => continue,
        };
        let unmarked = match mark.ch {
            ':' | '：' => named_number_before(text, mark.at()),
            '、' | '.' | '．' => number_before(&text[..mark.at()]),
            '）' | ')' => number_before(&text[..mark.at()]).filter(|&at| !text[..at].ends_with(['（', '('])),
            '（' | '(' | '②'..='⑳' => Some(mark.at()),
            _ => None,
        };
        if matches!(mark.ch, '【' | '〔') && mark.at() > start {
            found.push(Candidate { at: mark.at(), boundary: Boundary::Bracket });
        }
        let unmarked = unmarked.filter(|&at| at > start);
        found.extend(unmarked.map(|at| Candidate { at, boundary: Boundary::Nothing }));
        let at = ends[index];
        if boundary != Boundary::Nothing && at < text.len() && at > start {
            found.push(Candidate { at, boundary });
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|candidate| candidate.at);
    found
}

/// For each mark the place after it and the closing marks, note numbers and spaces
/// that follow. Read from the back, for a run of spaces may be long.
fn ends_of_runs(text: &str, marks: &[Mark]) -> Vec<usize> {
    let mut ends = vec![0; marks.len()];
    for (index, mark) in marks.iter().enumerate().rev() {
        let end = mark.end();
        let next = marks.get(index + 1).filter(|next| next.at() == end);
        let skips = |next: &&Mark| is_closing(next.ch) || is_space(next.ch) && next.ch != '\n';
        ends[index] = match next {
            Some(_) if next.is_some_and(|next| skips(&next)) => ends[index + 1],
            Some(_) => match note_number(text, end) {
                Some(note) => {
                    let bracket = marks.partition_point(|mark| mark.end() < note);
                    ends.get(bracket).copied().unwrap_or(note)
                }
                None => end,
            },
            None => end,
        };
    }
    ends
}

/// Where a note number such as [2] ends that starts at `at`.
fn note_number(text: &str, at: usize) -> Option<usize> {
    let inner = text[at..].strip_prefix('[')?;
    let (_, length) = crate::chars::digits(inner)?;
    inner[length..].starts_with(']').then_some(at + length + 2)
}

/// Where 问题二 or 篇2 starts that a colon at `colon` ends.
fn named_number_before(text: &str, colon: usize) -> Option<usize> {
    // 问题（三）： as well.
    let closed = text[..colon].strip_suffix(['）', ')']);
    let number = number_before(closed.unwrap_or(&text[..colon]))?;
    let before = &text[..number];
    let before = if closed.is_some() { before.strip_suffix(['（', '('])? } else { before };
    let start = before.strip_suffix(signs::PROBLEM).or_else(|| before.strip_suffix(signs::VOLUME))?;
    let at = start.len();
    Marker::parse(&text[at..]).map(|_| at)
}

/// Where the number starts that `text` ends with.
fn number_before(text: &str) -> Option<usize> {
    let kept = text.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    (kept.len() < text.len()).then_some(kept.len())
}

/// Where 篇一 starts that a title ends with; 第三篇 and 二篇 are counts.
pub(super) fn article_number(text: &str) -> Option<usize> {
    let before = text[..number_before(text)?].trim_end().strip_suffix(signs::VOLUME)?;
    let counts = before.ends_with(|c: char| c.is_ascii_digit() || c == signs::ORDINAL || is_numeral(c));
    (!counts).then_some(before.len())
}
