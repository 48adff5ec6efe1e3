//! How well particles go with the words beside them.

use super::code::{Code, code, is_han};
use super::words::{Node, ROOT, Word, Words};

/// The longest words that are looked for beside a particle, in characters.
const LONGEST: usize = 4;

/// How well each of some particles goes with the words beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fits<const N: usize> {
    /// The logarithm of how likely each is between them.
    pub logs: [f32; N],
    /// How many Chinese characters the word before it has.
    pub before: usize,
    /// The same of the word after it.
    pub after: usize,
}

/// How well each of some particles would go in the place of one that is written
/// between two texts; nothing where that is part of a word.
pub fn fits<const N: usize>(
    before: &str,
    written: char,
    after: &str,
    particles: [char; N],
) -> Option<Fits<N>> {
    let mut left: Vec<Code> = before.chars().rev().take(LONGEST).map(code).collect();
    left.reverse();
    let right: Vec<Code> = after.chars().take(LONGEST).map(code).collect();
    let whole = [left.as_slice(), &[code(written)], &right].concat();
    if Words.usual_around(&whole, left.len()).is_some() {
        return None;
    }
    let (first, next) = (last_word(&left), first_word(&right));
    let follows = |before: Word, word: Word| Words.follows(before.node, before.chance, &word);
    let log = |particle: char| {
        let Some(word) = Words.word(Node::from(code(particle))) else { return f32::NEG_INFINITY };
        let after_first = first.map_or(word.log, |(first, _)| follows(first, word));
        after_first + next.map_or(0.0, |(next, _)| follows(word, next))
    };
    let length = |found: Option<(Word, usize)>| found.map_or(0, |(_, length)| length);
    Some(Fits { logs: particles.map(log), before: length(first), after: length(next) })
}

/// The longest word at the end of a text, or its mark, and how many Chinese characters
/// it has.
fn last_word(codes: &[Code]) -> Option<(Word, usize)> {
    let han = codes.iter().rev().take_while(|&&code| is_han(code)).count();
    let from = codes.len().checked_sub(han.max(1))?;
    (from..codes.len()).find_map(|start| {
        let node = codes[start..].iter().try_fold(ROOT, |node, &code| Words.step(node, code))?;
        Some((Words.word(node)?, han.min(codes.len() - start)))
    })
}

/// The longest word at the start of a text, or its mark, and how many Chinese
/// characters it has.
fn first_word(codes: &[Code]) -> Option<(Word, usize)> {
    let han = codes.iter().take_while(|&&code| is_han(code)).count();
    let (mut node, mut found) = (ROOT, None);
    for (at, &code) in codes[..codes.len().min(han.max(1))].iter().enumerate() {
        let Some(next) = Words.step(node, code) else { break };
        node = next;
        found = Words.word(node).map(|word| (word, han.min(at + 1))).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(before: &str, written: char, after: &str) -> Option<char> {
        const ALL: [char; 3] = ['的', '得', '地'];
        let fits = fits(before, written, after, ALL)?;
        let at = (0..3).max_by(|&a, &b| fits.logs[a].total_cmp(&fits.logs[b]))?;
        Some(ALL[at])
    }

    #[test]
    fn the_words_beside_a_particle_tell_which_it_is() {
        assert_eq!(best("他们", '得', "想法"), Some('的'));
        assert_eq!(best("深刻", '得', "认识到"), Some('地'));
        assert_eq!(best("笔录做", '地', "很规范"), Some('得'));
    }

    #[test]
    fn a_particle_that_is_part_of_a_word_is_none() {
        assert_eq!(best("群众的目", '的', "是"), None);
        assert_eq!(best("取", '得', "成效"), None);
        assert_eq!(best("当", '地', "群众"), None);
    }
}
