//! The annotated documents: every expected finding is reported, and no other.

use std::sync::Arc;

use hegao::finding::Finding;
use hegao::rulebook::Rulebook;
use libtest_mimic::Trial;

use crate::documents::Annotated;
use crate::marks::{Mark, Setup, findings};
use crate::trial;

pub fn trials<'d>(rulebook: &Arc<Rulebook>, documents: &'d [Annotated]) -> impl Iterator<Item = Trial> + 'd {
    let rulebook = rulebook.clone();
    documents.iter().cloned().map(move |document| {
        let rulebook = rulebook.clone();
        trial(format!("annotated::{}", document.name), move || wrong(&rulebook, &document))
    })
}

fn wrong(rulebook: &Arc<Rulebook>, document: &Annotated) -> Vec<String> {
    let select: Vec<String> =
        document.flag("--select").into_iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
    let setup = Setup {
        rulebook,
        select: &select,
        kind: document.flag("--kind"),
        today: document.flag("--today"),
        markdown: document.is_markdown(),
    };
    let Annotated { text, marks, .. } = document;
    let found = findings(text, &setup);
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let missed =
        marks.iter().filter(|mark| !mark.optional && !found.iter().any(|finding| hits(mark, finding)));
    let missed = missed.map(|mark| {
        let words = &text[mark.span.range()];
        format!("miss  {} {} {words:?}", line(mark.span.start), mark.rules.join("/"))
    });
    let alarms = found.iter().filter(|finding| !marks.iter().any(|mark| hits(mark, finding)));
    let alarms = alarms.map(|finding| {
        let words: String = text[finding.span.range()].chars().take(30).collect();
        format!("false {} {} {words:?} {}", line(finding.span.start), finding.rule, finding.message)
    });
    missed.chain(alarms).collect()
}

fn hits(mark: &Mark, finding: &Finding) -> bool {
    let end = finding.span.end.max(finding.span.start + 1);
    mark.rules.contains(&finding.rule)
        && finding.span.start < mark.span.end.max(mark.span.start + 1)
        && mark.span.start < end
}
