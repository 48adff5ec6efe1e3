//! A rule page may come from anywhere: it is taken within limits, and cannot make
//! the program read, write or wait.

use std::fs;
use std::time::{Duration, Instant};

use super::{err, folder, hegao};

/// Far more than any of these takes, however busy the machine is.
const FOREVER: Duration = Duration::from_secs(120);

/// Checks a text with one page of rules: the exit code and what is told.
fn check(page: &str, text: &str) -> (Option<i32>, String) {
    let folder = folder(&[("hegao.toml", b"rules-folder = \"own\"\n"), ("own/page.md", page.as_bytes())]);
    fs::write(folder.path().join("a.txt"), text).expect("file");
    let start = Instant::now();
    let output = hegao(folder.path(), &["check", "a.txt", "--select", "own"]);
    assert!(start.elapsed() < FOREVER, "it took {:?}", start.elapsed());
    (output.status.code(), err(&output))
}

fn page(keys: &str) -> String {
    format!(
        "+++\nname = \"own-rule\"\nseverity = \"error\"\n{keys}\n[zh]\ntitle = \"甲\"\nmessage = \"乙\"\nhelp = \"丙\"\n+++\n\n丁\n"
    )
}

#[test]
fn a_regex_that_is_too_large_is_told_with_its_line_and_a_remedy() {
    for find in ["甲(\\\\w{500}){500}", "(((甲{100}){100}){100}){100}"] {
        let (code, told) = check(&page(&format!("[[pattern]]\nfind = \"{find}\"\n")), "甲");
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("page.md") && told.contains("too large"), "{told}");
    }
    let (code, told) = check(&page("[[pattern]]\nfind = \"((甲{300}){300}){300}\"\n"), "甲");
    assert_eq!(code, Some(2));
    assert!(told.contains("page.md:5") && told.contains("repeat less"), "{told}");
}

#[test]
fn too_much_is_told() {
    let long = page(&format!("[[pattern]]\nfind = \"{}\"\n", "甲".repeat(2000)));
    let words: Vec<String> = (0..6000).map(|number| format!("\"词{number}\"")).collect();
    let many = page(&format!("kind = \"lexicon\"\nwords = [{}]\n", words.join(", ")));
    let large = page("kind = \"lexicon\"\nwords = [\"甲\"]\n") + &"戊".repeat(1 << 19);
    for (text, what) in [(long, "split it"), (many, "split the page"), (large, "split the page")] {
        let (code, told) = check(&text, "甲");
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("page.md") && told.contains(what), "{told}");
    }
}

#[test]
fn a_hostile_regex_takes_no_longer_than_a_plain_one() {
    let text = "甲".repeat(40_000);
    for find in ["甲(甲*)*乙", "(甲|甲甲)+乙", "甲.*.*.*乙", "甲[^乙]*乙|甲"] {
        let (code, told) = check(&page(&format!("[[pattern]]\nfind = \"{find}\"\n")), &text);
        assert!(matches!(code, Some(0 | 1)), "{find}: {told}");
    }
}

#[test]
fn no_path_on_a_page_is_followed() {
    let secret = folder(&[("secret.toml", b"[[pattern]]\nword = \"\xE7\x94\xB2\"\n")]);
    let path = secret.path().join("secret.toml");
    let before = fs::read_dir(secret.path()).expect("folder").count();
    for name in [path.to_str().expect("a path"), "../secret.toml", "../../etc/passwd"] {
        let (code, told) = check(&page(&format!("pattern-list = {name:?}\n")), "甲");
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("pattern-list") && !told.contains("root:"), "{told}");
    }
    // Nor does a message, a fix or a path in prose open anything.
    let keys = format!("kind = \"substitution\"\n[swap]\n\"甲\" = {:?}\n", path.display().to_string());
    let (code, _) = check(&page(&keys), "甲");
    assert_eq!(code, Some(1));
    assert_eq!(fs::read_dir(secret.path()).expect("folder").count(), before);
}

#[cfg(unix)]
#[test]
fn a_page_that_is_no_file_is_told() {
    let folder = folder(&[("hegao.toml", b"rules-folder = \"own\"\n"), ("a.txt", "甲".as_bytes())]);
    fs::create_dir(folder.path().join("own")).expect("folder");
    let pipe = folder.path().join("own/page.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
    let output = hegao(folder.path(), &["check", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("page.md"), "{}", err(&output));
}
