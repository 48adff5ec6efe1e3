//! Pairs of `**` that a writer meant as strong text where they are no markup.

use std::ops::Range;

use super::{before, next};
use crate::block::Block;
use crate::chars::{is_chinese_mark, is_han, is_space};

/// The longest text between two such marks, in characters.
const LONGEST: usize = 80;
/// No list is shorter.
const LIST: usize = 5;

/// Where the `**` marks of a block stand that are meant as strong text. Fill of
/// the same look (到**局挂职) stands before an office or a number instead.
pub(super) fn strong_pairs(block: &Block, slots: &[String]) -> Vec<Range<usize>> {
    let text = block.as_str();
    let marks: Vec<Range<usize>> =
        block.stretches(|mark| mark.ch == '*').into_iter().filter(|mark| mark.len() == 2).collect();
    let mut found = Vec::new();
    let mut rest = marks.iter().peekable();
    while let Some(open) = rest.next() {
        if let Some(close) = rest.next_if(|close| is_pair(text, open, close, slots)) {
            found.extend([open.clone(), close.clone()]);
        }
    }
    found
}

fn is_pair(text: &str, open: &Range<usize>, close: &Range<usize>, slots: &[String]) -> bool {
    let inside = &text[open.end..close.start];
    let (before, after) = (&text[..open.start], &text[close.end..]);
    let boundary = |c: char| !is_han(c) && !c.is_ascii_alphanumeric();
    let starts = before.chars().next_back().is_none_or(|c| boundary(c) || is_space(c));
    let ends = after.chars().next().is_none_or(boundary) || inside.ends_with(is_chinese_mark);
    let length = inside.chars().take(LONGEST + 1).count();
    let slot = |text: &str| slots.iter().any(|slot| text.starts_with(slot.as_str()));
    let edges = !inside.starts_with(is_space) && !inside.ends_with(is_space);
    // Before a mark there is nothing that fill could stand for.
    let closes = after.starts_with(is_chinese_mark) && !inside.contains(is_chinese_mark);
    // A list is no name that was left out.
    let list = inside.contains('、') && length >= LIST && inside.starts_with(is_han);
    (2..=LONGEST).contains(&length)
        && edges
        && (starts && ends || closes || (starts || ends || list) && !slot(inside) && !slot(after))
}

/// Whether a mark without a partner can only be one of strong text: it opens at
/// the start of a phrase or closes after a mark. Between characters it may be
/// fill or hide a name.
pub(super) fn is_lone(text: &str, mark: &Range<usize>, slots: &[String]) -> bool {
    let (left, right) = (before(text, mark.start), next(text, mark.end));
    let edge = |c: char| is_space(c) || is_chinese_mark(c);
    let after = &text[mark.end..];
    let fill = slots.iter().any(|slot| after.starts_with(slot.as_str()));
    let opens = left.is_none_or(edge) && right.is_some_and(|c| is_han(c) || matches!(c, '“' | '《' | '（'));
    let closes = left.is_some_and(is_chinese_mark) && right.is_none_or(|c| c == '\n' || is_han(c));
    !fill && (opens || closes)
}
