//! The words that the office knows to be right.

use std::ops::Range;
use std::path::Path;

use super::PlanError;
use crate::config::{ConfigError, Held};
use crate::source::{DecodeError, decode};

/// The most characters that a word has.
const LONGEST: usize = 60;
/// How a file of words is written.
const HELP: &str = "one word a line, and what follows a # is a comment / 一行写一个词，#开头的行是注释";

/// The words of the configurations, those in files with them.
pub(super) fn words(held: &[Held<'_>]) -> Result<Vec<String>, PlanError> {
    let mut words = Vec::new();
    for held in held {
        for word in &held.layer.words {
            let text = word.get_ref();
            if text.ends_with(".txt") {
                let path = held.file.path.parent().unwrap_or(Path::new("")).join(text);
                let bytes = std::fs::read(&path)
                    .map_err(|error| held.file.error(word, format!("{text}: {error} / 词表无法读取")))?;
                words.extend(of_file(&path, bytes)?);
            } else if let Some(problem) = problem(text.trim()) {
                return Err(held.file.error(word, problem).into());
            } else {
                words.push(text.trim().to_owned());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    Ok(words)
}

/// The words of a file.
fn of_file(path: &Path, bytes: Vec<u8>) -> Result<Vec<String>, ConfigError> {
    let lossy = String::from_utf8_lossy(&bytes).into_owned();
    let (text, _) = decode(bytes).map_err(|error| undecodable(path, &lossy, error))?;
    let mut words = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let word = line.trim();
        if !word.is_empty() && !word.starts_with('#') {
            if let Some(problem) = problem(word) {
                let at = start + line.len() - line.trim_start().len();
                return Err(ConfigError::at(path, &text, at..at + word.len(), problem).with_help(HELP));
            }
            words.push(word.to_owned());
        }
        start += line.len();
    }
    Ok(words)
}

/// Whether a text can be one of the words.
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && problem(text).is_none()
}

/// Why a word is none. A name may have a space between Latin words.
fn problem(word: &str) -> Option<String> {
    let why = if word.chars().any(char::is_control) {
        "this line has a control character / 这一行有控制字符"
    } else if word.contains('\u{FFFD}') {
        "this line cannot be read / 这一行有乱码"
    } else if word.contains(['，', '、', '；', '。', ';', ',', '=']) || has_wide_gap(word) {
        "this is more than one word / 这里不止一个词"
    } else if word.chars().count() > LONGEST {
        "this is too long for a word / 这太长，不是一个词"
    } else if !word.is_empty() && !word.chars().any(char::is_alphanumeric) {
        "this is no word / 这不是词"
    } else {
        return None;
    };
    Some(why.to_owned())
}

/// Whether a space stands beside a character that is not of ASCII.
fn has_wide_gap(word: &str) -> bool {
    let beside = |a: char, b: char| a.is_whitespace() && (!b.is_ascii() || !a.is_ascii());
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| beside(a, b) || beside(b, a))
}

/// A file that is no text: its line, as far as it is known.
fn undecodable(path: &Path, lossy: &str, error: DecodeError) -> ConfigError {
    let line = match error {
        DecodeError::Malformed { line, .. } | DecodeError::Big5 { line, .. } => line,
        DecodeError::Binary { .. } => 1,
    };
    let start = lossy.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let place: Range<usize> = start..start + lossy[start..].lines().next().unwrap_or("").len();
    ConfigError::at(path, lossy, place, "this line cannot be read / 这一行无法按UTF-8或GB18030读出")
        .with_help(HELP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_line_by_line() {
        let list = "\u{FEFF}# 小区\r\n恒鑫荟\r\n\r\n  Visual Studio\n";
        let words = of_file(Path::new("a.txt"), list.into()).expect("words");
        assert_eq!(words, ["恒鑫荟", "Visual Studio"]);
    }

    #[test]
    fn what_is_no_word_is_told() {
        for word in ["恒鑫荟、荟萃园", "恒鑫荟 荟萃园", "恒鑫荟\t小区", "----", &"长".repeat(61)]
        {
            assert!(problem(word).is_some(), "{word}");
        }
        assert_eq!(problem("C++班"), None);
    }
}
