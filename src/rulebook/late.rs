//! Regexes that are compiled when a text first needs them: most runs never need
//! most of them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::Input;
use regex_automata::meta::{Builder, Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;

use super::embedded::Needs;
use super::literal::Required;
use super::reach::Reach;
use super::sketch::{Sketch, Trace};
use super::table::Table;
use super::{RulebookError, embedded, literal};

/// After so many bytes a regex is worth its full engine, whose automata take
/// twice as long to make as the plain one and read ten times as fast.
const WORTH_ALL: usize = 1 << 14;

/// Where a match stands, and the groups in it that were asked for.
pub(super) type Groups<const N: usize> = (Range<usize>, [Option<Range<usize>>; N]);

/// A regex that is compiled on first use.
#[derive(Debug, Default)]
pub(super) struct LateRegex {
    /// None for a regex that matches nothing.
    pattern: Option<Cow<'static, str>>,
    /// What its parts do not match without, where the build found that of each.
    needs: Option<Vec<Needs>>,
    literals: OnceLock<Table>,
    around: OnceLock<Around>,
    plain: OnceLock<Option<Regex>>,
    full: OnceLock<Option<Regex>>,
    /// How many bytes the plain engine has read.
    read: AtomicUsize,
}

/// What stands around the fixed text that a regex does not match without.
#[derive(Debug)]
struct Around {
    reach: Reach,
    /// One of these must stand beside it, if there are any.
    beside: Vec<(Trace, Cow<'static, str>)>,
}

impl LateRegex {
    /// A regex of `rules/`, whose form the build has checked.
    pub fn new(pattern: impl Into<Cow<'static, str>>) -> Self {
        Self { pattern: Some(pattern.into()), ..Self::default() }
    }

    /// The same, which matches only where one of `parts` does.
    pub fn made_of(pattern: String, parts: &[String]) -> Self {
        let pattern = (!parts.is_empty()).then_some(pattern.into());
        let needs = parts.iter().map(|part| embedded::needs(part)).collect();
        Self { pattern, needs, ..Self::default() }
    }

    /// A regex that matches where any of `patterns` does; none matches when the
    /// list is empty.
    pub fn any_of(patterns: &[String]) -> Self {
        Self::made_of(format!("(?:{})", patterns.join("|")), patterns)
    }

    /// Whether a text that holds the one fixed text holds what must stand beside it
    /// as well.
    pub fn may_match(&self, text: &str, sketch: &Sketch) -> bool {
        let beside = &self.around().beside;
        beside.is_empty()
            || beside
                .iter()
                .any(|(trace, literal)| sketch.may_hold(*trace) && text.contains(literal.as_ref()))
    }

    /// How far from its fixed text it can match.
    pub fn reach(&self) -> Reach {
        self.around().reach
    }

    fn around(&self) -> &Around {
        self.around.get_or_init(|| self.pattern.as_deref().map_or_else(Around::default, Around::of))
    }

    /// Whether it can be compiled.
    pub fn compiles(&self) -> bool {
        self.plain().is_some()
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.look(text).is_some_and(|(regex, input)| regex.is_match(input))
    }

    /// Whether it matches in a part of the text.
    pub fn is_match_in(&self, text: &str, part: Range<usize>) -> bool {
        self.engine(text, &part).is_some_and(|regex| regex.is_match(Input::new(text).range(part)))
    }

    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let (regex, input) = self.look(text)?;
        regex.find(input).map(|found| found.range())
    }

    /// The first place in a part of the text that it matches.
    pub fn find_in(&self, text: &str, part: Range<usize>) -> Option<Range<usize>> {
        let regex = self.engine(text, &part)?;
        regex.find(Input::new(text).range(part)).map(|found| found.range())
    }

    /// All places that it matches, none overlapping.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let Some((regex, input)) = self.look(text) else { return Vec::new() };
        regex.find_iter(input).map(|found| found.range()).collect()
    }

    /// The place of the group `name` in the first match.
    pub fn find_group(&self, text: &str, name: &str) -> Option<Range<usize>> {
        let (_, [group]) = self.find_groups(text, [name])?;
        group
    }

    /// The place of the first match, and those of the groups with these names in it.
    pub fn find_groups<const N: usize>(&self, text: &str, names: [&str; N]) -> Option<Groups<N>> {
        let (regex, input) = self.look(text)?;
        let mut captures = regex.create_captures();
        regex.captures(input, &mut captures);
        let found = captures.get_match()?.range();
        Some((found, names.map(|name| captures.get_group_by_name(name).map(|group| group.range()))))
    }

    /// All places in a part of the text that it matches: those of the group `name`
    /// where there is one, else of the whole.
    pub fn find_all_groups(&self, text: &str, part: Range<usize>, name: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.engine(text, &part) else { return Vec::new() };
        let input = Input::new(text).range(part);
        if regex.group_info().explicit_slot_len() == 0 {
            return regex.find_iter(input).map(|found| found.range()).collect();
        }
        let all = regex.captures_iter(input);
        let group = all.filter_map(|found| {
            found.get_group_by_name(name).or_else(|| found.get_match().map(|all| all.span()))
        });
        group.map(|group| group.range()).collect()
    }

    /// The engine and what it is to look at, if the regex may match in a text.
    fn look<'t>(&self, text: &'t str) -> Option<(&Regex, Input<'t>)> {
        let mut start = 0;
        if let Some(needs) = &self.needs {
            let all = || Table::new(needs.iter().flat_map(|needs| needs.one_of.iter()));
            let first = self.literals.get_or_init(all).first(text)?;
            let starts = needs.iter().map(|needs| needs.reach.around(text, first, first).start);
            start = starts.min().unwrap_or_default();
        }
        let part = start..text.len();
        self.engine(text, &part).map(|regex| (regex, Input::new(text).range(part)))
    }

    /// The engine for a part of a text, if the regex may match in it.
    fn engine(&self, text: &str, part: &Range<usize>) -> Option<&Regex> {
        if let Some(full) = self.full.get() {
            return full.as_ref();
        }
        // A longer look is worth what compiling would cost.
        let may_match = |needs: &Vec<Needs>| needs.iter().any(|needs| needs.may_be_in(text));
        if self.plain.get().is_none() && !self.needs.as_ref().is_none_or(may_match) {
            return None;
        }
        if self.read.fetch_add(part.len(), Ordering::Relaxed) < WORTH_ALL {
            return self.plain();
        }
        self.full.get_or_init(|| self.compile(Config::new())).as_ref()
    }

    fn plain(&self) -> Option<&Regex> {
        let config = || Config::new().hybrid(false).dfa(false).onepass(false);
        self.plain.get_or_init(|| self.compile(config())).as_ref()
    }

    fn compile(&self, config: Config) -> Option<Regex> {
        let pattern = literal::small(self.pattern.as_ref()?);
        Builder::new().configure(config.which_captures(WhichCaptures::All)).build(&pattern).ok()
    }
}

/// The fixed text without which a regex does not match: as the build found it, or
/// for a regex that is not of `rules/` now.
///
/// # Errors
/// When the regex is not well-formed or may match without any.
pub(super) fn needs(file: &str, pattern: &str) -> Result<Vec<Cow<'static, str>>, RulebookError> {
    if let Some(needs) = embedded::needs(pattern) {
        return Ok(needs.one_of.iter().map(Cow::Borrowed).collect());
    }
    let literals = literal::required(pattern, false).map_err(|error| RulebookError::new(file, error))?;
    let literals = literals.ok_or_else(|| {
        RulebookError::new(file, format!("{pattern} may match without any fixed text, which makes it slow"))
    })?;
    Ok(literals.texts.into_iter().map(Cow::Owned).collect())
}

impl Around {
    /// What the build found around the fixed text of a regex, or what is found now of one
    /// that is not of `rules/`.
    fn of(pattern: &str) -> Self {
        let traced = |literal: Cow<'static, str>| Some((Trace::of(&literal)?, literal));
        if let Some(needs) = embedded::needs(pattern) {
            let beside = needs.beside.iter().map(Cow::Borrowed).filter_map(traced).collect();
            return Self { reach: needs.reach, beside };
        }
        let required = literal::required(pattern, false).ok().flatten();
        required.map_or_else(Self::default, |Required { texts, reach }| {
            let beside = literal::beside(pattern, &texts).into_iter().map(Cow::Owned);
            Self { reach, beside: beside.filter_map(traced).collect() }
        })
    }
}

impl Default for Around {
    fn default() -> Self {
        Self { reach: Reach::ANY, beside: Vec::new() }
    }
}
