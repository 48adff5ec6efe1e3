//! Putting a field where one is missing, for its writer to fill in.

use std::collections::HashMap;

use crate::block::Block;
use crate::document::DocumentId;
use crate::finding::Edit;
use crate::item::{Field, Item, Origin};
use crate::rule::Context;
use crate::rulebook::{LabelSet, Page, Role};
use crate::source::{Span, Syntax};

/// What stands where something is still to be written, from the rule's page; none
/// when the rule fills nothing in.
fn slot(page: &Page) -> Option<String> {
    let slot = page.parameters().get("slot")?.as_str()?;
    Some(slot.to_owned()).filter(|slot| !slot.is_empty())
}

/// Fills a field that was left empty: after its label's colon, or in its cell.
pub(super) fn in_empty(context: &Context<'_>, page: &Page, field: &Field) -> Option<Edit> {
    let source = &context.model.source;
    let label = field.label?;
    let slot = slot(page)?;
    // A cell that its row lacks stands right after the last one.
    let lacking = label.is_empty() && !source.text()[..label.start].ends_with(['|', '\t', '>', '\n', '\r']);
    if lacking {
        return None;
    }
    if source.slice(label).trim().is_empty() {
        return Some(Edit::new(label, if label.is_empty() { slot } else { format!(" {slot} ") }));
    }
    let rest = &source.text()[label.end..];
    let colon =
        rest.trim_start_matches([' ', '*', '】', ']']).chars().next().filter(|c| "：:".contains(*c))?;
    let at = label.end + rest.find(colon)? + colon.len_utf8();
    Some(Edit::new(Span::new(at, at), slot))
}

/// Adds fields of one role to items that lack them.
pub(super) struct Filler<'a> {
    context: &'a Context<'a>,
    role: Role,
    slot: Option<String>,
    /// For each document the label that its items have.
    labels: HashMap<DocumentId, Option<String>>,
}

impl<'a> Filler<'a> {
    pub fn new(context: &'a Context<'a>, page: &Page, role: Role) -> Self {
        Self { context, role, slot: slot(page), labels: HashMap::new() }
    }

    /// Adds the field to an item, under the label that the document's other
    /// items have: a measure before the deadline, all else at the end. Items in
    /// tables, lists and quotes are left to their writers.
    pub fn fill(&mut self, item: &Item) -> Option<Edit> {
        let slot = self.slot.clone()?;
        if item.origin != Origin::Fields {
            return None;
        }
        let (context, role) = (self.context, self.role);
        let label = self.labels.entry(item.document).or_insert_with(|| label(context, item.document, role));
        let field = format!("{}：{slot}", label.as_ref()?);
        let later = item.fields.iter().find(|field| self.goes_before(field)).and_then(|field| field.label);
        let source = &context.model.source;
        let place = match later {
            Some(label) => label.end,
            None => {
                let parts = item.fields.iter().flat_map(|field| field.label.iter().chain(&field.parts));
                parts.chain(&item.problem).map(|span| span.end).max()?
            }
        };
        let block = self.block_with(place)?;
        let text = source.slice(block.span).trim_end();
        let indent = &text[..text.len() - text.trim_start().len()];
        let end = source.line_end();
        let gap = match source.syntax() {
            Syntax::Markdown => end.repeat(2),
            Syntax::Plain => format!("{end}{indent}"),
        };
        let (at, added) = match later {
            Some(label) if source.slice(Span::new(block.span.start, label.start)).contains(is_word) => {
                return None;
            }
            Some(_) => (block.span.start + indent.len(), format!("{field}{gap}")),
            None => (block.span.start + text.len(), format!("{gap}{field}")),
        };
        Some(Edit::new(Span::new(at, at), added))
    }

    fn goes_before(&self, field: &Field) -> bool {
        self.role == Role::Measure && matches!(field.role, Role::Deadline | Role::Owner | Role::Result)
    }

    /// The paragraph or heading that holds the byte before `place`.
    fn block_with(&self, place: usize) -> Option<&'a Block> {
        let blocks = &self.context.model.blocks.list;
        let block = &blocks[blocks.partition_point(|block| block.span.start < place).prev()?];
        let free = block.cell().is_none() && block.depth == 0 && !block.quoted;
        (free && block.span.end >= place).then_some(block)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The label that a document uses most for a role, else the one that offices
/// use.
fn label(context: &Context<'_>, document: DocumentId, role: Role) -> Option<String> {
    let model = context.model;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let items = model.items.of_document(document).iter().filter(|item| item.origin == Origin::Fields);
    for label in items.flat_map(|item| item.of(role)).filter_map(|field| field.label) {
        *counts.entry(model.source.slice(label).trim()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
    let canonical =
        || model.rulebook.labels.set_of(role).map(|set: LabelSet| model.rulebook.labels.canonical(set));
    most.map(|(name, _)| name).or_else(canonical).map(str::to_owned)
}
