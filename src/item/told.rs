//! Items of a list without labels or sections, each of which tells its problem in the
//! first sentence and what is done about it, and by when, in the next ones: 1．食堂油烟管道
//! 两年没有清洗。……7月20日前洗完。

use super::stated::Posed;
use super::{Field, Item, Origin};
use crate::chars::is_sentence_end;
use crate::document::{Document, DocumentId, Parts};
use crate::outline::NodeId;
use crate::rulebook::Role;

/// Fewer are no list of problems.
const LEAST: usize = 4;

/// The items of a document that owes measures and has neither sections nor fields: the
/// members of its longest list, if most of them say by when.
pub(super) fn items(parts: Parts<'_>, document: &Document, number: DocumentId) -> Vec<Item> {
    let owes = document.kind().is_some_and(|kind| kind.needs(Role::Measure));
    let told = |role: Role| document.sections.iter().any(|section| section.roles.contains(&role));
    if !owes || told(Role::Problem) || told(Role::Measure) {
        return Vec::new();
    }
    let runs = document.nodes(parts.outline).iter().map(|node| parts.node(node).run);
    let Some(members) = runs.map(|run| &parts.outline.runs[run].members).max_by_key(|members| members.len())
    else {
        return Vec::new();
    };
    let rows: Vec<Row<'_>> = members.iter().filter_map(|&node| Row::read(parts, node)).collect();
    let timed = rows.iter().filter(|row| row.timed).count();
    if members.len() < LEAST || rows.len() < members.len() || timed * 2 <= members.len() {
        return Vec::new();
    }
    rows.into_iter().map(|row| row.item(parts, number)).collect()
}

/// A member of the list, all of which is one paragraph.
struct Row<'t> {
    node: NodeId,
    posed: Posed<'t>,
    /// The clause that says that it is done at once.
    at_once: Option<&'t str>,
    /// Whether it says by when.
    timed: bool,
}

impl<'t> Row<'t> {
    fn read(parts: Parts<'t>, node: NodeId) -> Option<Self> {
        let entry = parts.node(node);
        entry.marker.filter(|_| parts.outline.children(node).next().is_none())?;
        let length = parts.body(entry.segment).find(is_sentence_end)?;
        let posed = Posed::split(parts, entry.segment, length);
        let deadlines = &parts.rulebook.deadlines;
        let mut clauses = posed.beside().split(['，', '。', '；']);
        let at_once = clauses.find(|clause| deadlines.is_immediate(clause) || deadlines.starts_now(clause));
        let timed = at_once.is_some() || deadlines.states_limit(posed.beside());
        Some(Self { node, posed, at_once, timed })
    }

    fn item(self, parts: Parts<'_>, number: DocumentId) -> Item {
        let acts = self.timed || parts.rulebook.sections.acts(self.posed.beside());
        let problem = self.posed.problem;
        let limit = self.at_once.map(Field::told_limit);
        let answer = self.posed.answer().filter(|_| acts);
        let fields = answer.into_iter().chain(limit).collect();
        Item::new(number, Origin::Stated, Some(self.node), Some(problem), fields)
    }
}
