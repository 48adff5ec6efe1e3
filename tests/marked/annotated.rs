//! The annotated documents: every expected finding is reported, and no other.

use crate::marks::{Mark, Setup, findings, strip};
use hegao::finding::Finding;
use hegao::rulebook::Rulebook;

fn hits(mark: &Mark, finding: &Finding) -> bool {
    let end = finding.span.end.max(finding.span.start + 1);
    mark.rules.contains(&finding.rule)
        && finding.span.start < mark.span.end.max(mark.span.start + 1)
        && mark.span.start < end
}

/// The value of a flag in the `#args:` line.
fn flag<'a>(args: &'a [&str], name: &str) -> Option<&'a str> {
    let at = args.iter().position(|arg| *arg == name)?;
    args.get(at + 1).copied()
}

#[test]
fn every_annotated_document_is_reported_as_marked() {
    let rulebook = Rulebook::embedded().expect("rules");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/annotated");
    let mut wrong = Vec::new();
    let mut documents = 0;
    for entry in std::fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("entry").path();
        // Whoever checks this folder leaves the cache in it.
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let raw = std::fs::read_to_string(&path).expect("text");
        let (first, rest) = raw.split_once('\n').expect("lines");
        let args: Vec<&str> =
            first.strip_prefix("#args:").map(|args| args.split_whitespace().collect()).unwrap_or_default();
        let (text, marks) = strip(if args.is_empty() { &raw } else { rest }, true);
        let select: Vec<String> =
            flag(&args, "--select").into_iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
        let setup = Setup {
            rulebook: &rulebook,
            select: &select,
            kind: flag(&args, "--kind"),
            today: flag(&args, "--today"),
            markdown: name.ends_with(".md"),
        };
        let found = findings(&text, &setup);
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        for mark in
            marks.iter().filter(|mark| !mark.optional && !found.iter().any(|finding| hits(mark, finding)))
        {
            wrong.push(format!(
                "miss  {name}:{} {} {:?}",
                line(mark.span.start),
                mark.rules.join("/"),
                &text[mark.span.range()]
            ));
        }
        for finding in found.iter().filter(|finding| !marks.iter().any(|mark| hits(mark, finding))) {
            let words: String = text[finding.span.range()].chars().take(30).collect();
            wrong.push(format!(
                "false {name}:{} {} {words:?} {}",
                line(finding.span.start),
                finding.rule,
                finding.message
            ));
        }
        documents += 1;
    }
    assert!(documents >= 8, "only {documents} documents");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
