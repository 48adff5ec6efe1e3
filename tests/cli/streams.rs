//! Standard streams that are full, closed or cut off, and a run that is broken off.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{FAULTY, err, folder};

/// Runs a line of the shell in a folder with a faulty file; `$H` is the program.
#[cfg(unix)]
fn shell(line: &str) -> (Option<i32>, String) {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let mut command = Command::new("sh");
    command.current_dir(folder.path()).env("H", env!("CARGO_BIN_EXE_hegao")).env("LC_ALL", "C");
    let output = command.args(["-c", line]).output().expect("sh");
    (output.status.code(), err(&output))
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full");
        return;
    }
    for line in [
        "$H check a.txt >/dev/full",
        "$H check --format json a.txt >/dev/full",
        "$H explain placeholder >/dev/full",
        "$H check --output-file /dev/full a.txt",
    ] {
        let (code, told) = shell(line);
        assert_eq!(code, Some(2), "{line}: {told}");
        assert!(told.contains("No space left"), "{line}: {told}");
    }
    // Where trouble cannot be told, the exit code tells it.
    assert_eq!(shell("$H check absent.txt 2>/dev/full").0, Some(2));
    assert_eq!(shell("$H check a.txt 2>/dev/full").0, Some(1));
}

#[cfg(unix)]
#[test]
fn closed_streams_do_no_harm() {
    assert_eq!(shell("$H check a.txt >&-").0, Some(1));
    assert_eq!(shell("$H check a.txt 2>&-").0, Some(1));
    assert_eq!(shell("$H check absent.txt 2>&-").0, Some(2));
    assert_eq!(shell("$H check a.txt <&- >&- 2>&-").0, Some(1));
    assert_eq!(shell("$H check - <&-").0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_trouble() {
    for line in ["$H check a.txt", "$H rules", "$H explain placeholder"] {
        let (_, told) = shell(&format!("{line} | head -c 1 >/dev/null"));
        assert!(!told.contains("panic") && !told.contains("Broken pipe"), "{line}: {told}");
    }
}

/// A run that is broken off ends by the signal, and leaves each file whole: as it
/// was, or mended.
#[cfg(unix)]
#[test]
fn a_run_that_is_broken_off_leaves_whole_files() {
    use std::os::unix::process::ExitStatusExt;
    const BEFORE: &str = "加强学习,改进作风。\n";
    const AFTER: &str = "加强学习，改进作风。\n";
    let folder = folder(&[]);
    for number in 0..400 {
        fs::write(folder.path().join(format!("{number:03}.txt")), BEFORE).expect("file");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder.path()).args(["check", "--fix", "--jobs", "1", "."]);
    let mut child = command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("hegao");
    let first = || fs::read_to_string(folder.path().join("000.txt")).expect("file");
    let start = Instant::now();
    while first() == BEFORE && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(signal.success());
    let ended = child.wait().expect("ended");
    // Where the machine is quick, the run may be over before.
    assert!(ended.signal() == Some(2) || ended.code() == Some(0), "{ended:?}");
    for entry in fs::read_dir(folder.path()).expect("folder") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = fs::read_to_string(&path).expect("file");
            assert!(text == BEFORE || text == AFTER, "{}: {text:?}", path.display());
        }
    }
}
