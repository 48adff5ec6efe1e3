//! Words that are wrong wherever they stand, with the right ones.

use serde::Deserialize;

use crate::rulebook::table::Table;
use crate::rulebook::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pairs: String,
}

/// Wrong words and what they stand for.
#[derive(Debug)]
pub struct Pairs {
    table: Table,
    /// For each word the right one and the stretches in which it is none.
    rights: Vec<(Box<str>, Box<str>)>,
}

impl Pairs {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        Self::read(path, embedded::data(path)?)
    }

    fn read(path: &str, file: File) -> Result<Self, RulebookError> {
        Self::of_lines(path, file.pairs.lines())
    }

    /// The pairs that lines tell: the wrong word, the right one and after ` ! `
    /// the right stretches that hold the wrong one.
    pub(super) fn of_lines<'l>(
        path: &str,
        lines: impl Iterator<Item = &'l str>,
    ) -> Result<Self, RulebookError> {
        let (mut words, mut rights) = (Vec::new(), Vec::new());
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (pair, unless) = line.split_once(" ! ").unwrap_or((line, ""));
            let Some((wrong, right)) = pair.split_once(' ') else {
                return Err(RulebookError::new(path, format!("no pair of words: {line}")));
            };
            if let Some(stretch) =
                unless.split(' ').find(|stretch| !stretch.is_empty() && !stretch.contains(wrong))
            {
                return Err(RulebookError::new(path, format!("{stretch} does not hold {wrong}")));
            }
            words.push(wrong);
            rights.push((right.into(), unless.into()));
        }
        Ok(Self { table: Table::new(words), rights })
    }

    /// The wrong words of a text: where each stands, and the right one.
    pub fn find<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (std::ops::Range<usize>, &'s str)> {
        self.table.find(text).into_iter().filter_map(move |(at, index)| {
            let wrong = self.table.word(index);
            let (right, unless) = &self.rights[index];
            let covers = |stretch: &str| {
                let before = stretch.find(wrong).and_then(|before| at.checked_sub(before));
                before.is_some_and(|start| text.get(start..).is_some_and(|text| text.starts_with(stretch)))
            };
            let right_here = unless.split(' ').any(|stretch| !stretch.is_empty() && covers(stretch));
            (!right_here).then_some((at..at + wrong.len(), &**right))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &str) -> Result<Pairs, RulebookError> {
        Pairs::read("list", File { pairs: list.to_owned() })
    }

    #[test]
    fn a_wrong_word_within_right_text_is_left_alone() {
        let pairs = pairs("# 形近\n关干 关于 ! 机关干").expect("a list");
        let text = "关干机关干部的通知";
        let found: Vec<_> = pairs.find(text).collect();
        assert_eq!(found, [(0.."关干".len(), "关于")]);
    }

    #[test]
    fn a_broken_line_is_told() {
        assert!(pairs("布署").is_err_and(|error| error.problem.contains("布署")));
        assert!(pairs("关干 关于 ! 机关").is_err());
    }
}
