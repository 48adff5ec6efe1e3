//! What hegao understands of a text, as editors show it: its parts, one within
//! the other.

use crate::analysis::Analysis;
use crate::chars::one_line;
use crate::document::{Document, DocumentId, Section};
use crate::id::Ids;
use crate::item::{Field, Item, Origin};
use crate::outline::{Node, Segment};
use crate::rulebook::{Lang, Role};
use crate::source::Span;

/// No title is shown longer, in characters.
const LONGEST_TITLE: usize = 60;
/// What stands for a title that there is not.
const UNTITLED: &str = "—";

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Document,
    Section,
    Item,
}

/// A part of a text.
#[derive(Debug)]
pub(super) struct Part {
    pub what: What,
    /// Its title, never blank.
    pub title: String,
    /// What is told of it besides; may be nothing.
    pub detail: String,
    /// Where its title stands.
    pub name: Span,
    /// Where all of it stands; it holds `name` and the parts within.
    pub whole: Span,
    /// The parts within.
    pub within: Vec<Part>,
}

/// The documents of a text with their sections and items.
pub(super) fn parts(analysis: &Analysis, lang: Lang) -> Vec<Part> {
    let documents = analysis.documents.enumerate();
    documents.map(|(id, document)| Reader { analysis, lang }.document(id, document)).collect()
}

/// The stretches of a text that belong together, each from its first to its last
/// character, in no order.
pub(super) fn stretches(analysis: &Analysis) -> Vec<Span> {
    let reader = Reader { analysis, lang: Lang::Zh };
    let several = analysis.documents.len() > 1;
    let documents = analysis.documents.iter().filter(|_| several).map(|document| document.segments);
    let nodes = analysis.outline.nodes.iter().map(Node::segments);
    documents.chain(nodes).map(|segments| reader.segments(segments)).collect()
}

/// What the fields of a role hold, the commonest first, each once; sentences are
/// left out.
pub(super) fn values(analysis: &Analysis, role: Role) -> Vec<String> {
    let fields = analysis.items.list.iter().flat_map(|item| item.of(role));
    let mut counted: Vec<(String, usize)> = Vec::new();
    for field in fields.filter(|field| !field.is_empty() && field.applies) {
        let text = one_line(&field.text);
        match counted.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counted.push((text, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let brief = |text: &String| text.chars().count() <= LONGEST_TITLE && !text.contains(['，', '。', '；']);
    counted.into_iter().map(|(text, _)| text).filter(brief).collect()
}

struct Reader<'a> {
    analysis: &'a Analysis,
    lang: Lang,
}

impl Reader<'_> {
    fn document(&self, id: DocumentId, document: &Document) -> Part {
        let items = self.analysis.items.of_document(id).iter();
        let mut inner: Vec<Part> = document.sections.iter().map(|section| self.section(section)).collect();
        inner.extend(items.filter_map(|item| self.item(item)));
        let kind = document.kind().map(|kind| match self.lang {
            Lang::Zh => kind.zh.clone(),
            Lang::En => kind.name.clone(),
        });
        let whole = self.segments(document.segments);
        let part = self.part(What::Document, document.title, whole, kind.unwrap_or_default());
        nest(part, inner)
    }

    fn section(&self, section: &Section) -> Part {
        let name = self.analysis.parts().section_span(section);
        let holds: Vec<&str> = section.roles.iter().map(|role| role.word(self.lang)).collect();
        self.part(What::Section, name, self.segments(section.segments()), self.join(&holds))
    }

    fn item(&self, item: &Item) -> Option<Part> {
        let name = item.place()?;
        let node = item.node.map(|node| self.analysis.parts().node(node));
        let own = node.map_or(name, |node| self.segments(node.segments()));
        // What answers an item from another section stands there.
        let near = item.fields.iter().filter(|_| item.origin != Origin::Paired && item.node.is_none());
        let whole = near.filter_map(Field::span).fold(own, Span::cover);
        let first =
            |role: Role| item.of(role).find(|field| !field.is_empty()).map(|field| one_line(&field.text));
        let told: Vec<String> = [Role::Deadline, Role::Owner].into_iter().filter_map(first).collect();
        Some(self.part(What::Item, name, whole, told.join(" · ")))
    }

    fn part(&self, what: What, name: Span, whole: Span, detail: String) -> Part {
        let text = one_line(self.analysis.source.slice(name));
        let title = if text.is_empty() { UNTITLED.to_owned() } else { text };
        Part {
            what,
            title: shortened(title),
            detail: shortened(detail),
            name,
            whole: whole.cover(name),
            within: Vec::new(),
        }
    }

    /// Where segments stand, from the first to the last.
    fn segments(&self, segments: Ids<Segment>) -> Span {
        let parts = self.analysis.parts();
        let first = parts.span(segments.start);
        segments.last().map_or(first, |last| first.cover(parts.span(last)))
    }

    fn join(&self, words: &[&str]) -> String {
        words.join(match self.lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }
}

/// Puts parts into each other by where their titles stand.
fn nest(outer: Part, mut inner: Vec<Part>) -> Part {
    inner.sort_by_key(|part| (part.name.start, std::cmp::Reverse(part.whole.end)));
    let mut open = vec![outer];
    for part in inner {
        while open.len() > 1 && open.last().is_some_and(|above| above.whole.end <= part.name.start) {
            close(&mut open);
        }
        open.push(part);
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.swap_remove(0)
}

/// The last of the open parts goes into the one before it, which then holds it.
fn close(open: &mut Vec<Part>) {
    if let (Some(part), Some(above)) = (open.pop(), open.last_mut()) {
        above.whole = above.whole.cover(part.whole);
        above.within.push(part);
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST_TITLE) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
