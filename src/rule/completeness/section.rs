//! missing-section and empty-section.

use std::cell::LazyCell;

use crate::block::BlockKind;
use crate::chars::{is_closing, is_digit, is_sentence_end};
use crate::document::{Document, DocumentId};
use crate::id::List;
use crate::outline::{Family, Node, NodeId, Run, RunId, Shape, Start};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;

/// A section that the document's kind requires is absent.
pub(in crate::rule) fn missing_section(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, document) in context.model.documents.enumerate() {
        let Some(kind) = document.kind() else { continue };
        let told = LazyCell::new(|| is_told_in_paragraphs(context, document));
        for required in &kind.required {
            let nodes = document.nodes(&context.model.outline).iter();
            let mut nodes = nodes.filter(|&node| may_title(context, node));
            if document.has_section(required.role)
                || nodes.any(|node| required.is_titled(context.model.parts().title(node)))
                || is_told_otherwise(context, id, document, required.role)
                || *told
            {
                continue;
            }
            let kind = match report.lang() {
                crate::rulebook::Lang::Zh => &kind.zh,
                crate::rulebook::Lang::En => &kind.name,
            };
            let section = required.name(report.lang());
            report.add(Found::at(document.title).with("kind", kind).with("section", section));
        }
    }
}

/// Whether a node may be the title of a section, and no member of a list.
fn may_title(context: &Context<'_>, node: NodeId) -> bool {
    const LONGEST: usize = 12;
    let entry = &context.model.outline.nodes[node];
    let holds = entry.heading.is_some() || !entry.inside().is_empty();
    // 办理流程繁琐 is a problem, and tells no 流程.
    if context.model.rulebook.sections.states_fault(context.model.parts().title(node)) {
        return false;
    }
    holds || context.model.parts().title(node).chars().count() <= LONGEST
}

/// Whether the items, a label or a table tell what the section would.
fn is_told_otherwise(context: &Context<'_>, id: DocumentId, document: &Document, role: Role) -> bool {
    let model = context.model;
    let mut items = model.items.of_document(id).iter();
    let by_items = match role {
        Role::Problem => items.any(|item| item.problem.is_some()),
        _ => items.any(|item| item.of(role).next().is_some()),
    };
    let has_label = |role: Role| document.segments.iter().any(|s| model.outline.segments[s].has_label(role));
    // A measure answers some problem, though no section is called so.
    by_items || has_label(role) || role == Role::Problem && has_label(Role::Measure)
}

/// Whether a document without any heading tells, paragraph by paragraph, what is done and
/// by when: 仓储科：关于……的问题，5月18日前……
fn is_told_in_paragraphs(context: &Context<'_>, document: &Document) -> bool {
    const LEAST: usize = 3;
    let model = context.model;
    let parts = model.parts();
    if !document.nodes(&model.outline).is_empty() {
        return false;
    }
    let texts = document.segments.iter().filter(|&segment| {
        parts.block_kind(segment) == BlockKind::Paragraph && !document.title.holds(parts.span(segment))
    });
    let (mut all, mut timed) = (0, 0);
    for segment in texts.filter(|&segment| !parts.is_closing_line(segment)) {
        all += 1;
        timed += usize::from(model.rulebook.deadlines.states_limit(parts.text(segment)));
    }
    timed >= LEAST && timed * 2 >= all
}

/// No heading of a few words is longer, in characters.
const SHORT: usize = 6;
/// No sentence that leads to what stands below it is longer, in characters.
const LONGEST_LEAD: usize = 30;

/// A heading with nothing under it before the next one of its level or above.
pub(in crate::rule) fn empty_section(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    let nodes = model.outline.nodes.ids().iter();
    let empty: List<bool, Node> = nodes.clone().map(|node| is_empty(context, node)).collect();
    let filled = |run: &Run| run.members.iter().filter(|&&member| !empty[member]).count();
    let filled: List<usize, Run> = model.outline.runs.iter().map(filled).collect();
    // Whether text follows a member that another follows.
    let inner = |run: &Run| run.members.iter().rev().skip(1).any(|&member| !empty[member]);
    let inner: List<bool, Run> = model.outline.runs.iter().map(inner).collect();
    for node in nodes.filter(|&node| empty[node] && !is_item(context, node)) {
        let entry = &model.outline.nodes[node];
        let certain = entry.heading.is_some() || entry.marker.is_none();
        let (members, filled) = (model.outline.runs[entry.run].members.len(), filled[entry.run]);
        // A numbered line is a heading if most of its siblings are, or if it is as short as
        // one and a sibling within the list is.
        let short = || inner[entry.run] && model.parts().title(node).chars().count() <= SHORT;
        if certain || filled > 0 && (filled * 2 >= members || short()) {
            let span = model.outline.heading_span(&model.blocks.list, node);
            report.add(Found::at(span).with("title", quoted(model.source.slice(span))));
        }
    }
}

fn is_item(context: &Context<'_>, node: NodeId) -> bool {
    context.model.outline.nodes[node].is_of(Family::Problem) || context.model.items.has_node(node)
}

/// Whether a heading holds its text itself: 家庭情况：父母务农，……. A line that is
/// no heading by its markup needs less: 讲党课：2次.
fn says_it_all(heading: &str, marked_up: bool) -> bool {
    const SHORTEST: usize = 10;
    const SENTENCE: usize = 16;
    let says = |text: &str| {
        let length = text.chars().count();
        length >= SHORTEST && text.contains(['，', '。', '；', '、']) || length >= SENTENCE
    };
    let value = |text: &str| !marked_up && text.contains(is_digit);
    heading.split_once("——").is_some_and(|(_, text)| says(text))
        || heading.split_once(['：', ':']).is_some_and(|(_, text)| says(text) || value(text))
}

/// Whether a node is one short sentence, as each of its siblings is, and these have what
/// they lead to below them: 1.案件清理不力。⏎对超过18个月的案件逐案建卡……
fn leads_as_siblings(context: &Context<'_>, node: NodeId) -> bool {
    const SIBLINGS: usize = 2;
    let parts = context.model.parts();
    let outline = &context.model.outline;
    let is_lead = |node: NodeId| {
        let said = parts.body(outline.nodes[node].segment).trim();
        said.chars().count() <= LONGEST_LEAD
            && said.find(is_sentence_end).is_some_and(|at| said[at..].chars().count() == 1)
    };
    let leads = |&&member: &&NodeId| {
        let mut inside = outline.nodes[member].inside().iter();
        is_lead(member) && inside.any(|inner| !parts.is_closing_line(inner))
    };
    let members = &outline.runs[outline.nodes[node].run].members;
    let others = members.iter().filter(|&&member| member != node);
    members.len() > SIBLINGS && is_lead(node) && others.clone().filter(leads).count() == members.len() - 1
}

/// Whether a node is a title with nothing under it. A sentence is text itself.
fn is_empty(context: &Context<'_>, node: NodeId) -> bool {
    let model = context.model;
    let entry = &model.outline.nodes[node];
    let segment = &model.outline.segments[entry.segment];
    let text = model.blocks.list[segment.block].as_str()[segment.body..segment.range.end].trim();
    // What stands in mid-paragraph is told as such, and what follows is not its own.
    if segment.start == Start::Mid || says_it_all(text, entry.heading.is_some()) {
        return false;
    }
    if !entry.inside().iter().all(|inner| model.parts().is_closing_line(inner))
        || entry.shape == Shape::Sentence
        || text.ends_with(['；', ';', '，', ','])
    {
        return false;
    }
    if entry.shape == Shape::Label && segment.label.as_ref().is_some_and(|label| label.closed) {
        return false;
    }
    // A field that was left empty is told as such.
    let document = model.document_at(entry.segment);
    if entry.shape == Shape::Label && document.is_some_and(|own| !own.titles_section(entry.segment)) {
        return false;
    }
    let heading = entry.heading.is_some();
    let list = entry.marker.is_some_and(|marker| {
        !matches!(
            marker.family,
            Family::Chinese | Family::ChineseParen | Family::Part | Family::Clause | Family::Arabic
        )
    });
    let ends = text.trim_end_matches(is_closing).ends_with(|c| is_sentence_end(c) || c == '…');
    if !heading && (list || ends && !leads_as_siblings(context, node)) {
        return false;
    }
    // What is attached is a list, whatever it names.
    if lists_attachments(context, entry.run) {
        return false;
    }
    // Code and HTML fill a section too.
    let next = segment.block.next();
    let filled = model.blocks.list.get(next).is_some_and(|block| !block.is_text());
    // The title of what is attached opens a document of its own.
    if entry.marker.is_none() && model.rulebook.kinds.is_attachment(text) {
        return false;
    }
    let only_title = heading && entry.heading == Some(1) && model.outline.segments.len() == 1;
    let cover = || model.document_at(entry.segment).is_some_and(|document| document.cover);
    !filled && !only_title && !cover()
}

/// Whether the line before a list says that it names what is attached: 附件：.
fn lists_attachments(context: &Context<'_>, run: RunId) -> bool {
    let model = context.model;
    let first = model.outline.runs[run].members.first().map(|&node| model.outline.nodes[node].segment);
    let block = first.and_then(|segment| model.outline.segments[segment].block.prev());
    block.is_some_and(|block| model.rulebook.kinds.is_attachment(model.blocks.list[block].as_str()))
}
