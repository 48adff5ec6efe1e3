//! Which rules run, and how grave their findings are.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::RightWords;
use crate::rulebook::{CODE, Rulebook, Severity};
use crate::source::Span;

/// The name that stands for every rule, those that are off by default too.
pub const ALL: &str = "all";

/// What one place that may choose rules (a configuration, a front matter, the
/// command line) says. Every name is a rule's, a group's or [`ALL`], and may
/// start with `hegao::`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Run only these; when empty, what ran before.
    pub select: Vec<String>,
    /// Run these as well.
    pub extend: Vec<String>,
    /// Do not run these.
    pub ignore: Vec<String>,
    /// The severities that findings of these rules have instead of their own.
    pub severity: Vec<(String, Severity)>,
}

impl Choice {
    /// Runs only what `names` name.
    pub fn only(names: &[impl AsRef<str>]) -> Self {
        let select = names.iter().map(|name| name.as_ref().to_owned()).collect();
        Self { select, ..Self::default() }
    }
}

/// The rules that are to run, by name.
#[derive(Debug, Clone)]
pub struct Selection {
    rules: HashSet<String>,
    severity: HashMap<String, Severity>,
    words: Option<RightWords>,
}

/// A name that is neither a rule's nor a group's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule(pub String);

impl Selection {
    /// Follows the choices in their order, so that a later one has the last
    /// word. Without any, every rule runs that is not off by default.
    ///
    /// # Errors
    /// When a name is neither a rule's nor a group's.
    pub fn new<'c>(
        rulebook: &Rulebook,
        choices: impl IntoIterator<Item = &'c Choice>,
    ) -> Result<Self, UnknownRule> {
        let Self { mut rules, mut severity, words } = Self::default_of(rulebook);
        for choice in choices {
            if !choice.select.is_empty() {
                rules.clear();
            }
            for name in choice.select.iter().chain(&choice.extend) {
                rules.extend(named(rulebook, name, Off::ByName)?);
            }
            for name in &choice.ignore {
                for rule in named(rulebook, name, Off::Always)? {
                    rules.remove(&rule);
                }
            }
            for (name, grade) in &choice.severity {
                severity.extend(named(rulebook, name, Off::Always)?.into_iter().map(|rule| (rule, *grade)));
            }
        }
        Ok(Self { rules, severity, words })
    }

    /// Every rule that is not off by default.
    pub fn default_of(rulebook: &Rulebook) -> Self {
        let on = rulebook.pages.iter().filter(|page| !page.off);
        Self { rules: on.map(|page| page.name.clone()).collect(), severity: HashMap::new(), words: None }
    }

    /// The same rules, for which these words are right.
    pub fn with_words(self, words: Option<RightWords>) -> Self {
        Self { words, ..self }
    }

    /// The same rules with the right words of another selection.
    pub fn with_words_of(self, other: &Self) -> Self {
        self.with_words(other.words.clone())
    }

    /// Whether a span stands in a word that is right.
    pub fn holds_right(&self, text: &str, span: Span) -> bool {
        self.words.as_ref().is_some_and(|words| words.hold(text, span))
    }

    /// Whether a right word holds what differs between a range of a text and
    /// what is said to be right.
    pub fn holds_change(&self, text: &str, range: &Range<usize>, right: &str) -> bool {
        self.words.as_ref().is_some_and(|words| words.hold_change(text, range, right))
    }

    /// Whether a rule is to run.
    pub fn has(&self, rule: &str) -> bool {
        self.rules.contains(rule)
    }

    /// Whether every rule runs that is not off by default.
    pub fn has_default(&self, rulebook: &Rulebook) -> bool {
        rulebook.pages.iter().all(|page| page.off || self.has(&page.name))
    }

    /// The severity that the user wants findings of a rule to have.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        self.severity.get(rule).copied()
    }
}

/// When a name stands for rules that are off by default as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Off {
    /// When it is the rule's own or `all`.
    ByName,
    /// When it is the group's, too.
    Always,
}

/// The rules that a name stands for.
fn named(rulebook: &Rulebook, name: &str, off: Off) -> Result<Vec<String>, UnknownRule> {
    let plain = name.strip_prefix(CODE).unwrap_or(name);
    let mut known = plain == ALL;
    let mut rules = Vec::new();
    for page in &rulebook.pages {
        let in_group = page.group == plain;
        known |= in_group || page.name == plain;
        if page.name == plain || plain == ALL || (in_group && (off == Off::Always || !page.off)) {
            rules.push(page.name.clone());
        }
    }
    if known { Ok(rules) } else { Err(UnknownRule(name.to_owned())) }
}

/// Every name that selects rules: theirs, their groups' and `all`.
pub fn rule_names(rulebook: &Rulebook) -> Vec<&str> {
    let of_page = rulebook.pages.iter().flat_map(|page| [page.name.as_str(), page.group.as_str()]);
    let mut names: Vec<&str> = of_page.collect();
    names.push(ALL);
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    fn selection(choices: &[Choice]) -> Result<Selection, UnknownRule> {
        Selection::new(&Rulebook::embedded().expect("rules"), choices)
    }

    #[test]
    fn a_group_selects_its_rules_and_an_unknown_name_is_refused() {
        let choice = Choice { ignore: names(&["mojibake"]), ..Choice::only(&["residue"]) };
        let residue = selection(&[choice]).expect("group");
        assert!(residue.has("placeholder") && !residue.has("mojibake") && !residue.has("vague-deadline"));
        assert_eq!(selection(&[Choice::only(&["nonsense"])]).err(), Some(UnknownRule("nonsense".to_owned())));
    }

    #[test]
    fn a_rule_that_is_off_runs_only_by_its_own_name_or_with_all() {
        let runs = |name: &str| selection(&[Choice::only(&[name])]).expect("known").has("missing-owner");
        assert!(
            !runs("completeness") && runs("missing-owner") && runs("hegao::missing-owner") && runs("all")
        );
        assert!(!selection(&[]).expect("default").has("missing-owner"));
    }

    #[test]
    fn a_later_choice_has_the_last_word() {
        let first = Choice { ignore: names(&["residue"]), ..Choice::default() };
        let extend = Choice { extend: names(&["placeholder"]), ..Choice::default() };
        let chosen = selection(&[first.clone(), extend.clone()]).expect("known");
        assert!(chosen.has("placeholder") && !chosen.has("mojibake") && chosen.has("vague-deadline"));
        assert!(!selection(&[extend, first]).expect("known").has("placeholder"));
    }
}
