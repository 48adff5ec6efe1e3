//! Words that are wrong wherever they stand, with the right ones. The build script
//! reads this file too: the pairs of `rules/` are laid out when hegao is built.

use std::borrow::Cow;
use std::ops::Range;

use super::table::{Table, Texts};

/// Wrong words and what they stand for.
#[derive(Debug)]
pub struct Pairs {
    pub(super) table: Table,
    /// The right words, one after the other.
    pub(super) rights: Texts,
    /// Which of them each stands for.
    pub(super) meant: Cow<'static, [u16]>,
    /// For each the stretches, with spaces between them, in which it is none; the last
    /// ones that have none are left out.
    pub(super) unless: Texts,
}

impl Pairs {
    /// The pairs that lines tell: the wrong word, the right one and after ` ! `
    /// the right stretches that hold the wrong one.
    ///
    /// # Errors
    /// When a line is not of that form: what is wrong with it.
    pub fn of_lines<'l>(lines: impl Iterator<Item = &'l str>) -> Result<Self, String> {
        let (mut words, mut rights, mut stretches) = (Vec::new(), Vec::<&str>::new(), Vec::new());
        let mut meant = Vec::new();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (pair, unless) = line.split_once(" ! ").unwrap_or((line, ""));
            let Some((wrong, right)) = pair.split_once(' ') else {
                return Err(format!("no pair of words: {line}"));
            };
            if let Some(stretch) =
                unless.split(' ').find(|stretch| !stretch.is_empty() && !stretch.contains(wrong))
            {
                return Err(format!("{stretch} does not hold {wrong}"));
            }
            words.push(wrong);
            // Those of one right word stand together.
            if rights.last() != Some(&right) {
                rights.push(right);
            }
            let of = u16::try_from(rights.len() - 1);
            meant.push(of.map_err(|_| format!("more right words than can be told apart, from {line} on"))?);
            stretches.push(unless);
        }
        stretches
            .truncate(stretches.iter().rposition(|unless| !unless.is_empty()).map_or(0, |last| last + 1));
        let [rights, unless] = [rights, stretches].map(|list| Texts::new(list.into_iter()));
        Ok(Self { table: Table::new(words), rights, meant: Cow::Owned(meant), unless })
    }

    /// The wrong words of a text: where each stands, and the right one.
    pub fn find<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (Range<usize>, &'s str)> {
        self.table.find(text).into_iter().filter_map(move |(at, index)| {
            let wrong = self.table.word(index);
            let covers = |stretch: &str| {
                let before = stretch.find(wrong).and_then(|before| at.checked_sub(before));
                before.is_some_and(|start| text.get(start..).is_some_and(|text| text.starts_with(stretch)))
            };
            let unless = if index < self.unless.ends.len() { self.unless.get(index) } else { "" };
            let mut unless = unless.split(' ').filter(|stretch| !stretch.is_empty());
            let right = || self.rights.get(self.meant[index].into());
            (!unless.any(covers)).then(|| (at..at + wrong.len(), right()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_word_within_right_text_is_left_alone() {
        let pairs = Pairs::of_lines("# 形近\n关干 关于 ! 机关干".lines()).expect("a list");
        let text = "关干机关干部的通知";
        let found: Vec<_> = pairs.find(text).collect();
        assert_eq!(found, [(0.."关干".len(), "关于")]);
    }

    #[test]
    fn a_broken_line_is_told() {
        assert!(Pairs::of_lines("布署".lines()).is_err_and(|problem| problem.contains("布署")));
        assert!(Pairs::of_lines("关干 关于 ! 机关".lines()).is_err());
    }
}
