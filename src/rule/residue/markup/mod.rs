//! markup-residue: Markdown or HTML that stands in the text as it was typed.

mod code;
mod marks;
mod row;

use std::ops::Range;

use super::placeholder::Words;
use crate::block::Block;
use crate::chars::is_gap;
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};
use crate::source::{Span, Syntax};

/// The page that knows what fill stands before.
const FILL: &str = "placeholder";

pub(in crate::rule) fn markup_residue(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    let fill = model.rulebook.page(FILL).map(Words::of);
    let slots = fill.map(|words| words.slots.as_slice()).unwrap_or_default();
    let tags: &Vec<String> = report.page().derived(|page| page.words("tags"));
    let plain = model.source.syntax() == Syntax::Plain;
    let blocks = || model.blocks.list.iter().filter(|block| block.has_text());

    // In a table that is drawn in plain text they are how it is drawn.
    let prose = || blocks().filter(|block| !(plain && block.cell().is_some()));
    let strong = spans(prose(), |block| marks::strong(block, slots, plain));
    let headings = spans(blocks(), |block| marks::headings(block, plain));
    if plain {
        tell_once(context, report, "strong", &strong);
        tell_once(context, report, "heading", &headings);
    } else {
        strong.iter().for_each(|span| tell(context, report, "strong", *span));
        headings.iter().for_each(|span| tell(context, report, "tight-heading", *span));
    }
    let text = model.source.text();
    for block in blocks().filter(|block| !(plain && block.cell().is_some() && is_barred(text, block.span))) {
        for range in code::tags(block, tags) {
            tell(context, report, "tag", block.span_of(range));
        }
    }
    for block in prose() {
        for range in code::blanks(block) {
            tell(context, report, "blank", block.span_of(range));
        }
        for range in code::escapes(block) {
            tell(context, report, "escape", block.span_of(range));
        }
        if plain {
            for range in code::links(block) {
                tell(context, report, "link", block.span_of(range));
            }
        }
        block.looks().iter().for_each(|span| tell(context, report, "tag", *span));
        block.dead_links().iter().for_each(|span| tell(context, report, "dead-link", *span));
    }
    for short in row::short_rows(model.blocks.list.as_slice()) {
        let found = Found::at(short.last).saying("row").with("cells", short.cells);
        report.add(found.with("columns", short.columns));
    }
}

fn spans<'a, 's: 'a>(
    blocks: impl Iterator<Item = &'a Block>,
    find: impl Fn(&Block) -> Vec<Range<usize>>,
) -> Vec<Span> {
    blocks.flat_map(|block| find(block).into_iter().map(|range| block.span_of(range))).collect()
}

fn tell(context: &Context<'_>, report: &mut Report<'_>, what: &'static str, span: Span) {
    let found = Found::at(span).saying(what).with("text", context.model.source.slice(span));
    report.add(found.unsafe_fix(vec![Edit::new(span, "")]));
}

/// Whether bars set a cell apart, as Markdown draws tables.
fn is_barred(text: &str, cell: Span) -> bool {
    text[..cell.start].trim_end_matches(is_gap).ends_with('|')
        || text[cell.end..].trim_start_matches(is_gap).starts_with('|')
}

/// One find a file, at the first place, with the count of all.
fn tell_once(context: &Context<'_>, report: &mut Report<'_>, what: &'static str, spans: &[Span]) {
    if let Some(first) = spans.first() {
        let found = Found::at(*first).saying(what).with("text", context.model.source.slice(*first));
        let edits = spans.iter().map(|span| Edit::new(*span, "")).collect();
        report.add(found.with("count", spans.len()).unsafe_fix(edits));
    }
}
