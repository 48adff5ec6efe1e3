//! The program as its users call it: exit codes, formats, bad input.

#[cfg(unix)]
mod action;
mod annotated;
mod baseline;
mod cache;
mod config;
mod encodings;
mod files;
mod fix;
mod formats;
mod html;
mod newcomer;
mod output_file;
mod own_rules;
mod same;
mod streams;
mod suppress;
mod terminal;
mod untrusted;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const CLEAN: &str = "学习体会\n今天的学习很有收获。\n";
const FAULTY: &str = "学习体会\n我于xxxx年参加工作。\n";

fn hegao(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder).args(args).env("LC_ALL", "C").output().expect("the program runs")
}

fn hegao_with_input(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder).args(args).env("LC_ALL", "C");
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program runs");
    child.stdin.take().expect("stdin").write_all(input).expect("written");
    child.wait_with_output().expect("output")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folders");
        fs::write(path, bytes).expect("file");
    }
    folder
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The rules and lines that a run with `--format json` reports.
fn reported(output: &Output) -> Vec<(String, u64)> {
    let report = json(output);
    let place = |finding: &serde_json::Value| {
        let rule = finding["rule"].as_str().expect("a rule").to_owned();
        (rule, finding["start"]["line"].as_u64().expect("a line"))
    };
    report["findings"].as_array().expect("findings").iter().map(place).collect()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn exit_codes_tell_clean_findings_and_trouble_apart() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("faulty.txt", FAULTY.as_bytes()),
        ("advice.txt", "学习,体会。".as_bytes()),
    ]);
    let code = |args: &[&str]| hegao(folder.path(), args).status.code();
    assert_eq!(code(&["check", "clean.txt"]), Some(0));
    assert_eq!(code(&["check", "faulty.txt"]), Some(1));
    assert_eq!(code(&["check", "advice.txt"]), Some(0));
    assert_eq!(code(&["check", "advice.txt", "--fail-on", "advice"]), Some(1));
    assert_eq!(code(&["check", "faulty.txt", "--exit-zero"]), Some(0));
    assert_eq!(code(&["check", "faulty.txt", "--ignore", "placeholder"]), Some(0));
    assert_eq!(code(&["check", "faulty.txt", "--select", "punctuation"]), Some(0));
    assert_eq!(code(&["check", "absent.txt"]), Some(2));
    assert_eq!(code(&["check", "--nonsense"]), Some(2));
    assert_eq!(code(&["check", "--select", "nonsense", "clean.txt"]), Some(2));
    assert_eq!(code(&["check", "--kind", "nonsense", "clean.txt"]), Some(2));
    assert_eq!(code(&["check", "--today", "yesterday", "clean.txt"]), Some(2));
    assert_eq!(code(&["explain", "nonsense"]), Some(2));
    assert_eq!(code(&["faulty.txt"]), Some(1), "check is the default command");
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn bad_input_is_named_and_the_other_files_are_still_checked() {
    let mut damaged = FAULTY.as_bytes().to_vec();
    damaged.insert("学习体会\n".len(), 0xFF);
    let folder = folder(&[
        ("binary.txt", b"PK\x03\x04\x00\x00\x00\x00"),
        ("damaged.txt", &damaged),
        ("faulty.txt", FAULTY.as_bytes()),
    ]);
    let output = hegao(
        folder.path(),
        &["check", "binary.txt", "damaged.txt", "absent.txt", "faulty.txt", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    assert_eq!(report["findings"][0]["rule"], "placeholder");
    assert_eq!(report["summary"]["files"], 1);
    let errors = report["errors"].as_array().expect("errors");
    let about = |name: &str| errors.iter().find(|error| error["path"] == name).expect("an error");
    assert!(about("binary.txt")["message"].as_str().is_some_and(|text| text.contains("not a text file")));
    assert!(about("damaged.txt")["message"].as_str().is_some_and(|text| text.contains("damaged.txt:2")));
    assert!(about("absent.txt")["help"].is_string());
    for name in ["binary.txt", "damaged.txt", "absent.txt"] {
        assert!(err(&output).contains(name), "standard error is silent about {name}");
    }
}

#[test]
fn every_encoding_gives_the_same_findings() {
    let le: Vec<u8> = FAULTY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = FAULTY.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let gb = encoding_rs::GB18030.encode(FAULTY).0.into_owned();
    let files: [(&str, Vec<u8>); 5] = [
        ("utf8.txt", FAULTY.as_bytes().to_vec()),
        ("bom.txt", [b"\xEF\xBB\xBF", FAULTY.as_bytes()].concat()),
        ("gb.txt", gb),
        ("le.txt", [b"\xFF\xFE".to_vec(), le].concat()),
        ("be.txt", [b"\xFE\xFF".to_vec(), be].concat()),
    ];
    for (name, bytes) in files {
        let folder = folder(&[(name, &bytes)]);
        let report = json(&hegao(folder.path(), &["check", "--format", "json", name]));
        let finding = &report["findings"][0];
        assert_eq!(finding["rule"], "placeholder", "{name}");
        assert_eq!(finding["start"], serde_json::json!({"line": 2, "column": 3, "offset": 19}), "{name}");
        assert_eq!(finding["end"]["offset"], 23, "{name}");
    }
}

#[test]
fn json_has_the_form_that_the_readme_documents() {
    let folder = folder(&[("a.txt", "加强学习,改进作风,\n".as_bytes())]);
    let report = json(&hegao(
        folder.path(),
        &["check", "--format", "json", "--lang", "zh", "--select", "halfwidth-punctuation", "a.txt"],
    ));
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"], serde_json::json!({"files": 1, "error": 0, "warning": 0, "advice": 1}));
    let finding = &report["findings"][0];
    let keys: Vec<&String> = finding.as_object().expect("object").keys().collect();
    for key in ["path", "rule", "severity", "message", "help", "start", "end", "related", "fix"] {
        assert!(keys.iter().any(|known| *known == key), "no {key}");
    }
    assert_eq!(finding["severity"], "advice");
    assert_eq!(finding["message"], "中文里用了半角标点，全文共2处");
    assert_eq!(finding["fix"]["safe"], true);
    assert_eq!(finding["fix"]["edits"][0]["text"], "，");
    assert_eq!(
        finding["fix"]["edits"][1]["start"],
        serde_json::json!({"line": 1, "column": 10, "offset": 25})
    );
}

#[test]
fn ndjson_is_one_finding_a_line() {
    let folder = folder(&[("a.txt", "我于xx年到××局工作。\n".as_bytes())]);
    let output = hegao(folder.path(), &["check", "--format", "ndjson", "a.txt"]);
    let lines: Vec<serde_json::Value> =
        out(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line["rule"] == "placeholder"));
}

#[test]
fn standard_input_takes_its_syntax_from_its_name() {
    let folder = folder(&[]);
    let run = |name: &str| {
        let args = ["check", "-", "--format", "json", "--stdin-filename", name];
        json(&hegao_with_input(folder.path(), &args, "到**某个单位**工作，收获很大。\n".as_bytes()))
    };
    assert_eq!(run("a.md")["summary"]["error"], 0);
    let plain = run("b.txt");
    assert_eq!(plain["summary"]["error"], 2);
    assert_eq!(plain["findings"][0]["path"], "b.txt");
}

#[test]
fn folders_are_walked_hidden_and_foreign_files_are_not() {
    let folder = folder(&[
        ("in/a.txt", FAULTY.as_bytes()),
        ("in/deep/b.md", FAULTY.as_bytes()),
        ("in/.hidden/c.txt", FAULTY.as_bytes()),
        ("in/d.rs", FAULTY.as_bytes()),
    ]);
    let report = json(&hegao(folder.path(), &["check", "in", "--format", "json"]));
    let paths: Vec<&str> =
        report["findings"].as_array().expect("findings").iter().filter_map(|f| f["path"].as_str()).collect();
    assert_eq!(paths, ["in/a.txt", "in/deep/b.md"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = folder(&[("in/a.txt", FAULTY.as_bytes())]);
    std::os::unix::fs::symlink(folder.path().join("in"), folder.path().join("in/again")).expect("link");
    let output = hegao(folder.path(), &["check", "in", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["summary"]["files"], 1);
}

#[test]
fn one_line_of_five_megabytes_is_checked() {
    let sentence = "加强学习，改进作风；联系群众xxxx，办好实事。";
    let text = sentence.repeat(5 * 1024 * 1024 / sentence.len());
    for name in ["long.txt", "long.md"] {
        let folder = folder(&[(name, text.as_bytes())]);
        let output = hegao(folder.path(), &["check", name, "--statistics", "--select", "all"]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", err(&output));
        assert!(out(&output).contains("placeholder"), "{name}");
    }
}

#[test]
fn statistics_count_by_rule() {
    let folder = folder(&[("a.txt", "我于xx年到××局工作，,收获很大。\n".as_bytes())]);
    let output = hegao(folder.path(), &["check", "a.txt", "--statistics"]);
    assert!(out(&output).contains("     2  error    placeholder"), "{}", out(&output));
    assert!(out(&output).contains("     1  error    doubled-punctuation"), "{}", out(&output));
}

#[test]
fn today_turns_on_overdue_deadlines() {
    let text = "整改方案\n问题一：库房漏雨。\n整改措施：更换防水层。\n整改时限：2024年6月底前\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    assert_eq!(hegao(folder.path(), &["check", "a.txt"]).status.code(), Some(0));
    let late = hegao(folder.path(), &["check", "a.txt", "--today", "2024-07-01", "--format", "json"]);
    assert_eq!(json(&late)["findings"][0]["rule"], "overdue-deadline");
    let early = hegao(folder.path(), &["check", "a.txt", "--today", "2024-06-30"]);
    assert_eq!(early.status.code(), Some(0));
}

#[test]
fn explain_and_rules_speak_both_languages() {
    let folder = TempDir::new().expect("folder");
    let zh = out(&hegao(folder.path(), &["explain", "vague-deadline", "--lang", "zh"]));
    assert!(zh.contains("时限没有期限") && zh.contains("正确：") && zh.contains("⟦长期坚持⟧"));
    let en = out(&hegao(folder.path(), &["explain", "vague-deadline", "--lang", "en"]));
    assert!(en.contains("an open-ended deadline") && en.contains("Good:"));
    let words = |lang: &str| out(&hegao(folder.path(), &["explain", "confusable-word", "--lang", lang]));
    for (told, how) in [(words("zh"), "同音、近音或形近"), (words("en"), "same or\nnearly the same sound")]
    {
        assert!(
            told.contains(how) && told.contains("words = [\"恒鑫荟\"") && told.contains("[swap]"),
            "{told}"
        );
    }
    let rules = hegao(folder.path(), &["rules", "--format", "json"]);
    let rules = json(&rules);
    let rules = rules.as_array().expect("rules");
    assert!(rules.iter().any(|rule| rule["name"] == "overdue-deadline" && rule["default"] == false));
}
