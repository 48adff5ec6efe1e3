//! Phrases whose wording is fixed, and what is made of them by mistake.

use std::ops::Range;

use serde::Deserialize;

use super::exact::{Exact, Plain};
use super::list::Late;
use super::sets::{SetSpec, Sets, WrongList};
use crate::rulebook::pairs::Pairs;
use crate::rulebook::{RulebookError, embedded};

/// What the build leaves of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    exact: String,
    intro: String,
    set: Vec<SetSpec>,
}

/// What is read when a text first holds a part of a phrase or a set.
#[derive(Debug)]
pub(super) struct Lists {
    exact: Exact,
    sets: Sets,
}

impl Lists {
    fn load(path: &'static str) -> Result<Self, RulebookError> {
        let file: File = embedded::data(path)?;
        Ok(Self { exact: Exact::new(&file.exact), sets: Sets::new(file.intro, file.set) })
    }
}

/// The set phrases.
#[derive(Debug)]
pub struct SetPhrases {
    swapped: &'static Pairs,
    lists: Late<Lists>,
}

impl SetPhrases {
    pub(super) fn new() -> Self {
        Self { swapped: embedded::swapped(), lists: Late::new("words/set-phrases.toml", Lists::load) }
    }

    #[cfg(test)]
    pub(super) fn check(&self) -> Result<(), RulebookError> {
        self.lists.load().map(|_| ())
    }

    /// The misquoted phrases of a text: where each stands and how it should read.
    pub fn misquotes<'s>(&'s self, text: &'s str) -> Vec<(Range<usize>, &'s str)> {
        let mut found: Vec<(Range<usize>, &str)> = self.swapped.find(text).collect();
        let halves = embedded::halves();
        if halves.may_be_in(Plain::chars(text)) {
            let plain = Plain::new(text);
            let lists = self.lists.get().filter(|_| halves.is_in(plain.as_str()));
            found.extend(lists.into_iter().flat_map(|lists| lists.exact.misquotes(&plain)));
        }
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = end.max(range.end);
            free
        });
        found
    }

    /// Whether a part of a text stands in the name of a counted set.
    pub fn names_a_set(&self, text: &str, part: &Range<usize>) -> bool {
        let named = embedded::set_words().is_in(text);
        named && self.lists.get().is_some_and(|lists| lists.sets.names_one(text, part))
    }

    /// The lists of a text that are no list of their set's members.
    pub fn wrong_lists(&self, text: &str) -> Vec<WrongList> {
        let lists = embedded::set_words().is_in(text).then(|| self.lists.get()).flatten();
        lists.map(|lists| lists.sets.wrong_lists(text)).unwrap_or_default()
    }
}
