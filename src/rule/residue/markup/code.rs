//! HTML tags, escapes of line ends, and links.

use std::ops::Range;

use crate::block::Block;
use crate::chars::{head, is_chinese};

/// The longest tag or link that is looked at, in bytes.
const LONGEST: usize = 400;

/// HTML tags by their names: `<br/>`, `<span style="…">`, `</p>`.
pub(super) fn tags(block: &Block, names: &[String]) -> Vec<Range<usize>> {
    let text = block.as_str();
    let opens = block.marks.iter().filter(|mark| mark.ch == '<');
    opens.filter_map(|mark| Some(mark.at()..mark.at() + tag_length(&text[mark.at()..], names)?)).collect()
}

/// The length of the tag at the start of `text`, in bytes.
fn tag_length(text: &str, names: &[String]) -> Option<usize> {
    let text = head(text, LONGEST);
    let inside = text.strip_prefix('<')?;
    let inside = &inside[..inside.find(['>', '<', '\n']).filter(|end| inside[*end..].starts_with('>'))?];
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let name = &named[..named.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(named.len())];
    let known = names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let rest = named[name.len()..].trim_end_matches('/').trim();
    (known && (rest.is_empty() || rest.contains('='))).then_some(inside.len() + 2)
}

/// Line ends and tabs as programs write them: `\n`, `\r\n`, `\t`.
pub(super) fn escapes(block: &Block) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in block.marks.iter().filter(|mark| mark.ch == '\\') {
        if !text[mark.end()..].starts_with(['n', 'r', 't']) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == mark.at() => last.end = mark.at() + 2,
            _ => found.push(mark.at()..mark.at() + 2),
        }
    }
    // A path goes on with letters, and comes after a drive or a folder.
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '\\' || c == '_';
    found.retain(|range| {
        let path = text[..range.start].ends_with(|c: char| c.is_ascii_alphabetic() || ":\\_".contains(c));
        !path && !text[range.end..].starts_with(latin)
    });
    found
}

/// Spaces that were written as entities in Chinese text: 扣除&nbsp;当期费用, &ensp;.
pub(super) fn blanks(block: &Block) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = block.stretches(|mark| {
        matches!(mark.ch, '\u{A0}' | '\u{2002}' | '\u{2003}' | '\u{2009}')
            && !block.text.is_verbatim(mark.at())
    });
    found.retain(|range| {
        text[..range.start].ends_with(is_chinese) && text[range.end..].starts_with(is_chinese)
    });
    found
}

/// Links and images of Markdown: `[附件](a.docx)`, `![]()`.
pub(super) fn links(block: &Block) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = Vec::new();
    let mut from = 0;
    for mark in block.marks.iter().filter(|mark| mark.ch == ']') {
        if mark.at() < from {
            continue;
        }
        let Some(target) = text[mark.end()..].strip_prefix('(') else {
            continue;
        };
        let target = head(target, LONGEST);
        let Some(end) = target.find([')', '\n']).filter(|end| target[*end..].starts_with(')')) else {
            continue;
        };
        let Some(open) = text[from..mark.at()].rfind(['[', '\n']).map(|at| from + at) else {
            continue;
        };
        if !text[open..].starts_with('[') || !is_target(&target[..end]) {
            continue;
        }
        let start = if text[..open].ends_with('!') { open - 1 } else { open };
        from = mark.end() + 1 + end + 1;
        found.push(start..from);
    }
    found
}

/// Whether what stands in a link's brackets leads somewhere, or is left empty.
fn is_target(target: &str) -> bool {
    target.trim().is_empty() || target.is_ascii() && target.contains(['.', '/', '#'])
}
