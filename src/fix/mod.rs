//! Mending files: which fixes are made, and how a file is replaced.

#[cfg(feature = "cli")]
mod diff;
mod edits;
mod guard;
#[cfg(feature = "cli")]
mod write;

use crate::checker::Checker;
use crate::finding::{Finding, Fix, apply};
use crate::source::Source;

#[cfg(feature = "cli")]
pub use diff::unified_diff;
#[cfg(feature = "cli")]
pub use write::replace;

use guard::{Guard, Shape};

/// How often a text is looked through again for what earlier fixes brought up.
const MOST_ROUNDS: usize = 10;

/// Which fixes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Those that cannot change what the text means.
    Safe,
    /// Those too that a person should look at.
    Unsafe,
}

impl Level {
    /// Whether a fix is made.
    pub fn allows(self, fix: &Fix) -> bool {
        fix.safe || self == Self::Unsafe
    }
}

/// A text with fixes made in it.
#[derive(Debug)]
pub struct Mended {
    /// The text as it is now.
    pub source: Source,
    /// What is still to be found in it.
    pub findings: Vec<Finding>,
    /// How many fixes were made.
    pub fixes: usize,
}

/// Makes all fixes that `level` allows, round by round, until nothing changes.
/// Fixes that clash are made one a round. A fix that would bring up an error, or
/// lose an item or a field, is left out.
///
/// `None` when there is nothing to mend.
pub fn mend(source: &Source, findings: &[Finding], checker: &Checker, level: Level) -> Option<Mended> {
    let wanted = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| level.allows(fix));
    findings.iter().any(wanted).then_some(())?;
    let guard = Guard::new(checker);
    let (findings, shape) = guard.examine(source);
    let copy = source.with_text(source.text().to_owned());
    let mut states = vec![State { mended: Mended { source: copy, findings, fixes: 0 }, shape }];
    while let Some(next) =
        states.last().filter(|_| states.len() <= MOST_ROUNDS).and_then(|state| round(state, &guard, level))
    {
        let text = |state: &State| state.mended.source.text().to_owned();
        match states.iter().position(|state| state.mended.source.text() == next.mended.source.text()) {
            // Two rules undo each other's fixes: of the texts between which they go
            // to and fro always the same one is taken.
            Some(again) => {
                let same = states.drain(again..).min_by_key(text);
                states.extend(same);
                break;
            }
            None => states.push(next),
        }
    }
    states.pop().map(|state| state.mended).filter(|mended| mended.source.text() != source.text())
}

struct State {
    mended: Mended,
    shape: Shape,
}

/// Makes the fixes of one round; `None` when none can be made.
fn round(state: &State, guard: &Guard<'_>, level: Level) -> Option<State> {
    let allowed = |finding: &'_ &Finding| finding.fix.as_ref().is_some_and(|fix| level.allows(fix));
    let findings: Vec<&Finding> = state.mended.findings.iter().filter(allowed).collect();
    let fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    let mut chosen = edits::compatible(&fixes);
    // Fixes of one rule tend to be all good or all bad.
    chosen.sort_by(|&a, &b| findings[a].rule.cmp(&findings[b].rule));
    let chosen: Vec<&Fix> = chosen.into_iter().map(|index| fixes[index]).collect();
    let readable = state.mended.source.reads_back();
    let mut round = Round { state, readable, guard, made: Vec::new(), next: None };
    round.make(&chosen);
    round.next
}

/// A round at work: the fixes made so far, and what came of them.
struct Round<'a> {
    state: &'a State,
    /// Whether the text is one that a file can hold.
    readable: bool,
    guard: &'a Guard<'a>,
    made: Vec<&'a Fix>,
    next: Option<State>,
}

impl<'a> Round<'a> {
    /// Makes the fixes, or those halves of them, again and again, that do no
    /// harm.
    fn make(&mut self, fixes: &[&'a Fix]) {
        if fixes.is_empty() || self.try_with(fixes) || fixes.len() == 1 {
            return;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        self.make(first);
        self.make(second);
    }

    fn try_with(&mut self, fixes: &[&'a Fix]) -> bool {
        let before = &self.state.mended;
        let all: Vec<&Fix> = self.made.iter().chain(fixes).copied().collect();
        let text = apply(before.source.text(), all.iter().flat_map(|fix| &fix.edits));
        if text == before.source.text() {
            return false;
        }
        let source = before.source.with_text(text);
        // With fewer characters a text may no longer look like one.
        if self.readable && !source.reads_back() {
            return false;
        }
        let (findings, shape) = self.guard.examine(&source);
        let last = self.next.as_ref().map_or(&self.state.shape, |next| &next.shape);
        if !shape.is_as_good_as(last) {
            return false;
        }
        let fixes = before.fixes + all.len();
        self.made = all;
        self.next = Some(State { mended: Mended { source, findings, fixes }, shape });
        true
    }
}
