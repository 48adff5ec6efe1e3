//! Rules that are patterns on a page and nothing more.

use super::report::quoted;
use super::{Context, Found, Report};
use crate::finding::Edit;
use crate::source::Span;

/// Reports the hits of the page with this index. Hits that overlap are one
/// find; with the parameter `merge-in-block` all hits of a block are.
pub(super) fn check(context: &Context<'_>, rule: usize, report: &mut Report<'_>) {
    let merge = report.page().parameters.get("merge-in-block").and_then(toml::Value::as_bool) == Some(true);
    for (block, hits) in context.model.blocks.list.iter().zip(&context.hits) {
        let mut merged: Vec<(usize, usize, Option<&str>)> = Vec::new();
        for hit in hits.iter().filter(|hit| hit.rule == rule) {
            match merged.last_mut() {
                Some(last) if merge || hit.start < last.1 => {
                    last.1 = last.1.max(hit.end);
                    last.2 = last.2.or(hit.replace.as_deref());
                }
                _ => merged.push((hit.start, hit.end, hit.replace.as_deref())),
            }
        }
        for (start, end, replace) in merged {
            let span = block.span_of(start..end);
            let found = Found::at(span).with("text", quoted(&block.as_str()[start..end]));
            report.add(match replace {
                Some(right) => found.with("right", right).unsafe_fix(vec![Edit::new(span, right)]),
                None => found,
            });
        }
    }
}

/// The blocks that hits of the page with this index cover as a whole, but for
/// a mark or two.
pub(super) fn whole_blocks(context: &Context<'_>, rule: usize) -> Vec<Span> {
    let mut whole = Vec::new();
    for (block, hits) in context.model.blocks.list.iter().zip(&context.hits) {
        let mut hits = hits.iter().filter(|hit| hit.rule == rule).peekable();
        if hits.peek().is_none() {
            continue;
        }
        let text = block.as_str().trim().len();
        let (mut covered, mut end) = (0, 0);
        for hit in hits {
            covered += hit.end.max(end) - hit.start.max(end).min(hit.end.max(end));
            end = end.max(hit.end);
        }
        if covered * 10 >= text * 8 {
            whole.push(block.span);
        }
    }
    whole
}
