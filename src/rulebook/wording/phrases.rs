//! Phrases whose wording is fixed, and what is made of them by mistake.

use std::ops::Range;

use serde::Deserialize;

use super::exact::Exact;
use super::sets::{SetSpec, Sets};
use crate::rulebook::pairs::Pairs;
use crate::rulebook::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
/// What the build leaves of the file.
struct File {
    exact: String,
    intro: String,
    set: Vec<SetSpec>,
}

/// The set phrases.
#[derive(Debug)]
pub struct SetPhrases {
    swapped: &'static Pairs,
    exact: Exact,
    /// The counted sets.
    pub sets: Sets,
}

impl SetPhrases {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        let file: File = embedded::data(path)?;
        Ok(Self {
            swapped: embedded::swapped(),
            exact: Exact::new(&file.exact),
            sets: Sets::new(file.intro, file.set),
        })
    }

    /// The misquoted phrases of a text: where each stands and how it should read.
    pub fn misquotes<'s>(&'s self, text: &'s str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = self.swapped.find(text).collect();
        found.extend(self.exact.misquotes(text));
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = end.max(range.end);
            free
        });
        found
    }
}
