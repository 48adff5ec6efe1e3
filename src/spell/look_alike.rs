//! Characters that are taken for others by their shape: found where the written one is
//! part of no usual word and the other would make one that goes far better with the
//! words around. It needs no doubt about the neighbours, which go well with many wrong
//! characters: 投人大量精力.

use std::ops::Range;

use super::code::{Code, code};
use super::lattice::Lattice;
use super::text::{Text, Within};
use super::words::Words;
use crate::rulebook::look_alikes;
use crate::signs;

/// How many characters on each side are read with a character.
pub(super) const REACH: usize = 8;
/// A text must be so much likelier with the other character, as a logarithm: edited
/// newspapers and papers have no place where it is.
const CERTAIN: f32 = 8.0;

/// Characters that others were put for.
#[derive(Debug)]
pub(super) struct Mistaken {
    /// The characters.
    pub characters: Range<usize>,
    /// The word that they should be part of.
    pub word: Range<usize>,
    /// How that word reads.
    pub right: Vec<Code>,
    /// How much more certain it is than it must be, as a logarithm.
    pub margin: f32,
}

/// The characters of a text that are taken for others.
pub(super) fn mistaken(text: &str, read: &mut Text, words: Words, lattice: &mut Lattice) -> Vec<Mistaken> {
    let mut found = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let mut others = look_alikes().after(c).map(code).peekable();
        let left_alone = |at| read.within[at] == Within::Title || is_said_twice(&read.codes, at);
        if others.peek().is_none() || left_alone(at) || words.is_in_usual(&read.codes, at) {
            continue;
        }
        let part = around(read, at..at + 1);
        let written = read.codes[at];
        let mut log = None;
        let mut best: Option<Mistaken> = None;
        for other in others {
            read.codes[at] = other;
            if let Some(word) = words.usual_around(&read.codes, at) {
                let right = read.codes[word.clone()].to_vec();
                let meant = lattice.plain_log(read, part.clone());
                read.codes[at] = written;
                let log = *log.get_or_insert_with(|| lattice.plain_log(read, part.clone()));
                let margin = meant - log - CERTAIN;
                if margin >= best.as_ref().map_or(0.0, |best| best.margin) {
                    best = Some(Mistaken { characters: at..at + 1, word, right, margin });
                }
            }
        }
        read.codes[at] = written;
        found.extend(best);
    }
    found
}

/// Whether a character is a verb that is said twice: 问一问.
fn is_said_twice(codes: &[Code], at: usize) -> bool {
    let one = code(signs::ONE);
    let twice =
        |first: usize| codes.get(first..first + 3).is_some_and(|all| all[0] == all[2] && all[1] == one);
    twice(at) || at.checked_sub(2).is_some_and(twice)
}

/// Some characters with those on both sides that tell whether they are meant.
pub(super) fn around(read: &Text, characters: Range<usize>) -> Range<usize> {
    characters.start.saturating_sub(REACH)..(characters.end + REACH).min(read.codes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let (mut read, mut lattice) = (Text::default(), Lattice::new(Words));
        read.read(text);
        let codes = read.codes.clone();
        let found = mistaken(text, &mut read, Words, &mut lattice);
        assert_eq!(read.codes, codes, "the text is as it was");
        let spelled =
            |codes: Vec<Code>| codes.into_iter().filter_map(super::super::code::character).collect();
        found.into_iter().map(|found| (found.characters.start, spelled(found.right))).collect()
    }

    #[test]
    fn a_look_alike_that_would_make_a_usual_word_is_told() {
        assert_eq!(told("加强千部队伍建设。"), [(2, "干部队伍".to_owned())]);
        assert_eq!(told("群众反映的间题没有解决。"), [(5, "问题".to_owned())]);
    }

    #[test]
    fn right_text_and_titles_are_left_alone() {
        for text in
            ["机关干部千方百计增加收入。", "干了三千多个班时。", "学习《千群关系》一文。", "问一问就露馅。"]
        {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
