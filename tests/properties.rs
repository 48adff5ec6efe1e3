//! What holds for every text.

use std::sync::LazyLock;

use hegao::check::Checked;
use hegao::checker::Checker;
use hegao::finding::Finding;
use hegao::fix::{Level, mend};
use hegao::report::{Checkstyle, Github, Gitlab, Html, Json, Junit, Output, Paths, Sarif, Totals};
use hegao::rule::{Choice, Date, Options};
use hegao::rulebook::{Lang, Severity};
use hegao::source::{Source, Syntax, decode};
use proptest::prelude::*;

/// Pieces that rules look for, so that random texts are not just noise.
const PIECES: &[&str] = &[
    "一、",
    "二、",
    "（一）",
    "(2)",
    "1、",
    "1. ",
    "3．",
    "①",
    "问题一：",
    "问题二:",
    "【第一篇】",
    "篇2:",
    "一是",
    "三是",
    "整改措施：",
    "整改时限:",
    "完成时限",
    "责任人：",
    "长期整改",
    "立即",
    "2024年6月底前",
    "存在的问题",
    "原因分析",
    "整改方案",
    "对照检查材料",
    "xxxx",
    "×",
    "**",
    "*",
    "某某",
    "【姓名】",
    "……",
    "——",
    "，",
    "。",
    "、",
    "；",
    "：",
    ",",
    ":",
    "“",
    "”",
    "《",
    "）",
    "(",
    "[1]",
    "\u{200B}",
    "\u{A0}",
    "\u{3000}",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "| 问题 | 整改措施 |\n| --- | --- |\n| 甲 | |\n",
    "问题\t整改措施\t时限\n",
    "\n\u{3000}\u{3000}",
    "# ",
    "## ",
    "- ",
    "\n:。\n\t- ",
    "> ",
    "`",
    "```\n",
    "<br>",
    "<!-- x -->",
    "\n<!-- hegao: ignore -->\n",
    "\n<!-- hegao: ignore placeholder, residue -->\n",
    "<!-- hegao: ignore-line -->",
    "\n<!-- hegao: ignore-file mojibake -- x -->\n",
    "&nbsp;",
    "\\*",
    "锟斤拷",
    "Ã©",
    "\u{FFFD}",
    "\u{FFFC}",
    "\u{7}",
    "咗",
    "a",
    "学习",
    "加强学习，改进作风。",
    "每月",
    "对与",
    "报以积极的态度",
    "---\nkind: plan\n---\n",
    "+++\n",
    "😀",
    "e\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[一-龥]{1,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Runs all rules.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let options = Options { lang: Lang::Zh, today: Date::parse("2024-07-01") };
    let checker = Checker::new().expect("rules").with_options(options);
    checker.choose([&Choice::only(&["all"])]).expect("all")
});

fn check(text: &str, syntax: Syntax) -> Vec<Finding> {
    CHECKER.check(&Source::new("test", text, syntax))
}

fn holds(text: &str, syntax: Syntax) {
    let findings = check(text, syntax);
    let sound =
        |start: usize, end: usize| start <= end && text.is_char_boundary(start) && text.is_char_boundary(end);
    for finding in &findings {
        assert!(sound(finding.span.start, finding.span.end), "{finding:?} in {text:?}");
        assert!(
            !finding.message.is_empty() && !finding.message.contains('{') || text.contains('{'),
            "{finding:?}"
        );
        assert!(finding.related.iter().all(|related| sound(related.span.start, related.span.end)));
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        assert!(edits.clone().all(|edit| sound(edit.span.start, edit.span.end)), "{finding:?} in {text:?}");
        let edits: Vec<_> = edits.collect();
        assert!(
            edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
            "edits overlap: {finding:?}"
        );
    }
    assert!(
        findings.is_sorted_by_key(|finding| (finding.span, finding.rule.clone())),
        "not sorted: {findings:?}"
    );
    assert_eq!(findings, check(text, syntax), "a second run differs");
}

/// Errors by rule.
fn errors(findings: &[Finding]) -> std::collections::BTreeMap<&str, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        *counts.entry(finding.rule.as_str()).or_default() += 1;
    }
    counts
}

/// The characters that safe fixes may neither take away nor bring in: all but
/// marks, spaces, what cannot be seen and what was read in a wrong encoding.
fn words(text: &str) -> String {
    text.chars().filter(|c| ('\u{4E00}'..='\u{9FA5}').contains(c)).collect()
}

fn mends_well(text: &str, syntax: Syntax, level: Level) {
    let checker = &*CHECKER;
    let source = Source::new("test", text.to_owned(), syntax);
    let findings = checker.check(&source);
    let Some(once) = mend(&source, &findings, checker, level) else { return };
    assert_eq!(once.findings, checker.check(&once.source));
    let twice = mend(&once.source, &once.findings, checker, level);
    assert!(
        twice.is_none(),
        "{text:?} became {:?}, then {:?}",
        once.source.text(),
        twice.map(|twice| twice.source.text().to_owned())
    );
    let (before, after) = (errors(&findings), errors(&once.findings));
    for (rule, count) in after.iter().filter(|(rule, _)| **rule != "placeholder") {
        assert!(count <= before.get(rule).unwrap_or(&0), "new {rule} in {:?}", once.source.text());
    }
    assert!(after.values().sum::<usize>() <= before.values().sum());
    if level == Level::Safe && !findings.iter().any(|finding| finding.rule == "mojibake") {
        assert_eq!(words(text), words(once.source.text()));
    }
}

/// What a format makes of one file.
fn told(mut output: Box<dyn Output>, checked: &Checked) -> String {
    let mut out = Vec::new();
    let written = output
        .start(&mut out)
        .and_then(|()| output.file(checked, &mut out))
        .and_then(|()| output.finish(&Totals::default(), &mut out));
    written.expect("a report");
    String::from_utf8(out).expect("UTF-8")
}

/// Every report of a text is of its form, and has each finding once.
fn tells_well(text: &str, syntax: Syntax) {
    let (name, findings) = ("a\u{7}&,b'\".txt", check(text, syntax));
    let (source, count) = (Source::new(name, text.to_owned(), syntax), findings.len());
    let checked = Checked { source, findings, before: None, fixes: 0, fail_on: Severity::Warning };
    let paths = || Paths::from("/".into());
    let list = |json: &str, pointer: &str| {
        let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
        json.pointer(pointer).and_then(|list| list.as_array().map(Vec::len))
    };
    assert_eq!(list(&told(Box::new(Json::default()), &checked), "/findings"), Some(count));
    let sarif = Sarif::new(paths(), Vec::new(), Lang::Zh);
    assert_eq!(list(&told(Box::new(sarif), &checked), "/runs/0/results"), Some(count));
    assert_eq!(list(&told(Box::new(Gitlab::new(paths())), &checked), ""), Some(count));
    assert_eq!(told(Box::new(Github { paths: paths() }), &checked).lines().count(), count);
    let elements = |xml: &str, tag: &str| {
        let xml = roxmltree::Document::parse(xml).expect("XML");
        xml.descendants().filter(|node| node.has_tag_name(tag)).count()
    };
    assert_eq!(elements(&told(Box::new(Junit), &checked), "testcase"), count.max(1));
    assert_eq!(elements(&told(Box::new(Checkstyle), &checked), "error"), count);
    let html = told(Box::new(Html::new(Vec::new(), Lang::En)), &checked);
    assert_eq!(html.matches("<aside class=\"note ").count(), count);
    assert_eq!(html.matches("<mark ").count(), html.matches("</mark>").count());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_findings(text in text()) {
        holds(&text, Syntax::Plain);
        holds(&text, Syntax::Markdown);
    }

    #[test]
    fn any_text_gives_sound_reports(text in text()) {
        tells_well(&text, Syntax::Plain);
        tells_well(&text, Syntax::Markdown);
    }

    #[test]
    fn safe_fixes_come_to_an_end_and_do_no_harm(text in text()) {
        mends_well(&text, Syntax::Plain, Level::Safe);
        mends_well(&text, Syntax::Markdown, Level::Safe);
    }

    #[test]
    fn unsafe_fixes_come_to_an_end_and_do_no_harm(text in text()) {
        mends_well(&text, Syntax::Plain, Level::Unsafe);
        mends_well(&text, Syntax::Markdown, Level::Unsafe);
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok((text, _)) = decode(bytes) {
            holds(&text, Syntax::Plain);
        }
    }
}
