//! orphan-citation: [1] in the text, and no note that it points to.

use std::collections::HashSet;
use std::ops::Range;

use crate::block::Block;
use crate::chars::{digits, head};
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn orphan_citation(context: &Context<'_>, report: &mut Report<'_>) {
    let titles = report.page().words("list-titles");
    let (mut cited, mut noted) = (Vec::new(), HashSet::new());
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        let text = block.as_str().trim();
        if titles.iter().any(|title| {
            text.starts_with(title.as_str()) && text.chars().count() <= title.chars().count() + 2
        }) {
            return;
        }
        for (number, range) in citations(block) {
            if block.as_str()[..range.start].trim().is_empty() {
                noted.insert(number);
            } else {
                cited.push((number, block.span_of(range)));
            }
        }
    }
    for (number, span) in cited.into_iter().filter(|(number, _)| !noted.contains(number)) {
        report.add(Found::at(span).with("number", number));
    }
}

/// Bracketed numbers of one or two digits: [3], and [1] of [1,2] or [1-3].
fn citations<'a>(block: &'a Block<'_>) -> impl Iterator<Item = (u32, Range<usize>)> + 'a {
    let text = block.as_str();
    block.marks.iter().filter(|mark| matches!(mark.ch, '[' | '［')).filter_map(move |mark| {
        let inner = &text[mark.end()..];
        let close = head(inner, 16).find([']', '］'])?;
        let (number, length) = digits(inner)?;
        let listed = inner[length..close].chars().all(|c| c.is_ascii_digit() || ",，、-–—~ ".contains(c));
        let end = mark.end() + close + inner[close..].chars().next().map_or(0, char::len_utf8);
        listed.then_some((number, mark.at..end))
    })
}
