//! The page for people, in a real browser where there is one.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{folder, hegao, out};

/// What the page measures of itself, by filter: the browser runs it in a copy
/// without the policy that forbids scripts.
const PROBE: &str = include_str!("html-probe.js");

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let files = std::env::split_paths(&folders).flat_map(|folder| names.map(|name| folder.join(name)));
    let found = files.into_iter().find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: there is no Chromium to look at the page with");
    }
    found
}

fn run(browser: &Path, profile: &Path, width: u32, act: &str, page: &Path) -> Vec<u8> {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(["--hide-scrollbars", &format!("--window-size={width},900"), act])
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    output.stdout
}

/// A page about several files, one with a long word and one long line.
fn page() -> (tempfile::TempDir, String) {
    let long = format!("学习体会\n{}\n到xx局任职,收获很大。\n", "w".repeat(400));
    let line = format!("学习体会\n{}xx{}\n", "加强学习，改进作风。".repeat(60), "办好实事。".repeat(60));
    let folder = folder(&[
        ("a.txt", long.as_bytes()),
        ("很长的文件夹名称/很长的文件夹名称/很长很长的文件名称.txt", line.as_bytes()),
        ("c.md", "学习体会\n\n加强学习,改进作风，,办好\u{200B}实事<script>alert(1)</script>。\n".as_bytes()),
        ("clean.txt", "学习体会\n今天很有收获。\n".as_bytes()),
    ]);
    let html = out(&hegao(folder.path(), &[".", "--format", "html", "--lang", "zh"]));
    (folder, html)
}

#[test]
fn the_page_needs_no_script_and_escapes_all() {
    let (_folder, html) = page();
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    for never in ["<script", "http://", "https://", "src=", "\u{200B}"] {
        assert!(!html.contains(never), "the page has {never}");
    }
    assert!(html.contains("<i class=\"hid\">U+200B</i>") && html.contains("&lt;script&gt;"));
    assert!(!html.contains("今天很有收获"), "a file without findings is shown");
}

#[test]
fn marks_cover_what_was_found_also_where_findings_overlap() {
    let text = "学习体会\n加强学习，,改进作风。\n到xx局任职。";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let args = ["a.txt", "--format", "html", "--select", "punctuation,placeholder", "--lang", "en"];
    let html = out(&hegao(folder.path(), &args));
    assert!(html.contains("<html lang=\"en\">"));
    let line = html.lines().find(|line| line.contains("data-n=\"2\"")).expect("the line");
    assert!(line.contains("<mark class=\"e r0\">，</mark>"), "{line}");
    assert!(line.contains("<mark class=\"a e r0 r1\">,</mark>"), "{line}");
    assert!(html.contains(
        "data-n=\"3\">到<sup class=\"no e r2\">3</sup><mark class=\"e r2\">xx</mark>局任职。</div>"
    ));
}

#[test]
fn only_the_surroundings_of_findings_are_shown_of_a_long_text() {
    let clean = "加强学习，改进作风。\n".repeat(8000);
    let text = format!("{clean}到xx局任职。\n{clean}");
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let args = ["a.txt", "--format", "html", "--select", "placeholder", "--lang", "zh"];
    let html = out(&hegao(folder.path(), &args));
    assert_eq!(html.matches("class=\"l\"").count(), 7);
    assert!(html.contains("略去7997行") && html.contains("data-n=\"8001\""));
}

/// A page with the report and the probe in a frame, for no window is as narrow as
/// a phone.
fn framed(html: &str, width: u32) -> String {
    let policy = html.find("<meta http-equiv").expect("the policy");
    let end = policy + html[policy..].find('>').expect("its end") + 1;
    let probed = [&html[..policy], &html[end..], "<script>", PROBE, "</script>"].concat();
    let probed = probed.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<!DOCTYPE html><iframe width=\"{width}\" height=\"900\" style=\"border:0\" srcdoc=\"{probed}\"></iframe>"
    )
}

/// Every measure of the probe must be as it should at this width.
fn look(browser: &Path, width: u32) {
    let (folder, html) = page();
    let file = folder.path().join("report.html");
    std::fs::write(&file, &html).expect("written");
    let picture = folder.path().join("report.png");
    let profile = folder.path().join("profile");
    run(browser, &profile, width, &format!("--screenshot={}", picture.display()), &file);
    let size = std::fs::metadata(&picture).map_or(0, |picture| picture.len());
    assert!(size > 15_000, "the picture is {size} bytes: nothing is to be seen");
    let copy = folder.path().join("probed.html");
    std::fs::write(&copy, framed(&html, width)).expect("written");
    let dom = run(browser, &profile, 1400, "--dump-dom", &copy);
    let dom = String::from_utf8_lossy(&dom);
    let measured = dom.split("<pre id=\"measured\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let measured: serde_json::Value = serde_json::from_str(measured.expect("measures")).expect("JSON");
    assert_eq!(measured["width"], width);
    let faults = measured["faults"].as_array().expect("faults");
    assert!(faults.is_empty(), "at {width} pixels: {faults:?}");
    assert!(measured["looked"].as_u64().is_some_and(|count| count > 12), "{measured}");
}

#[test]
fn the_page_is_laid_out_on_a_desk() {
    if let Some(browser) = browser() {
        look(&browser, 1280);
    }
}

#[test]
fn the_page_is_laid_out_on_a_phone() {
    if let Some(browser) = browser() {
        look(&browser, 390);
    }
}
