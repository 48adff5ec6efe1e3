//! placeholder: fill that stands for text to come. Words such as 待补充 are
//! patterns on the rule's page.

use std::ops::Range;

use super::{before, next};
use crate::block::{Block, BlockKind};
use crate::chars::is_han;
use crate::rule::{Context, Found, Report};
use crate::source::Syntax;

/// A run of one character that may be fill.
struct Fill<'a> {
    text: &'a str,
    range: Range<usize>,
    ch: char,
    count: usize,
}

pub(in crate::rule) fn placeholder(context: &Context<'_>, report: &mut Report<'_>) {
    let slots = report.page().words("slots");
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        let fills = fills(block);
        let mut strong = literal_strong(block, &fills);
        if context.model.source.syntax() == Syntax::Markdown {
            strong.extend(underlined(&fills));
        }
        for fill in fills.iter().filter(|fill| !strong.contains(&fill.range.start)) {
            if fill.stands_for_text(&slots) {
                let shown = &fill.text[fill.range.clone()];
                report.add(Found::at(block.span_of(fill.range.clone())).with("text", shown));
            }
        }
    }
}

fn fills<'a>(block: &'a Block<'_>) -> Vec<Fill<'a>> {
    let text = block.as_str();
    let mut fills: Vec<Fill<'a>> = Vec::new();
    for mark in &block.marks {
        let Some(ch) = fill_char(mark.ch) else {
            continue;
        };
        match fills.last_mut() {
            Some(last) if last.ch == ch && last.range.end == mark.at => {
                last.range.end = mark.end();
                last.count += 1;
            }
            _ => fills.push(Fill { text, range: mark.at..mark.end(), ch, count: 1 }),
        }
    }
    fills
}

/// The fill that a character is, with its variants made one.
fn fill_char(ch: char) -> Option<char> {
    Some(match ch {
        'x' | 'X' | 'ｘ' | 'Ｘ' => 'x',
        '×' | '✕' | '╳' => '×',
        '*' | '＊' => '*',
        '_' | '＿' => '_',
        '○' | '◯' | '〇' => '○',
        '□' | '△' | '▢' | '☐' | '◇' | '…' | '.' => ch,
        _ => return None,
    })
}

impl Fill<'_> {
    fn stands_for_text(&self, slots: &[String]) -> bool {
        let (left, right) = (before(self.text, self.range.start), next(self.text, self.range.end));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let fills_slot = || slots.iter().any(|slot| self.text[self.range.end..].starts_with(slot.as_str()));
        let between_han = left.is_some_and(is_han) && right.is_some_and(is_han);
        match (self.ch, self.count) {
            ('x', _) if letter(left) || letter(right) => false,
            ('x', 1) => fills_slot() && right.is_some_and(is_han),
            ('×', 1) => !digit(left) && fills_slot(),
            ('*', 1) => between_han || fills_slot() && left.is_some() && !(digit(left) && digit(right)),
            ('*', _) => !self.is_all_of_its_line(),
            ('_', 1) | ('.', ..=6) | ('…', ..=4) | ('○' | '□' | '△' | '▢' | '☐' | '◇', 1) => {
                false
            }
            ('_', _) => {
                !(left.is_some_and(|c| c.is_ascii_alphanumeric())
                    && right.is_some_and(|c| c.is_ascii_alphanumeric()))
            }
            ('○', _) => ![left, right].into_iter().flatten().any(|c| "一二三四五六七八九十".contains(c)),
            ('…' | '.', _) => true,
            _ => true,
        }
    }

    /// A line of asterisks is a rule between parts.
    fn is_all_of_its_line(&self) -> bool {
        self.text.trim().len() == self.range.len()
    }
}

/// The starts of `**` marks that a writer of plain text means as strong text:
/// a pair of them around a lead at the start of a paragraph (**整改措施：**).
fn literal_strong(block: &Block<'_>, fills: &[Fill<'_>]) -> Vec<usize> {
    let text = block.as_str();
    let stars: Vec<&Fill<'_>> = fills.iter().filter(|fill| fill.ch == '*').collect();
    let [open, close] = stars.as_slice() else {
        return Vec::new();
    };
    let inside = &text[open.range.end..close.range.start];
    let lead = text[..open.range.start].chars().all(|c| !is_han(c) || "一二三四五六七八九十".contains(c));
    let whole = text[close.range.end..].trim().is_empty();
    let closed = inside.ends_with(['：', ':', '。']) || text[close.range.end..].starts_with(['：', ':']);
    let alike = open.count == 2 && close.count == 2 && inside.chars().count() >= 4;
    if alike && lead && (whole || closed) && block.kind != BlockKind::Opaque {
        vec![open.range.start, close.range.start]
    } else {
        Vec::new()
    }
}

/// The starts of `__` marks that CommonMark does not take for emphasis, since
/// they stand within a word, but that are meant so: 把__重点__讲清.
fn underlined(fills: &[Fill<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    let doubles: Vec<&Fill<'_>> = fills.iter().filter(|fill| fill.ch == '_' && fill.count == 2).collect();
    for pair in doubles.chunks_exact(2) {
        let inside = &pair[0].text[pair[0].range.end..pair[1].range.start];
        if inside.starts_with(is_han) && inside.ends_with(is_han) {
            found.extend([pair[0].range.start, pair[1].range.start]);
        }
    }
    found
}
