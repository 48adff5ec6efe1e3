//! Review items: which problem, which measure answers it, by when, by whom.

mod fields;
mod group;
mod paired;
mod table;

use std::collections::HashSet;

use crate::document::{Document, Parts};
use crate::rulebook::Role;
use crate::source::Span;

/// A field of an item: the text under a label, or in a table cell.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it holds.
    pub role: Role,
    /// Where its label's words stand, or its cell; `None` when the text was
    /// given no label.
    pub label: Option<Span>,
    /// Where its text stands, block by block; empty when there is none.
    pub parts: Vec<Span>,
    /// Its text, the parts joined by line feeds.
    pub text: String,
}

impl Field {
    /// Whether nothing was written into the field.
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(|c| c.is_alphanumeric() || "xX×*_○□…√/—-".contains(c))
    }

    /// Where to point at: the text, else the label.
    pub fn span(&self) -> Option<Span> {
        self.parts.first().copied().or(self.label)
    }
}

/// How an item was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From the labels under a numbered problem.
    Fields,
    /// From a table's row.
    Table,
    /// From separate sections, paired by number.
    Paired,
}

/// A problem with all that answers it.
#[derive(Debug)]
pub struct Item {
    /// Index of its document.
    pub document: usize,
    /// How it was found.
    pub origin: Origin,
    /// The node of its problem.
    pub node: Option<usize>,
    /// Where the problem stands, with its marker.
    pub problem: Option<Span>,
    /// All its fields, in the order of the text.
    pub fields: Vec<Field>,
}

impl Item {
    /// The fields of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.role == role)
    }

    /// Whether a field of the role is there and not empty.
    pub fn has(&self, role: Role) -> bool {
        self.of(role).any(|field| !field.is_empty())
    }

    /// The text of all its measures.
    pub fn measure_text(&self) -> String {
        let texts: Vec<&str> = self.of(Role::Measure).map(|field| field.text.as_str()).collect();
        texts.join("\n")
    }

    /// Where to point at the item: its problem, else its first field.
    pub fn place(&self) -> Option<Span> {
        self.problem.or_else(|| self.fields.first().and_then(Field::span))
    }
}

/// A numbered measure in a section of its own that no problem has the number of.
#[derive(Debug)]
pub struct Unasked {
    /// Index of its document.
    pub document: usize,
    /// The measure's node.
    pub node: usize,
}

/// The items of a file.
#[derive(Debug, Default)]
pub struct Items {
    /// In the order of the text, document by document.
    pub list: Vec<Item>,
    /// Measures without a problem.
    pub unasked: Vec<Unasked>,
    /// For each document, whether one field or section sets a deadline for all.
    pub common_deadline: Vec<bool>,
    /// Fields that belong to no item.
    pub loose: Vec<Field>,
    nodes: HashSet<usize>,
}

impl Items {
    /// Whether a node of the outline is an item's problem.
    pub fn has_node(&self, node: usize) -> bool {
        self.nodes.contains(&node)
    }
}

/// Finds the items of all documents.
pub fn items(parts: Parts<'_>, documents: &[Document<'_>]) -> Items {
    let mut items = Items::default();
    for (index, document) in documents.iter().enumerate() {
        let pairing = paired::pairing(parts, document);
        let fields = fields::fields(parts, document);
        let mut found = group::items(parts, document, index, &fields, pairing.as_ref());
        if let Some(pairing) = &pairing {
            found.extend(paired::items(parts, index, pairing, &fields, &found));
            let unasked = pairing.unasked().map(|node| Unasked { document: index, node });
            items.unasked.extend(unasked);
        }
        found.extend(table::items(parts, document, index));
        found.sort_by_key(|item| item.place().map(|span| span.start));
        items.list.extend(found);
        items.common_deadline.push(fields::sets_common_deadline(parts, document, &fields));
        items.loose.extend(fields.into_iter().filter(|owned| owned.owner.is_none()).map(|owned| owned.field));
    }
    items.nodes = items.list.iter().filter_map(|item| item.node).collect();
    items
}
