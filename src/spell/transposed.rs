//! Characters that are typed in each other's place: 织组 for 组织. Found where neither
//! is part of a usual word, the two in their order are a common one, and the words
//! around go far better with that.

use super::lattice::Lattice;
use super::look_alike::{Mistaken, around};
use super::text::{Text, Within};
use super::words::{Node, Words};

/// A word of this logarithm or more is common.
const COMMON: f32 = -9.95;
/// Characters that are words of this logarithm or more stand beside any other.
const FREE: f32 = -6.0;
/// Characters of this logarithm or more often stand together in right texts.
const OFTEN: f32 = 6.0;
/// A text must be so much likelier in the other order, as a logarithm: found on edited
/// newspapers and papers.
const CERTAIN: f32 = 9.1;

/// The words of a text of which the two characters stand in each other's place.
pub(super) fn transposed(read: &mut Text, words: Words, lattice: &mut Lattice) -> Vec<Mistaken> {
    let mut found = Vec::new();
    for at in 1..read.codes.len() {
        let (first, second) = (read.codes[at - 1], read.codes[at]);
        let plain = read.within[at] == Within::Prose && read.within[at - 1] == Within::Prose;
        // 查核 and 热情 are both words.
        let common = || words.is_above(&[second, first], COMMON) && !words.is_known(&[first, second]);
        if read.together[at] >= OFTEN || first == second || !plain || !common() {
            continue;
        }
        let free = |code| words.word(Node::from(code)).is_some_and(|word| word.log >= FREE);
        let usual = |at| words.is_in_usual(&read.codes, at);
        if free(first) || free(second) || usual(at - 1) || usual(at) {
            continue;
        }
        let part = around(read, at - 1..at + 1);
        let written = lattice.plain_log(read, part.clone());
        read.codes.swap(at - 1, at);
        let meant = lattice.plain_log(read, part);
        read.codes.swap(at - 1, at);
        let margin = meant - written - CERTAIN;
        if margin >= 0.0 {
            let (characters, right) = (at - 1..at + 1, vec![second, first]);
            found.push(Mistaken { word: characters.clone(), characters, right, margin });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::alike::Neighbours;
    use super::super::code::character;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let (mut read, mut lattice) = (Text::default(), Lattice::new(Words));
        read.read(text);
        read.count_together(Neighbours);
        let found = transposed(&mut read, Words, &mut lattice);
        let spelled = |found: Mistaken| found.right.into_iter().filter_map(character).collect();
        found.into_iter().map(spelled).collect()
    }

    #[test]
    fn a_common_word_in_the_other_order_is_told() {
        assert_eq!(told("及时取采措施，认真彻贯落实。"), ["采取", "贯彻"]);
    }

    #[test]
    fn right_text_and_quotes_are_left_alone() {
        for text in ["查核结果不出不上会。", "铁路称为“难困险”工程。", "人们科学地认识世界。"]
        {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
