//! Phrases whose wording is fixed, and what is made of them by mistake.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;

use super::exact::Exact;
use super::pairs::Pairs;
use super::sets::{SetSpec, Sets};
use crate::rulebook::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    near: String,
    phrases: String,
    wrong: String,
    exact: String,
    intro: String,
    set: Vec<SetSpec>,
}

/// The set phrases.
#[derive(Debug)]
pub struct SetPhrases {
    swapped: Pairs,
    exact: Exact,
    /// The counted sets.
    pub sets: Sets,
}

impl SetPhrases {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        Self::read(path, embedded::data(path)?)
    }

    fn read(path: &str, file: File) -> Result<Self, RulebookError> {
        let near = near(&file.near);
        let mut lines: Vec<String> = file.wrong.lines().map(str::to_owned).collect();
        for line in file.phrases.lines() {
            swaps(line, &near, &mut lines);
        }
        Ok(Self {
            swapped: Pairs::of_lines(path, lines.iter().map(String::as_str))?,
            exact: Exact::new(&file.exact),
            sets: Sets::new(file.intro, file.set),
        })
    }

    /// The misquoted phrases of a text: where each stands and how it should read.
    pub fn misquotes<'s>(&'s self, text: &'s str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = self.swapped.find(text).collect();
        found.extend(self.exact.misquotes(text));
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = end.max(range.end);
            free
        });
        found
    }
}

/// For each word those that are put for it.
fn near(list: &str) -> HashMap<&str, Vec<&str>> {
    let line = |line: &'_ str| -> Option<(usize, usize)> { line.find(' ').map(|at| (at, at + 1)) };
    let entries = list
        .lines()
        .filter_map(|text| line(text).map(|(end, rest)| (&text[..end], text[rest..].split(' ').collect())));
    entries.collect()
}

/// Adds a line of a wrong and the right phrase for each way to swap one or two
/// words of a phrase.
fn swaps(line: &str, near: &HashMap<&str, Vec<&str>>, lines: &mut Vec<String>) {
    let (phrase, unless) = line.split_once(" ! ").unwrap_or((line, ""));
    let words: Vec<&str> = phrase.split(' ').collect();
    let right = words.concat();
    let mut forms: Vec<(String, usize)> = vec![(String::new(), 0)];
    for word in &words {
        let others = near.get(word).into_iter().flatten().map(|other| (*other, 1));
        let choices: Vec<(&str, usize)> = std::iter::once((*word, 0)).chain(others).collect();
        let longer = |(form, swapped): &(String, usize)| -> Vec<(String, usize)> {
            let fits = choices.iter().filter(|(_, more)| swapped + more <= 2);
            fits.map(|(choice, more)| (format!("{form}{choice}"), swapped + more)).collect()
        };
        forms = forms.iter().flat_map(longer).collect();
    }
    for (form, _) in forms.into_iter().filter(|(form, swapped)| *swapped > 0 && *form != right) {
        let stretches: Vec<&str> = unless.split(' ').filter(|stretch| stretch.contains(&form)).collect();
        if !stretches.contains(&form.as_str()) {
            let unless =
                if stretches.is_empty() { String::new() } else { format!(" ! {}", stretches.join(" ")) };
            lines.push(format!("{form} {right}{unless}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_words_are_swapped() {
        let near = near("队伍 步队\n建设 扶植 建造");
        let mut lines = Vec::new();
        swaps("队伍 建设 ! 队伍建造 步队扶植厂", &near, &mut lines);
        lines.sort();
        assert_eq!(
            lines,
            ["步队建设 队伍建设", "步队建造 队伍建设", "步队扶植 队伍建设 ! 步队扶植厂", "队伍扶植 队伍建设"]
        );
    }
}
