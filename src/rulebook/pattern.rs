//! Rules that are made of patterns only: words, or regexes, with what must or
//! must not stand around them.
//!
//! A literal part of every pattern is looked for at once; a pattern's regex runs
//! only on a block that holds its literal.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::OnceLock;

use serde::Deserialize;

use super::guard::Guards;
use super::late::{LateRegex, needs};
use super::sketch::Sketch;
use super::table::Table;
use super::{Page, RulebookError, embedded};
use crate::chars::{head, is_han, is_sentence_end};

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

/// The group of a regex that narrows the span.
const AT: &str = "at";

#[derive(Debug)]
struct Pattern {
    rule: usize,
    /// `None` when the literal is the whole pattern.
    find: Option<LateRegex>,
    guards: Guards,
    whole: bool,
    replace: Option<String>,
}

impl Pattern {
    fn new(rule: usize, spec: PatternSpec) -> Self {
        let guards = Guards::new(&spec);
        let PatternSpec { find, whole, replace, .. } = spec;
        Self { rule, find: find.map(LateRegex::new), guards, whole, replace }
    }
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

/// The patterns of a page that is compiled in, read when a text first holds the fixed
/// text of one.
#[derive(Debug)]
struct BuiltIn {
    /// The number of the first one among all.
    first: usize,
    /// The rule, as its index among the pages.
    rule: usize,
    path: String,
    patterns: OnceLock<Vec<Pattern>>,
}

impl BuiltIn {
    fn patterns(&self) -> &[Pattern] {
        self.patterns.get_or_init(|| {
            // A test reads them all, so that this fails only while a rule is being written.
            let specs = specs_of(&self.path).unwrap_or_default();
            specs.into_iter().map(|spec| Pattern::new(self.rule, spec)).collect()
        })
    }
}

/// The patterns of a page that is compiled in.
///
/// # Errors
/// When they are not of their form.
pub(super) fn specs_of(path: &str) -> Result<Vec<PatternSpec>, RulebookError> {
    embedded::data(&format!("{path}#patterns")).map(|file: PatternFile| file.pattern)
}

/// All patterns of all rules, with the fixed texts by which they are looked for.
#[derive(Debug)]
pub struct PatternSet(Kept);

#[derive(Debug)]
enum Kept {
    /// Of the pages that are compiled in; the build laid out their texts.
    BuiltIn(Vec<BuiltIn>),
    /// Of those and of an office's own.
    Own(Box<Own>),
}

#[derive(Debug)]
struct Own {
    patterns: Vec<Pattern>,
    table: Table,
    /// The pattern of each text.
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
        let (mut literals, mut owners) = (Vec::new(), Vec::new());
        for (number, (rule, spec)) in specs.iter().enumerate() {
            let needles = match (&spec.word, &spec.find) {
                (Some(word), None) => vec![Cow::Owned(word.clone())],
                (None, Some(find)) => needs(&file(*rule), find)?,
                _ => {
                    return Err(RulebookError::new(&file(*rule), "a pattern has either a word or a find"));
                }
            };
            owners.extend(needles.iter().map(|_| number));
            literals.extend(needles);
        }
        let patterns = specs.into_iter().map(|(rule, spec)| Pattern::new(rule, spec)).collect();
        Ok(Self(Kept::Own(Box::new(Own { patterns, table: Table::new(&literals), owners }))))
    }

    /// The patterns of the pages that are compiled in, in the order of their names.
    pub(super) fn built(pages: &[Page]) -> Self {
        let mut next = 0;
        let mut pages = pages.iter().enumerate();
        let page = |&(name, count): &(&str, usize)| {
            let first = next;
            next += count;
            let (rule, page) = pages.find(|(_, page)| page.name == name)?;
            Some(BuiltIn { first, rule, path: page.path.clone(), patterns: OnceLock::new() })
        };
        Self(Kept::BuiltIn(embedded::pattern_pages().iter().filter_map(page).collect()))
    }

    fn table(&self) -> &Table {
        match &self.0 {
            Kept::BuiltIn(_) => embedded::pattern_table(),
            Kept::Own(own) => &own.table,
        }
    }

    /// The number of the pattern that a fixed text, by its number, belongs to.
    fn owner(&self, text: usize) -> Option<usize> {
        match &self.0 {
            Kept::BuiltIn(_) => embedded::pattern_owners().get(text).copied().map(usize::from),
            Kept::Own(own) => own.owners.get(text).copied(),
        }
    }

    fn owners(&self) -> impl Iterator<Item = usize> {
        (0..).map_while(|text| self.owner(text))
    }

    /// A pattern by its number.
    fn pattern(&self, number: usize) -> Option<&Pattern> {
        match &self.0 {
            Kept::BuiltIn(pages) => {
                let page = &pages[pages.partition_point(|page| page.first <= number).checked_sub(1)?];
                page.patterns().get(number - page.first)
            }
            Kept::Own(own) => own.patterns.get(number),
        }
    }

    /// Whether every regex can be compiled. A test asks, so that a run need not.
    pub fn compiles(&self) -> bool {
        let regexes = |pattern: &Pattern| {
            pattern.find.as_ref().is_none_or(LateRegex::compiles) && pattern.guards.compile()
        };
        self.owners().all(|number| self.pattern(number).is_some_and(regexes))
    }

    /// All places in `text` that a pattern matches, in order of their start.
    pub fn hits(&self, text: &str) -> Vec<PatternHit> {
        let (mut hits, mut regexes): (_, Vec<Tried>) = (Hits::new(text), Vec::new());
        let table = self.table();
        table.each(text, |at, literal| {
            let Some(pattern) = self.owner(literal).and_then(|owner| self.pattern(owner)) else { return };
            if pattern.find.is_none() {
                hits.keep(pattern, at, at + table.word(literal).len());
            } else if let Some(known) = regexes.iter_mut().find(|known| std::ptr::eq(known.pattern, pattern))
            {
                known.last = at;
            } else {
                regexes.push(Tried { pattern, first: at, last: at });
            }
        });
        // Few texts need it.
        let sketch = LazyCell::new(|| Sketch::of(text));
        for Tried { pattern, first, last } in regexes {
            let find = pattern.find.as_ref().filter(|find| find.may_match(text, &sketch));
            let Some(find) = find else { continue };
            let near = find.reach().around(text, first, last);
            for (start, part) in parts(text) {
                let (from, to) = (near.start.max(start), near.end.min(start + part.len()));
                if from < to {
                    let finds = find.find_all_groups(part, from - start..to - start, AT).into_iter();
                    finds.for_each(|find| hits.keep(pattern, start + find.start, start + find.end));
                }
            }
        }
        hits.list.sort_by_key(|hit| (hit.start, hit.end));
        hits.list
    }
}

/// A pattern whose fixed text stands in a text.
struct Tried<'s> {
    pattern: &'s Pattern,
    /// Where it starts first, in bytes.
    first: usize,
    /// And last.
    last: usize,
}

/// A regex may look at all that follows for each of its finds: it is given no more at
/// once, in bytes.
const LONGEST_PART: usize = 8192;

/// A text with the place where it starts, or the parts of a long one, each up to the
/// end of a sentence.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty() || start == 0)?;
        let reach = &rest[..rest.floor_char_boundary(LONGEST_PART)];
        let end = if reach.len() == rest.len() {
            rest.len()
        } else {
            reach.rfind(ends_sentence).map_or(reach.len(), |at| reach.ceil_char_boundary(at + 1))
        };
        let from = start;
        start = if rest.is_empty() { text.len() + 1 } else { start + end };
        Some((from, &rest[..end]))
    })
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
        let cited = pattern.whole && is_cited(self.text, start, end);
        if !cited && pattern.guards.allow(self.text, start, end) {
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

/// Whether a find starts within quotes that words lead to: 末尾留着“希望对您有帮助”.
fn is_cited(text: &str, start: usize, end: usize) -> bool {
    const REACH: usize = 180;
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let start = end - text[start..end].trim_start_matches('“').len();
    let (before, after) = (&text[from..start], head(&text[start..], REACH));
    let Some(open) = before.rfind(['“', '”']).filter(|&at| before[at..].starts_with('“')) else {
        return false;
    };
    let closes = after.find(['“', '”']).is_some_and(|at| after[at..].starts_with('”'));
    closes && before[..open].ends_with(|c| is_han(c) || c == '：')
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
        let specs = crate::rulebook::specs(&rulebook.pages).expect("patterns");
        let laid_out = PatternSet::compile(specs, |_| "page".to_owned()).expect("patterns");
        let built = &rulebook.patterns;
        assert!(laid_out.owners().eq(built.owners()));
        let words = |set: &PatternSet| {
            (0..set.owners().count()).map(|index| set.table().word(index).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(&laid_out), words(built));
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
