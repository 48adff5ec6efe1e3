//! Of what kind a document is: from its front matter, its title, its fields.

use std::sync::Arc;

use super::title::Title;
use super::{Document, Parts};
use crate::outline::SegmentId;
use crate::rulebook::{Kind, Role};
use crate::signs;

/// The kind of a document whose head was read.
pub(super) fn kind<'a>(parts: Parts<'a>, document: &Document, title: &Title<'a>) -> Option<&'a Arc<Kind>> {
    if let Some(kind) = from_front_matter(parts) {
        return Some(kind);
    }
    let named = if document.numbered {
        // The title of a collection is the collector's, not the writer's.
        title.own.or_else(|| by_fields(parts, document)).or(title.kind)
    } else {
        title.kind.or_else(|| by_fields(parts, document))
    };
    let named = named.map(|kind| match has_field(parts, document, Role::Measure) {
        true => parts.rulebook.kinds.with_measures(kind),
        false => kind,
    });
    by_sections(parts, document).filter(|_| named.is_none_or(|kind| kind.needs.is_empty())).or(named)
}

fn from_front_matter<'a>(parts: Parts<'a>) -> Option<&'a Arc<Kind>> {
    let text = parts.source.slice(parts.blocks.front_matter?);
    text.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let named = signs::KIND_KEYS.contains(&key.trim());
        named.then(|| parts.rulebook.kinds.named(value.trim().trim_matches(['"', '\'']))).flatten()
    })
}

/// The kind of a document whose items carry measures and deadlines.
fn by_fields<'a>(parts: Parts<'a>, document: &Document) -> Option<&'a Arc<Kind>> {
    let has = |role: Role| has_field(parts, document, role);
    let made = has(Role::Measure) && has(Role::Deadline);
    parts.rulebook.kinds.iter().find(|kind| kind.fields_make_it && made)
}

/// Whether a label or a table's header of the role is there.
fn has_field(parts: Parts<'_>, document: &Document, role: Role) -> bool {
    document.segments.iter().any(|segment| {
        let header = || parts.rulebook.labels.header(parts.text(segment)) == Some(role);
        parts.outline.segments[segment].has_label(role) || is_header(parts, segment) && header()
    })
}

fn is_header(parts: Parts<'_>, segment: SegmentId) -> bool {
    let block = &parts.blocks.list[parts.outline.segments[segment].block];
    block.cell().is_some_and(|cell| cell.row == 0)
}

/// The kind that one of the document's section titles belongs to.
fn by_sections<'a>(parts: Parts<'a>, document: &Document) -> Option<&'a Arc<Kind>> {
    document.nodes(parts.outline).iter().find_map(|node| parts.rulebook.kinds.by_section(parts.title(node)))
}
