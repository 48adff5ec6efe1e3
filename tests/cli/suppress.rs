//! Comments that silence rules.

use std::fs;

use crate::{folder, hegao, out, reported};

/// The lines in which `placeholder` is still reported, and those of the idle
/// comments.
fn lines(name: &str, text: &str) -> (Vec<u64>, Vec<u64>) {
    let folder = folder(&[(name, text.as_bytes())]);
    let found = reported(&hegao(folder.path(), &["check", "--format", "json", name]));
    let of = |rule: &str| found.iter().filter(|(name, _)| name == rule).map(|(_, line)| *line).collect();
    (of("placeholder"), of("unused-suppression"))
}

#[test]
fn a_comment_silences_the_next_block_of_markdown() {
    let text =
        "# 学习体会\n\n<!-- hegao: ignore placeholder -->\n- 到xx局学习。\n- 到××局学习。\n\n到xx局工作。\n";
    assert_eq!(lines("a.md", text), (vec![7], vec![]));
}

#[test]
fn a_comment_silences_the_next_paragraph_or_table_of_plain_text() {
    let text = "学习体会\n<!-- hegao: ignore residue -->\n到xx局学习。\n到××局学习。\n";
    assert_eq!(lines("a.txt", text), (vec![4], vec![]));
    let table = "| 姓名 | 单位 |\n| --- | --- |\n| 甲 | xx局 |\n| 乙 | xx局 |\n";
    let text = format!("名单\n<!-- hegao: ignore placeholder -->\n{table}到xx局学习。\n");
    assert_eq!(lines("a.txt", &text), (vec![7], vec![]));
}

#[test]
fn a_comment_silences_its_line_or_the_next() {
    let text = "学习体会\n\n到xx局学习。<!-- hegao: ignore-line placeholder -->\n到××局学习。\n\n<!-- hegao: ignore-line -->\n到xx局工作。\n";
    assert_eq!(lines("a.md", text), (vec![4], vec![]));
    let text = "学习体会\n<!-- hegao: ignore-line hegao::placeholder -->\n到xx局学习。\n到××局学习。\n";
    assert_eq!(lines("a.txt", text), (vec![4], vec![]));
}

#[test]
fn a_comment_silences_its_file_wherever_it_stands() {
    let text = "学习体会\n到xx局学习。\n<!-- hegao: ignore-file placeholder -- 由上级填写 -->\n";
    assert_eq!(lines("a.txt", text), (vec![], vec![]));
    assert_eq!(lines("a.txt", &text.replace('\n', "\r\n")), (vec![], vec![]));
}

#[test]
fn comments_that_silence_nothing_are_reported_when_their_rules_ran() {
    let text =
        "学习体会\n<!-- hegao: ignore mojibake -->\n到xx局学习。\n<!-- hegao: ignore -->\n到局里学习。\n";
    assert_eq!(lines("a.txt", text), (vec![3], vec![2, 4]));
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let only = ["check", "--format", "json", "a.txt", "--select", "placeholder,unused-suppression"];
    assert_eq!(reported(&hegao(folder.path(), &only)), [("placeholder".to_owned(), 3)]);
}

#[test]
fn a_comment_in_code_or_in_a_sentence_of_plain_text_is_none() {
    let text = "# 学习体会\n\n```\n<!-- hegao: ignore-file -->\n```\n\n到xx局学习。\n";
    assert_eq!(lines("a.md", text), (vec![7], vec![]));
    let text = "学习体会\n写作<!-- hegao: ignore-file -->，到xx局学习。\n";
    assert_eq!(lines("a.txt", text), (vec![2], vec![]));
}

#[test]
fn the_report_on_idle_comments_can_be_silenced_by_name() {
    let text = "学习体会\n<!-- hegao: ignore-file unused-suppression -->\n<!-- hegao: ignore mojibake -->\n到局里学习。\n";
    assert_eq!(lines("a.txt", text), (vec![], vec![]));
}

#[test]
fn comments_are_written_for_what_stands_today() {
    let markdown = "---\ntitle: x\n---\n\n# 学习体会\n\n- 到xx局学习。\n- 加强学习,改进作风。\n\n到xx局工作。\n\n| 姓名 | 单位 |\n| --- | --- |\n| 甲 | xx局 |\n";
    let plain = "学习体会\r\n\r\n到xx局学习，，收获很大。\r\n| 姓名 | 单位 |\r\n| --- | --- |\r\n| 甲 | xx局 |\r\n加强学习,改进作风。";
    let folder = folder(&[("a.md", markdown.as_bytes()), ("b.txt", plain.as_bytes())]);
    let output = hegao(folder.path(), &["check", ".", "--add-ignore"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let again = hegao(folder.path(), &["check", ".", "--format", "json", "--fail-on", "advice"]);
    assert_eq!((again.status.code(), reported(&again)), (Some(0), vec![]));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("the file");
    assert!(
        read("a.md")
            .contains("\n\n<!-- hegao: ignore halfwidth-punctuation, placeholder -->\n- 到xx局学习。\n")
    );
    assert!(read("a.md").starts_with("---\ntitle: x\n---\n"));
    assert!(
        read("b.txt").contains("\r\n<!-- hegao: ignore doubled-punctuation, placeholder -->\r\n到xx局学习")
    );
    let without = |text: String| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("<!--")).map(str::to_owned).collect()
    };
    assert_eq!(without(read("b.txt")), plain.lines().collect::<Vec<_>>());
}
