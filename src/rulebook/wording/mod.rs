//! What hegao knows of words: which may stand twice, which are taken for others,
//! and which phrases are fixed.

mod doubled;
mod late;

pub use doubled::Doubled;
pub use late::Late;

/// The lists of words, each read when a text first needs it.
#[derive(Debug)]
pub struct Wording {
    /// What may stand twice.
    pub doubled: Late<Doubled>,
}

impl Wording {
    pub(super) fn new() -> Self {
        Self { doubled: Late::new("words/doubled.toml", Doubled::read) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_of_its_form() {
        let wording = Wording::new();
        wording.doubled.load().expect("doubled");
    }
}
