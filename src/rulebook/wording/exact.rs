//! Long phrases that one character more, less or other breaks.

use std::collections::HashMap;
use std::ops::Range;

use crate::chars::{is_han, is_space};
use crate::rulebook::table::Table;
use crate::signs;

/// Shorter phrases are not told by a change of their first or last character,
/// which may belong to another word.
const LONG: usize = 8;
/// In phrases as long as this a word of two characters may be changed or left out.
const LONGER: usize = 10;

#[derive(Debug)]
struct Phrase {
    text: Box<str>,
    chars: Vec<char>,
    /// Other forms that are right.
    accepted: Vec<Vec<char>>,
}

/// The phrases, looked for by their halves: a phrase with one fault has one half
/// without.
#[derive(Debug)]
pub(super) struct Exact {
    phrases: Vec<Phrase>,
    halves: Table,
    /// For each half its phrases, and whether it is the second half.
    owners: Vec<Vec<(usize, bool)>>,
}

/// A text without the marks that may stand within a phrase.
pub(super) struct Plain {
    text: String,
    /// For each character its place in `text` and in the text it was made from.
    chars: Vec<(char, usize, usize)>,
}

impl Plain {
    pub fn new(source: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(source.len()), chars: Vec::new() };
        for (at, c) in source.char_indices().filter(|(_, c)| !may_come_and_go(*c)) {
            plain.chars.push((c, plain.text.len(), at));
            plain.text.push(c);
        }
        plain
    }

    /// The characters that it would have.
    pub fn chars(source: &str) -> impl Iterator<Item = char> {
        source.chars().filter(|c| !may_come_and_go(*c))
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn index(&self, at: usize) -> usize {
        self.chars.partition_point(|(_, start, _)| *start < at)
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        let (last, _, at) = self.chars[range.end - 1];
        self.chars[range.start].2..at + last.len_utf8()
    }

    fn starts_with(&self, at: usize, chars: &[char]) -> bool {
        let rest = self.chars.get(at..).unwrap_or_default();
        rest.len() >= chars.len() && rest.iter().zip(chars).all(|((c, _, _), other)| c == other)
    }
}

/// Whether a mark or a space may stand within a phrase.
fn may_come_and_go(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '“' | '”' | '‘' | '’' | '"') || is_space(c)
}

impl Exact {
    /// One phrase a line; after ` ! ` other forms that are right.
    pub fn new(list: &str) -> Self {
        let mut phrases = Vec::new();
        let mut owners: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
        for line in list.lines().filter(|line| !line.is_empty()) {
            let (text, accepted) = line.split_once(" ! ").unwrap_or((line, ""));
            let chars: Vec<char> = text.chars().collect();
            for (half, second) in [(&chars[..chars.len() / 2], false), (&chars[chars.len() / 2..], true)] {
                owners.entry(half.iter().collect()).or_default().push((phrases.len(), second));
            }
            let forms = accepted.split(' ').filter(|form| !form.is_empty());
            phrases.push(Phrase {
                text: text.into(),
                chars,
                accepted: forms.map(|form| form.chars().collect()).collect(),
            });
        }
        let (halves, owners): (Vec<String>, Vec<_>) = owners.into_iter().unzip();
        Self { phrases, halves: Table::new(halves), owners }
    }

    /// The misquotes of a text: where each stands and the phrase.
    pub fn misquotes(&self, plain: &Plain) -> Vec<(Range<usize>, &str)> {
        let mut found = Vec::new();
        // Halves may overlap: 坚持党 hides no 党政同责.
        self.halves.each(&plain.text, |at, half| {
            let index = plain.index(at);
            for &(phrase, second) in &self.owners[half] {
                let phrase = &self.phrases[phrase];
                if let Some(range) = phrase.misquote(plain, index, second) {
                    found.push((plain.range(range), &*phrase.text));
                }
            }
        });
        found
    }
}

impl Phrase {
    /// The characters of a misquote of which one half stands at `at`.
    fn misquote(&self, plain: &Plain, at: usize, second: bool) -> Option<Range<usize>> {
        let middle = self.chars.len() / 2;
        let length = self.chars.len();
        let (start, end) = if second {
            let want: Vec<char> = self.chars[..middle].iter().rev().copied().collect();
            let have: Vec<char> =
                plain.chars[..at].iter().rev().take(middle + 1).map(|(c, _, _)| *c).collect();
            (at.checked_sub(fault(&want, &have, length)?)?, at + self.chars.len() - middle)
        } else {
            let after = at + middle;
            let have: Vec<char> = plain
                .chars
                .get(after..)?
                .iter()
                .take(self.chars.len() - middle + 1)
                .map(|(c, _, _)| *c)
                .collect();
            (at, after + fault(&self.chars[middle..], &have, length)?)
        };
        let accepted =
            |form: &Vec<char>| (start.saturating_sub(2)..=start).any(|from| plain.starts_with(from, form));
        (!self.accepted.iter().any(accepted)).then_some(start..end)
    }
}

/// How many characters of `have` stand for `want`, the half of a phrase of `length`
/// characters, with one fault that is not at its far end (unless the phrase is long);
/// none if there is no fault, or more.
fn fault(want: &[char], have: &[char], length: usize) -> Option<usize> {
    let same = want.iter().zip(have).take_while(|(a, b)| a == b).count();
    if same == want.len() || same >= have.len() || length < LONG && same + 1 == want.len() {
        return None;
    }
    let particle = |c: char| signs::LOOSE.contains(c);
    let (rest, other) = (&want[same + 1..], &have[same + 1..]);
    let changed = !(particle(want[same]) && particle(have[same]));
    if changed && other.starts_with(rest) {
        return Some(want.len());
    }
    let (is_last, lost, added) = (rest.is_empty(), want[same], have[same]);
    if !is_last && !particle(lost) && have[same..].starts_with(rest) {
        return Some(want.len() - 1);
    }
    // 咬耳扯袖，让红脸出汗: the sentence joins the halves in its own way.
    let joins = same == 0 && signs::CONNECTORS.contains(added);
    if !particle(added) && !joins && other.starts_with(&want[same..]) {
        return Some(want.len() + 1);
    }
    (length >= LONGER).then(|| word_fault(&want[same..], &have[same..])).flatten().map(|size| same + size)
}

/// The same where the first two characters, but not all, were changed or left out.
fn word_fault(want: &[char], have: &[char]) -> Option<usize> {
    let rest = want.get(2..).filter(|rest| !rest.is_empty())?;
    let changed = want.iter().zip(have).take(2).all(|(want, have)| want != have && is_han(*have));
    if changed && have.get(2..)?.starts_with(rest) {
        return Some(want.len());
    }
    have.starts_with(rest).then_some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misquotes(text: &str) -> Vec<&str> {
        let exact = Exact::new("不忘初心牢记使命 ! 不忘初心牢记嘱托\n为民务实清廉\n坚持为要坚持为好");
        exact.misquotes(&Plain::new(text)).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn one_fault_is_found_whatever_the_marks() {
        assert_eq!(misquotes("坚持不忘初心、紧记使命。"), ["不忘初心、紧记使命"]);
        assert_eq!(misquotes("坚持不忘初衷，牢记使命。"), ["不忘初衷，牢记使命"]);
        assert_eq!(misquotes("做到为民实清廉"), ["为民实清廉"]);
        assert_eq!(misquotes("他始终坚持为民务实青廉"), ["为民务实青廉"]);
    }

    #[test]
    fn right_forms_and_other_phrases_are_left_alone() {
        for text in [
            "不忘初心、牢记使命",
            "不忘初心，牢记嘱托",
            "不忘初心，要牢记使命",
            "不忘初心、方得始终",
            "为民务实清正",
        ] {
            assert!(misquotes(text).is_empty(), "{text}");
        }
    }
}
