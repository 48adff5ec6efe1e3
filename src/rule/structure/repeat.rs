//! duplicate-title and duplicate-text: what stands twice in a document.

use std::collections::HashMap;

use super::passage::{Passage, Print, Scope, measures, passages};
use crate::block::BlockKind;
use crate::chars::{is_sentence_end, letters};
use crate::document::{Document, DocumentId, Section};
use crate::item::{Item, Origin};
use crate::outline::{Node, NodeId, RunId, Shape};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;
use crate::source::Span;

/// Siblings with the same title, at the later one.
pub(in crate::rule) fn duplicate_title(context: &Context<'_>, report: &mut Report<'_>) {
    let longest = report.page().number("longest-in-line");
    let model = context.model;
    let blocks = &model.blocks.list;
    for document in &model.documents {
        let mut first: HashMap<(RunId, String), NodeId> = HashMap::new();
        for index in document.nodes(&model.outline).iter() {
            let node = &model.outline.nodes[index];
            let title = letters(model.outline.title(blocks, index));
            if title.is_empty() || !is_titled(context, document, node, &title, longest) {
                continue;
            }
            let earlier = *first.entry((node.run, title)).or_insert(index);
            // An item that stands twice as a whole is a duplicate text.
            if earlier != index && !(is_item(context, node) && are_same(context, earlier, index)) {
                let [this, first] = [index, earlier].map(|node| title_span(context, node));
                let text = quoted(model.source.slice(this));
                report.add(Found::at(this).with("title", text).related(first, "first"));
            }
        }
    }
}

/// Whether a node has a title of its own: a line, or the first words of its
/// text. The label of a field is none.
fn is_titled(context: &Context<'_>, document: &Document, node: &Node, title: &str, longest: usize) -> bool {
    let model = context.model;
    if node.segment == document.segments.start || node.marker.is_none() && node.heading == Some(1) {
        return false;
    }
    match (&model.outline.segments[node.segment].label, node.shape) {
        (Some(label), _) => node.marker.is_some() && !label.closed,
        (None, Shape::Title) => node.marker.is_some() || !model.rulebook.labels.is_bare(title),
        (None, _) => {
            let words = &model.blocks.list[model.outline.segments[node.segment].block].as_str();
            title.chars().count() <= longest && !words[node.title.clone()].contains(['，', ','])
        }
    }
}

/// Whether a node is an item that says all in a sentence, not a part with a
/// title.
pub(super) fn is_item(context: &Context<'_>, node: &Node) -> bool {
    let ended = || context.model.parts().body(node.segment).trim_end().ends_with(is_sentence_end);
    node.shape == Shape::Sentence || node.inside().is_empty() && node.heading.is_none() && ended()
}

/// Whether the whole text of two nodes' first segments is the same.
fn are_same(context: &Context<'_>, one: NodeId, other: NodeId) -> bool {
    let text = |node: NodeId| letters(context.model.parts().body(context.model.outline.nodes[node].segment));
    text(one) == text(other)
}

fn title_span(context: &Context<'_>, node: NodeId) -> Span {
    let outline = &context.model.outline;
    let node = &outline.nodes[node];
    context.model.blocks.list[outline.segments[node.segment].block].span_of(node.title.clone())
}

/// A paragraph, sentence or item that stands twice, at the later place.
pub(in crate::rule) fn duplicate_text(context: &Context<'_>, report: &mut Report<'_>) {
    let stock: &Vec<String> = report.page().derived(|page| page.words("stock"));
    let longest_stock = report.page().number("shortest-field");
    let source = &context.model.source;
    let is_copy = |span: Span, earlier: Span| {
        let text = letters(source.slice(span));
        let formal = text.chars().count() < longest_stock && stock.iter().any(|words| text.contains(words));
        !formal && letters(source.slice(earlier)) == text
    };
    let measures = measures(context);
    let mut promised = Promised::default();
    for (id, document) in context.model.documents.enumerate() {
        let spans = Promised::spans(context, document);
        let mut first: HashMap<(Scope, Print), Span> = HashMap::new();
        for paragraph in passages(context, document, &measures, report.page()) {
            let mut copies: Vec<(Span, Span)> = Vec::new();
            let mut whole = false;
            for Passage { scope, print, span, is_whole } in paragraph {
                if whole {
                    break;
                }
                let mut earlier = *first.entry((scope, print)).or_insert(span);
                if earlier == span && !is_whole {
                    earlier = said_right_before(source.text(), span).unwrap_or(span);
                }
                let own = !matches!(scope, Scope::Item(_)) && spans.iter().any(|all| all.holds(span));
                if earlier == span && is_whole && own {
                    earlier = promised.before((id, document), print, span).unwrap_or(span);
                }
                if earlier != span && is_copy(span, earlier) {
                    whole = is_whole;
                    join(context, &mut copies, span, earlier);
                }
            }
            for (span, earlier) in copies {
                tell(context, report, span, earlier);
            }
        }
    }
    repeated_rows(context, report);
}

/// What documents of a file promise to do where no problem is paired with it: one may be
/// copied from that of another person.
#[derive(Default)]
struct Promised<'d> {
    first: HashMap<Print, (DocumentId, &'d Document, Span)>,
}

impl<'d> Promised<'d> {
    /// Where the measures of a document stand.
    fn spans(context: &Context<'_>, document: &Document) -> Vec<Span> {
        let parts = context.model.parts();
        let sections = document.sections.iter().filter(|section| section.holds_only(Role::Measure));
        let span = |section: &Section| {
            let last = section.inside().last()?;
            Some(Span::new(parts.span(section.segment).start, parts.span(last).end))
        };
        sections.filter_map(span).collect()
    }

    /// Where a document of the same kind promises the same before. What is attached to it
    /// may well list that again.
    fn before(
        &mut self,
        (id, document): (DocumentId, &'d Document),
        print: Print,
        span: Span,
    ) -> Option<Span> {
        let (other, earlier, at) = *self.first.entry(print).or_insert((id, document, span));
        let kind = |document: &Document| document.kind().map(|kind| kind.name.clone());
        let beside = earlier.attached || !document.attached;
        (other != id && beside && kind(earlier) == kind(document)).then_some(at)
    }
}

/// Where the text of a span stands right before it, as the end of another sentence.
fn said_right_before(text: &str, span: Span) -> Option<Span> {
    let before = text[..span.start].trim_end_matches([' ', '\u{3000}', '\n', '\r']);
    let start = before.strip_suffix(&text[span.range()])?.len();
    Some(Span::new(start, before.len()))
}

/// Adds a copied sentence; one that follows another right away lengthens it.
fn join(context: &Context<'_>, copies: &mut Vec<(Span, Span)>, span: Span, earlier: Span) {
    match copies.last_mut() {
        Some((last, _))
            if letters(context.model.source.slice(Span::new(last.end, span.start))).is_empty() =>
        {
            last.end = span.end;
        }
        _ => copies.push((span, earlier)),
    }
}

fn tell(context: &Context<'_>, report: &mut Report<'_>, span: Span, earlier: Span) {
    let text = quoted(context.model.source.slice(span));
    report.add(Found::at(span).with("text", text).related(earlier, "first"));
}

/// Rows of a table, not side by side, that state the same problem and answer it
/// in different ways; the same answer is a duplicate measure.
fn repeated_rows(context: &Context<'_>, report: &mut Report<'_>) {
    let shortest = report.page().number("shortest-item");
    let mut first: HashMap<(DocumentId, Option<NodeId>, String), (usize, &Item)> = HashMap::new();
    let rows = context.model.items.list.iter().filter(|item| item.origin == Origin::Table && item.is_due());
    for (index, item) in rows.enumerate() {
        let Some((field, span)) = item.of(Role::Problem).find_map(|field| Some((field, field.span()?)))
        else {
            continue;
        };
        let text = letters(&field.text);
        if text.chars().count() < shortest {
            continue;
        }
        let known = first.entry((item.document, item.within, text)).or_insert((index, item));
        let answered_alike = letters(&known.1.measure_text()) == letters(&item.measure_text());
        if index > known.0 + 1 && !(item.has(Role::Measure) && answered_alike) {
            let earlier = known.1.problem.unwrap_or(span);
            tell(context, report, span, earlier);
        }
        known.0 = index;
    }
}

/// Whether a block may hold body text.
pub(super) fn is_body(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem)
}
