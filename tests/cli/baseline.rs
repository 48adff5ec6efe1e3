//! Findings that are known from before.

use std::fs;

use crate::{err, folder, hegao, reported};

const KNOWN: &str = "学习体会\n我于xxxx年参加工作。\n到xx局任职。\n到xx局任职。\n";

#[test]
fn known_findings_are_not_told_though_lines_are_added_above() {
    let folder = folder(&[("a.txt", KNOWN.as_bytes())]);
    let written = hegao(folder.path(), &["check", "a.txt", "--write-baseline", "known.json"]);
    assert_eq!(written.status.code(), Some(0));
    let check = |text: &str| {
        fs::write(folder.path().join("a.txt"), text).expect("written");
        hegao(folder.path(), &["check", "a.txt", "--format", "json", "--baseline", "known.json"])
    };
    let same = check(KNOWN);
    assert_eq!((same.status.code(), reported(&same)), (Some(0), vec![]));
    let moved = check(&KNOWN.replacen("体会\n", "体会\n学习很有收获。\n第二段到xx镇工作。\n", 1));
    assert_eq!(moved.status.code(), Some(1));
    assert_eq!(reported(&moved), [("placeholder".to_owned(), 3)]);
    let thrice = check(&format!("{KNOWN}到xx局任职。\n"));
    assert_eq!(reported(&thrice).len(), 1, "a third one like two that are known is new");
}

#[test]
fn what_is_gone_is_told() {
    let folder = folder(&[("a.txt", KNOWN.as_bytes()), ("b.txt", KNOWN.as_bytes())]);
    hegao(folder.path(), &["check", ".", "--write-baseline", "known.json"]);
    fs::write(folder.path().join("a.txt"), KNOWN.replace("xxxx", "2004")).expect("written");
    let output = hegao(folder.path(), &["check", "a.txt", "--baseline", "known.json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("1 finding(s) of the baseline are gone"), "{}", err(&output));
    assert!(err(&output).contains("a.txt: placeholder xxxx"));
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = folder(&[("a.txt", KNOWN.as_bytes()), ("known.json", b"{}")]);
    for name in ["known.json", "absent.json"] {
        let output = hegao(folder.path(), &["check", "a.txt", "--baseline", name]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(name));
    }
}
