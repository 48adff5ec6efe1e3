//! stray-character: a lone character that belongs to nothing.

use crate::block::{ATOM, Block, BlockKind};
use crate::chars::{is_chinese_mark, is_closing, is_han, is_invisible, is_no_character, is_sentence_end};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};
use crate::source::Span;

pub(in crate::rule) fn stray_character(context: &Context<'_>, report: &mut Report<'_>) {
    let words = report.page().words("whole-paragraphs");
    let blocks: Vec<&Block<'_>> = context.model.blocks.list.iter().filter(|block| block.is_text()).collect();
    for (index, block) in blocks.iter().enumerate() {
        let codes = block.stretches(|mark| {
            is_no_character(mark.ch) && (mark.ch != ATOM || block.text.is_verbatim(mark.at))
        });
        for range in codes {
            let shown: Vec<String> =
                block.as_str()[range.clone()].chars().map(|c| format!("U+{:04X}", c as u32)).collect();
            tell(report, block.span_of(range), &shown.join(" "), "code");
        }
        let mut start = 0;
        for line in block.as_str().split('\n') {
            let paragraph = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
            let broken = index > 0 && !blocks[index - 1].as_str().ends_with(is_sentence_end);
            for (at, ch) in at_edges(line, paragraph, &words, broken) {
                let range = start + at..start + at + ch.len_utf8();
                tell(report, block.span_of(range), &ch.to_string(), "lone");
            }
            start += line.len() + 1;
        }
    }
}

fn tell(report: &mut Report<'_>, span: Span, shown: &str, what: &'static str) {
    report.add(Found::at(span).saying(what).with("text", shown).unsafe_fix(vec![Edit::new(span, "")]));
}

/// The lone characters at the edges of a line, with their byte offsets.
fn at_edges(line: &str, paragraph: bool, words: &[String], broken: bool) -> Vec<(usize, char)> {
    let start = line.len() - line.trim_start().len();
    let text = line.trim();
    let mut chars = text.chars().filter(|c| *c != ' ');
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return Vec::new();
    };
    let Some(second) = second else {
        let belongs = words.iter().any(|word| word == text) || is_no_character(first) || first == ATOM;
        return if paragraph && !belongs { vec![(start, first)] } else { Vec::new() };
    };
    let mut found = Vec::new();
    let table = text.starts_with('|') && text.ends_with('|') || text.matches('|').count() > 1;
    if is_lone_before(first, second, broken) && !table {
        found.push((start, first));
    }
    let mut back = text.chars().rev().filter(|c| *c != ' ');
    if let (Some(last), Some(previous)) = (back.next(), back.next())
        && !table
        && is_lone_after(previous, back.next(), last)
    {
        found.push((start + text.len() - last.len_utf8(), last));
    }
    found
}

/// Whether a line's first character stands before its text by accident.
fn is_lone_before(first: char, second: char, broken: bool) -> bool {
    let text = is_han(second) || matches!(second, '“' | '《' | '（');
    match first {
        'a'..='z' => is_han(second),
        '`' | '^' | '\\' | '|' | '=' | '$' | '@' | '&' | '<' | '~' | '¥' | '%' | '/' => text,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | ';' | '!' | '?' => text && !broken,
        _ => false,
    }
}

/// Whether a line's last character stands after its text by accident.
fn is_lone_after(previous: char, earlier: Option<char>, last: char) -> bool {
    let ended = is_sentence_end(previous) || is_closing(previous) && earlier.is_some_and(is_sentence_end);
    if ended {
        let mark =
            is_chinese_mark(last) || last.is_ascii_punctuation() && !"`^\\|=$@&<>~#%+/_".contains(last);
        let note = matches!(last, '①'..='⑳' | '¹' | '²' | '³' | '⁰'..='⁹' | '†' | '‡' | '※');
        let quote = is_closing(last) || last == '"' || last == '\'';
        return !(mark
            || note
            || quote
            || last == ATOM
            || is_no_character(last)
            || last.is_whitespace()
            || is_invisible(last));
    }
    match last {
        'a'..='z' => is_han(previous),
        '`' | '^' | '\\' | '|' | '=' | '$' | '@' | '&' | '<' | '>' | '¥' => {
            is_han(previous) || is_chinese_mark(previous)
        }
        _ => false,
    }
}
