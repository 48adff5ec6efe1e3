//! set-phrase: fixed phrases that are misquoted, and sets whose members are
//! listed wrongly.

use super::confusable::listed_places;
use crate::finding::Edit;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn set_phrase(context: &Context<'_>, report: &mut Report<'_>) {
    let phrases = &context.model.rulebook.wording.phrases;
    for (id, block) in context.model.blocks.list.enumerate().filter(|(_, block)| block.has_text()) {
        let text = block.as_str();
        let misquotes = phrases.misquotes(text);
        let listed = if misquotes.is_empty() { Vec::new() } else { listed_places(context, id) };
        for (range, right) in misquotes {
            // A word that is taken for another is told as such.
            let is_right = context.selection.holds_change(text, &range, right);
            let next = listed.partition_point(|place| place.end <= range.start);
            if is_right || listed.get(next).is_some_and(|place| place.start < range.end) {
                continue;
            }
            let (span, wrong) = (block.span_of(range.clone()), &text[range]);
            let found = Found::at(span).with("text", quoted(wrong)).with("right", right);
            // A phrase with marks in it is mended by the writer.
            let marked = wrong.contains(['、', '，']) && !right.contains(['、', '，']);
            report.add(if marked { found } else { found.unsafe_fix(vec![Edit::new(span, right)]) });
        }
        for list in phrases.wrong_lists(text) {
            let found = Found::at(block.span_of(list.range.clone())).with("text", quoted(&text[list.range]));
            let found = found.with("right", list.members).with("missing", &list.missing);
            report.add(found.saying(if list.missing.is_empty() { "list" } else { "missing" }));
        }
    }
}
