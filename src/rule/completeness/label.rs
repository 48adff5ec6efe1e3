//! inconsistent-label.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;

use crate::block::Block;
use crate::document::Document;
use crate::finding::Edit;
use crate::item::Item;
use crate::outline::SegmentId;
use crate::rule::{Context, Found, Report};
use crate::rulebook::{LabelSet, Role};
use crate::signs;
use crate::source::Span;

/// One document uses several labels for one thing, at each minority label.
pub(in crate::rule) fn inconsistent_label(context: &Context<'_>, report: &mut Report<'_>) {
    let labels = &context.model.rulebook.labels;
    // What the model took for a result, though its label is of another role.
    let fields = context.model.items.list.iter().flat_map(|item| &item.fields);
    let results: HashSet<Span> =
        fields.filter(|field| field.role == Role::Result).filter_map(|field| field.label).collect();
    for (id, document) in context.model.documents.enumerate() {
        let mut by_set: BTreeMap<LabelSet, Names<'_>> = BTreeMap::new();
        for (set, name, span) in used(context, document, &results) {
            by_set.entry(set).or_default().push((name, span));
        }
        for (set, used) in by_set.iter().filter(|(set, _)| labels.one_name(**set)) {
            let Some(main) = main_label(used, labels.canonical(*set)) else {
                continue;
            };
            let others = beside(main, used, context.model.items.of_document(id));
            let rare = used.iter().filter(|(name, _)| *name != main && !others.contains(name));
            rare.for_each(|&(name, span)| tell(report, name, span, main));
        }
        for (set, used) in headers(context, document) {
            let Some(main) = main_label(&used, labels.canonical(set)) else { continue };
            let rare = used.iter().filter(|(name, _)| *name != main);
            rare.for_each(|&(name, span)| tell(report, name, span, main));
        }
    }
}

fn tell(report: &mut Report<'_>, name: &str, span: Span, main: &str) {
    let found = Found::at(span).with("label", name).with("main", main);
    report.add(found.unsafe_fix(vec![Edit::new(span, main)]));
}

/// Labels with where each stands.
type Names<'a> = Vec<(&'a str, Span)>;

/// The heads of the columns of tables that are headed alike but for this one column.
fn headers<'a>(context: &'a Context<'_>, document: &Document) -> Vec<(LabelSet, Names<'a>)> {
    /// Wider tables are data, not items.
    const COLUMNS: RangeInclusive<usize> = 4..=16;
    let model = context.model;
    let mut tables: BTreeMap<usize, Vec<&Block>> = BTreeMap::new();
    for segment in document.segments.iter() {
        let block = &model.blocks.list[model.outline.segments[segment].block];
        if let Some(cell) = block.cell().filter(|cell| cell.row == 0) {
            tables.entry(cell.table).or_default().push(block);
        }
    }
    let mut alike: BTreeMap<(usize, String, LabelSet), Names<'_>> = BTreeMap::new();
    for heads in tables.values().filter(|heads| tables.len() > 1 && COLUMNS.contains(&heads.len())) {
        for (column, head) in heads.iter().enumerate() {
            let name = head.as_str().trim();
            let Some(set) = model.rulebook.labels.header_set(name) else { continue };
            let others = heads.iter().enumerate().filter(|(other, _)| *other != column);
            let others: Vec<&str> = others.map(|(_, head)| head.as_str().trim()).collect();
            let used = alike.entry((column, others.join("\n"), set)).or_default();
            used.push((name, head.span_of(0..head.as_str().len())));
        }
    }
    let several = |((_, _, set), used): ((usize, String, LabelSet), _)| (set, used);
    let one_name = |(set, _): &(LabelSet, Names<'_>)| model.rulebook.labels.one_name(*set);
    alike.into_iter().map(several).filter(one_name).collect()
}

fn used<'a>(
    context: &'a Context<'_>,
    document: &Document,
    results: &HashSet<Span>,
) -> Vec<(LabelSet, &'a str, Span)> {
    let model = context.model;
    let label = |segment: SegmentId| {
        let entry = &model.outline.segments[segment];
        let label = entry.label.as_ref().filter(|label| label.closed && !label.shared)?;
        let block = &model.blocks.list[entry.block];
        let span = block.span_of(label.name.clone());
        let spoken = block.as_str()[label.name.end..].starts_with(signs::IS);
        let counts = !spoken && (label.role == Role::Result || !results.contains(&span));
        counts.then(|| (label.set, &block.as_str()[label.name.clone()], span))
    };
    document.segments.iter().filter(|&segment| !document.titles_section(segment)).filter_map(label).collect()
}

/// The labels that stand beside the main one in an item: whoever writes both there
/// means two things (牵头单位 and 责任单位).
fn beside<'a>(main: &str, used: &[(&'a str, Span)], items: &[Item]) -> HashSet<&'a str> {
    let names: HashMap<Span, &str> = used.iter().map(|&(name, span)| (span, name)).collect();
    let mut beside = HashSet::new();
    for item in items {
        let labels = || item.fields.iter().filter_map(|field| names.get(&field.label?).copied());
        if labels().any(|name| name == main) {
            beside.extend(labels().filter(|name| *name != main));
        }
    }
    beside
}

/// The label used most; of several used alike the canonical one, else the first.
fn main_label<'a>(used: &[(&'a str, Span)], canonical: &str) -> Option<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in used {
        *counts.entry(name).or_default() += 1;
    }
    let most = counts.values().max()?;
    let leading = || used.iter().map(|(name, _)| *name).filter(|name| counts[name] == *most);
    leading().find(|name| *name == canonical).or_else(|| leading().next())
}
