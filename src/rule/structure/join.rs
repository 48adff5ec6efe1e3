//! run-together and inline-label: what should start a paragraph but does not.

use crate::block::Block;
use crate::document::{Document, DocumentId};
use crate::finding::Edit;
use crate::outline::{Family, Label, LabelPlace, NodeId, Segment, Start};
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;
use crate::signs;
use crate::source::{Span, Syntax};

/// How far bold words may stand from the start of a block or from a label, in bytes.
const LONGEST_INDENT: usize = 6;

/// A heading, problem marker or new document that starts in mid-paragraph.
pub(in crate::rule) fn run_together(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for segment in model.outline.segments.iter().filter(|segment| runs_on(context, segment)) {
        let Some(range) = segment.marker_range() else { continue };
        let span = model.blocks.list[segment.block].span_of(range);
        let found = Found::at(span).with("marker", model.source.slice(span).trim());
        report.add(match new_paragraph(context, span) {
            Some(edit) => found.unsafe_fix(vec![edit]),
            None => found,
        });
    }
}

/// Whether a segment is a part of the document and starts in mid-paragraph.
fn runs_on(context: &Context<'_>, segment: &Segment) -> bool {
    let opens_part = |family: Family| match family {
        Family::Collection
        | Family::Part
        | Family::Clause
        | Family::Problem
        | Family::Named
        | Family::Chinese
        | Family::ChineseParen => true,
        // Items may be numbered 1、 2、, and so may headings; other such numbers count
        // within a text.
        _ => segment
            .node
            .is_some_and(|node| context.model.items.has_node(node) || is_among_headings(context, node)),
    };
    segment.start == Start::Mid && segment.marker.is_some_and(|marker| opens_part(marker.family))
}

/// Whether the number before a node's is that of a heading.
fn is_among_headings(context: &Context<'_>, node: NodeId) -> bool {
    let outline = &context.model.outline;
    let members = &outline.runs[outline.nodes[node].run].members;
    let before = members.partition_point(|&member| member < node).checked_sub(1);
    before.is_some_and(|before| outline.nodes[members[before]].heading.is_some())
}

/// A field label that starts in mid-paragraph.
pub(in crate::rule) fn inline_label(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    // A notice without items ends with whom to call: these are no fields.
    let has_fields = |(id, document): &(DocumentId, &Document)| {
        let owes = document.kind().is_none_or(|kind| !kind.needs.is_empty() || kind.fields_make_it);
        owes || model.items.tally(*id).items > 0
    };
    for (_, document) in model.documents.enumerate().filter(has_fields) {
        let segments = &model.outline.segments[document.segments];
        let usual = usually_inline(segments);
        let inline = |segment: &&Segment| {
            // A remark may well follow in the same paragraph.
            let told = |label: &Label| {
                label.place == LabelPlace::Inline && label.role != Role::Note && !usual.contains(&label.role)
            };
            // Where a whole part runs into another, that is told once.
            segment.label.as_deref().is_some_and(told) && !runs_on(context, segment)
        };
        for segment in segments.iter().filter(inline) {
            report_inline(context, report, segment);
        }
    }
}

/// The roles whose labels never start a paragraph in a document that has several of them:
/// this is how it is written. ……每周核对一次。责任人：林静。完成时限：6月底前。
fn usually_inline(segments: &[Segment]) -> Vec<Role> {
    const SEVERAL: usize = 3;
    let labels = || segments.iter().filter_map(|segment| segment.label.as_ref());
    let count = |role: Role, inline: bool| {
        labels().filter(|label| label.role == role && (label.place == LabelPlace::Inline) == inline).count()
    };
    let usual = |role: &Role| count(*role, true) >= SEVERAL && count(*role, false) == 0;
    Role::ALL.into_iter().filter(usual).collect()
}

fn report_inline(context: &Context<'_>, report: &mut Report<'_>, segment: &Segment) {
    let Some(label) = &segment.label else { return };
    let block = &context.model.blocks.list[segment.block];
    // 主要做法是：…… is a sentence.
    let is_sentence = block.as_str()[label.name.end..].starts_with(signs::IS);
    if is_sentence || follows_title(block, segment) || leads_on(block, label) {
        return;
    }
    let span = block.span_of(label.name.clone());
    let found = Found::at(span).with("label", context.model.source.slice(span));
    let joined = segment.marker.is_some();
    let edit = new_paragraph(context, span).filter(|_| !joined);
    report.add(match edit {
        Some(edit) => found.unsafe_fix(vec![edit]),
        None => found,
    });
}

/// Whether a label comes right after the bold words that a block begins with, which are
/// its title: **1.1 选点偏。** 整改措施：……
fn follows_title(block: &Block, segment: &Segment) -> bool {
    let start = block.span_of(segment.head..segment.head).start;
    let title = block.emphasis().first().filter(|title| block.span.start + LONGEST_INDENT >= title.start);
    title.is_some_and(|title| title.end <= start && start - title.end <= LONGEST_INDENT)
}

/// Whether nothing but a colon follows a label and 如下: what it names stands in the next
/// paragraphs.
fn leads_on(block: &Block, label: &Label) -> bool {
    let rest = block.as_str()[label.name.end..].strip_prefix(signs::AS_FOLLOWS);
    rest.is_some_and(|rest| rest.trim_end().trim_matches(['：', ':']).is_empty())
}

/// Starts a paragraph at a span; the spaces before it go. None where a line
/// starts there already, as one does that Markdown reads on with an empty item.
fn new_paragraph(context: &Context<'_>, at: Span) -> Option<Edit> {
    let source = &context.model.source;
    let before = source.text()[..at.start].trim_end_matches([' ', '\t', '\u{3000}']);
    if before.ends_with(['\n', '\r']) {
        return None;
    }
    let end = source.line_end();
    let blank = if source.syntax() == Syntax::Markdown { end.repeat(2) } else { end.to_owned() };
    Some(Edit::new(Span::new(before.len(), at.start), blank))
}
