//! What somebody meets who uses hegao for the first time.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{CLEAN, FAULTY, err, folder, hegao, json, out, reported};

fn in_environment(folder: &tempfile::TempDir, args: &[&str], set: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder.path()).args(args).env_remove("NO_COLOR").env("LC_ALL", "C");
    let output = command.envs(set.iter().copied()).output().expect("the program runs");
    out(&output)
}

#[test]
fn documents_that_are_no_text_are_named() {
    let folder = folder(&[("in/方案.docx", b"PK"), ("in/台账.wps", b"x"), ("in/~$方案.docx", b"x")]);
    let output = hegao(folder.path(), &["check", "in"]);
    assert_eq!(output.status.code(), Some(2), "nothing was checked");
    assert!(err(&output).contains("Skipped 2 file(s)") && err(&output).contains("in/方案.docx"));
    assert!(err(&output).contains("Save them as plain text") && err(&output).contains("nothing to check"));
    let allowed = hegao(folder.path(), &["check", "in", "--allow-empty", "--format", "json"]);
    assert_eq!(allowed.status.code(), Some(0));
    assert_eq!(json(&allowed)["skipped"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_rule_is_called_as_reports_call_it() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let code = |args: &[&str]| hegao(folder.path(), args).status.code();
    assert_eq!(code(&["check", "a.txt", "--select", "hegao::placeholder"]), Some(1));
    assert_eq!(code(&["check", "a.txt", "--ignore", "hegao::placeholder"]), Some(0));
    assert_eq!(code(&["explain", "hegao::placeholder"]), Some(0));
}

#[test]
fn the_nearest_name_is_suggested() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let cases: [(&[&str], &str); 7] = [
        (&["chekc", "a.txt"], "did you mean `hegao check`?"),
        (&["check", "a.txt", "--select", "placehoder"], "did you mean placeholder?"),
        (&["check", "a.txt", "--ignore", "residu"], "did you mean residue?"),
        (&["check", "a.txt", "--kind", "pln"], "did you mean plan?"),
        (&["check", "a.txt", "--isolatd"], "--isolated"),
        (&["explain", "placehoder"], "did you mean placeholder?"),
        (&["explain", "整改方岸"], "did you mean 整改方案?"),
    ];
    for (args, suggestion) in cases {
        let output = hegao(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(suggestion), "{args:?}: {}", err(&output));
    }
    let file = hegao(folder.path(), &["absent.txt"]);
    assert!(err(&file).contains("absent.txt") && !err(&file).contains("did you mean"));
}

#[test]
fn a_rule_that_is_off_is_not_turned_on_by_its_group() {
    let text = "整改方案\n问题一：库房漏雨。\n整改措施：更换防水层。\n整改时限：2024年6月底前\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let found = |select: &[&str]| {
        let args = [&["check", "a.txt", "--format", "json"], select].concat();
        reported(&hegao(folder.path(), &args)).iter().any(|(rule, _)| rule == "missing-owner")
    };
    assert!(!found(&["--select", "completeness"]));
    assert!(found(&["--select", "missing-owner"]) && found(&["--extend-select", "missing-owner"]));
    assert!(found(&["--select", "all"]));
}

#[test]
fn options_without_effect_say_so() {
    let folder = folder(&[("a.txt", CLEAN.as_bytes())]);
    let cases: [(&[&str], &str); 4] = [
        (&["--unsafe-fixes"], "--unsafe-fixes has no effect"),
        (&["--stdin-filename", "b.md"], "--stdin-filename has no effect"),
        (&["--extend-select", "overdue-deadline"], "overdue-deadline has no effect without --today"),
        (&["--diff", "--format", "json"], "--format has no effect"),
    ];
    for (flags, message) in cases {
        let output = hegao(folder.path(), &[&["check", "a.txt"], flags].concat());
        assert!(err(&output).contains(message), "{flags:?}: {}", err(&output));
    }
    assert_eq!(err(&hegao(folder.path(), &["check", "a.txt"])), "");
}

#[test]
fn help_is_in_one_language() {
    let folder = folder(&[]);
    let han = |text: &str| text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    for command in ["check", "outline", "config", "init", "explain", "rules", "completions"] {
        let english = in_environment(&folder, &[command, "--help"], &[("LC_ALL", "en_US.UTF-8")]);
        assert!(!han(&english) && english.contains("Usage:"), "{english}");
        let chinese = in_environment(&folder, &[command, "--help"], &[("LC_ALL", "zh_CN.UTF-8")]);
        assert!(chinese.contains("用法：") && !chinese.contains("Print help"), "{chinese}");
        assert_eq!(chinese, in_environment(&folder, &[command, "--help", "--lang", "zh"], &[]));
        assert_eq!(chinese, in_environment(&folder, &["help", command], &[("LC_ALL", "zh_CN.UTF-8")]));
    }
}

#[test]
fn quotes_are_named_and_severities_are_words() {
    let folder = folder(&[("a.txt", "学习体会\n他说“认真学习。\n加强学习,改进作风。\n".as_bytes())]);
    let zh = out(&hegao(folder.path(), &["check", "a.txt", "--lang", "zh"]));
    assert!(zh.contains("错误：前引号没有配对的后引号"), "{zh}");
    assert!(zh.contains("建议：") && zh.contains("--fix：“,” → “，”"), "{zh}");
    let en = out(&hegao(folder.path(), &["check", "a.txt", "--lang", "en"]));
    assert!(en.contains("error: opening quote has no closing quote after it"), "{en}");
}

#[test]
fn a_concise_report_has_a_line_for_each_finding() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let text = out(&hegao(folder.path(), &["check", "a.txt", "--format", "concise", "--quiet"]));
    assert_eq!(text, "a.txt:2:3: error placeholder: the placeholder “xxxx” was never filled in\n");
    let quiet = out(&hegao(folder.path(), &["check", "a.txt", "--quiet"]));
    assert!(quiet.contains("hegao::placeholder") && !quiet.contains("Checked"));
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    let folder = folder(&[("in/a.txt", FAULTY.as_bytes()), ("in/b.txt", FAULTY.as_bytes())]);
    let paths = |args: &[&str]| -> Vec<String> {
        let report = json(&hegao(folder.path(), &[&["check", "--format", "json"], args].concat()));
        let findings = report["findings"].as_array().expect("findings");
        findings.iter().filter_map(|finding| finding["path"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(paths(&["in/a.txt", "./in/a.txt", "in/../in/a.txt"]), ["in/../in/a.txt"]);
    assert_eq!(paths(&["."]), ["in/a.txt", "in/b.txt"]);
    assert_eq!(paths(&["./in", "in/a.txt"]), ["in/a.txt", "in/b.txt"]);
    assert_eq!(paths(&["in/*.txt"]), ["in/a.txt", "in/b.txt"]);
    assert_eq!(paths(&["*/b.*"]), ["in/b.txt"]);
}

#[test]
fn unreadable_files_are_told_in_every_format() {
    let folder = folder(&[("a.txt", b"PK\x03\x04\x00\x00\x00\x00")]);
    let report = json(&hegao(folder.path(), &["check", "a.txt", "--format", "json"]));
    assert_eq!(report["summary"]["unreadable"], 1);
    let lines = out(&hegao(folder.path(), &["check", "a.txt", "--format", "ndjson"]));
    let line: serde_json::Value = serde_json::from_str(lines.trim()).expect("one line");
    assert_eq!(line["error"]["path"], "a.txt");
}

#[test]
fn colours_and_widths_are_those_of_the_terminal() {
    let long = format!("学习体会\n{}xxxx{}\n", "前".repeat(60), "后".repeat(60));
    let folder = folder(&[("a.txt", long.as_bytes())]);
    let shown = |set: &[(&str, &str)]| in_environment(&folder, &["check", "a.txt"], set);
    assert!(!shown(&[]).contains('\u{1B}'));
    assert!(shown(&[("FORCE_COLOR", "1")]).contains('\u{1B}'));
    assert!(shown(&[("CLICOLOR_FORCE", "1")]).contains('\u{1B}'));
    assert!(!shown(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]).contains('\u{1B}'));
    assert!(!shown(&[("TERM", "dumb")]).contains('╭'));
    let wide =
        |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() || c == '…' { 1 } else { 2 }).sum() };
    let narrow = shown(&[("COLUMNS", "40"), ("TERM", "dumb")]);
    assert!(narrow.lines().filter(|line| line.contains('前')).all(|line| wide(line) <= 40), "{narrow}");
}

#[test]
fn ignore_files_are_heeded_as_git_and_ripgrep_do() {
    let folder = folder(&[
        (".gitignore", b"ignored.txt\n"),
        (".hegaoignore", "旧稿/\n".as_bytes()),
        ("a.txt", FAULTY.as_bytes()),
        ("ignored.txt", FAULTY.as_bytes()),
        ("旧稿/b.txt", FAULTY.as_bytes()),
    ]);
    let files = |args: &[&str]| {
        let report = json(&hegao(folder.path(), &[&["check", "--format", "json"], args].concat()));
        report["summary"]["files"].as_u64()
    };
    assert_eq!(files(&["."]), Some(2), "outside of a repository .gitignore means nothing");
    let git = Command::new("git").args(["init", "--quiet"]).current_dir(folder.path()).status();
    assert!(git.is_ok_and(|status| status.success()));
    assert_eq!(files(&["."]), Some(1));
    assert_eq!(files(&[".", "--no-ignore"]), Some(3));
    assert_eq!(files(&["ignored.txt"]), Some(1), "a file that is named is checked");
}

#[test]
fn init_writes_a_configuration_and_a_hook_once() {
    let folder = folder(&[("a.txt", CLEAN.as_bytes())]);
    assert_eq!(hegao(folder.path(), &["init"]).status.code(), Some(0));
    let written = fs::read_to_string(folder.path().join("hegao.toml")).expect("hegao.toml");
    assert!(written.starts_with("#:schema hegao.schema.json\n"));
    assert_eq!(hegao(folder.path(), &["check", "a.txt"]).status.code(), Some(0));
    let again = hegao(folder.path(), &["init", "--lang", "zh"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("hegao.toml")).expect("hegao.toml"), written);
    for _ in 0..2 {
        assert_eq!(hegao(folder.path(), &["init", "--pre-commit"]).status.code(), Some(0));
        let hooks = fs::read_to_string(folder.path().join(".pre-commit-config.yaml")).expect("hooks");
        assert_eq!(hooks.matches("id: hegao").count(), 1);
    }
}

#[test]
fn every_setting_that_init_shows_is_one() {
    for lang in ["zh", "en"] {
        let folder = folder(&[
            ("a.txt", CLEAN.as_bytes()),
            ("词表.txt", b""),
            ("words.txt", b""),
            ("base/hegao.toml", b""),
            ("规则/x.txt", b""),
            ("rules/x.txt", b""),
        ]);
        hegao(folder.path(), &["init", "--lang", lang]);
        let path = folder.path().join("hegao.toml");
        let written = fs::read_to_string(&path).expect("hegao.toml");
        let shown = |line: &str| {
            let line = line.strip_prefix("# ").unwrap_or(line);
            let setting = line.starts_with('[') || line.contains(" = ");
            if setting { line.replace("../hegao.toml", "base/hegao.toml") } else { String::new() }
        };
        let all: Vec<String> = written.lines().map(shown).collect();
        assert!(all.iter().filter(|line| !line.is_empty()).count() > 15);
        fs::write(&path, all.join("\n")).expect("written");
        let output = hegao(folder.path(), &["check", "a.txt"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
}

#[test]
fn every_shell_gets_completions() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&hegao(folder.path(), &["completions", shell]));
        assert!(script.contains("hegao") && script.contains("unsafe-fixes"), "{shell}");
    }
}

#[test]
fn groups_and_kinds_are_explained() {
    let folder = folder(&[]);
    let explained = |name: &str, lang: &str| out(&hegao(folder.path(), &["explain", name, "--lang", lang]));
    assert!(explained("residue", "zh").contains("placeholder"));
    assert!(explained("plan", "zh").contains("每个问题应有：措施、时限"), "{}", explained("plan", "zh"));
    assert!(explained("整改方案", "en").contains("for each problem: measure, deadline"));
}

#[test]
fn a_watched_file_is_checked_again_when_it_changes() {
    use std::io::{BufRead, BufReader};
    let folder = folder(&[("a.txt", CLEAN.as_bytes())]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder.path()).args(["check", "a.txt", "--watch", "--format", "concise"]);
    let piped =
        command.env("LC_ALL", "C").stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    let mut child = piped.spawn().expect("the program runs");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let mut next = || lines.next().expect("a line").expect("text");
    assert!(next().starts_with("Checked 1 file(s): 0 error(s)"));
    // The watcher is set before the first check, so that this change is seen.
    fs::write(folder.path().join("a.txt"), FAULTY).expect("written");
    assert!(next().starts_with("a.txt:2:3: error placeholder"));
    child.kill().expect("ended");
    child.wait().expect("ended");
}

#[test]
fn the_manual_has_a_page_for_each_rule() {
    let folder = folder(&[]);
    assert_eq!(hegao(folder.path(), &["docs", "manual"]).status.code(), Some(0));
    let index = fs::read_to_string(folder.path().join("manual/README.md")).expect("the index");
    let rules = json(&hegao(folder.path(), &["rules", "--format", "json"]));
    for rule in rules.as_array().expect("rules") {
        let name = rule["name"].as_str().expect("a name");
        assert!(index.contains(&format!("[{name}]({name}.md)")), "{name}");
        let page = fs::read_to_string(folder.path().join(format!("manual/{name}.md"))).expect("a page");
        assert!(page.contains(rule["title"].as_str().expect("a title")));
    }
}

#[test]
fn the_manual_that_is_committed_is_current() {
    let here = folder(&[]);
    hegao(here.path(), &["docs", "docs"]);
    let names = |path: &Path| -> Vec<_> {
        // Folders hold what is written by hand.
        let list = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
        let pages = list.filter(|entry| entry.path().is_file());
        let mut names: Vec<_> = pages.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    let (fresh, committed) = (here.path().join("docs"), Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"));
    let remedy = "write it anew: rm docs/*.md && cargo run -- docs docs";
    assert_eq!(names(&fresh), names(&committed), "{remedy}");
    for name in names(&fresh) {
        let text = |folder: &Path| fs::read_to_string(folder.join(&name)).expect("a page");
        assert!(text(&fresh) == text(&committed), "{} has changed; {remedy}", name.display());
    }
}
