//! Whatever is found under a name: each is told, and never stops the other files.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::{CLEAN, FAULTY, err, folder, hegao, json, out};

/// Checks a folder that also holds a faulty file; whatever the trouble, that file
/// is checked.
fn check(folder: &TempDir, more: &[&str]) -> (Output, serde_json::Value) {
    fs::write(folder.path().join("faulty.txt"), FAULTY).expect("file");
    let mut args = vec!["check", "--format", "json", "--no-cache", "faulty.txt"];
    args.extend(more);
    let output = hegao(folder.path(), &args);
    let report = json(&output);
    assert_eq!(report["findings"][0]["rule"], "placeholder", "{report}");
    (output, report)
}

/// What is told of a path.
fn told(report: &serde_json::Value, path: &str) -> String {
    let errors = report["errors"].as_array().expect("errors");
    let error = errors.iter().find(|error| error["path"] == path);
    error.map(|error| error["message"].to_string()).unwrap_or_default()
}

/// Whether the tests run as a user who may read everything.
#[cfg(unix)]
fn reads_everything(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("secret");
    fs::write(&path, CLEAN).expect("file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    let reads = fs::read(&path).is_ok();
    fs::remove_file(path).expect("removed");
    reads
}

/// The program as a user without rights: as it is, or through `setpriv` when the
/// tests run as root. `None` where that cannot be done.
#[cfg(unix)]
fn without_rights(folder: &Path, args: &[&str]) -> Option<Output> {
    let program = env!("CARGO_BIN_EXE_hegao");
    let mut command = if reads_everything(folder) {
        // The program may stand in a folder that nobody else may enter.
        let copy = folder.join("hegao-copy");
        fs::copy(program, &copy).expect("a copy");
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder).args(args).env("LC_ALL", "C").output().ok()
}

#[test]
fn what_is_not_there_is_told() {
    let folder = folder(&[]);
    let (output, report) = check(&folder, &["absent.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!told(&report, "absent.txt").is_empty());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[
        ("faulty.txt", FAULTY.as_bytes()),
        ("locked.txt", CLEAN.as_bytes()),
        ("closed/a.txt", CLEAN.as_bytes()),
    ]);
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode("", 0o755);
    mode("locked.txt", 0o000);
    mode("closed", 0o000);
    let args = ["check", "--format", "json", "--no-cache", "."];
    let output = without_rights(folder.path(), &args);
    mode("closed", 0o755);
    let Some(output) = output else {
        eprintln!("skipped: there is no setpriv to give up the rights of root with");
        return;
    };
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let report = json(&output);
    assert_eq!(report["findings"][0]["path"], "faulty.txt");
    assert!(!told(&report, "locked.txt").is_empty(), "{report}");
    assert!(!told(&report, "closed").is_empty(), "{report}");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_told_and_not_waited_for() {
    let folder = folder(&[]);
    let pipe = folder.path().join("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let (output, report) = check(&folder, &["pipe.txt", "/dev/zero", "/dev/null"]);
    assert_eq!(output.status.code(), Some(2));
    for path in ["pipe.txt", "/dev/zero", "/dev/null"] {
        assert!(told(&report, path).contains("no file"), "{path}: {report}");
    }
    // In a folder they are passed over.
    let walked = hegao(folder.path(), &["check", ".", "--format", "json", "--no-cache"]);
    assert_eq!(walked.status.code(), Some(1));
    assert_eq!(json(&walked)["summary"]["files"], 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_of_the_shell_is_read() {
    let folder = folder(&[("faulty.txt", FAULTY.as_bytes())]);
    let script = format!("cat faulty.txt | {} check --format json /dev/stdin", env!("CARGO_BIN_EXE_hegao"));
    let output = Command::new("sh").current_dir(folder.path()).args(["-c", &script]).output().expect("sh");
    assert_eq!(json(&output)["findings"][0]["rule"], "placeholder", "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_told_and_loops_end() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[]);
    let at = |name: &str| folder.path().join(name);
    symlink("gone.txt", at("dangling.txt")).expect("link");
    symlink("loop-b.txt", at("loop-a.txt")).expect("link");
    symlink("loop-a.txt", at("loop-b.txt")).expect("link");
    let (output, report) = check(&folder, &["dangling.txt", "loop-a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!told(&report, "dangling.txt").is_empty(), "{report}");
    assert!(!told(&report, "loop-a.txt").is_empty(), "{report}");
    let walked = hegao(folder.path(), &["check", ".", "--format", "json", "--no-cache"]);
    assert_eq!(json(&walked)["findings"][0]["path"], "faulty.txt");
    assert_eq!(walked.status.code(), Some(2));
}

#[test]
fn a_file_that_changes_meanwhile_is_told_or_checked() {
    let folder = folder(&[]);
    for number in 0..200 {
        fs::write(folder.path().join(format!("{number:03}.txt")), CLEAN).expect("file");
    }
    let path = folder.path().to_owned();
    let busy = std::thread::spawn(move || {
        for round in 0..40 {
            // One grows, one shrinks, one comes and goes.
            let _ = fs::write(path.join("100.txt"), CLEAN.repeat(round * 50));
            let _ = fs::write(path.join("101.txt"), "");
            let _ = fs::remove_file(path.join("199.txt"));
            let _ = fs::write(path.join("199.txt"), CLEAN);
        }
    });
    for _ in 0..5 {
        let (output, report) = check(&folder, &["."]);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{}", err(&output));
        let unread = report["errors"].as_array().expect("errors").len() as u64;
        let files = report["summary"]["files"].as_u64().expect("a number");
        assert!(files + unread >= 200, "{report}");
        assert!(unread <= 1, "{report}");
    }
    busy.join().expect("the other thread");
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes_are_read_and_shown_plainly() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("a\nb\u{1b}[31m.txt", FAULTY.as_bytes())]);
    fs::write(folder.path().join(OsStr::from_bytes(b"\xff\xfe\x80.txt")), FAULTY).expect("file");
    let output = hegao(folder.path(), &["check", ".", "--format", "json", "--no-cache"]);
    let report = json(&output);
    assert_eq!(report["summary"]["files"], 2, "{report}");
    assert_eq!(report["findings"].as_array().expect("findings").len(), 2);
    let human = hegao(folder.path(), &["check", ".", "--no-cache"]);
    assert!(out(&human).contains("a<U+000A>b<U+001B>[31m.txt"), "{}", out(&human));
}

#[test]
fn files_without_text_are_told_and_empty_ones_are_clean() {
    let folder = folder(&[
        ("zero.md", b""),
        ("mark.md", b"\xEF\xBB\xBF"),
        ("mark16.txt", b"\xFF\xFE"),
        ("nuls.md", &[0; 100]),
        ("archive.md", b"PK\x03\x04\x14\x00\x06\x00\x08\x00"),
        ("program.md", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ]);
    let (output, report) = check(&folder, &["."]);
    assert_eq!(output.status.code(), Some(2));
    for path in ["nuls.md", "archive.md", "program.md", "picture.md"] {
        assert!(told(&report, path).contains("not a text file"), "{path}: {report}");
    }
    assert_eq!(report["summary"]["files"], 4, "{report}");
    assert_eq!(report["findings"].as_array().expect("findings").len(), 1);
}

#[test]
fn a_file_larger_than_the_limit_is_told() {
    let long = FAULTY.repeat(100);
    let folder = folder(&[("long.txt", long.as_bytes())]);
    let (output, report) = check(&folder, &["long.txt", "--max-file-size", "1K"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&report, "long.txt").contains("larger than 1K"), "{report}");
    assert!(err(&output).contains("--max-file-size"), "{}", err(&output));
    let (output, _) = check(&folder, &["long.txt", "--max-file-size", "1M"]);
    assert_eq!(output.status.code(), Some(1));
    fs::write(folder.path().join("hegao.toml"), "max-file-size = \"1K\"\n").expect("file");
    let (output, report) = check(&folder, &["long.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&report, "long.txt").contains("larger than 1K"), "{report}");
    fs::write(folder.path().join("hegao.toml"), "max-file-size = \"large\"\n").expect("file");
    let wrong = hegao(folder.path(), &["check", "long.txt"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("large is no size"), "{}", err(&wrong));
    let piped = super::hegao_with_input(
        folder.path(),
        &["check", "--isolated", "--max-file-size", "1K", "-"],
        long.as_bytes(),
    );
    assert_eq!(piped.status.code(), Some(2));
}

#[test]
fn a_sparse_gigabyte_is_told_without_reading_it() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("sparse.txt")).expect("file");
    file.set_len(1 << 30).expect("a hole");
    let (output, report) = check(&folder, &["sparse.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&report, "sparse.txt").contains("larger than 64M"), "{report}");
}

/// Takes about half a minute: `cargo test -- --ignored` runs it.
#[test]
#[ignore = "makes a hundred thousand files"]
fn a_hundred_thousand_files_are_checked() {
    let folder = folder(&[]);
    for part in 0..100 {
        let inner = folder.path().join(format!("{part:02}"));
        fs::create_dir(&inner).expect("folder");
        for number in 0..1000 {
            fs::write(inner.join(format!("{number:03}.txt")), CLEAN).expect("file");
        }
    }
    let (output, report) = check(&folder, &["."]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(report["summary"]["files"], 100_001);
}
