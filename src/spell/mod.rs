//! Words that are written wrong: found where a text cannot be cut into words
//! that go together, but can with one character put in the place of another that
//! sounds or looks alike.
//!
//! `text` finds the places where characters stand together that seldom do,
//! `plain` finds the words there as they are written and `meant` those that may have
//! been meant, `lattice` reads each place in its likeliest way, `look_alike` tries the
//! characters that are often taken for others wherever they stand, `transposed` those
//! that are typed in each other's place, `weigh` tells how
//! certain a reading is, and `judge` decides for a document as a whole.

mod alike;
mod code;
mod edge;
mod homophones;
mod judge;
mod lattice;
mod look_alike;
mod meant;
mod particle;
mod plain;
mod table;
mod text;
mod transposed;
mod weigh;
mod words;

use std::ops::Range;

use alike::Neighbours;
use edge::Edge;
pub use judge::Writing;
use lattice::Lattice;
use look_alike::{REACH, mistaken};
pub use particle::{Fits, fits};
use text::{Text, windows};
use transposed::transposed;
pub use weigh::SIGNS;
use weigh::Signs;
use words::Words;

/// A word that is written wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Misspelling {
    /// Which text of the document.
    pub text: usize,
    /// The bytes of the written word.
    pub range: Range<usize>,
    /// The word that was meant.
    pub right: String,
}

/// The words that are written wrong in the texts of one document, in the order of
/// the texts. `is_right` tells of a text and a range of its bytes whether the user
/// knows what is written there to be right.
pub fn misspellings<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    writing: Writing,
    is_right: impl Fn(&str, Range<usize>) -> bool,
) -> Vec<Misspelling> {
    let mut reader = Reader::new();
    for (index, text) in texts.into_iter().enumerate() {
        reader.read(index, text, |doubt| is_right(text, doubt.characters.clone()));
    }
    judge::decide(reader.doubts, reader.length, writing)
}

/// A word of this logarithm or more is in many texts; a name is rarer.
const USUAL: f32 = -14.0;

/// Whether a text is a word that many texts have.
pub fn is_common_word(text: &str) -> bool {
    let codes: Vec<code::Code> = text.chars().map(code::code).collect();
    Words.is_above(&codes, USUAL)
}

/// Whether a text is a word of any list, however rare.
pub fn is_known_word(text: &str) -> bool {
    let codes: Vec<code::Code> = text.chars().map(code::code).collect();
    Words.is_known(&codes)
}

/// How much likelier a text is without a part of it, as a logarithm.
pub fn likelier_without(text: &str, part: Range<usize>) -> f32 {
    likelier(text, part, "")
}

/// How much likelier a text is with a word in the place of a part of it, read with what
/// stands around, as a logarithm.
pub fn likelier_with(text: &str, part: Range<usize>, word: &str) -> f32 {
    let before = text[..part.start].char_indices().rev().take(REACH).last();
    let from = before.map_or(part.start, |(at, _)| at);
    let after = text[part.end..].char_indices().nth(REACH);
    let to = after.map_or(text.len(), |(at, _)| part.end + at);
    likelier(&text[from..to], part.start - from..part.end - from, word)
}

fn likelier(text: &str, part: Range<usize>, word: &str) -> f32 {
    let (mut lattice, mut read) = (Lattice::new(Words), Text::default());
    let mut log = |text: &str| {
        read.read(text);
        lattice.plain_log(&read, 0..read.codes.len())
    };
    log(&[&text[..part.start], word, &text[part.end..]].concat()) - log(text)
}

/// What speaks for and against one reading of a text, from which the weights of
/// the signs are found (tools/spelling/fit.py).
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The bytes of the written word.
    pub range: Range<usize>,
    /// The word that may have been meant.
    pub right: String,
    /// The signs as numbers.
    pub signs: [f32; SIGNS],
    /// The logarithm of the odds by today's weights.
    pub odds: f32,
}

/// All words of a text that may have been meant otherwise, however uncertain.
pub fn evidence(text: &str) -> Vec<Evidence> {
    let mut reader = Reader::new();
    reader.read(0, text, |_| false);
    let of = |doubt: Doubt| Evidence {
        range: doubt.word,
        right: doubt.right,
        signs: doubt.signs,
        odds: doubt.odds,
    };
    reader.doubts.into_iter().map(of).collect()
}

/// A character that may have been meant otherwise, before the whole document has
/// been heard.
#[derive(Debug, Clone)]
struct Doubt {
    /// Which text.
    text: usize,
    /// The bytes of the word.
    word: Range<usize>,
    /// The bytes of the characters that differ.
    characters: Range<usize>,
    /// The word as it is written, and as it was meant.
    written: String,
    right: String,
    signs: [f32; SIGNS],
    odds: f32,
}

/// A window with more characters that may be wrong is no sentence, and nobody can
/// tell what was meant.
const MOST_DOUBTFUL: usize = 24;

/// The odds of a character that is just certain enough to be taken for another: enough
/// in a draft, not in edited prose.
const LOOKS: f32 = 0.5;

/// Reads the texts of a document one after another.
#[derive(Debug)]
struct Reader {
    words: Words,
    near: Neighbours,
    lattice: Lattice,
    text: Text,
    doubts: Vec<Doubt>,
    /// How many characters were read.
    length: usize,
}

impl Reader {
    fn new() -> Self {
        let (words, near) = (Words, Neighbours);
        let lattice = Lattice::new(words);
        Self { words, near, lattice, text: Text::default(), doubts: Vec::new(), length: 0 }
    }

    fn read(&mut self, index: usize, text: &str, is_right: impl Fn(&Doubt) -> bool) {
        self.text.read(text);
        self.text.count_together(self.near);
        self.length += self.text.codes.len();
        let Self { words, near, lattice, text: read, doubts, .. } = self;
        let from = doubts.len();
        windows(read, *words, |window| {
            if window.doubtful.len() > MOST_DOUBTFUL {
                return;
            }
            let Some(path) = lattice.read(read, window) else { return };
            for edge in &path.edges {
                let Some(swap) = edge.swap else { continue };
                let margin = path.score - lattice.best_without(read, window, swap);
                let signs = Signs::new(*words, *near, read, edge, swap, margin);
                let Some(right) = spelled(*words, edge) else { continue };
                let word = read.bytes(edge.start..edge.end);
                let doubt = Doubt {
                    text: index,
                    characters: read.bytes(swap.first..swap.last + 1),
                    written: text[word.clone()].to_owned(),
                    word,
                    right,
                    signs: signs.numbers(),
                    odds: signs.odds(),
                };
                if !is_right(&doubt) {
                    doubts.push(doubt);
                }
            }
        });
        let mut found = mistaken(text, read, *words, lattice);
        found.extend(transposed(read, *words, lattice));
        found.sort_by_key(|found| (found.characters.start, found.characters.end));
        found.dedup_by(|next, last| next.characters.start < last.characters.end);
        let found = found.into_iter().map(|found| Doubt {
            text: index,
            characters: read.bytes(found.characters),
            word: read.bytes(found.word.clone()),
            written: text[read.bytes(found.word)].to_owned(),
            right: found.right.into_iter().filter_map(code::character).collect(),
            signs: [0.0; SIGNS],
            odds: LOOKS + found.margin,
        });
        let found: Vec<Doubt> = found.filter(|doubt| !is_right(doubt)).collect();
        let own = doubts.split_off(from);
        doubts.extend(surer(own, found));
    }
}

/// Doubts of one text with others, which stand apart and in order: of those about the
/// same characters the surer one.
fn surer(doubts: Vec<Doubt>, mut others: Vec<Doubt>) -> Vec<Doubt> {
    let meets = |others: &[Doubt], doubt: &Doubt| {
        let next = others.partition_point(|other| other.characters.end <= doubt.word.start);
        others.get(next).filter(|other| other.characters.start < doubt.word.end).map(|_| next)
    };
    let mut weaker = vec![false; others.len()];
    let mut all: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        match meets(&others, &doubt) {
            Some(at) if others[at].odds >= doubt.odds => {}
            Some(at) => {
                weaker[at] = true;
                all.push(doubt);
            }
            None => all.push(doubt),
        }
    }
    let mut weaker = weaker.into_iter();
    others.retain(|_| !weaker.next().unwrap_or_default());
    all.extend(others);
    all
}

/// The word of an edge.
fn spelled(words: Words, edge: &Edge) -> Option<String> {
    words.spelled(edge.word.node).into_iter().map(code::character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, right: &str) -> Vec<(String, String)> {
        let is_right = |text: &str, range: Range<usize>| !right.is_empty() && right.contains(&text[range]);
        let found = misspellings([text], Writing::Other, is_right);
        found.into_iter().map(|found| (text[found.range].to_owned(), found.right)).collect()
    }

    fn plain(text: &str) -> Vec<(String, String)> {
        found(text, "")
    }

    fn pair(written: &str, right: &str) -> (String, String) {
        (written.to_owned(), right.to_owned())
    }

    #[test]
    fn a_wrong_character_is_found_by_sound_and_by_shape() {
        assert_eq!(plain("加强对重点工程的监读检查。"), [pair("监读检查", "监督检查")]);
        assert_eq!(plain("组织开展农业枝术指导。"), [pair("枝术", "技术")]);
    }

    #[test]
    fn a_word_may_be_wrong_in_all_its_characters() {
        assert_eq!(plain("各乡镇要认真旅行管护植泽。").last(), Some(&pair("植泽", "职责")));
    }

    #[test]
    fn right_text_is_left_alone() {
        for text in ["", "，。", "各乡镇要认真履行管护职责。", "王小林、赵铁柱参加了座谈。", "abc 123 ☆※"]
        {
            assert!(plain(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_word_that_the_user_knows_is_right() {
        let text = "加强对重点工程的监读检查。";
        assert!(found(text, "监读").is_empty());
        assert_eq!(found(text, "检查").len(), 1);
    }

    #[test]
    fn the_same_doubt_needs_more_in_a_long_text() {
        let doubt = "严格执行财务贵定。";
        let long = format!("{doubt}{}", "各乡镇要认真履行管护职责。".repeat(60));
        assert_eq!(plain(doubt).len(), 1);
        assert!(plain(&long).is_empty());
    }

    #[test]
    fn titles_in_book_marks_are_left_alone() {
        assert!(plain("大家读了《监读检查》一文。").is_empty());
    }

    #[test]
    fn the_evidence_names_the_place_and_the_word() {
        let all = evidence("加强对重点工程的监读检查。");
        assert!(
            all.iter().any(|one| one.right == "监督检查" && one.odds > 0.0 && one.range == (24..36)),
            "{all:?}"
        );
    }
}
