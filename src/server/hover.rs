//! What is told of a finding under the pointer: why its rule exists.

use std::fmt::Write;

use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};

use super::snapshot::Snapshot;
use crate::finding::Finding;
use crate::rulebook::{Lang, Page};
use crate::source::Span;

/// Answers `textDocument/hover`.
pub(super) fn hover(snapshot: &Snapshot, params: HoverParams) -> Option<Hover> {
    let places = snapshot.places();
    let at = places.offset(params.text_document_position_params.position);
    let here =
        snapshot.findings().iter().filter(|finding| finding.span.start <= at && at <= finding.span.end);
    let here: Vec<&Finding> = here.collect();
    let span = here.iter().map(|finding| finding.span).reduce(Span::cover)?;
    let rulebook = &snapshot.plan().ok()?.checker.rulebook;
    let lang = snapshot.lang();
    let mut told: Vec<String> = Vec::new();
    for (index, finding) in here.iter().enumerate() {
        let mut text = format!("**{}**", finding.message);
        if !finding.help.is_empty() {
            let _ = write!(text, "\n\n{}", finding.help);
        }
        let first = here[..index].iter().all(|before| before.rule != finding.rule);
        if let Some(page) = rulebook.page(&finding.rule).filter(|_| first) {
            let _ = write!(text, "\n\n{}", page_text(page, lang));
        }
        told.push(text);
    }
    let kind = if snapshot.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let content = MarkupContent { kind, value: told.join("\n\n---\n\n") };
    Some(Hover { contents: content.into(), range: Some(places.range(span)) })
}

/// The page of a rule in one language, as Markdown.
fn page_text(page: &Page, lang: Lang) -> String {
    let (good, bad) = match lang {
        Lang::Zh => ("正确：", "有误（⟦⟧内是报告的位置）："),
        Lang::En => ("Good:", "Bad (⟦⟧ marks what is reported):"),
    };
    let severity = page.severity.word(lang);
    let mut text = format!("`{}` · {severity} · {}\n\n{}", page.name, page.group, page.why(lang));
    for example in page.examples() {
        let head = if example.good { good } else { bad };
        let fence = "`".repeat(longest_run(&example.text, '`').max(2) + 1);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\n{head}\n\n{fence}text\n{}{fence}", example.text);
    }
    text
}

/// How often a character stands in a row at most.
fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}
