//! stray-space: spaces between Chinese characters, or after a numbering mark.

use std::ops::Range;

use crate::block::Block;
use crate::chars::{is_chinese, is_closing, is_opening};
use crate::finding::Edit;
use crate::outline::Family;
use crate::rule::{Context, Found, Report};
use crate::source::Span;

pub(in crate::rule) fn stray_space(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for segment in &model.outline.segments {
        cuts.push((segment.block, segment.range.start));
        if segment.label.is_some() {
            let text = model.blocks.list[segment.block].as_str();
            cuts.push((segment.block, text.len() - text[segment.body..].trim_start().len()));
        }
        let spaced = segment.marker.filter(|marker| {
            let dotted = marker.family == Family::Arabic && marker.mark != Some('、');
            !dotted && !matches!(marker.family, Family::Collection | Family::Part)
        });
        let text = model.blocks.list[segment.block].as_str();
        if spaced.is_some() {
            let after = segment.marker_range().map_or(segment.head, |range| range.end);
            let length = text[after..].len() - text[after..].trim_start_matches([' ', '\u{3000}']).len();
            if length > 0 && after + length < text.len() {
                tell(&model.blocks.list[segment.block], after..after + length, report, "marker");
            }
            cuts.push((segment.block, after + length));
        }
    }
    cuts.sort_unstable();
    for (index, block) in model.blocks.list.iter().enumerate().filter(|(_, block)| block.is_text()) {
        if is_spaced_out(block.as_str()) {
            continue;
        }
        for range in runs(block) {
            if beside_markup(context.model.source.text(), block.span_of(range.clone())) {
                continue;
            }
            if cuts.binary_search(&(index, range.end)).is_err() {
                tell(block, range, report, "between");
            }
        }
    }
}

fn tell(block: &Block<'_>, range: Range<usize>, report: &mut Report<'_>, what: &'static str) {
    let span = block.span_of(range);
    report.add(Found::at(span).saying(what).safe_fix(vec![Edit::new(span, "")]));
}

/// Runs of spaces with Chinese text on both sides.
fn runs(block: &Block<'_>) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut runs = block.stretches(|mark| matches!(mark.ch, ' ' | '\u{3000}'));
    runs.retain(|range| {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        // A blank in brackets is to be filled in: （　　）
        let blank = before.is_some_and(is_opening) && after.is_some_and(is_closing);
        !blank && before.is_some_and(is_chinese) && after.is_some_and(is_chinese)
    });
    runs
}

/// Whether the space sets off Markdown emphasis, which some readers need:
/// **学习方面。** 学习不系统。
fn beside_markup(text: &str, span: Span) -> bool {
    text[..span.start].ends_with(['*', '_', '`']) || text[span.end..].starts_with(['*', '_', '`'])
}

/// Words set wide for their looks (目 录), and lines of names: short pieces
/// without a mark.
fn is_spaced_out(text: &str) -> bool {
    let mut pieces = text.split([' ', '\u{3000}']).filter(|piece| !piece.is_empty());
    !text.contains(['，', '。', '、', '；', '：', ',', ';', ':'])
        && pieces.all(|piece| piece.chars().count() <= 4)
}
