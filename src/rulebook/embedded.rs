//! The files under `rules/` as the build script prepared them.

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use super::RulebookError;
use super::pairs::Pairs;
use super::table::Table;

static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The fixed text without which a regex does not match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    /// One of these stands in every match.
    pub one_of: &'static [&'static str],
    /// And one of these, if there are any.
    pub beside: &'static [&'static str],
}

mod built {
    use std::borrow::Cow;

    use super::Needs;
    use crate::rulebook::pairs::Pairs;
    use crate::rulebook::table::{Table, Texts};

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

/// The text of a file.
pub(super) fn text(path: &str) -> Result<&'static str, RulebookError> {
    let file = RULES.get_file(path).and_then(|file| file.contents_utf8());
    file.ok_or_else(|| RulebookError::new(path, "no such file"))
}

/// The fixed text without which a regex of `rules/` does not match, if it has
/// any.
pub(super) fn needs(regex: &str) -> Option<Needs> {
    let at = built::NEEDS.binary_search_by_key(&regex, |(pattern, _)| pattern);
    at.ok().map(|at| built::NEEDS[at].1)
}

/// The words that are wrong wherever they stand.
pub(super) fn pairs() -> &'static Pairs {
    &built::PAIRS
}

/// The set phrases with words swapped for others.
pub(super) fn swapped() -> &'static Pairs {
    &built::SWAPPED
}

/// The fixed texts of the patterns of all pages, laid out by the build.
pub(super) fn pattern_table() -> &'static Table {
    &built::PATTERNS
}

/// The halves of the phrases whose wording is fixed.
pub(super) fn halves() -> &'static Table {
    &built::HALVES
}

/// The names of the counted sets, and their members.
pub(super) fn set_words() -> &'static Table {
    &built::SET_WORDS
}
