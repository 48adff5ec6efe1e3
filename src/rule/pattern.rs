//! Rules that are patterns on a page and nothing more.

use super::report::quoted;
use super::{Context, Found, Report};
use crate::block::{Block, BlockKind};
use crate::finding::Edit;
use crate::rulebook::PatternHit;
use crate::source::Span;

/// Reports the hits of the page with this index. Hits that overlap are one find; with
/// the parameter `merge-in-block` all hits of a block are. With `skip-heads` the heads of
/// tables are left alone. With `cut-lines` an unsafe fix takes out the lines that are
/// hits as a whole.
pub(super) fn check(context: &Context<'_>, rule: usize, report: &mut Report<'_>) {
    let says = |key: &str| report.page().parameters().get(key).and_then(toml::Value::as_bool) == Some(true);
    let (merge, cut) = (says("merge-in-block"), says("cut-lines"));
    let skips_heads = says("skip-heads");
    for (block, hits) in context.model.blocks.list.iter().zip(&context.hits) {
        // How a column is to be filled in.
        if skips_heads && block.cell().is_some_and(|cell| cell.row == 0) {
            continue;
        }
        let mut merged: Vec<(usize, usize, Option<&str>)> = Vec::new();
        let is_right = |hit: &PatternHit| {
            let right = hit.replace.as_deref();
            right.is_some_and(|right| {
                context.selection.holds_change(block.as_str(), &(hit.start..hit.end), right)
            })
        };
        for hit in hits.iter().filter(|hit| hit.rule == rule && !is_right(hit)) {
            match merged.last_mut() {
                Some(last) if merge || hit.start < last.1 => {
                    last.1 = last.1.max(hit.end);
                    last.2 = last.2.or(hit.replace.as_deref());
                }
                _ => merged.push((hit.start, hit.end, hit.replace.as_deref())),
            }
        }
        let alone = cut && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        let whole = alone && is_covered(block, hits.iter().filter(|hit| hit.rule == rule));
        for (start, end, replace) in merged {
            let span = block.span_of(start..end);
            let found = Found::at(span).with("text", quoted(&block.as_str()[start..end]));
            report.add(match replace {
                Some(right) => found.with("right", right).unsafe_fix(vec![Edit::new(span, right)]),
                None if whole => found.unsafe_fix(vec![Edit::new(lines(context, block), "")]),
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
        if is_covered(block, hits.iter().filter(|hit| hit.rule == rule)) {
            whole.push(block.span);
        }
    }
    whole
}

/// Whether there are hits, and they cover the block but for a mark or two.
fn is_covered<'h>(block: &Block, hits: impl Iterator<Item = &'h PatternHit>) -> bool {
    let (mut covered, mut end) = (0, 0);
    for hit in hits {
        covered += hit.end.max(end) - hit.start.max(end).min(hit.end.max(end));
        end = end.max(hit.end);
    }
    covered > 0 && covered * 10 >= block.as_str().trim().len() * 8
}

/// The lines that a block stands in, with the end of the last.
fn lines(context: &Context<'_>, block: &Block) -> Span {
    let source = &context.model.source;
    let last = block.span.start + source.slice(block.span).trim_end().len();
    let index = source.lines();
    Span::new(index.start(index.line(block.span.start)), index.end(index.line(last)))
}
