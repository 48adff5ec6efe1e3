//! What people see of the document that the README shows.

use std::path::Path;

use hegao::check::Checked;
use hegao::checker::Checker;
use hegao::report::{Human, Look, Output, Totals};
use hegao::rule::Options;
use hegao::rulebook::{Lang, Severity};
use hegao::source::{Source, Syntax};

fn report(lang: Lang) -> String {
    let checker = Checker::new().expect("rules").with_options(Options { lang, today: None });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/整改方案.md");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let source = Source::new("fixtures/整改方案.md", text, Syntax::Markdown);
    let findings = checker.check(&source);
    let checked = Checked { source, findings, before: None, fixes: 0, fail_on: Severity::Warning };
    let (mut totals, mut out) = (Totals::default(), Vec::new());
    totals.counts.add(&checked);
    let mut human = Human::new(Look::plain(lang), true);
    human.file(&checked, &mut out).and_then(|()| human.finish(&totals, &mut out)).expect("rendered");
    String::from_utf8(out).expect("text")
}

#[test]
fn the_report_in_chinese() {
    insta::assert_snapshot!(report(Lang::Zh));
}

#[test]
fn the_report_in_english() {
    insta::assert_snapshot!(report(Lang::En));
}

#[test]
fn the_outline_of_the_fixture() {
    let checker = Checker::new().expect("rules");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/整改方案.md");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let source = Source::new("fixtures/整改方案.md", text, Syntax::Markdown);
    let shown = hegao::report::outline(&checker.analyse(&source), Lang::Zh);
    insta::assert_snapshot!(shown);
}
