//! The documents of a file, each with its title, kind and sections.

mod imprint;
mod kind;
mod section;
mod title;

use std::sync::Arc;

pub use imprint::Imprint;
pub use section::Section;

use crate::block::{BlockKind, Blocks};
use crate::id::{Id, Ids, List};
use crate::outline::{Node, NodeId, Outline, Segment, SegmentId};
use crate::rulebook::{Kind, Role, Rulebook};
use crate::source::{Source, Span};

/// The name of an office under a document is no longer, in characters.
const LONGEST_NAME: usize = 30;

/// The place of a document in the list of a file's documents.
pub type DocumentId = Id<Document>;

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    /// Its segments.
    pub segments: Ids<Segment>,
    /// Where its title stands, or its first text when it has no title.
    pub title: Span,
    kind: Option<Arc<Kind>>,
    /// Whether it is one of a collection, under the collection's title and a
    /// number: 【第二篇】.
    pub numbered: bool,
    /// Whether it stands under a line such as 附件1, attached to the one before.
    pub attached: bool,
    /// Whether it is only the cover of the documents that follow.
    pub cover: bool,
    /// The sections whose titles say what they hold.
    pub sections: Vec<Section>,
    /// Who issued and wrote it, and in which year.
    pub imprint: Imprint,
}

impl Document {
    /// What kind it is, if that can be told.
    pub fn kind(&self) -> Option<&Kind> {
        self.kind.as_deref()
    }

    /// Whether a section of this role is there.
    pub fn has_section(&self, role: Role) -> bool {
        self.sections.iter().any(|section| section.roles.contains(&role))
    }

    /// Whether a segment is the title of one of the sections.
    pub fn titles_section(&self, segment: SegmentId) -> bool {
        self.section_at(segment).is_some()
    }

    /// The section that a segment is the title of.
    pub fn section_at(&self, segment: SegmentId) -> Option<&Section> {
        let at = self.sections.binary_search_by_key(&segment, |section| section.segment).ok()?;
        Some(&self.sections[at])
    }

    /// Whether a node is the title of a section and can be no item.
    pub fn titles_only_section(&self, outline: &Outline, node: NodeId) -> bool {
        let section = self.section_at(outline.nodes[node].segment);
        section.is_some_and(|section| section.node == Some(node) && !section.may_be_item())
    }

    /// The nodes of the document.
    pub fn nodes(&self, outline: &Outline) -> Ids<Node> {
        outline.nodes_in(self.segments)
    }
}

/// What the documents are made from.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// Their outline.
    pub outline: &'a Outline,
    /// What hegao knows.
    pub rulebook: &'a Rulebook,
}

impl<'a> Parts<'a> {
    /// The text of a segment, marker and label included.
    pub fn text(&self, segment: SegmentId) -> &'a str {
        let segment = &self.outline.segments[segment];
        &self.blocks.list[segment.block].as_str()[segment.range.clone()]
    }

    /// The text of a segment after its marker and label.
    pub fn body(&self, segment: SegmentId) -> &'a str {
        self.outline.body(&self.blocks.list, segment)
    }

    /// Where that text stands.
    pub fn body_span(&self, segment: SegmentId) -> Span {
        self.outline.body_span(&self.blocks.list, segment)
    }

    /// Where a whole segment stands.
    pub fn span(&self, segment: SegmentId) -> Span {
        let segment = &self.outline.segments[segment];
        let block = &self.blocks.list[segment.block];
        let text = &block.as_str()[segment.range.clone()];
        let start = segment.range.start + text.len() - text.trim_start().len();
        block.span_of(start..start.max(segment.range.start + text.trim_end().len()))
    }

    /// A node of the outline.
    pub fn node(&self, node: NodeId) -> &'a Node {
        &self.outline.nodes[node]
    }

    /// Where the first segment of a node starts and its last one ends, in the file.
    pub fn reach(&self, node: NodeId) -> (usize, usize) {
        let node = self.node(node);
        let last = node.segments().last().unwrap_or(node.segment);
        (self.span(node.segment).start, self.span(last).end)
    }

    /// The title of a node.
    pub fn title(&self, node: NodeId) -> &'a str {
        self.outline.title(&self.blocks.list, node)
    }

    /// Where a node's marker and title stand.
    pub fn heading_span(&self, node: NodeId) -> Span {
        self.outline.heading_span(&self.blocks.list, node)
    }

    /// Where the title of a section stands, with its marker.
    pub fn section_span(&self, section: &Section) -> Span {
        section.node.map_or_else(|| self.span(section.segment), |node| self.heading_span(node))
    }

    /// Whether a segment only closes a document: its date, the name of the office
    /// right before the date, what is attached, whom to call.
    pub fn is_closing_line(&self, segment: SegmentId) -> bool {
        let entry = &self.outline.segments[segment];
        let text = self.text(segment).trim();
        let plain = entry.node.is_none() && entry.label.is_none();
        let dated = |line: &str| self.rulebook.kinds.is_date(line);
        let next =
            || (segment.next() < self.outline.segments.end()).then(|| self.text(segment.next()).trim());
        let name = || text.chars().count() <= LONGEST_NAME && !text.contains(['。', '，', '；', '：', ':']);
        let signs = || self.is_last(segment) && self.rulebook.kinds.signs(text);
        let after = || self.rulebook.kinds.stands_after_text(text);
        let signed = || imprint::labelled(text, &self.rulebook.kinds.signatures.signers).is_some();
        plain && (dated(text) || after() || signed() || name() && (next().is_some_and(dated) || signs()))
    }

    /// Whether no text of the document follows a segment.
    fn is_last(&self, segment: SegmentId) -> bool {
        self.outline.segments.get(segment.next()).is_none_or(|next| next.opens_document)
    }

    /// What kind of block a segment is in.
    pub fn block_kind(&self, segment: SegmentId) -> BlockKind {
        self.blocks.list[self.outline.segments[segment].block].kind
    }
}

/// Splits a file into documents and tells what each is. A `kind` given by the
/// user is that of all of them.
#[inline(never)] // A stage that profiles tell apart.
pub fn documents(parts: Parts<'_>, kind: Option<&Arc<Kind>>) -> List<Document> {
    let starts = starts(parts);
    let all = parts.outline.segments.ids();
    let numbered = |segment: SegmentId| {
        let entry = &parts.outline.segments[segment];
        entry.opens_document && !parts.outline.titled.contains(&segment)
    };
    let heads_attachment = |line: SegmentId| parts.rulebook.kinds.is_attachment(parts.text(line));
    let collection = all.iter().any(numbered);
    let mut documents = List::default();
    let mut gathered: Option<&Arc<Kind>> = None;
    for (index, &start) in starts.iter().enumerate() {
        let segments = start.until(starts.get(index + 1).copied().unwrap_or(all.end));
        if segments.is_empty() {
            continue;
        }
        let numbered = numbered(start);
        let mut document = Document {
            title: parts.span(start),
            kind: None,
            numbered,
            attached: start.prev().into_iter().chain([start]).any(heads_attachment),
            cover: false,
            sections: Vec::new(),
            imprint: Imprint::default(),
            segments,
        };
        let title = title::title(parts, &document);
        document.title = title.span;
        document.imprint = imprint::imprint(parts, &document);
        document.sections = section::sections(parts, &document);
        // What stands before the first document of a collection is its cover.
        let further = starts.len() > 1 && start == all.start;
        let untitled = document.nodes(parts.outline).iter().all(|node| parts.node(node).heading == Some(1));
        let gathers = || parts.rulebook.kinds.gathers(parts.source.slice(document.title));
        let bare = || untitled && (collection || is_short(parts, &document));
        document.cover = further && !numbered && (gathers() || bare());
        if !document.cover {
            let own = || kind::kind(parts, &document, &title);
            document.kind = kind.or_else(own).or(gathered.filter(|_| numbered)).cloned();
        } else {
            // The cover names what all that it gathers are.
            gathered = title.kind;
        }
        documents.push(document);
    }
    documents
}

/// Whether a document is nothing but a few lines of titles.
fn is_short(parts: Parts<'_>, document: &Document) -> bool {
    document.segments.iter().all(|segment| !parts.text(segment).contains(['。', '；']))
}

/// The first segments of the documents.
fn starts(parts: Parts<'_>) -> Vec<SegmentId> {
    let segments = &parts.outline.segments;
    let all = segments.ids();
    let mut starts = vec![all.start];
    starts.extend(all.iter().filter(|&segment| segments[segment].opens_document));
    starts.extend(all.iter().filter(|&segment| is_document_heading(parts, segment)).skip(1));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Whether a segment is a heading of level 1 that titles a document, not one
/// of its sections.
fn is_document_heading(parts: Parts<'_>, segment: SegmentId) -> bool {
    let entry = &parts.outline.segments[segment];
    if parts.block_kind(segment) != BlockKind::Heading(1) || entry.marker.is_some() {
        return false;
    }
    let title = parts.text(segment).trim();
    parts.rulebook.kinds.by_title(title).is_some() && !is_bare_section(parts, title)
        || parts.rulebook.sections.roles(title).is_empty() && !parts.rulebook.sections.is_frame(title)
}

/// Whether a title is a section's usual name and no more: 整改措施.
fn is_bare_section(parts: Parts<'_>, title: &str) -> bool {
    parts.rulebook.labels.is_bare(title)
}
