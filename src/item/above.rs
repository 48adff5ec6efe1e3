//! Items whose problem is a paragraph without a number, right above the labelled fields
//! that answer it: ☆东溪村：……, then 答复情况：……

use std::collections::{HashMap, HashSet};

use super::fields::Owned;
use super::{Field, Item, Origin};
use crate::chars::is_han;
use crate::document::{Document, DocumentId, Parts};
use crate::outline::{SegmentId, Start};
use crate::rulebook::Role;
use crate::source::Span;

/// Fewer are no list.
const LEAST: usize = 3;

/// A paragraph with the fields below it.
struct Row {
    lead: SegmentId,
    fields: Vec<Field>,
}

/// The items of a document in which fields belong to no numbered part and no label
/// tells which paragraphs are problems.
pub(super) fn items(
    parts: Parts<'_>,
    document: &Document,
    number: DocumentId,
    fields: &[Owned],
) -> Vec<Item> {
    let answering = document.kind().map_or(&[][..], |kind| &kind.answered_by);
    let loose: Vec<&Field> =
        fields.iter().filter(|owned| owned.owner.is_none()).map(|owned| &owned.field).collect();
    if loose.len() < LEAST || loose.iter().any(|field| field.role == Role::Problem) {
        return Vec::new();
    }
    let manner = manner(parts, &rows(parts, document, &loose, None).0);
    let (mut rows, others) = rows(parts, document, &loose, manner);
    rows.retain(|row| row.fields.iter().any(|field| answering.contains(&field.role)));
    if rows.len() < LEAST {
        return Vec::new();
    }
    let bare = others.into_iter().filter(|&lead| manner.is_some() && manner == start(parts, lead));
    rows.extend(bare.map(|lead| Row { lead, fields: Vec::new() }));
    let item = |row: Row| Item::new(number, Origin::Fields, None, Some(parts.span(row.lead)), row.fields);
    rows.into_iter().map(item).collect()
}

/// The paragraphs with fields below them, and those without. What begins as most of
/// them do is no field's text.
fn rows(
    parts: Parts<'_>,
    document: &Document,
    loose: &[&Field],
    manner: Option<&str>,
) -> (Vec<Row>, Vec<SegmentId>) {
    let labels: HashMap<usize, &Field> =
        loose.iter().filter_map(|field| Some((field.label?.start, *field))).collect();
    let texts: HashSet<usize> = loose.iter().flat_map(|field| &field.parts).map(|part| part.start).collect();
    let leads = |segment: SegmentId| manner.is_some() && start(parts, segment) == manner;
    let content = |segment: SegmentId| texts.contains(&parts.span(segment).start) && !leads(segment);
    let (mut rows, mut others): (Vec<Row>, Vec<SegmentId>) = (Vec::new(), Vec::new());
    let (mut lead, mut open) = (None, false);
    for segment in document.segments.iter() {
        let entry = &parts.outline.segments[segment];
        let block = &parts.blocks.list[entry.block];
        if block.cell().is_some() || entry.node.is_some() || document.titles_section(segment) {
            others.extend(lead.take());
            open = false;
        } else if let Some(label) = &entry.label {
            let Some(&field) = labels.get(&block.span_of(label.name.clone()).start) else { continue };
            let mut field = field.clone();
            let next = segment.next();
            let taken = |part: &Span| part.start == parts.span(next).start && leads(next);
            if next < document.segments.end && field.parts.first().is_some_and(taken) {
                field.parts.clear();
                field.text.clear();
            }
            match (lead.take(), rows.last_mut().filter(|_| open)) {
                (Some(lead), _) => rows.push(Row { lead, fields: vec![field] }),
                (None, Some(row)) => row.fields.push(field),
                (None, None) => continue,
            }
            open = true;
        } else if entry.start != Start::Mid && !parts.text(segment).trim().is_empty() && !content(segment) {
            others.extend(lead.replace(segment));
        }
    }
    others.extend(lead);
    (rows, others)
}

/// How most of the paragraphs begin.
fn manner<'t>(parts: Parts<'t>, rows: &[Row]) -> Option<&'t str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *counts.entry(start(parts, row.lead)?).or_default() += 1;
    }
    counts.into_iter().find(|(_, count)| count * 3 >= rows.len() * 2).map(|(start, _)| start)
}

/// The sign or the word that a paragraph begins with.
fn start<'t>(parts: Parts<'t>, segment: SegmentId) -> Option<&'t str> {
    const WORD: usize = 3;
    let text = parts.text(segment).trim_start();
    let first = text.chars().next()?;
    let count = if first.is_alphanumeric() { WORD } else { 1 };
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    Some(&text[..end]).filter(|start| count == 1 || start.chars().all(is_han))
}
