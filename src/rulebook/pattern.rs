//! Rules that are made of patterns only: words, or regexes, with what must or
//! must not stand around them.
//!
//! A literal part of every pattern is looked for at once; a pattern's regex runs
//! only on a block that holds its literal.

use std::borrow::Cow;
use std::ops::Deref;

use serde::Deserialize;

use super::late::{LateRegex, Literals, needs};
use super::table::Table;
use super::{RulebookError, embedded};
use crate::chars::is_sentence_end;

/// One pattern as a rule file writes it. It has a `word` or a regex `find`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PatternSpec {
    /// The exact text to find.
    pub word: Option<String>,
    /// A regex to find; a group named `at` narrows the span.
    pub find: Option<String>,
    /// Whether the sentence or line that holds the find is meant as a whole.
    pub whole: bool,
    /// What to write instead.
    pub replace: Option<String>,
    /// A regex that must match right before the find.
    pub before: Option<String>,
    /// A regex that must match right after the find.
    pub after: Option<String>,
    /// A regex that must not match right before the find.
    pub not_before: Option<String>,
    /// A regex that must not match right after the find.
    pub not_after: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternFile {
    pub pattern: Vec<PatternSpec>,
}

/// What must, or must not, stand right before and right after a place.
#[derive(Debug, Default)]
pub struct Guards {
    before: Option<LateRegex>,
    after: Option<LateRegex>,
    not_before: Option<LateRegex>,
    not_after: Option<LateRegex>,
}

impl Guards {
    fn new(spec: &PatternSpec) -> Self {
        let anchored = |text: &Option<String>, at_end: bool| {
            let text = text.as_ref()?;
            Some(LateRegex::new(if at_end { format!("(?:{text})$") } else { format!("^(?:{text})") }))
        };
        Self {
            before: anchored(&spec.before, true),
            after: anchored(&spec.after, false),
            not_before: anchored(&spec.not_before, true),
            not_after: anchored(&spec.not_after, false),
        }
    }

    /// Whether `text` around `start..end` is as the guards ask. They look at
    /// the nearest 40 characters on each side.
    pub fn allow(&self, text: &str, start: usize, end: usize) -> bool {
        let (before, after) = (tail(&text[..start]), head(&text[end..]));
        let must = |guard: &Option<LateRegex>, side| guard.as_ref().is_none_or(|g| g.is_match(side));
        let must_not = |guard: &Option<LateRegex>, side| guard.as_ref().is_none_or(|g| !g.is_match(side));
        must(&self.before, before)
            && must(&self.after, after)
            && must_not(&self.not_before, before)
            && must_not(&self.not_after, after)
    }
}

/// The group of a regex that narrows the span.
const AT: &str = "at";

const REACH: usize = 40;

fn tail(text: &str) -> &str {
    text.char_indices().rev().nth(REACH - 1).map_or(text, |(at, _)| &text[at..])
}

fn head(text: &str) -> &str {
    text.char_indices().nth(REACH).map_or(text, |(at, _)| &text[..at])
}

#[derive(Debug)]
struct Pattern {
    rule: usize,
    /// `None` when the literal is the whole pattern.
    find: Option<LateRegex>,
    /// Of these too one stands in every match, unless there are none.
    beside: Literals,
    guards: Guards,
    whole: bool,
    replace: Option<String>,
}

/// A place that a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternHit {
    /// The rule, as its index among the pages.
    pub rule: usize,
    /// First byte, local to the text searched.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// The text to put there, when the pattern knows one.
    pub replace: Option<String>,
}

/// The fixed texts of the patterns. Those of the pages that are compiled in were
/// laid out by the build.
#[derive(Debug)]
enum Words {
    Built(&'static Table),
    Own(Table),
}

impl Words {
    fn new(texts: &[Cow<'static, str>]) -> Self {
        let built = embedded::pattern_table();
        let same = built.words.len() == texts.len()
            && texts.iter().enumerate().all(|(index, text)| built.word(index) == text);
        if same { Self::Built(built) } else { Self::Own(Table::new(texts)) }
    }
}

impl Deref for Words {
    type Target = Table;

    fn deref(&self) -> &Table {
        match self {
            Self::Built(table) => table,
            Self::Own(table) => table,
        }
    }
}

/// All patterns of all rules, compiled.
#[derive(Debug)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    literals: Words,
    /// The pattern of each literal.
    owners: Vec<usize>,
}

impl PatternSet {
    /// Compiles patterns, each with the index of its rule.
    ///
    /// # Errors
    /// When a regex is not well-formed or has no literal part to look for.
    pub fn compile(
        specs: Vec<(usize, PatternSpec)>,
        file: impl Fn(usize) -> String,
    ) -> Result<Self, RulebookError> {
        let (mut patterns, mut literals, mut owners) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, spec) in specs {
            let file = file(rule);
            let (find, (needles, beside)) = match (&spec.word, &spec.find) {
                (Some(word), None) => (None, (vec![word.clone().into()], Vec::new())),
                (None, Some(find)) => (Some(LateRegex::new(find.clone())), needs(&file, find)?),
                _ => {
                    return Err(RulebookError::new(&file, "a pattern has either a word or a find"));
                }
            };
            owners.extend(needles.iter().map(|_| patterns.len()));
            literals.extend(needles);
            let guards = Guards::new(&spec);
            patterns.push(Pattern { rule, find, beside, guards, whole: spec.whole, replace: spec.replace });
        }
        Ok(Self { patterns, literals: Words::new(&literals), owners })
    }

    /// Whether every regex can be compiled. A test asks, so that a run need not.
    pub fn compiles(&self) -> bool {
        let regexes = |pattern: &'_ Pattern| {
            let Pattern { find, guards, .. } = pattern;
            let all = [find, &guards.before, &guards.after, &guards.not_before, &guards.not_after];
            all.into_iter().flatten().all(LateRegex::compiles)
        };
        self.patterns.iter().all(regexes)
    }

    /// All places in `text` that a pattern matches, in order of their start.
    pub fn hits(&self, text: &str) -> Vec<PatternHit> {
        let (mut hits, mut regexes) = (Hits::new(text), Vec::new());
        self.literals.each(text, |at, literal| {
            let index = self.owners[literal];
            if self.patterns[index].find.is_some() {
                if !regexes.contains(&index) {
                    regexes.push(index);
                }
            } else {
                hits.keep(&self.patterns[index], at, at + self.literals.word(literal).len());
            }
        });
        for index in regexes {
            let pattern = &self.patterns[index];
            let beside = &pattern.beside;
            if !beside.is_empty() && !beside.iter().any(|literal| text.contains(literal.as_ref())) {
                continue;
            }
            let finds = pattern.find.as_ref().map(|find| find.find_all_groups(text, AT)).unwrap_or_default();
            finds.into_iter().for_each(|find| hits.keep(pattern, find.start, find.end));
        }
        hits.list.sort_by_key(|hit| (hit.start, hit.end));
        hits.list
    }
}

/// The places of one text.
struct Hits<'t> {
    text: &'t str,
    list: Vec<PatternHit>,
    /// The sentence around the last find, which the next one may be in as well.
    sentence: (usize, usize),
}

impl<'t> Hits<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, list: Vec::new(), sentence: (0, 0) }
    }

    fn keep(&mut self, pattern: &Pattern, start: usize, end: usize) {
        if pattern.guards.allow(self.text, start, end) {
            let (start, end) = if pattern.whole { self.sentence_around(start, end) } else { (start, end) };
            self.list.push(PatternHit { rule: pattern.rule, start, end, replace: pattern.replace.clone() });
        }
    }

    /// The sentence or line that holds a find, without the spaces at its ends.
    fn sentence_around(&mut self, start: usize, end: usize) -> (usize, usize) {
        let known = self.sentence.0 <= start && start < end && end <= self.sentence.1;
        let (from, to) = if known { self.sentence } else { sentence_around(self.text, start, end) };
        // A find that reaches over the end of one makes a longer one of its own.
        if !self.text[start..end].trim_end_matches(ends_sentence).contains(ends_sentence) {
            self.sentence = (from, to);
        }
        let sentence = &self.text[from..to];
        let lead = sentence.len() - sentence.trim_start().len();
        (from + lead, to - (sentence.len() - sentence.trim_end().len()))
    }
}

fn ends_sentence(c: char) -> bool {
    is_sentence_end(c) || c == '\n'
}

/// The sentence or line that holds a find.
fn sentence_around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let ends = |(_, c): &(usize, char)| ends_sentence(*c);
    let from = text[..start].char_indices().rev().find(ends).map_or(0, |(at, c)| at + c.len_utf8());
    let closed = text[..end].ends_with(ends_sentence);
    let to = text[end..].char_indices().find(ends).filter(|_| !closed);
    (from, if closed { end } else { to.map_or(text.len(), |(at, c)| end + at + c.len_utf8()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(specs: &[PatternSpec]) -> PatternSet {
        let specs = specs.iter().cloned().map(|spec| (0, spec)).collect();
        PatternSet::compile(specs, |_| "test".to_owned()).expect("patterns")
    }

    #[test]
    fn the_build_laid_out_the_fixed_texts_of_the_pages() {
        let rulebook = crate::rulebook::Rulebook::embedded().expect("rules");
        assert!(matches!(rulebook.patterns.literals, Words::Built(_)));
    }

    #[test]
    fn a_word_is_found_only_where_its_guards_allow() {
        let spec = PatternSpec {
            word: Some("报以".into()),
            after: Some("[^。]{0,3}态度".into()),
            ..PatternSpec::default()
        };
        let set = set(&[spec]);
        assert_eq!(set.hits("始终报以积极态度").len(), 1);
        assert!(set.hits("观众报以热烈掌声").is_empty());
    }

    #[test]
    fn the_group_at_narrows_the_span() {
        let set =
            set(&[PatternSpec { find: Some("本文(?P<at>仅供参考)".into()), ..PatternSpec::default() }]);
        let hits = set.hits("本文仅供参考");
        assert_eq!((hits[0].start, hits[0].end), (6, 18));
    }

    #[test]
    fn a_regex_without_fixed_text_is_refused() {
        let spec = PatternSpec { find: Some(".*".into()), ..PatternSpec::default() };
        assert!(PatternSet::compile(vec![(0, spec)], |_| "page".to_owned()).is_err());
    }
}
