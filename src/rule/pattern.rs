//! Rules that are patterns on a page and nothing more.

use super::report::quoted;
use super::{Context, Found, Report};
use crate::finding::Edit;

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
