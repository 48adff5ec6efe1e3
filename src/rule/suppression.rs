//! Comments that silence rules, and those that silence nothing.

use super::report::quoted;
use super::{Found, Options, Report, Selection};
use crate::analysis::Analysis;
use crate::finding::{Edit, Finding};
use crate::rulebook::Rulebook;
use crate::source::{Source, Span, Syntax};
use crate::suppress::{Suppression, Suppressions, Verb};

/// The name of the rule about comments that silence nothing.
pub const UNUSED: &str = "unused-suppression";

/// Takes out the findings that comments silence, and adds what there is to say
/// of the comments themselves.
pub(super) fn heed(model: &Analysis, selection: &Selection, options: Options, findings: &mut Vec<Finding>) {
    let mut comments = Suppressions::read(model);
    if comments.list().is_empty() {
        return;
    }
    let rulebook = &model.rulebook;
    let group_of = |rule: &str| rulebook.page(rule).map_or("", |page| page.group.as_str());
    comments.hide(findings, group_of);
    let Some(page) = rulebook.page(UNUSED).filter(|page| selection.has(&page.name)) else {
        return;
    };
    let mut idle = Vec::new();
    let mut report = Report::new(page, options.lang, &mut idle).graded(selection.severity(UNUSED));
    for comment in comments.list() {
        Judge { source: &model.source, rulebook, selection, comment }.tell(&mut report);
    }
    comments.by_name().hide(&mut idle, group_of);
    findings.append(&mut idle);
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
}

/// What can be said of a comment: only of rules that ran is it known that there
/// was nothing to hide.
struct Judge<'a> {
    source: &'a Source,
    rulebook: &'a Rulebook,
    selection: &'a Selection,
    comment: &'a Suppression,
}

impl Judge<'_> {
    fn tell(&self, report: &mut Report<'_>) {
        let Suppression { comment, verb, verb_span, names, .. } = self.comment;
        if verb.is_none() {
            let word = self.source.slice(*verb_span);
            let known = Verb::WORDS.join(", ");
            report.add(Found::at(*verb_span).saying("verb").with("word", quoted(word)).with("known", known));
            return;
        }
        let judged = if names.is_empty() {
            self.selection.has_default(self.rulebook)
        } else {
            names.iter().all(|name| self.ran(&name.text))
        };
        if judged && self.comment.is_idle() {
            let found = Found::at(*comment).with("names", quoted(self.source.slice(*comment)));
            report.add(found.safe_fix(vec![Edit::new(with_line(self.source, *comment), "")]));
        } else {
            self.idle_names(report);
        }
    }

    /// The names that hide nothing, while others do.
    fn idle_names(&self, report: &mut Report<'_>) {
        let names = &self.comment.names;
        for (index, name) in names.iter().enumerate() {
            if name.used || !self.ran(&name.text) {
                continue;
            }
            // The name goes with what parts it from its neighbour.
            let cut = match (names[..index].last(), names.get(index + 1)) {
                (_, Some(next)) => Span::new(name.span.start, next.span.start),
                (Some(before), None) => Span::new(before.span.end, name.span.end),
                (None, None) => name.span,
            };
            let found = Found::at(name.span).with("names", self.source.slice(name.span));
            report.add(found.safe_fix(vec![Edit::new(cut, "")]));
        }
    }

    /// Whether the rule, or every rule of the group, ran. A name that nothing
    /// has can hide nothing.
    fn ran(&self, name: &str) -> bool {
        let page = self.rulebook.pages.iter();
        let mut named = page.filter(|page| page.name == name || (page.group == name && !page.off));
        name != UNUSED && named.all(|page| self.selection.has(&page.name))
    }
}

/// A comment, with its line when it has one to itself. In Markdown the line
/// stays, blank, where it keeps two paragraphs apart.
fn with_line(source: &Source, comment: Span) -> Span {
    let text = source.text();
    let start = text[..comment.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = &text[comment.end..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest[blank..].starts_with(end));
    let alone = text[start..comment.start].trim().is_empty() && (line_end.is_some() || blank == rest.len());
    if !alone {
        return comment;
    }
    let end = comment.end + blank;
    let next = end + line_end.map_or(0, str::len);
    let says = |line: Option<&str>| line.is_some_and(|line| !line.trim().is_empty());
    let between = says(text[..start].lines().next_back()) && says(text[next..].lines().next());
    if between && source.syntax() == Syntax::Markdown {
        return Span::new(start, end);
    }
    Span::new(start, next)
}
