//! doubled-punctuation: ，。 。。 ,, but not …… —— or ?!

use crate::block::Block;
use crate::chars::{is_chinese, is_chinese_mark};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn doubled(context: &Context<'_>, report: &mut Report<'_>) {
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        for range in runs(block) {
            let text = &block.as_str()[range.clone()];
            let span = block.span_of(range);
            let kept = strongest(text);
            let found = Found::at(span).with("text", text).with("right", kept);
            report.add(found.unsafe_fix(vec![Edit::new(span, kept)]));
        }
    }
}

/// The runs of two or more marks of which one must go.
fn runs(block: &Block<'_>) -> Vec<std::ops::Range<usize>> {
    let text = block.as_str();
    let mut runs = Vec::new();
    let mut marks = block.marks.iter().peekable();
    while let Some(first) = marks.next() {
        if !is_pause(first.ch) && !is_stop(first.ch) {
            continue;
        }
        let mut end = first.end();
        let (mut count, mut pause) = (1, is_pause(first.ch));
        while let Some(next) = marks.next_if(|next| next.at == end && (is_pause(next.ch) || is_stop(next.ch)))
        {
            end = next.end();
            count += 1;
            pause |= is_pause(next.ch);
        }
        let run = &text[first.at..end];
        let chinese =
            run.chars().any(is_chinese_mark) || text[..first.at].chars().next_back().is_some_and(is_chinese);
        if count > 1 && pause && chinese {
            runs.push(first.at..end);
        }
    }
    runs
}

/// Marks that never stand beside another.
fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';' | ':' | '｡')
}

/// Marks that may stand beside each other: ?! and !!
fn is_stop(c: char) -> bool {
    matches!(c, '！' | '？' | '!' | '?')
}

/// The mark that ends most: that of the sentence before that of a clause.
fn strongest(run: &str) -> char {
    let rank = |c: &char| match c {
        '！' | '？' | '!' | '?' => 5,
        '。' | '｡' => 4,
        '；' | ';' => 3,
        '：' | ':' => 2,
        '，' | ',' => 1,
        _ => 0,
    };
    run.chars().rev().max_by_key(rank).unwrap_or('。')
}
