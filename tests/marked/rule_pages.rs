//! Every rule page's examples hold: the rule reports exactly what ⟦…⟧ marks in
//! the bad ones, and nothing in the good ones. And every page is whole.

use std::sync::Arc;

use hegao::rulebook::{Example, Lang, Page, Rulebook};
use hegao::source::Span;
use libtest_mimic::Trial;

use crate::marks::{Setup, findings, strip};
use crate::trial;

pub fn trials(rulebook: &Arc<Rulebook>) -> impl Iterator<Item = Trial> {
    (0..rulebook.pages.len()).map(|index| {
        let rulebook = rulebook.clone();
        trial(format!("page::{}", rulebook.pages[index].name), move || {
            let page = &rulebook.pages[index];
            let examples = page.examples();
            let wrong = examples.iter().filter_map(|example| wrong(&rulebook, page, example));
            wrong.chain(lacks(page, &examples)).collect()
        })
    })
}

/// What is wrong with an example.
fn wrong(rulebook: &Arc<Rulebook>, page: &Page, example: &Example) -> Option<String> {
    let (text, marks) = strip(&example.text, false);
    let select: Vec<String> = std::iter::once(&page.name).chain(&example.with).cloned().collect();
    let setup = Setup {
        rulebook,
        select: &select,
        kind: example.kind.as_deref(),
        today: example.today.as_deref(),
        markdown: example.markdown,
    };
    let found = findings(&text, &setup).into_iter().filter(|finding| finding.rule == page.name);
    let found: Vec<_> = found.collect();
    // What was to be filled into a message is not known by that name.
    if let Some(open) = found.iter().map(|finding| &finding.message).find(|message| has_gap(message)) {
        return Some(format!("a message has a gap: {open}"));
    }
    let found: Vec<Span> = found.into_iter().map(|finding| finding.span).collect();
    let expected: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    if example.good != marks.is_empty() {
        return Some(format!("a good example has no marks, a bad one has some: {text:?}"));
    }
    let show = |spans: &[Span]| spans.iter().map(|span| text[span.range()].to_owned()).collect::<Vec<_>>();
    (found != expected).then(|| format!("expected {:?}, found {:?}", show(&expected), show(&found)))
}

/// Whether a message holds the name of what was to stand there: {text}.
fn has_gap(message: &str) -> bool {
    message.split('{').skip(1).any(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        !name.is_empty() && name.len() < rest.len() && name.chars().all(|c| c.is_ascii_lowercase())
    })
}

/// What a page lacks.
fn lacks(page: &Page, examples: &[Example]) -> Vec<String> {
    let told = |lang: Lang| {
        let texts = page.texts(lang);
        !page.why(lang).is_empty() && !texts.title.is_empty() && !texts.help.is_empty()
    };
    let faults = [
        (page.path != format!("{}/{}.md", page.group, page.name), "is not where its group and name say"),
        (!examples.iter().any(|example| example.good), "has no good example"),
        (examples.iter().all(|example| example.good), "has no bad example"),
        (!told(Lang::Zh) || !told(Lang::En), "lacks a title, a help or its reason"),
        (page.why(Lang::Zh) == page.why(Lang::En), "is told in one language only"),
    ];
    faults.into_iter().filter(|(fault, _)| *fault).map(|(_, what)| format!("{} {what}", page.name)).collect()
}
