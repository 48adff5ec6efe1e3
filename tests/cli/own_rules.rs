//! Rules of an office's own.

use std::fs;

use crate::{err, folder, hegao, json, out, reported};

const SUBSTITUTION: &str = "+++\nname = \"street-name\"\nseverity = \"error\"\nkind = \"substitution\"\n\n[swap]\n\"花园街道\" = \"华园街道\"\n\n[zh]\ntitle = \"街道名称\"\nmessage = \"“{text}”应作“{right}”\"\nhelp = \"改成“{right}”\"\n+++\n\n街道名称以民政部门的登记为准。\n\n```bad\n在⟦花园街道⟧开展工作。\n```\n\n```good\n在华园街道开展工作。\n```\n";

fn page(kind: &str, keys: &str) -> String {
    format!(
        "+++\nname = \"own-rule\"\nseverity = \"warning\"\nkind = \"{kind}\"\n{keys}\n[zh]\ntitle = \"t\"\nmessage = \"“{{text}}”\"\nhelp = \"h\"\n+++\n\n理由。\n"
    )
}

fn office(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(&[("hegao.toml", "rules-folder = \"规则\"\n".as_bytes()), ("规则/readme.txt", b"")]);
    for (name, text) in pages {
        fs::write(folder.path().join("规则").join(name), text).expect("written");
    }
    folder
}

fn findings(folder: &tempfile::TempDir, text: &str) -> Vec<(String, u64)> {
    fs::write(folder.path().join("a.md"), text).expect("written");
    let output = hegao(folder.path(), &["check", "a.md", "--format", "json"]);
    reported(&output)
        .into_iter()
        .filter(|(rule, _)| rule.starts_with("own") || rule == "street-name")
        .collect()
}

#[test]
fn a_substitution_is_found_and_mended() {
    let folder = office(&[("street.md", SUBSTITUTION)]);
    let text = "# 学习体会\n\n在花园街道工作。\n";
    assert_eq!(findings(&folder, text), [("street-name".to_owned(), 3)]);
    let output = hegao(folder.path(), &["check", "a.md", "--fix", "--unsafe-fixes"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(fs::read_to_string(folder.path().join("a.md")).expect("a.md").contains("华园街道"));
    let test = hegao(folder.path(), &["rules", "test"]);
    assert_eq!((test.status.code(), out(&test)), (Some(0), "1 rule(s), 2 example(s), 0 wrong.\n".to_owned()));
}

#[test]
fn a_pair_of_the_office_is_told_once() {
    // The speller finds this word too.
    let folder = office(&[(
        "street.md",
        &SUBSTITUTION.replace("花园街道", "监读检查").replace("华园街道", "监督检查"),
    )]);
    let text = "# 学习体会\n\n加强对重点工程的监读检查。\n";
    fs::write(folder.path().join("a.md"), text).expect("written");
    let check = |args: &[&str]| {
        reported(&hegao(folder.path(), &[&["check", "a.md", "--format", "json"], args].concat()))
    };
    assert_eq!(check(&[]), [("street-name".to_owned(), 3)]);
    assert_eq!(check(&["--ignore", "street-name"]), [("confusable-word".to_owned(), 3)]);
}

#[test]
fn own_rules_are_selected_by_name_and_by_their_group() {
    let folder = office(&[("street.md", SUBSTITUTION)]);
    findings(&folder, "# 学习体会\n\n在花园街道工作。\n");
    let code = |args: &[&str]| hegao(folder.path(), &[&["check", "a.md"], args].concat()).status.code();
    assert_eq!(code(&["--select", "street-name"]), Some(1));
    assert_eq!(code(&["--select", "own"]), Some(1));
    assert_eq!(code(&["--ignore", "street-name"]), Some(0));
}

#[test]
fn lexicons_and_patterns_are_found() {
    let folder = office(&[("own.md", &page("lexicon", "words = [\"高大上\", \"接地气\"]\n"))]);
    assert_eq!(findings(&folder, "# 学习体会\n\n写得接地气。\n"), [("own-rule".to_owned(), 3)]);
    let folder = office(&[("own.md", &page("pattern", "[[pattern]]\nfind = '第[0-9]+党小组'\n"))]);
    assert_eq!(findings(&folder, "# 学习体会\n\n第12党小组。\n"), [("own-rule".to_owned(), 3)]);
}

#[test]
fn sections_are_required_or_forbidden() {
    let keys = "documents = [\"plan\"]\nsections = [\"组织领导\", \"组织保障\"]\n";
    let plan = "# 某局整改方案\n\n## 一、存在的问题\n\n库房漏雨。\n\n## 二、整改措施\n\n更换防水层。\n";
    let folder = office(&[("own.md", &page("required-section", keys))]);
    assert_eq!(findings(&folder, plan), [("own-rule".to_owned(), 1)]);
    assert_eq!(findings(&folder, &format!("{plan}\n## 三、组织保障\n\n局长负责。\n")), []);
    assert_eq!(findings(&folder, "# 学习体会\n\n很好。\n"), [], "no plan");
    let folder = office(&[("own.md", &page("forbidden-section", "sections = [\"存在的问题\"]\n"))]);
    assert_eq!(findings(&folder, plan), [("own-rule".to_owned(), 3)]);
}

#[test]
fn a_bad_page_is_named_with_its_line_and_a_remedy() {
    let large = page("pattern", "[[pattern]]\nfind = '党小组\\w{900}'\n");
    let cases = [
        (SUBSTITUTION.replace("[swap]", "[swpa]"), "line 6"),
        (SUBSTITUTION.replace("street-name", "placeholder"), "another rule that is called placeholder"),
        (page("lexicon", "sections = [\"x\"]\n"), "sections does not belong"),
        (page("required-section", ""), "names no title"),
        (page("required-section", "sections = [\"x\"]\ndocuments = [\"plna\"]\n"), "plna"),
        (page("pattern", "[[pattern]]\nfind = '.*'\n"), "without any fixed text"),
        (page("pattern", "[[pattern]]\nfind = '党(小组'\n"), "unclosed group"),
        (large, "too large"),
        ("# no page\n".to_owned(), "no front matter"),
    ];
    for (text, message) in cases {
        let folder = office(&[("own.md", &text)]);
        fs::write(folder.path().join("a.txt"), "学习体会\n").expect("written");
        let output = hegao(folder.path(), &["check", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{message}");
        // The report breaks its lines.
        let words: Vec<_> =
            err(&output).split_whitespace().filter(|w| *w != "│").map(str::to_owned).collect();
        let told = words.join(" ");
        assert!(told.contains("own.md") && told.contains(message) && told.contains("rules test"), "{told}");
    }
}

#[test]
fn examples_that_do_not_hold_are_told() {
    let text = SUBSTITUTION.replace("⟦花园街道⟧", "⟦花园⟧街道");
    let folder = office(&[("street.md", &text), ("own.md", &page("lexicon", "words = [\"x\"]\n"))]);
    let output = hegao(folder.path(), &["rules", "test"]);
    assert_eq!(output.status.code(), Some(1));
    let told = err(&output);
    assert!(told.contains("street.md (1): expected / 应报告：花园; found / 实际报告：花园街道"), "{told}");
    assert!(told.contains("own.md: no examples"));
    let named = hegao(folder.path(), &["rules", "test", "规则"]);
    assert_eq!(named.status.code(), Some(1));
    assert!(json(&hegao(folder.path(), &["rules", "--format", "json"])).is_array());
}

#[test]
fn parameters_of_own_rules_are_set() {
    let keys = "[parameters]\nmerge-in-block = false\n\n[[pattern]]\nword = \"接地气\"\n";
    let folder = office(&[("own.md", &page("pattern", keys))]);
    let text = "# 学习体会\n\n写得接地气，讲得接地气。\n";
    assert_eq!(findings(&folder, text).len(), 2);
    let config = "rules-folder = \"规则\"\n\n[rules.own-rule]\nmerge-in-block = true\n";
    fs::write(folder.path().join("hegao.toml"), config).expect("written");
    assert_eq!(findings(&folder, text).len(), 1);
}
