//! The files under `rules/` as the build script prepared them.

use serde::de::DeserializeOwned;

use super::RulebookError;
use super::fingerprint::fingerprint;
use super::packed::Packed;
use super::pairs::Pairs;
use super::reach::Reach;
use super::table::Table;
use super::twos::Twos;
use super::typos::Typos;

/// The fixed text without which a regex does not match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    /// One of these stands in every match.
    pub one_of: Packed,
    /// And one of these, if there are any.
    pub beside: Packed,
    /// One of these characters starts every text that it matches; any, if there are none.
    pub first: &'static str,
    /// How far from `one_of` it matches.
    pub reach: Reach,
}

impl Needs {
    /// Whether a text holds all that it must.
    pub fn may_be_in(&self, text: &str) -> bool {
        let holds = |texts: Packed| texts.iter().any(|one| text.contains(one));
        holds(self.one_of) && (self.beside.is_empty() || holds(self.beside))
    }
}

mod built {
    use std::borrow::Cow;

    use super::{Needs, Packed, Reach};
    use crate::rulebook::pairs::Pairs;
    use crate::rulebook::table::{Table, Texts};
    use crate::rulebook::twos::Twos;
    use crate::rulebook::typos::Typos;

    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// The paths of all prepared files, sorted.
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    built::DATA.iter().map(|(path, _)| *path)
}

/// The data of a TOML file, or of the front matter of a page.
pub(super) fn data<T: DeserializeOwned>(path: &str) -> Result<T, RulebookError> {
    let at = built::DATA.binary_search_by_key(&path, |(name, _)| name);
    let (_, data) = at.map(|at| built::DATA[at]).map_err(|_| RulebookError::new(path, "no such file"))?;
    rmp_serde::from_slice(data).map_err(|error| RulebookError::new(path, error))
}

/// What stands on a page after its front matter.
pub(super) fn body(path: &str) -> &'static str {
    let at = built::BODIES.binary_search_by_key(&path, |(name, _)| name);
    at.map_or("", |at| built::BODIES[at].1)
}

/// The fixed text without which a regex of `rules/` does not match, if it has
/// any.
pub(super) fn needs(regex: &str) -> Option<Needs> {
    let at = built::NEEDS.binary_search_by_key(&fingerprint(regex), |(number, _)| *number);
    at.ok().map(|at| built::NEEDS[at].1)
}

/// All texts that a guard of `rules/` can be, if they are few.
pub(super) fn guard_texts(regex: &str) -> Option<Packed> {
    let at = built::GUARDS.binary_search_by_key(&fingerprint(regex), |(number, _)| *number);
    at.ok().map(|at| built::GUARDS[at].1)
}

/// The words that are wrong wherever they stand.
pub(super) fn pairs() -> &'static Pairs {
    &built::PAIRS
}

/// Words of two characters that are mistyped, and those of more.
pub(super) fn typos() -> (&'static Typos, &'static Pairs) {
    (&built::TYPOS, &built::LONG_TYPOS)
}

/// Verbs of two characters.
pub fn verbs() -> &'static Twos {
    &built::VERBS
}

/// Adjectives of two characters.
pub fn adjectives() -> &'static Twos {
    &built::ADJECTIVES
}

/// Characters that are taken for others by their shape: the written one and the other.
pub fn look_alikes() -> &'static Twos {
    &built::LOOK_ALIKES
}

/// The set phrases with words swapped for others.
pub(super) fn swapped() -> &'static Pairs {
    &built::SWAPPED
}

/// The fixed texts of the patterns of all pages, laid out by the build.
pub(super) fn pattern_table() -> &'static Table {
    &built::PATTERNS
}

/// The pattern of each of these fixed texts, by its number among all.
pub(super) fn pattern_owners() -> &'static [u16] {
    built::PATTERN_OWNERS
}

/// The names of the pages with patterns, sorted, each with how many it has.
pub(super) fn pattern_pages() -> &'static [(&'static str, usize)] {
    built::PATTERN_PAGES
}

/// The halves of the phrases whose wording is fixed.
pub(super) fn halves() -> &'static Table {
    &built::HALVES
}

/// The names of the counted sets, and their members.
pub(super) fn set_words() -> &'static Table {
    &built::SET_WORDS
}
