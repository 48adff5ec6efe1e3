//! When words that stand twice are a slip of the pen.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::rulebook::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    right: Vec<String>,
    /// Characters that are words by themselves.
    free: String,
    open_starts: String,
    asks: String,
    open_ends: String,
    new_word: String,
    twice: HashSet<String>,
    spoken_of: Vec<String>,
    acts: HashSet<String>,
    never: HashSet<String>,
    units: String,
    characters: String,
}

/// A character that is seldom doubled on purpose.
#[derive(Debug, Default)]
struct Neighbours {
    /// What forms a word before it.
    before: String,
    /// What forms a word after it.
    after: String,
}

/// What may stand twice, and what may not.
#[derive(Debug)]
pub struct Doubled {
    right: Vec<String>,
    /// Characters that are words by themselves.
    free: String,
    open_starts: String,
    asks: String,
    open_ends: String,
    new_word: String,
    twice: HashSet<String>,
    spoken_of: Vec<String>,
    acts: HashSet<String>,
    never: HashSet<String>,
    units: Vec<(String, String)>,
    characters: HashMap<char, Neighbours>,
}

impl Doubled {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        Self::read(path, embedded::data(path)?)
    }

    fn read(path: &str, file: File) -> Result<Self, RulebookError> {
        let broken = |line: &str| RulebookError::new(path, format!("not of its form: {line}"));
        let list = |field: &str| if field == "-" { String::new() } else { field.to_owned() };
        let mut units = Vec::new();
        for line in file.units.lines().filter(|line| !line.is_empty()) {
            let (unit, after) = line.split_once(' ').ok_or_else(|| broken(line))?;
            units.push((unit.to_owned(), list(after)));
        }
        let mut characters = HashMap::new();
        for line in file.characters.lines().filter(|line| !line.is_empty()) {
            let fields: Vec<&str> = line.split(' ').collect();
            let [character, before, after] = fields.as_slice() else {
                return Err(broken(line));
            };
            let character = character.chars().next().ok_or_else(|| broken(line))?;
            characters.insert(character, Neighbours { before: list(before), after: list(after) });
        }
        Ok(Self {
            right: file.right,
            free: file.free,
            open_starts: file.open_starts,
            asks: file.asks,
            open_ends: file.open_ends,
            new_word: file.new_word,
            twice: file.twice,
            spoken_of: file.spoken_of,
            acts: file.acts,
            never: file.never,
            units,
            characters,
        })
    }

    /// Whether a character that stands twice between these two is a slip.
    pub fn is_slip(&self, before: Option<char>, character: char, after: Option<char>) -> bool {
        self.characters.get(&character).is_some_and(|neighbours| {
            !before.is_some_and(|c| neighbours.before.contains(c))
                && !after.is_some_and(|c| neighbours.after.contains(c))
        })
    }

    /// Whether it is listed between what characters this one stands twice by mistake.
    pub fn knows(&self, character: char) -> bool {
        self.characters.contains_key(&character)
    }

    /// Whether a character is a word by itself, and may begin a clause's next word.
    pub fn is_free(&self, character: char) -> bool {
        self.free.contains(character)
    }

    /// Whether a word is a verb whose last character may stand twice by mistake.
    pub fn is_act(&self, word: &str) -> bool {
        self.acts.contains(word)
    }

    /// Whether nobody says a word twice on purpose, whatever it begins with.
    pub fn never_repeats(&self, word: &str) -> bool {
        self.never.contains(word)
    }

    /// Whether a word of several characters may stand twice, before `after`.
    pub fn may_repeat(&self, word: &str, rest: &str) -> bool {
        let after = rest.chars().next();
        let named = || self.spoken_of.iter().any(|thing| rest.starts_with(thing.as_str()));
        self.twice.contains(word) && !after.is_some_and(|c| c.is_ascii_digit()) && !named()
            || word.starts_with(|c| self.open_starts.contains(c))
            || word.contains(|c| self.asks.contains(c))
            || word.ends_with(|c| self.open_ends.contains(c))
            || after.is_some_and(|c| self.new_word.contains(c))
    }

    /// The phrases in which a doubling is right.
    pub fn right(&self) -> &[String] {
        &self.right
    }

    /// Whether a text ends with a number and a unit of several characters: 160平方米.
    pub fn ends_with_unit(&self, text: &str) -> bool {
        let digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        let long = self.units.iter().filter(|(unit, _)| unit.chars().count() > 1);
        long.into_iter().any(|(unit, _)| text.strip_suffix(unit.as_str()).is_some_and(digit))
    }

    /// The unit that stands twice at the start of `text`, which follows a number.
    pub fn unit_twice(&self, text: &str) -> Option<&str> {
        let twice = |(unit, words): &&(String, String)| {
            let rest = text.strip_prefix(unit.as_str()).and_then(|rest| rest.strip_prefix(unit.as_str()));
            rest.is_some_and(|rest| !rest.starts_with(|c| words.contains(c)))
        };
        self.units.iter().filter(twice).map(|(unit, _)| unit.as_str()).max_by_key(|unit| unit.len())
    }
}
