//! Tables of contents and lists of attachments: their lines name parts and open
//! none.

use std::collections::HashSet;

use super::Marker;
use super::boundary::lead_in;
use crate::block::{Block, BlockId};
use crate::id::List;
use crate::rulebook::Rulebook;

/// No line of a table of contents is longer, in characters.
const LONGEST: usize = 50;

/// No preface below it has more blocks.
const PREFACE: usize = 6;

/// The blocks that are lines of a table of contents: those after its heading, up
/// to the first that comes again as a heading of the text.
pub(super) fn contents(blocks: &List<Block>, rulebook: &Rulebook) -> HashSet<BlockId> {
    let mut lines = attachments(blocks, rulebook);
    let mut index = BlockId::FIRST;
    while let Some(block) = blocks.get(index) {
        if !rulebook.kinds.heads_contents(block.as_str()) {
            index = index.next();
            continue;
        }
        let start = index;
        let mut named: HashSet<&str> = HashSet::new();
        index = index.next();
        while let Some(block) = blocks.get(index) {
            let name = name(block.as_str());
            if name.chars().count() > LONGEST || block.cell().is_some() || !named.insert(name) {
                break;
            }
            lines.insert(index);
            index = index.next();
        }
        // Nothing came again, not even below a preface: it was no table of contents.
        let mut next = blocks.rest(index).iter().take(PREFACE);
        if !next.any(|block| named.contains(name(block.as_str()))) {
            start.until(index).iter().for_each(|line| {
                lines.remove(&line);
            });
        }
    }
    lines
}

/// The blocks that list what is attached: 附件：1. …… and the numbered lines
/// after it.
fn attachments(blocks: &List<Block>, rulebook: &Rulebook) -> HashSet<BlockId> {
    let numbered = |line: &str| Marker::parse(&line[lead_in(line)..]).is_some();
    let mut listing = false;
    let lists = |(_, block): &(BlockId, &Block)| {
        let (first, rest) = block.as_str().split_once('\n').unwrap_or((block.as_str(), ""));
        listing = rest.lines().all(numbered)
            && (rulebook.kinds.lists_attachments(first) || listing && numbered(first));
        listing
    };
    blocks.enumerate().filter(lists).map(|(id, _)| id).collect()
}

/// A line without the dots and the page number at its end: 一、存在的问题……3, 四、措施（5）.
fn name(text: &str) -> &str {
    let text = text[lead_in(text)..].trim_end();
    let bracketed = text.strip_suffix(['）', ')']).and_then(|inner| inner.rsplit_once(['（', '(']));
    let page = |&(_, page): &(&str, &str)| !page.is_empty() && page.chars().all(|c| c.is_ascii_digit());
    let text = bracketed.filter(page).map_or(text, |(name, _)| name);
    text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '·' | '-' | '—' | '。')
    })
}
