//! Texts in which ⟦…⟧ marks the findings that are expected.

use std::sync::Arc;

use hegao::checker::Checker;
use hegao::finding::Finding;
use hegao::rule::{Choice, Date, Options};
use hegao::rulebook::{Lang, Rulebook};
use hegao::source::{Source, Span, Syntax};

/// A mark: its place in the text without marks, and what stood before a bar.
#[derive(Debug, Clone)]
pub struct Mark {
    pub span: Span,
    pub rules: Vec<String>,
    /// Whether the finding may be there or not: ⟦?rule|text⟧.
    pub optional: bool,
}

/// Takes the marks out of a text. With `named`, a mark is ⟦rule|text⟧.
pub fn strip(marked: &str, named: bool) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        let (inner, tail) = after.split_once('⟧').expect("an open mark");
        let (rules, words) =
            if named { inner.split_once('|').expect("a mark without a bar") } else { ("", inner) };
        let start = text.len();
        text.push_str(words);
        let optional = rules.starts_with('?');
        let rules = rules.trim_start_matches('?').split('/').map(str::to_owned).collect();
        marks.push(Mark { span: Span::new(start, text.len()), rules, optional });
        rest = tail;
    }
    text.push_str(rest);
    (text, marks)
}

/// How a text is to be checked.
pub struct Setup<'a> {
    pub rulebook: &'a Arc<Rulebook>,
    pub select: &'a [String],
    pub kind: Option<&'a str>,
    pub today: Option<&'a str>,
    pub markdown: bool,
}

pub fn findings(text: &str, setup: &Setup<'_>) -> Vec<Finding> {
    let syntax = if setup.markdown { Syntax::Markdown } else { Syntax::Plain };
    let source = Source::new("test", text.to_owned(), syntax);
    let today = setup.today.map(|day| Date::parse(day).expect("a date"));
    let kind = setup.kind.map(|kind| setup.rulebook.kinds.named(kind).expect("a kind"));
    let options = Options { lang: Lang::Zh, today };
    let checker = Checker::of(setup.rulebook.clone()).for_kind(kind.cloned()).with_options(options);
    checker.choose([&Choice::only(setup.select)]).expect("rule names").check(&source)
}
