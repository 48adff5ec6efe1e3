//! What reads like a title, and how far a title reaches.

use std::ops::Range;

use super::{Marker, Shape};
use crate::block::{Block, BlockKind};
use crate::chars::{head, is_sentence_end, is_space};

/// No title or label is longer, in bytes.
const LONGEST_TITLE: usize = 1200;

/// A text that is short in characters is no longer than this in bytes.
const LONGEST_SHORT: usize = 4 * 41;

/// The title of a part whose text starts at `body`, and how it reads. The text
/// may yet be cut, which the title foresees by ending with the first sentence or
/// line.
pub(super) fn title(block: &Block, body: usize) -> (Range<usize>, Shape) {
    let text = block.as_str();
    let start = skip_spaces(text, body);
    let first = line(text, start);
    if matches!(block.kind, BlockKind::Heading(_)) {
        return (start..start + first.trim_end().len(), Shape::Title);
    }
    let ends = |c: char| is_sentence_end(c) || matches!(c, '；' | ';');
    let stop = first.char_indices().find(|&(_, c)| ends(c)).map_or(first.len(), |(at, c)| at + c.len_utf8());
    let marker_after =
        |&(at, c): &(usize, char)| is_space(c) && Marker::parse(first[at..].trim_start()).is_some();
    let next = first[..stop].char_indices().find(marker_after).map(|(at, _)| at);
    let piece = first[..next.unwrap_or(stop)].trim_end();
    let alone = next.is_some() || stop >= first.trim_end().len();
    let shape = if alone && is_title(piece) && !is_aside(piece) { Shape::Title } else { Shape::Sentence };
    (start..start + piece.trim_end_matches(ends).len(), shape)
}

/// The text from `at` to the end of its line, or as far as a title or a label
/// can reach.
pub(super) fn line(text: &str, at: usize) -> &str {
    let rest = head(&text[at..], LONGEST_TITLE);
    rest.split('\n').next().unwrap_or(rest)
}

/// The first place from `at` on that is no space.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_space).len()
}

/// Whether a text reads like a title: short, in one piece.
pub(super) fn is_title(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：']);
    // Not a character of a long text need be looked at.
    if text.len() > LONGEST_SHORT {
        return false;
    }
    let (inner, limit) = match text.strip_suffix('。') {
        Some(inner) => (inner, 25),
        None => (text, 40),
    };
    let clauses = inner.contains(['，', ',']) && inner.len() < text.len();
    let sentences = inner.contains(['。', '；', ';', '！', '？']) || inner.ends_with(['，', ',', '、']);
    !inner.is_empty() && !sentences && !clauses && inner.chars().count() <= limit
}

/// Whether a text stands in brackets as a whole: a remark, or what is to be
/// filled in.
fn is_aside(text: &str) -> bool {
    let pair = |open: char, close: char| {
        text.strip_prefix(open)
            .and_then(|text| text.strip_suffix(close))
            .is_some_and(|text| !text.contains(close))
    };
    pair('（', '）')
        || text.starts_with("{{")
        || pair('(', ')')
        || pair('【', '】')
        || pair('[', ']')
        || pair('〔', '〕')
}

/// Whether a text in mid-paragraph starts with a title: a few words up to a
/// space or the block's end, without a comma.
pub(super) fn starts_title(text: &str) -> bool {
    let text = head(text.trim_start_matches(is_space), LONGEST_TITLE);
    let end = text.find(is_space).unwrap_or(text.len());
    let title = &text[..end];
    is_title(title) && !title.contains(['，', ',', '。'])
}
