//! inconsistent-self: traces of another office or another writer.

mod own;
mod traces;

use crate::chars::is_han;
use crate::document::Document;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::source::Span;
use own::Own;

pub(in crate::rule) fn inconsistent_self(context: &Context<'_>, report: &mut Report<'_>) {
    for document in context.model.documents.iter().filter(|document| !document.cover) {
        other_writer(context, document, report);
        other_office(context, document, report);
    }
}

/// The person who signs is not the one named at the head.
fn other_writer(context: &Context<'_>, document: &Document, report: &mut Report<'_>) {
    let (Some(author), Some(signer)) = (document.imprint.author, document.imprint.signer) else { return };
    let source = &context.model.source;
    let [name, signed] = [author, signer].map(|span| letters(source.slice(span)));
    // Blanks stand for any name: 某某某.
    let first = signed.chars().next();
    let blank = signed.chars().all(|c| Some(c) == first);
    if author != signer && name != signed && !blank {
        let found = Found::at(signer).with("text", signed).with("own", name);
        report.add(found.saying("writer").related(author, "own"));
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|&c| is_han(c)).collect()
}

/// What only another office would say.
fn other_office(context: &Context<'_>, document: &Document, report: &mut Report<'_>) {
    let model = context.model;
    let Some(offices) = model.rulebook.offices.get() else { return };
    let Some(own) = Own::of(context, document, offices) else { return };
    let segments = &model.outline.segments[document.segments];
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return };
    let mut told: Vec<Span> = own.contrary.clone();
    for block in &model.blocks.list[first.block.until(last.block.next())] {
        if !block.has_text() || block.quoted || document.title.holds(block.span) {
            continue;
        }
        let traces = traces::traces(block.as_str(), &own, offices);
        told.extend(traces.into_iter().map(|range| block.span_of(range)));
    }
    told.sort_unstable();
    let mut end = 0;
    for span in told {
        if span.start >= end && !document.imprint.offices.contains(&span) || own.contrary.contains(&span) {
            end = span.end;
            let text = quoted(model.source.slice(span));
            report.add(Found::at(span).with("text", text).with("own", &own.name).related(own.place, "own"));
        }
    }
}
