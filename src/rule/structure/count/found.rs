//! Problems that an introduction counts and a section or a table lists.

use std::cell::OnceCell;

use super::Words;
use super::announced::Announced;
use crate::block::BlockId;
use crate::chars::{clause_start, head};
use crate::document::{Document, DocumentId, Section};
use crate::id::List;
use crate::item::{Item, Origin};
use crate::outline::NodeId;
use crate::rule::Context;
use crate::rulebook::Role;

/// No sentence goes on farther, in bytes.
const SENTENCE: usize = 600;

/// What each document lists, looked up when an introduction counts problems.
pub(super) struct Introductions<'a> {
    context: &'a Context<'a>,
    words: &'a Words,
    documents: List<OnceCell<Listed>, Document>,
}

/// What a document lists.
struct Listed {
    /// Where its first section or item starts, in the file.
    first: usize,
    /// Each number of groups of problems that it may be said to list.
    groups: Vec<usize>,
    /// The same of problems.
    problems: Vec<usize>,
}

impl<'a> Introductions<'a> {
    pub fn new(context: &'a Context<'a>, words: &'a Words) -> Self {
        let documents = context.model.documents.iter().map(|_| OnceCell::new()).collect();
        Self { context, words, documents }
    }

    /// How many problems a document lists, where its introduction tells a number
    /// of them.
    pub fn listed(&self, block: BlockId, announced: &Announced) -> Option<Vec<usize>> {
        let model = self.context.model;
        let block = &model.blocks.list[block];
        if announced.quoted || block.cell().is_some() || !self.counts_problems(block.as_str(), announced) {
            return None;
        }
        let place = block.span_of(announced.range.clone()).start;
        let starts = |document: &Document| model.parts().span(document.segments.start).start <= place;
        let number = model.documents.partition_point(starts).prev()?;
        let listed = self.documents[number].get_or_init(|| Listed::of(self.context, number));
        let counts = if announced.groups { &listed.groups } else { &listed.problems };
        let near = |count: &usize| count.abs_diff(announced.number) <= (announced.number / 4).max(1);
        let close = counts.iter().copied().find(near).filter(|_| place < listed.first)?;
        Some(std::iter::once(close).chain(counts.iter().copied()).collect())
    }

    /// Whether the clause says that so many problems were found, and the sentence
    /// does not say that others are meant than those listed.
    fn counts_problems(&self, text: &str, announced: &Announced) -> bool {
        let start = clause_start(text, announced.start, &['，', '。', '；', '\n', '：']);
        let after = head(&text[announced.range.end..], SENTENCE);
        let end = announced.range.end + after.find('。').unwrap_or_default();
        let has = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
        has(&self.words.finds, &text[start..announced.start])
            && has(&self.words.problems, &text[start..announced.range.end])
            && !self.tells_a_part(&text[start..end])
    }

    /// 均已整改 tells of all.
    fn tells_a_part(&self, text: &str) -> bool {
        let wholly = |before: &str| self.words.wholly.iter().any(|word| before.ends_with(word.as_str()));
        let mut found = self.words.partial.iter().flat_map(|word| text.match_indices(word.as_str()));
        found.any(|(at, _)| !wholly(&text[..at]))
    }
}

impl Listed {
    fn of(context: &Context<'_>, number: DocumentId) -> Self {
        let model = context.model;
        let document = &model.documents[number];
        let items: Vec<&Item> = model.items.of_document(number).iter().filter(|item| item.is_due()).collect();
        // Right under the title of a section it may still be told how many follow.
        let body = |section: &Section| {
            let parts = section.node.and_then(|node| model.outline.children(node).next());
            parts.map_or(section.segment, |part| model.outline.nodes[part].segment)
        };
        let sections = document.sections.iter().map(|section| model.parts().span(body(section)).start);
        let places = items.iter().filter_map(|item| item.place()).map(|span| span.start);
        let (mut groups, mut problems) = numbers(context, number, &items);
        groups.retain(|count| *count > 1);
        problems.retain(|count| *count > 1);
        Self { first: sections.chain(places).min().unwrap_or(usize::MAX), groups, problems }
    }
}

/// Each number of groups, and of problems, that a document may be said to list.
fn numbers(context: &Context<'_>, number: DocumentId, items: &[&Item]) -> (Vec<usize>, Vec<usize>) {
    let document = &context.model.documents[number];
    let outline = &context.model.outline;
    let mut sections = document.sections.iter().filter(|section| section.roles.contains(&Role::Problem));
    let section = sections.next().filter(|_| sections.next().is_none());
    let numbered: Vec<NodeId> = items.iter().filter_map(|item| item.node).collect();
    let mut parents: Vec<NodeId> = numbered.iter().filter_map(|node| outline.nodes[*node].parent).collect();
    parents.sort_unstable();
    parents.dedup();
    let mut groups: Vec<usize> = section.map(|section| section.members.len()).into_iter().collect();
    groups.extend([parents.len(), numbered.len()]);
    if !document.kind().is_some_and(|kind| kind.needs(Role::Measure)) {
        return (groups, Vec::new());
    }
    let flat =
        |section: &&Section| section.members.iter().all(|&member| outline.children(member).next().is_none());
    let rows = items.iter().filter(|item| item.origin == Origin::Table && item.problem.is_some()).count();
    let members = section.filter(flat).filter(|_| rows == 0).map(|section| section.members.len());
    let tables = context.model.items.ordinals_of(number).iter().map(Vec::len);
    (groups, members.into_iter().chain([rows, items.len(), items.len() - rows]).chain(tables).collect())
}
