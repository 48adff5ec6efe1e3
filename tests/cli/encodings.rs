//! The same text in any encoding, with any line ends, gives the same findings at
//! the same characters; a fix keeps both.

use std::path::{Path, PathBuf};

use hegao::checker::Checker;
use hegao::finding::Finding;
use hegao::fix::{Level, mend};
use hegao::source::{Encoding, Source, Syntax, encode};

use super::{annotated, err, folder, hegao, json};

const ENCODINGS: [Encoding; 7] = [
    Encoding::Utf8,
    Encoding::Utf8Bom,
    Encoding::Gb18030,
    Encoding::Utf16Le,
    Encoding::Utf16LeBom,
    Encoding::Utf16Be,
    Encoding::Utf16BeBom,
];

/// A character of two UTF-16 units, and of four bytes in GB18030.
const RARE: &str = "𠮷";

/// The annotated documents, each with a rare character in it.
fn documents() -> Vec<(PathBuf, String)> {
    let with_rare = |(path, text): (PathBuf, String)| {
        let text = text.replace("\r\n", "\n");
        let end = if text.ends_with('\n') { "" } else { "\n" };
        (path, format!("{text}{end}\n{RARE}某镇的材料。\n"))
    };
    annotated::documents().into_iter().map(with_rare).collect()
}

fn syntax(path: &Path) -> Syntax {
    Syntax::of(path).expect("a document")
}

/// A finding by rule, message and characters.
fn places(source: &Source, findings: &[Finding]) -> Vec<(String, String, String, usize)> {
    let place = |finding: &Finding| {
        let text = source.slice(finding.span).replace("\r\n", "\n");
        let start = source.position(finding.span.start);
        (finding.rule.clone(), finding.message.clone(), text, start.line)
    };
    findings.iter().map(place).collect()
}

#[test]
fn every_encoding_gives_the_same_findings_and_a_fix_keeps_it() {
    let checker = Checker::new().expect("rules");
    let documents = documents();
    let mut read = 0;
    for (path, text) in &documents {
        let name = path.display().to_string();
        let plain = Source::new(name.clone(), text.clone(), syntax(path));
        let findings = checker.check(&plain);
        let mended =
            mend(&plain, &findings, &checker, Level::Safe).map(|mended| mended.source.text().to_owned());
        for encoding in ENCODINGS {
            let bytes = encode(text, encoding);
            let source = match Source::from_bytes(name.clone(), bytes.clone(), syntax(path)) {
                Ok(source) => source,
                // Garbled text is no sign of GB18030 or of UTF-16 without a mark.
                Err(error) => {
                    let told = matches!(encoding, Encoding::Gb18030 | Encoding::Utf16Le | Encoding::Utf16Be);
                    assert!(told && !mostly_common(text), "{name} {encoding:?}: {error:?}");
                    continue;
                }
            };
            read += 1;
            assert_eq!(source.encoding(), encoding, "{name}");
            assert_eq!(checker.check(&source), findings, "{name} {encoding:?}");
            assert_eq!(source.to_bytes(), bytes, "{name} {encoding:?}");
            let again = mend(&source, &findings, &checker, Level::Safe);
            let again = again.map(|mended| (mended.source.encoding(), mended.source.text().to_owned()));
            assert_eq!(again, mended.clone().map(|text| (encoding, text)), "{name} {encoding:?}");
        }
    }
    assert!(read > 4 * documents.len(), "only {read} texts could be read");
}

/// Whether nine in ten wide characters are common ones, or lines of a drawn table.
fn mostly_common(text: &str) -> bool {
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let han_or_line =
        |c: &char| ('\u{4E00}'..='\u{9FA5}').contains(c) || ('\u{2500}'..='\u{257F}').contains(c);
    let common = |c: &char| han_or_line(c) || "，。、；：？！“”‘’（）《》　".contains(*c);
    text.chars().filter(common).count() * 10 >= wide * 9
}

#[test]
fn line_ends_change_no_finding_and_a_fix_keeps_them() {
    let checker = Checker::new().expect("rules");
    for (path, text) in documents() {
        let name = path.display().to_string();
        let of = |text: String| Source::new(name.clone(), text, syntax(&path));
        let (lf, crlf) = (of(text.clone()), of(text.replace('\n', "\r\n")));
        let [one, other] = [&lf, &crlf].map(|source| checker.check(source));
        assert_eq!(places(&lf, &one), places(&crlf, &other), "{name}");
        let mended = |source: &Source, findings: &[Finding]| {
            mend(source, findings, &checker, Level::Unsafe).map(|mended| mended.source.text().to_owned())
        };
        let [one, other] = [mended(&lf, &one), mended(&crlf, &other)];
        assert_eq!(one.map(|text| text.replace('\n', "\r\n")), other, "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_told_in_words_that_a_clerk_understands() {
    let text = "关于整改工作的报告\n一、存在的问题\n学习不深入。\n";
    let big5 = encoding_rs::BIG5
        .encode("關於整改工作的報告\n一、存在的問題\n學習不深入，資料不齊。\n")
        .0
        .into_owned();
    let mut damaged = text.as_bytes().to_vec();
    let at = text.find("学习").expect("words");
    damaged[at] = 0xFF;
    let mut half: Vec<u8> =
        [b"\xFF\xFE".to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    half.extend([0x00, 0xD8]);
    let folder = folder(&[("big5.txt", &big5), ("damaged.txt", &damaged), ("half.txt", &half)]);
    let output = hegao(folder.path(), &["check", ".", "--format", "json", "--lang", "zh"]);
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    let told = |path: &str| {
        let errors = report["errors"].as_array().expect("errors");
        errors.iter().find(|error| error["path"] == path).expect("an error")["message"].to_string()
    };
    assert!(told("big5.txt").contains("Big5"), "{}", told("big5.txt"));
    assert!(told("damaged.txt").contains("damaged.txt:3") && told("damaged.txt").contains(&at.to_string()));
    assert!(told("half.txt").contains("half.txt:4"), "{}", told("half.txt"));
    assert!(err(&output).contains("UTF-8"), "{}", err(&output));
}
