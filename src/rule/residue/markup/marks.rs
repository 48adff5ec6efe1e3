//! The marks of strong text and of headings.

use std::ops::Range;

use crate::block::Block;
use crate::chars::is_han;
use crate::rule::residue::strong::{is_lone, strong_pairs};

/// The deepest heading of Markdown.
const DEEPEST: usize = 6;

/// The `**` marks that were meant as strong text: pairs in plain text, and those
/// without a partner anywhere.
pub(super) fn strong(block: &Block, slots: &[String], plain: bool) -> Vec<Range<usize>> {
    let pairs = strong_pairs(block, slots);
    let marks = block.stretches(|mark| mark.ch == '*').into_iter().filter(|mark| mark.len() == 2);
    marks
        .filter(|mark| {
            let paired = pairs.binary_search_by_key(&mark.start, |pair| pair.start).is_ok();
            if paired { plain } else { is_lone(block.as_str(), mark, slots) }
        })
        .collect()
}

/// The `#` marks at the start of a line. Markdown takes those that a space
/// follows; `#话题#` is no heading.
pub(super) fn headings(block: &Block, plain: bool) -> Vec<Range<usize>> {
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
