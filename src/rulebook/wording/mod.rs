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

use super::embedded;
use super::pairs::Pairs;

/// The lists of words, each read when a text first needs it.
#[derive(Debug)]
pub struct Wording {
    /// What may stand twice.
    pub doubled: Late<Doubled>,
    /// Words that are taken for others.
    pub pairs: &'static Pairs,
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
            phrases: SetPhrases::new(),
            neighbours: Late::new("words/neighbours.toml", Neighbours::load),
        }
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
