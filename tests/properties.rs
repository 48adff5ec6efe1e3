//! What holds for every text.

use hegao::check::check_source;
use hegao::finding::Finding;
use hegao::rule::{Choice, Date, Options, Selection};
use hegao::rulebook::{Lang, Rulebook};
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
    "# ",
    "## ",
    "- ",
    "> ",
    "`",
    "```\n",
    "<br>",
    "<!-- x -->",
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

fn check(text: &str, syntax: Syntax) -> Vec<Finding> {
    thread_local! {
        static RULEBOOK: Rulebook = Rulebook::embedded().expect("rules");
    }
    RULEBOOK.with(|rulebook| {
        let selection = Selection::new(rulebook, [&Choice::only(&["all"])]).expect("all");
        let source = Source::new("test", text.to_owned(), syntax);
        let options = Options { lang: Lang::Zh, today: Date::parse("2024-07-01") };
        check_source(&source, rulebook, &selection, None, options)
    })
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

/// Makes all safe changes, those that overlap an earlier one left out.
fn mended(text: &str, findings: &[Finding]) -> String {
    let safe = findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safe);
    let mut edits: Vec<_> = safe.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let (mut out, mut at) = (String::new(), 0);
    for edit in edits {
        if edit.span.start >= at {
            out.push_str(&text[at..edit.span.start]);
            out.push_str(&edit.text);
            at = edit.span.end;
        }
    }
    out + &text[at..]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_findings(text in text()) {
        holds(&text, Syntax::Plain);
        holds(&text, Syntax::Markdown);
    }

    #[test]
    fn mending_half_width_marks_comes_to_an_end(text in text()) {
        let rule = |findings: Vec<Finding>| -> Vec<Finding> {
            findings.into_iter().filter(|finding| finding.rule == "halfwidth-punctuation").collect()
        };
        // A mended mark may be the Chinese neighbour that makes another one wrong,
        // so a second pass may find more; a third finds nothing.
        let mut text = text;
        for _ in 0..3 {
            text = mended(&text, &rule(check(&text, Syntax::Plain)));
        }
        prop_assert_eq!(rule(check(&text, Syntax::Plain)), Vec::new());
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok((text, _)) = decode(bytes) {
            holds(&text, Syntax::Plain);
        }
    }
}
