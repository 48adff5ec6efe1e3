//! The title of a document, among the lines at its head.

use std::sync::Arc;

use super::{Document, Parts};
use crate::chars::{is_sentence_end, undecorated};
use crate::outline::SegmentId;
use crate::rulebook::Kind;
use crate::source::Span;

/// How many lines at its head a document's title is looked for in.
const HEAD: usize = 16;
/// No title is longer, in characters.
const LONGEST: usize = 60;

/// What the head of a document tells.
#[derive(Debug)]
pub(super) struct Title<'r> {
    /// Where the title stands: the lines up to the one that names the kind, else
    /// the first line.
    pub span: Span,
    /// The kind that it names.
    pub kind: Option<&'r Arc<Kind>>,
    /// The kind that the document's own words name, those of 【第二篇】 and of a
    /// collection's title left out.
    pub own: Option<&'r Arc<Kind>>,
}

/// Reads the head of a document.
pub(super) fn title<'a>(parts: Parts<'a>, document: &Document) -> Title<'a> {
    let first = document.segments.start;
    let kinds = &parts.rulebook.kinds;
    let mut span: Option<Span> = None;
    let mut last = String::new();
    for line in lines(parts, document) {
        let text = undecorated(parts.text(line));
        if kinds.stands_beside_title(text) {
            last.clear();
            continue;
        }
        let own = parts.span(line);
        let joined = span.filter(|_| !last.is_empty()).map_or(own, |before| before.cover(own));
        span = Some(joined);
        let both = format!("{last}{text}");
        // 关于《……整改方案 ends with no noun of its own: the name goes on.
        let goes_on = names_openly(&last);
        let alone = if goes_on { None } else { kinds.by_title(text) };
        let kind = alone.or_else(|| kinds.by_title(&both).filter(|_| !last.is_empty()));
        if kind.is_some() && !names_openly(&both) {
            return Title { span: joined, kind, own: own_kind(parts, document) };
        }
        last = if goes_on { both } else { text.to_owned() };
    }
    let named = kinds.by_title(parts.text(first));
    Title { span: span.unwrap_or_else(|| parts.span(first)), kind: named, own: own_kind(parts, document) }
}

/// The lines at the head of a document that read like titles, up to its first
/// part, field or sentence.
fn lines<'a>(parts: Parts<'a>, document: &Document) -> impl Iterator<Item = SegmentId> + 'a {
    let start = document.segments.start;
    let ends = move |&segment: &SegmentId| {
        let entry = &parts.outline.segments[segment];
        let text = parts.text(segment).trim();
        let part = entry.node.is_some_and(|node| parts.node(node).marker.is_some());
        let beside = parts.rulebook.kinds.stands_beside_title(text);
        let field = entry.label.as_ref().is_some_and(|label| label.closed);
        // What a table of contents names is no title.
        let contents = parts.rulebook.kinds.heads_contents(text);
        segment > start && (part || field || contents || !beside && !is_title(text))
            || !beside && segment == start && !is_title(text)
    };
    document.segments.iter().take(HEAD).take_while(move |segment| !ends(segment))
}

/// The kind that a collected document names itself: on the line of 篇2: or on
/// the next one.
fn own_kind<'a>(parts: Parts<'a>, document: &Document) -> Option<&'a Arc<Kind>> {
    let start = document.segments.start;
    let named = |text: &str| is_title(text).then(|| parts.rulebook.kinds.by_title(text)).flatten();
    let here = parts.outline.segments[start].marker.and_then(|_| named(parts.body(start).trim()));
    let next = || document.segments.iter().nth(1).and_then(|segment| named(parts.text(segment).trim()));
    here.or_else(next)
}

/// Whether a name in book marks goes on after a text.
fn names_openly(text: &str) -> bool {
    text.matches('《').count() > text.matches('》').count()
}

/// Whether a line may be a title, or a part of one.
fn is_title(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 4 * LONGEST
        && text.chars().count() <= LONGEST
        && !text.contains(is_sentence_end)
        && !text.ends_with(['，', ',', ':', '：', '；'])
}
