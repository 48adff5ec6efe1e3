//! halfwidth-punctuation: ASCII marks in Chinese text.

use std::ops::Range;

use super::{markers, within};
use crate::block::{Block, Mark};
use crate::chars::{is_chinese, is_han, is_space};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

/// One find a file, at the first place, with the count of all.
pub(in crate::rule) fn halfwidth(context: &Context<'_>, report: &mut Report<'_>) {
    let markers = markers(context);
    let mut edits = Vec::new();
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        for (range, right) in marks(block) {
            let span = block.span_of(range);
            if !within(&markers, span.start) {
                edits.push(Edit::new(span, right.to_string()));
            }
        }
    }
    if let Some(first) = edits.first().map(|edit| edit.span) {
        let found =
            Found::at(first).with("text", context.model.source.slice(first)).with("count", edits.len());
        report.add(found.safe_fix(edits));
    }
}

/// The ASCII marks of a block that should be full-width, with what they should
/// be.
fn marks(block: &Block<'_>) -> Vec<(Range<usize>, char)> {
    let text = block.as_str();
    let mut found = Vec::new();
    for (index, mark) in block.marks.iter().enumerate() {
        let right = match mark.ch {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            '(' => {
                found.extend(brackets(text, &block.marks[index..]));
                continue;
            }
            _ => continue,
        };
        if is_in_chinese(text, *mark) {
            found.push((mark.at..mark.end(), right));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn is_in_chinese(text: &str, mark: Mark) -> bool {
    let before = text[..mark.at].chars().next_back();
    let after = text[mark.end()..].chars().find(|c| !is_space(*c) || *c == '\n');
    let chinese = |c: char| is_chinese(c) || matches!(c, ')' | '(');
    match (before, after) {
        (Some(before), None | Some('\n')) => chinese(before),
        (Some(before), Some(after)) if chinese(before) => chinese(after) || after.is_ascii_digit(),
        (Some(before), Some(after)) => {
            let word = before.is_ascii_alphanumeric() || before == '%';
            word && is_han(after) && mark.ch != ':'
        }
        (None, _) => false,
    }
}

/// A pair of ASCII brackets around Chinese words; a bracketed numeral, as in
/// 第(一)项, may stay.
fn brackets(text: &str, marks: &[Mark]) -> Vec<(Range<usize>, char)> {
    let open = marks[0];
    let close = marks[1..].iter().find(|mark| matches!(mark.ch, '(' | ')' | '）' | '\n'));
    let Some(close) = close.filter(|mark| mark.ch == ')') else {
        return Vec::new();
    };
    let inside = &text[open.end()..close.at];
    let numeral = inside.chars().all(|c| "一二三四五六七八九十".contains(c));
    if numeral || !inside.contains(is_han) {
        return Vec::new();
    }
    vec![(open.at..open.end(), '（'), (close.at..close.end(), '）')]
}
