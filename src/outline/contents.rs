//! Tables of contents and lists of attachments: their lines name parts and open
//! none.

use std::collections::HashSet;

use super::Marker;
use super::boundary::lead_in;
use crate::block::Block;
use crate::rulebook::Rulebook;

/// No line of a table of contents is longer, in characters.
const LONGEST: usize = 50;

/// No preface below it has more blocks.
const PREFACE: usize = 6;

/// The blocks that are lines of a table of contents: those after its heading, up
/// to the first that comes again as a heading of the text.
pub(super) fn contents(blocks: &[Block], rulebook: &Rulebook) -> HashSet<usize> {
    let mut lines = attachments(blocks, rulebook);
    let mut index = 0;
    while index < blocks.len() {
        if !rulebook.kinds.heads_contents(blocks[index].as_str()) {
            index += 1;
            continue;
        }
        let start = index;
        let mut named: HashSet<&str> = HashSet::new();
        index += 1;
        while let Some(block) = blocks.get(index) {
            let name = name(block.as_str());
            if name.chars().count() > LONGEST || block.cell().is_some() || !named.insert(name) {
                break;
            }
            lines.insert(index);
            index += 1;
        }
        // Nothing came again, not even below a preface: it was no table of contents.
        let mut next = blocks.iter().skip(index).take(PREFACE);
        if !next.any(|block| named.contains(name(block.as_str()))) {
            (start..index).for_each(|line| {
                lines.remove(&line);
            });
        }
    }
    lines
}

/// The blocks that list what is attached: 附件：1. …… and the numbered lines
/// after it.
fn attachments(blocks: &[Block], rulebook: &Rulebook) -> HashSet<usize> {
    let numbered = |line: &str| Marker::parse(&line[lead_in(line)..]).is_some();
    let mut listing = false;
    let lists = |(_, block): &(usize, &Block)| {
        let (first, rest) = block.as_str().split_once('\n').unwrap_or((block.as_str(), ""));
        listing = rest.lines().all(numbered)
            && (rulebook.kinds.lists_attachments(first) || listing && numbered(first));
        listing
    };
    blocks.iter().enumerate().filter(lists).map(|(index, _)| index).collect()
}

/// A line without the dots and the page number at its end.
fn name(text: &str) -> &str {
    let text = text[lead_in(text)..].trim_end();
    text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '·' | '-' | '—' | '。')
    })
}
