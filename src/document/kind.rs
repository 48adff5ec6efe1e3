//! Of what kind a document is: from its front matter, its title, its fields.

use super::{Document, Parts};
use crate::chars::is_sentence_end;
use crate::rulebook::{Kind, Role};

pub(super) fn kind<'a>(parts: Parts<'a>, document: &Document<'_>) -> Option<&'a Kind> {
    from_front_matter(parts).or_else(|| {
        let start = document.segments.start;
        let named = if document.collected {
            // The title of a collection is the collector's, not the writer's.
            own_title(parts, document)
                .and_then(|title| by_title(parts, title))
                .or_else(|| by_fields(parts, document))
                .or_else(|| by_title(parts, parts.text(start)))
        } else {
            titles(parts, document)
                .find_map(|title| by_title(parts, title))
                .or_else(|| by_fields(parts, document))
        };
        by_sections(parts, document).filter(|_| named.is_none_or(|kind| kind.needs.is_empty())).or(named)
    })
}

fn from_front_matter<'a>(parts: Parts<'a>) -> Option<&'a Kind> {
    let text = parts.source.slice(parts.blocks.front_matter?);
    text.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let named = matches!(key.trim(), "kind" | "类型" | "文种");
        named.then(|| parts.rulebook.kinds.named(value.trim().trim_matches(['"', '\'']))).flatten()
    })
}

fn by_title<'a>(parts: Parts<'a>, title: &str) -> Option<&'a Kind> {
    parts.rulebook.kinds.by_title(title)
}

/// The first lines of a document that read like a title, up to its first part.
fn titles<'a>(parts: Parts<'a>, document: &Document<'_>) -> impl Iterator<Item = &'a str> {
    let start = document.segments.start;
    let is_part = move |segment: &usize| *segment > start && parts.outline.segments[*segment].node.is_some();
    let first = document.segments.clone().take(3).take_while(move |segment| !is_part(segment));
    first.map(move |segment| parts.text(segment).trim()).take_while(|text| is_title(text))
}

/// The title that a collected document brings itself: on the line of 篇2: or
/// on the next one.
fn own_title<'a>(parts: Parts<'a>, document: &Document<'_>) -> Option<&'a str> {
    let start = document.segments.start;
    let here = Some(parts.body(start).trim()).filter(|_| parts.outline.segments[start].marker.is_some());
    let next = document.segments.clone().nth(1).map(|segment| parts.text(segment).trim());
    let named = |title: &&str| is_title(title) && by_title(parts, title).is_some();
    here.filter(named).or(next.filter(named))
}

fn is_title(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 60
        && !text.contains(is_sentence_end)
        && !text.ends_with(['，', ',', ':', '：', '；'])
}

/// The kind of a document whose items carry measures and deadlines.
fn by_fields<'a>(parts: Parts<'a>, document: &Document<'_>) -> Option<&'a Kind> {
    let has = |role: Role| {
        document.segments.clone().any(|segment| {
            let header = || parts.rulebook.labels.header(parts.text(segment)) == Some(role);
            parts.outline.segments[segment].has_label(role) || is_header(parts, segment) && header()
        })
    };
    let made = has(Role::Measure) && has(Role::Deadline);
    parts.rulebook.kinds.iter().find(|kind| kind.fields_make_it && made)
}

fn is_header(parts: Parts<'_>, segment: usize) -> bool {
    let block = &parts.blocks.list[parts.outline.segments[segment].block];
    block.cell().is_some_and(|cell| cell.row == 0)
}

/// The kind that one of the document's section titles belongs to.
fn by_sections<'a>(parts: Parts<'a>, document: &Document<'_>) -> Option<&'a Kind> {
    document.nodes(parts.outline).find_map(|node| parts.rulebook.kinds.by_section(parts.title(node)))
}
