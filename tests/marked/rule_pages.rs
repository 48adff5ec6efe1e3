//! Every rule page's examples hold: the rule reports exactly what ⟦…⟧ marks in
//! the bad ones, and nothing in the good ones.

use crate::marks::{Setup, findings, strip};
use hegao::rulebook::{Lang, Rulebook};

#[test]
fn the_examples_of_every_page_hold() {
    let rulebook = Rulebook::embedded().expect("rules");
    let mut wrong = Vec::new();
    for page in &rulebook.pages {
        for example in &page.examples() {
            let (text, marks) = strip(&example.text, false);
            let select: Vec<String> = std::iter::once(&page.name).chain(&example.with).cloned().collect();
            let setup = Setup {
                rulebook: &rulebook,
                select: &select,
                kind: example.kind.as_deref(),
                today: example.today.as_deref(),
                markdown: example.markdown,
            };
            let found: Vec<_> = findings(&text, &setup)
                .into_iter()
                .filter(|finding| finding.rule == page.name)
                .map(|finding| finding.span)
                .collect();
            let expected: Vec<_> = marks.iter().map(|mark| mark.span).collect();
            if found != expected {
                let show = |spans: &[hegao::source::Span]| {
                    spans.iter().map(|span| text[span.range()].to_owned()).collect::<Vec<_>>()
                };
                wrong.push(format!(
                    "{}: expected {:?}, found {:?}",
                    page.name,
                    show(&expected),
                    show(&found)
                ));
            }
            if example.good != marks.is_empty() {
                wrong.push(format!("{}: a good example has no marks, a bad one has some", page.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_is_whole() {
    let rulebook = Rulebook::embedded().expect("rules");
    for page in &rulebook.pages {
        assert_eq!(page.path, format!("{}/{}.md", page.group, page.name));
        assert!(page.examples().iter().any(|example| example.good), "{} has no good example", page.name);
        assert!(page.examples().iter().any(|example| !example.good), "{} has no bad example", page.name);
        for lang in [Lang::Zh, Lang::En] {
            let texts = page.texts(lang);
            assert!(
                !page.why(lang).is_empty() && !texts.title.is_empty() && !texts.help.is_empty(),
                "{}",
                page.name
            );
        }
        assert_ne!(page.why(Lang::Zh), page.why(Lang::En), "{} is told in one language only", page.name);
    }
}
