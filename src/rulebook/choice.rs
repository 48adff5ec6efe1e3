//! Lists of regexes of which only those are tried whose fixed text stands in a
//! text.

use std::ops::Range;

use super::embedded;
use super::late::LateRegex;
use super::reach::Reach;
use super::table::Table;

/// A regex with the number of what it tells.
#[derive(Debug)]
struct Regex {
    number: usize,
    regex: LateRegex,
    /// The characters of which one starts what it matches; any where there are none.
    first: &'static str,
    /// How far from its fixed text it matches.
    reach: Reach,
}

/// Regexes of which those are tried whose fixed text stands in a text, each with
/// the number of what it tells.
#[derive(Debug)]
pub(super) struct Choice {
    regexes: Vec<Regex>,
    /// The characters of which one starts what they match, if each has some.
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
        let (mut regexes, mut words): (Vec<Regex>, Vec<&str>) = (Vec::new(), Vec::new());
        let (mut owners, mut always) = (Vec::new(), Vec::new());
        let numbered = |(number, list): (usize, &'p Vec<String>)| list.iter().map(move |text| (number, text));
        for (number, pattern) in lists.enumerate().flat_map(numbered) {
            let needs = embedded::needs(pattern);
            match needs {
                Some(needs) => {
                    owners.extend(needs.one_of.iter().map(|_| regexes.len()));
                    words.extend(needs.one_of.iter());
                }
                None => always.push(regexes.len()),
            }
            let (first, reach) = needs.map_or(("", Reach::ANY), |needs| (needs.first, needs.reach));
            let pattern = if at_end { format!("(?:{pattern})$") } else { pattern.clone() };
            regexes.push(Regex { number, regex: LateRegex::new(pattern), first, reach });
        }
        let has_first = |regex: &Regex| !regex.first.is_empty();
        let firsts = regexes.iter().all(has_first).then(|| regexes.iter().map(|regex| regex.first).collect());
        Self { regexes, firsts, literals: Table::new(words), owners, always }
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
        let found = self.tried(text).filter_map(|(regex, part)| regex.regex.find_in(text, part));
        found.reduce(|best, other| if other.start < best.start { other } else { best })
    }

    /// The numbers of the regexes that match, in ascending order.
    pub fn matches(&self, text: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (regex, part) in self.tried(text) {
            if found.last() != Some(&regex.number) && regex.regex.is_match_in(text, part) {
                found.push(regex.number);
            }
        }
        found
    }

    /// The lowest number of a regex that matches.
    pub fn first(&self, text: &str) -> Option<usize> {
        let mut tried = self.tried(text);
        tried.find(|(regex, part)| regex.regex.is_match_in(text, part.clone())).map(|(regex, _)| regex.number)
    }

    /// The regexes that may match a text, by their numbers, each with the part of the
    /// text that it may match in.
    fn tried<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a Regex, Range<usize>)> {
        let begins = |first: &str| first.is_empty() || text.starts_with(|c| first.contains(c));
        // A regex, and where its fixed text starts first and last.
        let mut tried: Vec<(usize, usize, usize)> = Vec::new();
        if self.firsts.as_ref().is_none_or(|firsts| begins(firsts)) {
            tried.extend(self.always.iter().map(|&regex| (regex, 0, text.len())));
            self.literals.each(text, |at, literal| {
                let owner = self.owners[literal];
                match tried.last_mut() {
                    Some((last, _, to)) if *last == owner => *to = at,
                    _ => tried.push((owner, at, at)),
                }
            });
        }
        if tried.len() > 1 {
            tried.sort_unstable();
            tried.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                kept.2 = if same { kept.2.max(later.2) } else { kept.2 };
                same
            });
        }
        let regexes = tried.into_iter().map(|(regex, first, last)| (&self.regexes[regex], first, last));
        regexes
            .filter(move |(regex, ..)| begins(regex.first))
            .map(|(regex, first, last)| (regex, regex.reach.around(text, first, last)))
    }
}
