//! halfwidth-punctuation: ASCII marks in Chinese text.

use std::ops::Range;

use super::{markers, within};
use crate::block::{Block, Mark};
use crate::chars::{is_chinese, is_han, is_numeral, is_space};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};
use crate::signs;

/// One find a file, at the first place, with the count of all.
pub(in crate::rule) fn halfwidth(context: &Context<'_>, report: &mut Report<'_>) {
    let markers = markers(context);
    let foreign: &String = report.page().derived(|page| page.words("name-characters").concat());
    let mut edits = Vec::new();
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        for (range, right) in marks(block, foreign) {
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
fn marks(block: &Block, foreign: &str) -> Vec<(Range<usize>, char)> {
    let text = block.as_str();
    let mut found = quotes(block);
    for (index, mark) in block.marks.iter().enumerate() {
        let right = match mark.ch {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            '､' => '、',
            '.' | '．' | '｡' | '･' => {
                found.extend(full_stop(text, *mark, foreign).map(|right| (mark.at()..mark.end(), right)));
                continue;
            }
            '(' => {
                found.extend(brackets(text, &block.marks[index..]));
                continue;
            }
            ')' => {
                found.extend(closing_bracket(text, &block.marks[..index], *mark));
                continue;
            }
            _ => continue,
        };
        if is_in_chinese(text, *mark) && !ends_entity(text, *mark) {
            found.push((mark.at()..mark.end(), right));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether a mark is the last of an HTML entity: &nbsp;
pub(super) fn ends_entity(text: &str, mark: Mark) -> bool {
    let name = text[..mark.at()].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    mark.ch == ';' && name.ends_with('&')
}

fn is_in_chinese(text: &str, mark: Mark) -> bool {
    let before = text[..mark.at()].chars().next_back();
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

/// What a dot between Chinese characters or at the end of a line should be: the
/// dot of a name, or a full stop.
fn full_stop(text: &str, mark: Mark, foreign: &str) -> Option<char> {
    let before = text[..mark.at()].chars().next_back()?;
    let after = text[mark.end()..].chars().find(|c| !is_space(*c) || *c == '\n');
    let ends = |c: char| is_han(c) || matches!(c, '）' | ')' | '”' | '》' | '%');
    if mark.ch == '･' {
        return is_han(before).then_some('·');
    }
    let goes_on = |c: char| is_han(c) || matches!(c, '\n' | '“' | '《' | '（');
    if !ends(before) || !after.is_none_or(goes_on) || is_numeral_of_list(&text[..mark.at()]) {
        return None;
    }
    let name = foreign.contains(before) && after.is_some_and(|after| foreign.contains(after));
    Some(if name { '·' } else { '。' })
}

/// Whether a text ends with the numeral of a list: 一., （二).
fn is_numeral_of_list(text: &str) -> bool {
    let line = text.rsplit(['\n', '。', '；']).next().unwrap_or_default().trim();
    line.chars().count() <= 4
        && line.chars().all(|c| is_numeral(c) || matches!(c, signs::ORDINAL | '（' | '）' | '(' | ')'))
}

/// Pairs of straight quotes around Chinese words, on one line.
fn quotes(block: &Block) -> Vec<(Range<usize>, char)> {
    let text = block.as_str();
    let mut found = Vec::new();
    for (straight, open, close) in [('"', '“', '”'), ('\'', '‘', '’')] {
        let mut marks = block.marks.iter().filter(|mark| mark.ch == straight).peekable();
        while let Some(first) = marks.next() {
            let Some(second) = marks.peek() else {
                break;
            };
            let inside = &text[first.end()..second.at()];
            let inches = text[..first.at()].ends_with(|c: char| c.is_ascii_digit());
            let edges = inside.starts_with(is_chinese) || inside.ends_with(is_chinese);
            if edges && !inches && !inside.contains('\n') {
                found.extend([(first.at()..first.end(), open), (second.at()..second.end(), close)]);
                marks.next();
            }
        }
    }
    found
}

/// No pair of brackets that is looked for is longer, in bytes.
const LONGEST_PAIR: usize = 900;

/// The bracket that closes or opens what another one does, among the marks from it on.
fn partner<'m>(mut marks: impl Iterator<Item = &'m Mark>, from: Mark) -> Option<Mark> {
    let mut depth = 1_usize;
    let opens = matches!(from.ch, '(' | '（');
    marks
        .find(|mark| {
            let far = mark.at().abs_diff(from.at()) > LONGEST_PAIR;
            match mark.ch {
                '(' | '（' => depth = if opens { depth + 1 } else { depth - 1 },
                ')' | '）' => depth = if opens { depth - 1 } else { depth + 1 },
                _ => {}
            }
            depth == 0 || far || mark.ch == '\n'
        })
        .copied()
        .filter(|_| depth == 0)
}

/// An ASCII bracket around Chinese words, and the one that closes it; a bracketed
/// numeral, as in 第(一)项, may stay.
fn brackets(text: &str, marks: &[Mark]) -> Vec<(Range<usize>, char)> {
    let open = marks[0];
    let Some(close) = partner(marks[1..].iter(), open) else { return Vec::new() };
    let inside = &text[open.end()..close.at()];
    let numeral = inside.chars().all(is_numeral);
    if numeral || !inside.contains(is_han) {
        return Vec::new();
    }
    let mut found = vec![(open.at()..open.end(), '（')];
    found.extend((close.ch == ')').then(|| (close.at()..close.end(), '）')));
    found
}

/// An ASCII bracket that closes a full-width one.
fn closing_bracket(text: &str, marks: &[Mark], close: Mark) -> Option<(Range<usize>, char)> {
    let open = partner(marks.iter().rev(), close)?;
    let inside = &text[open.end()..close.at()];
    (open.ch == '（' && inside.contains(is_han)).then(|| (close.at()..close.end(), '）'))
}
