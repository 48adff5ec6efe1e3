//! What people see of the document that the README shows.

use std::path::Path;

use hegao::check::Checked;
use hegao::report::{Human, Look, Output, Totals};
use hegao::rule::{Options, Selection};
use hegao::rulebook::{Lang, Rulebook, Severity};
use hegao::setup::Setup;
use hegao::source::{Source, Syntax};

fn report(lang: Lang) -> String {
    let rulebook = Rulebook::embedded().expect("rules");
    let selection = Selection::new(&rulebook, []).expect("the default");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/整改方案.md");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let source = Source::new("fixtures/整改方案.md", text, Syntax::Markdown);
    let options = Options { lang, today: None };
    let findings = Setup { rulebook: &rulebook, selection: &selection, kind: None, options }.check(&source);
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
    let rulebook = Rulebook::embedded().expect("rules");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/整改方案.md");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let source = Source::new("fixtures/整改方案.md", text, Syntax::Markdown);
    let shown =
        hegao::model::Model::with(&source, &rulebook, None, |model| hegao::report::outline(model, Lang::Zh));
    insta::assert_snapshot!(shown);
}
