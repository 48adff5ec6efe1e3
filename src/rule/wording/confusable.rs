//! confusable-word, as far as a list knows the words.

use std::ops::Range;

use crate::finding::Edit;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn confusable_word(context: &Context<'_>, report: &mut Report<'_>) {
    let pairs = context.model.rulebook.wording.pairs;
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        for (range, right) in pairs.find(block.as_str()) {
            if is_divided(context, block.as_str(), range.clone()) {
                continue;
            }
            let text = quoted(&block.as_str()[range.clone()]);
            let span = block.span_of(range);
            let found = Found::at(span).with("text", text).with("right", right);
            report.add(found.unsafe_fix(vec![Edit::new(span, right)]));
        }
    }
}

/// Whether the list, or a pattern, has a word that is taken for another within a
/// range of a block.
pub(super) fn is_listed(context: &Context<'_>, block: usize, range: &Range<usize>) -> bool {
    let page = context.model.rulebook.page_index("confusable-word");
    let within = |start: usize, end: usize| start < range.end && range.start < end;
    let text = context.model.blocks.list[block].as_str();
    let pairs = context.model.rulebook.wording.pairs;
    context.hits[block].iter().any(|hit| Some(hit.rule) == page && within(hit.start, hit.end))
        || pairs.find(text).any(|(word, _)| within(word.start, word.end) && !is_divided(context, text, word))
}

/// Whether a word of two characters is the end of one word and the start of the
/// next.
fn is_divided(context: &Context<'_>, text: &str, range: Range<usize>) -> bool {
    let mut word = text[range.clone()].chars();
    let (Some(first), Some(second), None) = (word.next(), word.next(), word.next()) else {
        return false;
    };
    let neighbours = context.model.rulebook.wording.neighbours.get();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    neighbours.is_some_and(|neighbours| neighbours.divide(before, [first, second], after))
}
