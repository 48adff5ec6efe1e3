//! Regexes that are compiled when a text first needs them: most runs never need
//! most of them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::table::Table;
use super::{RulebookError, embedded, literal};

/// A regex that is compiled on first use.
#[derive(Debug)]
pub(super) struct LateRegex {
    /// None for a regex that matches nothing.
    pattern: Option<Cow<'static, str>>,
    /// The fixed text without which it does not match, where the build found any.
    needs: Option<Vec<&'static [&'static str]>>,
    literals: OnceLock<Table>,
    compiled: OnceLock<Option<Regex>>,
}

impl LateRegex {
    /// A regex of `rules/`, whose form the build has checked.
    pub fn new(pattern: impl Into<Cow<'static, str>>) -> Self {
        Self {
            pattern: Some(pattern.into()),
            needs: None,
            literals: OnceLock::new(),
            compiled: OnceLock::new(),
        }
    }

    /// A regex that matches where any of `patterns` does; none matches when the
    /// list is empty.
    pub fn any_of(patterns: &[String]) -> Self {
        let pattern = (!patterns.is_empty()).then(|| format!("(?:{})", patterns.join("|")).into());
        let needs = patterns.iter().map(|pattern| embedded::needs(pattern)).collect();
        Self { pattern, needs, literals: OnceLock::new(), compiled: OnceLock::new() }
    }

    /// The regex; none if it matches nothing.
    pub fn get(&self) -> Option<&Regex> {
        let compile = || self.pattern.as_ref().and_then(|pattern| Regex::new(&small(pattern)).ok());
        self.compiled.get_or_init(compile).as_ref()
    }

    /// The regex, if it may match in a text.
    pub fn get_for(&self, text: &str) -> Option<&Regex> {
        let table = |needs: &Vec<_>| self.literals.get_or_init(|| Table::new(needs.concat()));
        let may = self.needs.as_ref().is_none_or(|needs| table(needs).is_in(text));
        may.then(|| self.get()).flatten()
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.get_for(text).is_some_and(|regex| regex.is_match(text))
    }

    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.get_for(text)?.find(text).map(|found| found.range())
    }
}

/// The regex with the digits and spaces of Chinese text for those of all scripts:
/// a tenth of the work to compile.
fn small(pattern: &str) -> String {
    let mut small = String::with_capacity(pattern.len());
    let (mut chars, mut class) = (pattern.chars(), 0_usize);
    while let Some(c) = chars.next() {
        match c {
            '[' => class += 1,
            ']' => class = class.saturating_sub(1),
            '\\' => {
                let escaped = chars.next().unwrap_or_default();
                match (escaped, class) {
                    ('d', 0) => small.push_str("[0-9０-９]"),
                    ('d', _) => small.push_str("0-9０-９"),
                    ('s', 0) => small.push_str(r"[ \t\r\n\x{3000}\x{A0}]"),
                    ('s', _) => small.push_str(r" \t\r\n\x{3000}\x{A0}"),
                    _ => small.extend(['\\', escaped]),
                }
                continue;
            }
            _ => {}
        }
        small.push(c);
    }
    small
}

/// Regexes of which those are tried whose fixed text stands in a text, each with
/// the number of what it tells.
#[derive(Debug)]
pub(super) struct Choice {
    regexes: Vec<(usize, LateRegex)>,
    literals: Table,
    /// The regex of each literal.
    owners: Vec<usize>,
    /// The regexes that may match without any fixed text.
    always: Vec<usize>,
}

impl Choice {
    /// Lists of regexes, each of which tells the place of its list; `at_end` ones
    /// must reach the end of the text.
    pub fn new<'p>(lists: impl Iterator<Item = &'p Vec<String>>, at_end: bool) -> Self {
        let (mut regexes, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        let mut words: Vec<&str> = Vec::new();
        let numbered = |(number, list): (usize, &'p Vec<String>)| list.iter().map(move |text| (number, text));
        for (number, pattern) in lists.enumerate().flat_map(numbered) {
            match embedded::needs(pattern) {
                Some(literals) => {
                    owners.extend(literals.iter().map(|_| regexes.len()));
                    words.extend(literals);
                }
                None => always.push(regexes.len()),
            }
            let pattern = if at_end { format!("(?:{pattern})$") } else { pattern.clone() };
            regexes.push((number, LateRegex::new(pattern)));
        }
        Self { regexes, literals: Table::new(words), owners, always }
    }

    /// The numbers of the regexes that match, in ascending order.
    pub fn matches(&self, text: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (number, regex) in self.tried(text) {
            if found.last() != Some(number) && regex.is_match(text) {
                found.push(*number);
            }
        }
        found
    }

    /// The lowest number of a regex that matches.
    pub fn first(&self, text: &str) -> Option<usize> {
        self.tried(text).find(|(_, regex)| regex.is_match(text)).map(|(number, _)| *number)
    }

    /// The regexes that may match a text, by their numbers.
    fn tried(&self, text: &str) -> impl Iterator<Item = &(usize, LateRegex)> {
        let mut tried = self.always.clone();
        self.literals.each(text, |_, literal| tried.push(self.owners[literal]));
        tried.sort_unstable();
        tried.dedup();
        tried.into_iter().map(|at| &self.regexes[at])
    }
}

/// The fixed text without which a regex does not match: as the build found it, or
/// for a regex that is not of `rules/` now.
///
/// # Errors
/// When the regex is not well-formed or may match without any.
pub(super) fn needs(file: &str, pattern: &str) -> Result<Vec<Cow<'static, str>>, RulebookError> {
    if let Some(literals) = embedded::needs(pattern) {
        return Ok(literals.iter().map(|literal| Cow::Borrowed(*literal)).collect());
    }
    let literals = literal::required(pattern, false).map_err(|error| RulebookError::new(file, error))?;
    let literals = literals.ok_or_else(|| {
        RulebookError::new(file, format!("{pattern} may match without any fixed text, which makes it slow"))
    })?;
    Ok(literals.into_iter().map(Cow::Owned).collect())
}
