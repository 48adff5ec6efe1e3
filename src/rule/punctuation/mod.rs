//! Punctuation by GB/T 15834.

mod doubled;
mod halfwidth;
mod pair;
mod space;

pub(super) use doubled::doubled;
pub(super) use halfwidth::halfwidth;
pub(super) use pair::unbalanced_pair;
pub(super) use space::stray_space;

use super::Context;
use crate::source::Span;

/// Where the numbering markers of the file stand, in order: their marks are
/// not punctuation of the text.
fn markers(context: &Context<'_>) -> Vec<Span> {
    let model = context.model;
    let mut spans: Vec<Span> = model
        .outline
        .segments
        .iter()
        .filter_map(|segment| Some(model.blocks.list[segment.block].span_of(segment.marker_range()?)))
        .collect();
    spans.extend(
        model.outline.enumerations.iter().flat_map(|list| list.members.iter().map(|(_, span)| *span)),
    );
    spans.sort_unstable();
    spans
}

/// Whether a place is within one of the spans.
fn within(spans: &[Span], at: usize) -> bool {
    let after = spans.partition_point(|span| span.start <= at);
    after > 0 && at < spans[after - 1].end
}
