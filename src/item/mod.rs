//! Review items: which problem, which measure answers it, by when, by whom.

mod above;
mod assigned;
mod cited;
mod fields;
mod group;
mod led;
mod named;
mod paired;
mod recounted;
mod stated;
mod table;
mod told;

use std::collections::HashSet;

use crate::chars::{is_closing, is_invisible, is_opening};
use crate::document::{Document, DocumentId, Parts};
use crate::id::{Id, Ids, List};
use crate::outline::NodeId;
use crate::rulebook::Role;
use crate::source::Span;
use paired::Separate;

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
    /// Whether it says anything of the item: 同上 and 不涉及 do not.
    pub applies: bool,
    /// Whether it is for several items: 以上三项的整改措施.
    pub shared: bool,
}

impl Field {
    /// A measure that was given no label: its paragraphs with their texts.
    fn measure<'t>(said: impl IntoIterator<Item = (Span, &'t str)>) -> Self {
        let (parts, texts): (Vec<Span>, Vec<&str>) = said.into_iter().unzip();
        let text = texts.join("\n");
        Self { role: Role::Measure, label: None, parts, text, applies: true, shared: false }
    }

    /// A limit that stands within what is said of the measure, and has no place of its own.
    fn told_limit(text: &str) -> Self {
        let text = text.to_owned();
        Self { role: Role::Deadline, label: None, parts: Vec::new(), text, applies: true, shared: false }
    }

    /// Whether nothing was written into the field.
    pub fn is_empty(&self) -> bool {
        let blank = |c: char| {
            c.is_whitespace()
                || is_invisible(c)
                || is_closing(c)
                || is_opening(c)
                || "。，、；：.,;:".contains(c)
        };
        self.text.chars().all(blank)
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
    /// From separate sections, paired by number or by name.
    Paired,
    /// From parts that state a problem and answer it in running text.
    Stated,
}

/// The place of an item in the list of a file's items.
pub type ItemId = Id<Item>;

/// A problem with all that answers it.
#[derive(Debug)]
pub struct Item {
    /// Its document.
    pub document: DocumentId,
    /// How it was found.
    pub origin: Origin,
    /// The node of its problem.
    pub node: Option<NodeId>,
    /// The node that it stands in, if it is a row of a table or a list without nodes.
    pub within: Option<NodeId>,
    /// The row above that names what the rows after it have in common, or the line above
    /// the table.
    pub category: Option<Span>,
    /// Whether it only adds to an item of another table and owes nothing.
    pub supplement: bool,
    /// The number of its row in a table.
    pub number: Option<u32>,
    /// Where the problem stands, with its marker.
    pub problem: Option<Span>,
    /// All its fields, in the order of the text.
    pub fields: Vec<Field>,
}

impl Item {
    /// An item of a document, at a node of its outline if it has one.
    fn new(
        document: DocumentId,
        origin: Origin,
        node: Option<NodeId>,
        problem: Option<Span>,
        fields: Vec<Field>,
    ) -> Self {
        let (within, category, number) = (None, None, None);
        Self { document, origin, node, within, category, supplement: false, number, problem, fields }
    }

    /// The fields of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.role == role)
    }

    /// Whether a field of the role is there and not empty.
    pub fn has(&self, role: Role) -> bool {
        self.of(role).any(|field| !field.is_empty())
    }

    /// Whether it owes anything: not when it only adds to another item, or says
    /// that there was no problem, or that there is nothing to do about it.
    pub fn is_due(&self) -> bool {
        let mut measures = self.of(Role::Measure).peekable();
        let nothing_to_do = measures.peek().is_some() && measures.all(|field| !field.applies);
        !self.supplement && !nothing_to_do && self.of(Role::Problem).all(|field| field.applies)
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
    /// Its document.
    pub document: DocumentId,
    /// The measure's node.
    pub node: NodeId,
}

/// The items of a file.
#[derive(Debug, Default)]
pub struct Items {
    /// In the order of the text, document by document.
    pub list: List<Item>,
    /// Measures without a problem.
    pub unasked: Vec<Unasked>,
    /// For each document, whether one field or section sets a deadline for all.
    pub common_deadline: List<bool, Document>,
    /// The numbers of each table's rows, in order.
    pub ordinals: List<Vec<(u32, Span)>>,
    /// Fields that belong to no item.
    pub loose: Vec<Field>,
    /// Which of them each document has.
    tables: List<Ids<Vec<(u32, Span)>>, Document>,
    nodes: HashSet<NodeId>,
    tallies: List<Tally, Document>,
}

/// How many items of a document there are, and how many have each field.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// All items.
    pub items: usize,
    with: [usize; Role::ALL.len()],
    /// The same of fields that are the item's alone.
    alone: [usize; Role::ALL.len()],
}

impl Tally {
    fn add(&mut self, item: &Item) {
        self.items += 1;
        for (at, role) in Role::ALL.into_iter().enumerate() {
            self.with[at] += usize::from(item.of(role).next().is_some());
            self.alone[at] += usize::from(item.of(role).any(|field| !field.shared));
        }
    }

    /// How many have a field of this role, empty or not.
    pub fn with(&self, role: Role) -> usize {
        of_role(&self.with, role)
    }

    /// How many have one of their own, which is for no others.
    pub fn with_own(&self, role: Role) -> usize {
        of_role(&self.alone, role)
    }
}

fn of_role(counts: &[usize; Role::ALL.len()], role: Role) -> usize {
    Role::ALL.iter().position(|other| *other == role).map_or(0, |at| counts[at])
}

impl Items {
    /// The counts of a document.
    pub fn tally(&self, document: DocumentId) -> Tally {
        self.tallies.get(document).copied().unwrap_or_default()
    }

    /// The items of a document.
    pub fn of_document(&self, document: DocumentId) -> &[Item] {
        let from = self.list.partition_point(|item| item.document < document);
        let end = self.list.partition_point(|item| item.document <= document);
        &self.list[from.until(end)]
    }

    /// The numbers of the rows of a document's tables.
    pub fn ordinals_of(&self, document: DocumentId) -> &[Vec<(u32, Span)>] {
        self.tables.get(document).map_or(&[], |tables| &self.ordinals[*tables])
    }

    /// Whether a node of the outline is an item's problem.
    pub fn has_node(&self, node: NodeId) -> bool {
        self.nodes.contains(&node)
    }
}

/// Finds the items of all documents.
#[inline(never)] // A stage that profiles tell apart.
pub fn items(parts: Parts<'_>, documents: &List<Document>) -> Items {
    let mut items = Items::default();
    for (id, document) in documents.enumerate() {
        let fields = fields::fields(parts, document);
        let pairs = document.kind().is_none_or(|kind| kind.pairs);
        let pairing = pairs.then(|| paired::pairing(parts, document)).flatten();
        let named = || named::named(parts, document, id, &fields, pairing.as_ref());
        let cited = || cited::cited(parts, document, id, &fields, pairing.as_ref());
        let recounted = || recounted::recounted(parts, document, id);
        let named = match document.kind() {
            Some(kind) if kind.results => cited().or_else(recounted),
            _ if pairs => named().or_else(cited),
            _ => None,
        };
        // Names count where the numbers tell otherwise.
        let pairing = pairing.filter(|_| named.is_none());
        let (separate, unasked) = match (&named, &pairing) {
            (Some(named), _) => (named.separate.clone(), named.unasked.clone()),
            (None, Some(pairing)) => (pairing.separate(), pairing.unasked().collect()),
            (None, None) => (Separate::default(), Vec::new()),
        };
        let mut found = group::items(parts, document, id, &fields, &separate);
        if found.is_empty() && pairing.is_none() {
            found.extend(above::items(parts, document, id, &fields));
        }
        if let Some(pairing) = &pairing {
            found.extend(paired::items(parts, id, pairing, &fields, &found));
        }
        found.extend(match named {
            Some(named) => named.items,
            None => stated::items(parts, document, id, &found, &separate),
        });
        found.extend(led::items(parts, document, id, &found));
        items.unasked.extend(unasked.into_iter().map(|node| Unasked { document: id, node }));
        let tables = table::tables(parts, document, id);
        found.extend(tables.items);
        let first = items.ordinals.end();
        items.ordinals.extend(tables.ordinals);
        items.tables.push(first.until(items.ordinals.end()));
        if found.is_empty() && fields.is_empty() {
            found.extend(told::items(parts, document, id));
        }
        found.sort_by_key(|item| item.place().map(|span| span.start));
        let told = assigned::assign(parts, document, &fields, &mut found);
        let mut tally = Tally::default();
        found.iter().for_each(|item| tally.add(item));
        items.tallies.push(tally);
        items.list.extend(found);
        items.common_deadline.push(fields::sets_common_deadline(parts, document, &fields, &told));
        items.loose.extend(fields.into_iter().filter(|owned| owned.owner.is_none()).map(|owned| owned.field));
    }
    items.nodes = items.list.iter().filter_map(|item| item.node).collect();
    items
}
