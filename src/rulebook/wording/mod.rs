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
    /// What the list knows of it.
    pub kind: WrongKind,
}

/// In which right text a wrong word may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongKind {
    /// In none but that which its list names.
    Confused,
    /// Where two words meet.
    Mistyped,
    /// Where two words meet, as these well may.
    Doubtful,
}

impl Wording {
    /// The words of a text that are taken for others or mistyped, list by list.
    pub fn wrong_words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = WrongWord> + 't {
        let (short, long) = self.typos;
        let listed = |kind| {
            move |(range, right): (Range<usize>, &str)| WrongWord { range, right: right.to_owned(), kind }
        };
        let typed = |Typo { range, right, doubtful }| {
            let kind = if doubtful { WrongKind::Doubtful } else { WrongKind::Mistyped };
            WrongWord { range, right: right.iter().collect(), kind }
        };
        let pairs = self.pairs.find(text).map(listed(WrongKind::Confused));
        pairs.chain(long.find(text).map(listed(WrongKind::Mistyped))).chain(short.find(text).map(typed))
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
