//! The report as a stream and as a file.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::{FAULTY, err, folder, hegao, json};

#[test]
fn a_report_is_put_in_the_place_of_the_last_one_as_a_whole() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("out/report.json", b"the last one")]);
    let report = folder.path().join("out/report.json");
    let run = || hegao(folder.path(), &["a.txt", "--format", "json", "--output-file", "out/report.json"]);
    let output = run();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{}", err(&output));
    let told = hegao(folder.path(), &["a.txt", "--format", "json"]);
    assert_eq!(fs::read(&report).expect("a report"), told.stdout);
    assert_eq!(fs::read_dir(folder.path().join("out")).expect("folder").count(), 1, "something is left");
    let named = hegao(folder.path(), &["a.txt", "--output-file", "absent/report.txt"]);
    assert_eq!(named.status.code(), Some(2));
    assert!(err(&named).contains("absent/report.txt"), "{}", err(&named));
}

#[cfg(unix)]
#[test]
fn a_report_has_the_permissions_of_its_place_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("real.txt", b""), ("plain", b"")]);
    let mode =
        |name: &str| fs::metadata(folder.path().join(name)).expect("a file").permissions().mode() & 0o777;
    fs::set_permissions(folder.path().join("real.txt"), fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real.txt", folder.path().join("link.txt")).expect("a link");
    for name in ["link.txt", "new.txt"] {
        assert_eq!(hegao(folder.path(), &["a.txt", "--output-file", name]).status.code(), Some(1));
    }
    assert!(folder.path().join("link.txt").is_symlink());
    assert!(fs::read_to_string(folder.path().join("real.txt")).expect("a report").contains("placeholder"));
    assert_eq!((mode("real.txt"), mode("new.txt")), (0o640, mode("plain")));
    let device = hegao(folder.path(), &["a.txt", "--output-file", "/dev/stdout"]);
    assert!(String::from_utf8_lossy(&device.stdout).contains("placeholder"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_trouble_and_every_file_is_mended() {
    let text = format!("{}我于xxxx年参加工作。\n", "加强学习,改进作风。\n".repeat(400));
    let names: Vec<String> = (0..40).map(|index| format!("{index:02}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder.path()).args([".", "--fix", "--select", "residue,halfwidth-punctuation"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut first = [0; 16];
    child.stdout.take().expect("standard output").read_exact(&mut first).expect("a report");
    let output = child.wait_with_output().expect("the end");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    for name in &names {
        let text = fs::read_to_string(folder.path().join(name)).expect("the file");
        assert!(!text.contains(','), "{name} is not mended");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes())]);
    let full = fs::File::options().write(true).open("/dev/full").expect("the device");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    let output = command.current_dir(folder.path()).arg("a.txt").stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("standard output"), "{}", err(&output));
}

/// The most memory that a run over so many files of 600 findings took, in KB.
#[cfg(target_os = "linux")]
fn peak(count: usize) -> u64 {
    let text = "联系群众xxxx。\n".repeat(600);
    let names: Vec<String> = (0..count).map(|index| format!("{index}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
    command.current_dir(folder.path()).args([
        ".",
        "--no-cache",
        "--select",
        "placeholder",
        "--jobs",
        "2",
        "--format",
        "ndjson",
    ]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program runs");
    let (mut output, mut most) = (child.stdout.take().expect("standard output"), 0);
    let mut buffer = vec![0; 1 << 16];
    // The high-water mark only grows, so the last look tells it.
    while output.read(&mut buffer).expect("a report") > 0 {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let mark = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(mark.unwrap_or(0));
    }
    child.wait().expect("the end");
    most
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    let (few, many) = (peak(20), peak(400));
    // What waits for its turn may weigh 16 MB, and a busy machine makes it so. Were all
    // held, it would be 228,000 findings of some 350 bytes more.
    assert!(few > 0 && many < few + 45_000, "{few} KB for 20 files, {many} KB for 400");
}

#[test]
fn json_is_the_same_document_with_no_file_one_and_many() {
    let folder = folder(&[("a.txt", FAULTY.as_bytes()), ("b.txt", b""), ("c.txt", FAULTY.as_bytes())]);
    for (paths, findings) in [(vec!["b.txt"], 0), (vec!["a.txt"], 1), (vec!["a.txt", "b.txt", "c.txt"], 2)] {
        let args: Vec<&str> = paths.into_iter().chain(["--format", "json"]).collect();
        let output = hegao(folder.path(), &args);
        let report = json(&output);
        assert_eq!(report["findings"].as_array().map(Vec::len), Some(findings));
        assert_eq!(report["errors"], serde_json::json!([]));
        let lines: Vec<&str> = std::str::from_utf8(&output.stdout).expect("text").lines().collect();
        assert_eq!(lines[..2], ["{", "  \"version\": 1,"]);
        assert!(lines[2].starts_with("  \"findings\": ["));
        assert_eq!(lines.last(), Some(&"}"));
    }
}
