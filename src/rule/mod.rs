//! The rules: each looks at the model of a file and reports what it finds.
//!
//! What a rule says stands on its page under `rules/`; only how it looks is
//! here. A rule that is made of patterns has a page and nothing here.

mod completeness;
mod cover;
mod date;
mod mention;
mod office;
mod pattern;
mod punctuation;
mod report;
mod residue;
mod right;
mod selection;
mod structure;
mod suppression;
mod wording;
mod wordset;

pub use date::Date;
pub use report::{Found, Report, quoted};
pub use right::RightWords;
pub use selection::{ALL, Choice, Selection, UnknownRule, rule_names};
pub use suppression::UNUSED;

use crate::analysis::Analysis;
use crate::block::Block;
use crate::finding::Finding;
use crate::id::List;
use crate::rulebook::{Lang, PatternHit};
use crate::source::Span;
use cover::Cover;

/// What the user chose.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The language of messages.
    pub lang: Lang,
    /// The day that deadlines are measured against.
    pub today: Option<Date>,
}

/// What a rule looks at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The file.
    pub model: &'a Analysis,
    /// What the user chose.
    pub options: Options,
    /// The rules that run, and the words that are right.
    selection: &'a Selection,
    /// The pattern hits of each block.
    hits: List<Vec<PatternHit>, Block>,
}

/// How a rule looks for its findings.
type Check = fn(&Context<'_>, &mut Report<'_>);

const CHECKS: &[(&str, Check)] = &[
    ("broken-paragraph", structure::broken_paragraph),
    ("confusable-word", wording::confusable_word),
    ("count-mismatch", structure::count_mismatch),
    ("deadline-conflict", completeness::deadline_conflict),
    ("doubled-punctuation", punctuation::doubled),
    ("duplicate-measure", completeness::duplicate_measure),
    ("duplicate-text", structure::duplicate_text),
    ("duplicate-title", structure::duplicate_title),
    ("empty-measure", completeness::empty_measure),
    ("empty-result", completeness::empty_result),
    ("empty-section", completeness::empty_section),
    ("halfwidth-punctuation", punctuation::halfwidth),
    ("impossible-date", wording::impossible_date),
    ("inconsistent-label", completeness::inconsistent_label),
    ("inconsistent-self", residue::inconsistent_self),
    ("inline-label", structure::inline_label),
    ("invisible-character", residue::invisible_character),
    ("markup-residue", residue::markup_residue),
    ("missing-deadline", completeness::missing_deadline),
    ("missing-measure", completeness::missing_measure),
    ("missing-owner", completeness::missing_owner),
    ("missing-problem", completeness::missing_problem),
    ("missing-section", completeness::missing_section),
    ("mojibake", residue::mojibake),
    ("numbering-gap", structure::numbering_gap),
    ("numbering-level", structure::numbering_level),
    ("numbering-repeat", structure::numbering_repeat),
    ("numbering-style", structure::numbering_style),
    ("orphan-citation", residue::orphan_citation),
    ("overdue-deadline", completeness::overdue_deadline),
    ("placeholder", residue::placeholder),
    ("repeated-word", wording::repeated_word),
    ("run-together", structure::run_together),
    ("set-phrase", wording::set_phrase),
    ("stale-year", residue::stale_year),
    ("stray-character", residue::stray_character),
    ("stray-space", punctuation::stray_space),
    ("template-residue", residue::template_residue),
    ("unanswered-problem", completeness::unanswered_problem),
    ("unbalanced-pair", punctuation::unbalanced_pair),
    ("unfinished-sentence", structure::unfinished_sentence),
    ("vague-deadline", completeness::vague_deadline),
    ("vague-measure", completeness::vague_measure),
];

/// The names of the rules that look with code of their own.
pub fn coded_rules() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}

/// In a paragraph that this rule finds to be residue as a whole no other speaks.
const RESIDUE: &str = "template-residue";
/// Nor do these where it finds anything: the words of a template are no sentence
/// of the text.
const SILENT_AT_RESIDUE: [&str; 5] =
    ["broken-paragraph", "doubled-punctuation", "empty-section", "placeholder", "unfinished-sentence"];
/// Nor where this one does.
const MARKUP: &str = "markup-residue";
/// Nor in what this one finds.
const GARBLED: &str = "mojibake";

fn whole_residue(context: &Context<'_>, selection: &Selection) -> Vec<Span> {
    let page = context.model.rulebook.page_index(RESIDUE).filter(|_| selection.has(RESIDUE));
    page.map(|rule| pattern::whole_blocks(context, rule)).unwrap_or_default()
}

/// Runs the selected rules over a file. The findings are sorted by place, then
/// by rule.
pub fn run(model: &Analysis, selection: &Selection, options: Options) -> Vec<Finding> {
    let patterns = &model.rulebook.patterns;
    let asked = model.rulebook.pages.iter().any(|page| page.has_patterns() && selection.has(&page.name));
    let of_block = |block: &Block| {
        if asked && block.has_text() { patterns.hits(block.as_str()) } else { Vec::new() }
    };
    let hits = model.blocks.list.iter().map(of_block).collect();
    let context = Context { model, options, selection, hits };
    let mut findings = Vec::new();
    for (index, page) in model.rulebook.pages.iter().enumerate() {
        if !selection.has(&page.name) {
            continue;
        }
        let mut report =
            Report::new(page, options.lang, &mut findings).graded(selection.severity(&page.name));
        if page.has_patterns() {
            pattern::check(&context, index, &mut report);
        }
        if let Some(sections) = &page.sections {
            office::check(&context, sections, &mut report);
        }
        if let Ok(at) = CHECKS.binary_search_by(|(name, _)| (*name).cmp(&page.name)) {
            CHECKS[at].1(&context, &mut report);
        }
    }
    silence_around_residue(&context, selection, &mut findings);
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings.dedup_by(|a, b| a.rule == b.rule && a.span == b.span && a.message == b.message);
    findings.retain(|finding| !selection.holds_right(model.source.text(), finding.span));
    findings.retain(|finding| !mention::is_called_wrong(model.source.text(), finding.span));
    suppression::heed(model, selection, options, &mut findings);
    findings
}

/// Takes out what is said in paragraphs that are residue as a whole, in garbled
/// text, and by some rules anywhere in residue.
fn silence_around_residue(context: &Context<'_>, selection: &Selection, findings: &mut Vec<Finding>) {
    let of = |rules: &[&str]| {
        let found = findings.iter().filter(|finding| rules.contains(&finding.rule.as_str()));
        Cover::new(found.map(|finding| finding.span))
    };
    let whole = Cover::new(whole_residue(context, selection));
    let (garbled, residue) = (of(&[GARBLED]), of(&[RESIDUE, MARKUP]));
    findings.retain(|finding| {
        let rule = finding.rule.as_str();
        let told =
            rule != RESIDUE && whole.holds(finding.span) || rule != GARBLED && garbled.holds(finding.span);
        let same = SILENT_AT_RESIDUE.contains(&rule) && residue.meets(finding.span);
        !told && !same
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn the_table_of_checks_is_sorted_and_each_has_its_page() {
        assert!(CHECKS.is_sorted_by_key(|(name, _)| *name));
        let rulebook = Rulebook::embedded().expect("rules");
        for name in coded_rules() {
            assert!(rulebook.page(name).is_some(), "no page for {name}");
        }
    }

    #[test]
    fn every_page_finds_something_by_code_or_by_pattern() {
        let rulebook = Rulebook::embedded().expect("rules");
        for page in &rulebook.pages {
            assert!(
                page.has_patterns()
                    || coded_rules().chain([suppression::UNUSED]).any(|name| name == page.name),
                "{} does nothing",
                page.name
            );
        }
    }

    #[test]
    fn every_pattern_of_every_page_compiles() {
        assert!(Rulebook::embedded().expect("rules").patterns.compiles());
    }
}
