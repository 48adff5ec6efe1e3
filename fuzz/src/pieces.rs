//! What inputs are put together of: `pieces.txt`, the words that the rules know,
//! and the lines of the annotated documents.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The words of the rules count no more characters.
const LONGEST_WORD: usize = 8;

/// Pieces that rules look for.
pub fn pieces() -> &'static [String] {
    &PIECES
}

/// The lines of whole documents, in order.
pub fn lines() -> &'static [String] {
    &LINES
}

static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let listed: Vec<String> = include_str!("../pieces.txt").lines().map(unescaped).collect();
    // The listed ones are as likely as all words of the rules together.
    let words: Vec<String> = texts("rules/words").iter().flat_map(|text| words(text)).collect();
    let times = (words.len() / listed.len()).max(1);
    let listed = listed.iter().cycle().take(listed.len() * times).cloned();
    listed.chain(words.iter().cloned()).collect()
});

static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = texts("tests/annotated");
    texts.iter().flat_map(|text| text.lines()).map(without_marks).collect()
});

/// The files of a folder of the project, in the order of their names.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// The short texts between quotation marks.
fn words(text: &str) -> Vec<String> {
    let quoted = text.split('"').skip(1).step_by(2);
    let short = |word: &&str| {
        let plain = !word.is_ascii() && !word.contains(['\n', '[', '\\', '(', '|', '?']);
        plain && word.chars().count() <= LONGEST_WORD
    };
    quoted.filter(short).map(str::to_owned).collect()
}

/// An annotated line without the marks of its findings.
fn without_marks(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        let (inner, tail) = after.split_once('⟧').unwrap_or((after, ""));
        text.push_str(inner.split_once('|').map_or(inner, |(_, words)| words));
        rest = tail;
    }
    text + rest
}

/// A line of `pieces.txt`: `\n`, `\r`, `\t`, `\\` and `\u{…}` stand for what they
/// stand for in Rust.
fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let digits: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
                text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}
