//! invisible-character: what no reader can see but every program stumbles over.

use super::{before, next};
use crate::chars::{is_chinese, is_invisible, is_odd_space};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn invisible_character(context: &Context<'_>, report: &mut Report<'_>) {
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let text = block.as_str();
        for range in block.stretches(|mark| is_invisible(mark.ch) && block.text.is_verbatim(mark.at())) {
            let (left, right) = (before(text, range.start), next(text, range.end));
            let inside = &text[range.clone()];
            // Emoji are joined by U+200D, which is what it is for.
            let joins_emoji = inside == "\u{200D}" && left.is_some_and(|c| c > '\u{FE00}');
            // A variation selector chooses the look of a symbol: ☑️
            let chooses = inside.chars().all(|c| matches!(c, '\u{FE00}'..='\u{FE0F}'))
                && left.is_some_and(|c| !is_chinese(c) && !c.is_ascii_alphabetic());
            let chinese = [left, right].into_iter().flatten().any(is_chinese);
            let only_spaces = inside.chars().all(is_odd_space);
            if joins_emoji || chooses || inside.chars().all(|c| c == '\u{A0}') && !chinese {
                continue;
            }
            let codes: Vec<String> = inside.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
            let span = block.span_of(range);
            let instead = if only_spaces && !chinese { " " } else { "" };
            let found = Found::at(span).with("codes", codes.join(" "));
            report.add(found.safe_fix(vec![Edit::new(span, instead)]));
        }
    }
}
