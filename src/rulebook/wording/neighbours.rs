//! Which characters form words with each other.

use std::collections::HashMap;

use serde::Deserialize;

use crate::rulebook::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: String,
    neighbours: String,
}

/// The characters that end and begin words with others.
#[derive(Debug)]
pub struct Neighbours {
    words: String,
    /// For each character what ends a word before it and what goes on after it.
    lists: HashMap<char, (Box<str>, Box<str>)>,
}

impl Neighbours {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        Self::read(path, embedded::data(path)?)
    }

    fn read(path: &str, file: File) -> Result<Self, RulebookError> {
        let mut lists = HashMap::new();
        for line in file.neighbours.lines().filter(|line| !line.is_empty()) {
            let fields: Vec<&str> = line.split(' ').collect();
            let (Some(character), [_, before, after]) = (line.chars().next(), fields.as_slice()) else {
                return Err(RulebookError::new(path, format!("not of its form: {line}")));
            };
            lists.insert(character, ((*before).into(), (*after).into()));
        }
        Ok(Self { words: file.words, lists })
    }

    /// Whether a stretch of two characters is the end of one word and the start
    /// of the next: 布署 in 公布署名.
    pub fn divide(&self, before: Option<char>, [first, second]: [char; 2], after: Option<char>) -> bool {
        let list = |c: char| self.lists.get(&c);
        let ends = before.is_some_and(|c| list(first).is_some_and(|(before, _)| before.contains(c)));
        let starts = after.is_some_and(|c| list(second).is_some_and(|(_, after)| after.contains(c)));
        let alone = |c: char| self.words.contains(c);
        ends && (starts || alone(second)) || starts && alone(first)
    }
}
