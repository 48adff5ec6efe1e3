//! Writing the comments that silence what a file has today.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{lines_of, top_blocks};
use crate::analysis::Analysis;
use crate::finding::{Edit, Finding, apply};
use crate::source::{Source, Span};

/// Writes comments into one file.
#[derive(Debug)]
pub struct Silencer<'m> {
    source: &'m Source,
    blocks: Vec<Span>,
}

impl<'m> Silencer<'m> {
    /// Looks for the blocks of the file.
    pub fn new(model: &'m Analysis) -> Self {
        Self { source: &model.source, blocks: top_blocks(model) }
    }

    /// The edits that put a comment before each block in which something was
    /// found, and one for the file, at its end, where a finding stands in no
    /// block.
    pub fn edits<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Edit> {
        let text = self.source.text();
        // The rules to silence, by the byte that the comment stands at.
        let mut wanted: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        let mut whole: BTreeSet<&str> = BTreeSet::new();
        for finding in findings {
            let rules = match self.block(finding.span) {
                Some(block) => wanted.entry(lines_of(text, block).start).or_default(),
                None => &mut whole,
            };
            rules.insert(&finding.rule);
        }
        let end = self.source.line_end();
        let before = |(place, rules)| Edit::new(Span::new(place, place), comment("ignore", rules) + end);
        let mut edits: Vec<Edit> = wanted.into_iter().map(before).collect();
        if !whole.is_empty() {
            edits.push(at_end(self.source, &comment("ignore-file", whole)));
        }
        edits
    }

    fn block(&self, span: Span) -> Option<Span> {
        let after = self.blocks.partition_point(|block| block.start <= span.start);
        after.checked_sub(1).map(|at| self.blocks[at]).filter(|block| holds(*block, span))
    }
}

/// The text with a comment before each block in which something was found, and
/// one for the file where a finding stands in no block.
pub fn with_comments(model: &Analysis, findings: &[Finding]) -> String {
    apply(model.source.text(), &Silencer::new(model).edits(findings))
}

/// The same with a comment that silences these rules in the whole file.
pub fn with_whole(source: &Source, findings: &[Finding]) -> String {
    let rules = findings.iter().map(|finding| finding.rule.as_str()).collect();
    apply(source.text(), &[at_end(source, &comment("ignore-file", rules))])
}

/// The comment stands at the end, where it is in nobody's way.
fn at_end(source: &Source, comment: &str) -> Edit {
    let (text, end) = (source.text(), source.line_end());
    let gap = if text.ends_with(['\n', '\r']) || text.is_empty() { "" } else { end };
    Edit::new(Span::new(text.len(), text.len()), format!("{gap}{end}{comment}{end}"))
}

fn holds(block: Span, span: Span) -> bool {
    span.start < block.end || span.is_empty() && span.start == block.end
}

fn comment(verb: &str, rules: BTreeSet<&str>) -> String {
    let rules: Vec<&str> = rules.into_iter().collect();
    format!("<!-- hegao: {verb} {} -->", rules.join(", "))
}
