//! Writing the comments that silence what a file has today.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{lines_of, top_blocks};
use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::source::{Source, Span};

/// The text with a comment before each block in which something was found, and
/// one for the file where a finding stands in no block.
pub fn with_comments(model: &Analysis, findings: &[Finding]) -> String {
    let source = &model.source;
    let text = source.text();
    let blocks = top_blocks(model);
    // The rules to silence, by the byte that the comment stands at.
    let mut wanted: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut whole: BTreeSet<&str> = BTreeSet::new();
    for finding in findings {
        let after = blocks.partition_point(|block| block.start <= finding.span.start);
        let block = after.checked_sub(1).map(|at| blocks[at]).filter(|block| holds(*block, finding.span));
        let rules = match block {
            Some(block) => wanted.entry(lines_of(text, block).start).or_default(),
            None => &mut whole,
        };
        rules.insert(&finding.rule);
    }
    let end = source.line_end();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (place, rules) in wanted {
        out.push_str(&text[at..place]);
        out.push_str(&comment("ignore", rules));
        out.push_str(end);
        at = place;
    }
    out.push_str(&text[at..]);
    if whole.is_empty() { out } else { with_file_comment(&out, end, &comment("ignore-file", whole)) }
}

/// The same with a comment that silences these rules in the whole file.
pub fn with_whole(source: &Source, findings: &[Finding]) -> String {
    let rules = findings.iter().map(|finding| finding.rule.as_str()).collect();
    with_file_comment(source.text(), source.line_end(), &comment("ignore-file", rules))
}

/// The comment stands at the end, where it is in nobody's way.
fn with_file_comment(text: &str, end: &str, comment: &str) -> String {
    let gap = if text.ends_with(['\n', '\r']) || text.is_empty() { "" } else { end };
    format!("{text}{gap}{end}{comment}{end}")
}

fn holds(block: Span, span: Span) -> bool {
    span.start < block.end || span.is_empty() && span.start == block.end
}

fn comment(verb: &str, rules: BTreeSet<&str>) -> String {
    let rules: Vec<&str> = rules.into_iter().collect();
    format!("<!-- hegao: {verb} {} -->", rules.join(", "))
}
