//! Lists of regexes of which only those are tried whose fixed text stands in a
//! text.

use std::ops::Range;

use super::embedded;
use super::late::LateRegex;
use super::table::Table;

/// Regexes of which those are tried whose fixed text stands in a text, each with
/// the number of what it tells.
#[derive(Debug)]
pub(super) struct Choice {
    regexes: Vec<(usize, LateRegex)>,
    /// The characters of which one starts what each matches; any where there are none.
    first: Vec<&'static str>,
    /// Those of all of them, if each has some.
    firsts: Option<String>,
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
        let (mut regexes, mut first) = (Vec::new(), Vec::new());
        let (mut owners, mut always) = (Vec::new(), Vec::new());
        let mut words: Vec<&str> = Vec::new();
        let numbered = |(number, list): (usize, &'p Vec<String>)| list.iter().map(move |text| (number, text));
        for (number, pattern) in lists.enumerate().flat_map(numbered) {
            let needs = embedded::needs(pattern);
            first.push(needs.map_or("", |needs| needs.first));
            match needs {
                Some(needs) => {
                    owners.extend(needs.one_of.iter().map(|_| regexes.len()));
                    words.extend(needs.one_of.iter());
                }
                None => always.push(regexes.len()),
            }
            let pattern = if at_end { format!("(?:{pattern})$") } else { pattern.clone() };
            regexes.push((number, LateRegex::new(pattern)));
        }
        let firsts = first.iter().all(|first| !first.is_empty()).then(|| first.concat());
        Self { regexes, first, firsts, literals: Table::new(words), owners, always }
    }

    /// One list, of which any may match.
    pub fn any_of(patterns: &Vec<String>) -> Self {
        Self::new(std::iter::once(patterns), false)
    }

    /// Whether any of the regexes matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// Whether any of the regexes may match a part of the text.
    pub fn may_match(&self, text: &str) -> bool {
        self.tried(text).next().is_some()
    }

    /// The first place that a regex matches; of those that start there, the place
    /// of the one that stands first in its list.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let found = self.tried(text).filter_map(|(_, regex)| regex.find(text));
        found.reduce(|best, other| if other.start < best.start { other } else { best })
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
    fn tried<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (usize, LateRegex)> {
        let begins = |first: &str| first.is_empty() || text.starts_with(|c| first.contains(c));
        let mut tried = Vec::new();
        if self.firsts.as_ref().is_none_or(|firsts| begins(firsts)) {
            tried.extend_from_slice(&self.always);
            self.literals.each(text, |_, literal| {
                let owner = self.owners[literal];
                if tried.last() != Some(&owner) {
                    tried.push(owner);
                }
            });
        }
        if tried.len() > 1 {
            tried.sort_unstable();
            tried.dedup();
        }
        tried.into_iter().filter(move |&at| begins(self.first[at])).map(|at| &self.regexes[at])
    }
}
