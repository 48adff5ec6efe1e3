//! What hegao knows of words: which may stand twice, which are taken for others,
//! and which phrases are fixed.

mod doubled;
mod exact;
mod list;
mod neighbours;
mod phrases;
mod sets;

pub use doubled::Doubled;
pub use list::Late;
pub use neighbours::Neighbours;
pub use phrases::SetPhrases;
pub use sets::WrongList;

use std::ops::Range;

use super::embedded;
use super::pairs::Pairs;
use super::typos::{Typo, Typos};

/// The lists of words, each read when a text first needs it.
#[derive(Debug)]
pub struct Wording {
    /// What may stand twice.
    pub doubled: Late<Doubled>,
    /// Words that are taken for others.
    pairs: &'static Pairs,
    /// Words of two characters that are mistyped, and those of more.
    typos: (&'static Typos, &'static Pairs),
    /// Phrases whose wording is fixed.
    pub phrases: SetPhrases,
    /// Which characters form words with each other.
    pub neighbours: Late<Neighbours>,
}

impl Wording {
    pub(super) fn new() -> Self {
        Self {
            doubled: Late::new("words/doubled.toml", Doubled::load),
            pairs: embedded::pairs(),
            typos: embedded::typos(),
            phrases: SetPhrases::new(),
            neighbours: Late::new("words/neighbours.toml", Neighbours::load),
        }
    }
}

/// A word that the lists take for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongWord {
    /// The bytes of the text that it takes.
    pub range: Range<usize>,
    /// The word that was meant.
    pub right: String,
    /// Whether the list does not know in which right text it may stand where two
    /// words meet.
    pub mistyped: bool,
}

impl Wording {
    /// The words of a text that are taken for others or mistyped, list by list.
    pub fn wrong_words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = WrongWord> + 't {
        let (short, long) = self.typos;
        let listed = |mistyped| {
            move |(range, right): (Range<usize>, &str)| WrongWord { range, right: right.to_owned(), mistyped }
        };
        let typed =
            |Typo { range, right }| WrongWord { range, right: right.iter().collect(), mistyped: true };
        let pairs = self.pairs.find(text).map(listed(false));
        pairs.chain(long.find(text).map(listed(true))).chain(short.find(text).map(typed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_of_its_form() {
        let wording = Wording::new();
        wording.doubled.load().expect("doubled");
        wording.neighbours.load().expect("neighbours");
        wording.phrases.check().expect("phrases");
    }
}
