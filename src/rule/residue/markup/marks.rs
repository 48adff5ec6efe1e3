//! The marks of strong text and of headings.

use std::ops::Range;

use crate::block::Block;
use crate::chars::{is_chinese_mark, is_han, is_space};
use crate::rule::residue::strong::strong_pairs;
use crate::rule::residue::{before, next};

/// The deepest heading of Markdown.
const DEEPEST: usize = 6;

/// The `**` marks that were meant as strong text: pairs in plain text, and those
/// without a partner anywhere.
pub(super) fn strong(block: &Block<'_>, slots: &[String], plain: bool) -> Vec<Range<usize>> {
    let pairs = strong_pairs(block, slots);
    let marks = block.stretches(|mark| mark.ch == '*').into_iter().filter(|mark| mark.len() == 2);
    marks
        .filter(|mark| {
            let paired = pairs.contains(mark);
            if plain && paired { true } else { !paired && is_lone(block.as_str(), mark, slots) }
        })
        .collect()
}

/// Whether a mark without a partner can only be one of strong text: it opens at
/// the start of a phrase or closes after a mark. Between characters it may be
/// fill or hide a name.
fn is_lone(text: &str, mark: &Range<usize>, slots: &[String]) -> bool {
    let (left, right) = (before(text, mark.start), next(text, mark.end));
    let edge = |c: char| is_space(c) || is_chinese_mark(c);
    let after = &text[mark.end..];
    let fill = slots.iter().any(|slot| after.starts_with(slot.as_str()));
    let opens = left.is_none_or(edge) && right.is_some_and(|c| is_han(c) || matches!(c, '“' | '《' | '（'));
    let closes = left.is_some_and(is_chinese_mark) && right.is_none_or(|c| c == '\n' || is_han(c));
    !fill && (opens || closes)
}

/// The `#` marks at the start of a line. Markdown takes those that a space
/// follows; `#话题#` is no heading.
pub(super) fn headings(block: &Block<'_>, plain: bool) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = block.stretches(|mark| mark.ch == '#');
    found.retain(|mark| {
        let line = text[mark.end..].split('\n').next().unwrap_or_default();
        let start = text[..mark.start].rsplit('\n').next().is_some_and(|lead| lead.trim().is_empty());
        let spaced = line.starts_with([' ', '\u{3000}']);
        let titled = line.trim_start().starts_with(|c: char| is_han(c) || c == '（' || c.is_ascii_digit());
        let sure = mark.len() > 1 || spaced || !line.starts_with(|c: char| c.is_ascii_digit());
        start && mark.len() <= DEEPEST && titled && sure && (plain || !spaced) && !line.contains('#')
    });
    found
}
