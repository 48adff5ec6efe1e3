//! Plain text: every line that is not blank is a paragraph.

use super::{Block, BlockKind, BlockText};
use crate::source::Span;

pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = line_end(text, start);
        let line = &text[start..end];
        if !line.trim().is_empty() && !is_comment(line) {
            let kept = line.trim_end_matches([' ', '\t', '\u{3000}']);
            let span = Span::new(start, start + kept.len());
            blocks.push(Block::new(BlockKind::Paragraph, span, BlockText::verbatim(text, span)));
        }
        start = end + 1;
    }
    blocks
}

/// A line end may be LF, CRLF (the CR then ends the line as blank space that
/// is trimmed away) or a lone CR.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at)
}

fn is_comment(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("<!--") && line.ends_with("-->")
}
