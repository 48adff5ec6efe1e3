//! However it is asked, hegao finds the same.

use std::fs;
use std::path::Path;

use super::{annotated, hegao, hegao_with_input, json, out};

fn findings(folder: &Path, args: &[&str]) -> String {
    let mut all = vec!["check", "--format", "ndjson", "--select", "all"];
    all.extend(args);
    out(&hegao(folder, &all))
}

#[test]
fn neither_jobs_nor_order_nor_cache_change_what_is_found() {
    let (folder, names) = annotated::copies();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let one = findings(folder.path(), &[&["--no-cache", "--jobs", "1"], names.as_slice()].concat());
    assert!(one.lines().count() > names.len());
    for jobs in ["2", "8"] {
        assert_eq!(one, findings(folder.path(), &["--no-cache", "--jobs", jobs, "."]), "{jobs} jobs");
    }
    let backwards: Vec<&str> = ["--no-cache"].into_iter().chain(names.iter().rev().copied()).collect();
    assert_eq!(one, findings(folder.path(), &backwards));
    // Many files make the cache; then it is warm.
    for run in ["cold", "warm"] {
        assert_eq!(one, findings(folder.path(), &["."]), "{run} cache");
        assert!(folder.path().join(".hegao_cache").exists());
    }
    // Two of the files are new to the cache, and one is gone.
    fs::remove_file(folder.path().join(names[0])).expect("removed");
    for name in &names[1..3] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).expect("text");
        fs::write(&path, format!("{text}\n我于xxxx年到任。\n")).expect("file");
    }
    assert_eq!(findings(folder.path(), &["."]), findings(folder.path(), &["--no-cache", "."]));
}

#[test]
fn standard_input_and_files_give_the_same() {
    let (folder, names) = annotated::copies();
    for name in names.iter().step_by(7) {
        let text = fs::read(folder.path().join(name)).expect("text");
        let args = ["check", "-", "--format", "json", "--select", "all", "--stdin-filename", name];
        let piped = json(&hegao_with_input(folder.path(), &args, &text));
        let args = ["check", name, "--format", "json", "--select", "all", "--no-cache"];
        assert_eq!(json(&hegao(folder.path(), &args)), piped, "{name}");
    }
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let (folder, names) = annotated::copies();
    let name = names[0].as_str();
    let dotted = format!("./{name}");
    let whole = folder.path().join(name);
    let once = findings(folder.path(), &["--no-cache", name]);
    let args = ["--no-cache", name, dotted.as_str(), name, whole.to_str().expect("a path")];
    assert_eq!(once.lines().count(), findings(folder.path(), &args).lines().count());
}
