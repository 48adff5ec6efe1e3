//! The cache: nobody sees it but by the time a run takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use hegao::cache::{FOLDER, MANY};

use crate::{FAULTY, folder, hegao, hegao_with_input, out, reported};

/// A folder with so many faulty files that the cache is used.
fn office() -> tempfile::TempDir {
    let names: Vec<String> = (0..MANY).map(|n| format!("in/{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), FAULTY.as_bytes())).collect();
    folder(&files)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(list) = fs::read_dir(folder.join(FOLDER)) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = list.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| !path.ends_with(".gitignore"));
    paths.sort();
    paths
}

fn same(a: &Output, b: &Output) {
    assert_eq!(
        (out(a), &a.stderr, a.status.code()),
        (out(b), &b.stderr, b.status.code()),
        "the cache can be seen"
    );
}

#[test]
fn findings_are_the_same_with_and_without() {
    let folder = office();
    let mixed = "学习体会\n加强学习,改进作风。他说“认真学习。\n";
    fs::write(folder.path().join("in/mixed.md"), mixed).expect("written");
    for format in ["human", "concise", "json", "ndjson"] {
        let args = ["check", "in", "--format", format];
        let without = hegao(folder.path(), &[&args[..], &["--no-cache"]].concat());
        assert_eq!(without.status.code(), Some(1));
        same(&without, &hegao(folder.path(), &args));
        same(&without, &hegao(folder.path(), &args));
    }
    assert_eq!(entries(folder.path()).len(), MANY + 1);
    assert_eq!(fs::read_to_string(folder.path().join(FOLDER).join(".gitignore")).expect("read"), "*\n");
}

#[test]
fn an_entry_of_another_text_is_not_taken() {
    let folder = office();
    fs::write(folder.path().join("in/0.txt"), "学习体会\n他说“认真学习。\n").expect("written");
    let args = ["check", "in", "--format", "json"];
    let first = hegao(folder.path(), &args);
    let list = entries(folder.path());
    let kept: Vec<Vec<u8>> = list.iter().map(|path| fs::read(path).expect("an entry")).collect();
    for (path, bytes) in list.iter().zip(kept.iter().cycle().skip(1)) {
        fs::write(path, bytes).expect("written");
    }
    same(&first, &hegao(folder.path(), &args));
}

#[test]
fn what_changes_is_looked_at_again() {
    let folder = office();
    let rules = |more: &[&str]| -> Vec<String> {
        let found = reported(&hegao(folder.path(), &[&["check", "in", "--format", "json"], more].concat()));
        found.into_iter().map(|(rule, _)| rule).collect()
    };
    assert_eq!(rules(&[]).len(), MANY);
    assert_eq!(rules(&["--ignore", "placeholder"]), [""; 0]);
    fs::write(folder.path().join("in/0.txt"), "学习体会\n今天的学习很有收获。\n").expect("written");
    assert_eq!(rules(&[]).len(), MANY - 1);
    let settings = |text: &str| fs::write(folder.path().join("hegao.toml"), text).expect("written");
    settings("ignore = ['placeholder']\n");
    assert_eq!(rules(&[]), [""; 0]);
    settings("words = ['xxxx']\n");
    assert_eq!(rules(&[]), [""; 0]);
    settings("rules-folder = 'own'\n");
    let page = |word: &str| {
        format!(
            "+++\nname = \"own-word\"\nseverity = \"error\"\nkind = \"lexicon\"\nwords = [\"{word}\"]\n[zh]\ntitle = \"词\"\nmessage = \"“{{text}}”\"\nhelp = \"删去\"\n+++\n\n不用。\n"
        )
    };
    fs::create_dir(folder.path().join("own")).expect("folder");
    fs::write(folder.path().join("own/own-word.md"), page("会议")).expect("written");
    assert_eq!(rules(&["--select", "own-word"]), [""; 0]);
    fs::write(folder.path().join("own/own-word.md"), page("体会")).expect("written");
    assert_eq!(rules(&["--select", "own-word"]).len(), MANY);
    let lines = |lang: &str| out(&hegao(folder.path(), &["check", "in", "--lang", lang]));
    assert_ne!(lines("zh"), lines("en"));
    assert_eq!(entries(folder.path()).len(), MANY, "there is one entry a file");
}

#[test]
fn broken_entries_count_for_nothing() {
    let folder = office();
    let args = ["check", "in", "--format", "json"];
    let first = hegao(folder.path(), &args);
    for (n, path) in entries(folder.path()).iter().enumerate() {
        let mut bytes = fs::read(path).expect("an entry");
        match n % 4 {
            0 => bytes.clear(),
            1 => bytes.truncate(bytes.len() - 1),
            2 => *bytes.last_mut().expect("a byte") ^= 1,
            _ => {
                fs::remove_file(path).expect("removed");
                fs::create_dir(path).expect("a folder in its place");
                continue;
            }
        }
        fs::write(path, bytes).expect("written");
    }
    same(&first, &hegao(folder.path(), &args));
    fs::remove_dir_all(folder.path().join(FOLDER)).expect("removed");
    fs::write(folder.path().join(FOLDER), "no folder").expect("written");
    same(&first, &hegao(folder.path(), &args));
}

#[test]
fn it_is_left_alone_where_it_is_of_no_use() {
    let office = office();
    hegao(office.path(), &["check", "in", "--no-cache"]);
    hegao(office.path(), &["check", "in", "--diff"]);
    hegao(office.path(), &["check", "in", "--fix"]);
    assert!(!office.path().join(FOLDER).exists());
    let few = folder(&[("a.txt", FAULTY.as_bytes())]);
    hegao(few.path(), &["check", "a.txt"]);
    assert!(!few.path().join(FOLDER).exists());
    hegao(office.path(), &["check", "in"]);
    assert_eq!(entries(office.path()).len(), MANY);
    hegao_with_input(office.path(), &["check", "-"], FAULTY.as_bytes());
    assert_eq!(entries(office.path()).len(), MANY, "standard input has no entry");
    fs::write(office.path().join("one.txt"), FAULTY).expect("written");
    hegao(office.path(), &["check", "one.txt"]);
    assert_eq!(entries(office.path()).len(), MANY + 1, "where there is a cache, one file has an entry too");
}

#[test]
fn an_entry_is_what_is_read() {
    // Nothing else would show that a run does not simply check again: entries
    // keep their place while nothing changes.
    let folder = office();
    hegao(folder.path(), &["check", "in"]);
    let times = || -> Vec<_> {
        let time =
            |path: &PathBuf| fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time");
        entries(folder.path()).iter().map(time).collect()
    };
    let before = times();
    hegao(folder.path(), &["check", "in", "--format", "json"]);
    assert_eq!(before, times(), "entries were written again");
}
