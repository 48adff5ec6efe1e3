//! invisible-character: what no reader can see but every program stumbles over.

use super::{before, next, stretches};
use crate::chars::is_chinese;
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn invisible_character(context: &Context<'_>, report: &mut Report<'_>) {
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        let text = block.as_str();
        for range in stretches(block, |mark| is_invisible(mark.ch) && block.text.is_verbatim(mark.at)) {
            let (left, right) = (before(text, range.start), next(text, range.end));
            let inside = &text[range.clone()];
            // Emoji are joined by U+200D, which is what it is for.
            let joins_emoji = inside == "\u{200D}" && left.is_some_and(|c| c > '\u{FE00}');
            let chinese = [left, right].into_iter().flatten().any(is_chinese);
            let only_spaces = inside.chars().all(is_odd_space);
            if joins_emoji || inside.chars().all(|c| c == '\u{A0}') && !chinese {
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

/// Characters without a shape of their own: zero-width and bidi controls, the
/// soft hyphen, and spaces other than the common and the full-width one.
pub(super) fn is_invisible(c: char) -> bool {
    is_odd_space(c)
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{2028}' | '\u{2029}')
}

fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}
