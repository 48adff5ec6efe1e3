//! 的, 得 and 地 that seldom stand between the words where they are written, where
//! another of them often does.

use super::particle::{PARTICLES, Particles, ends_clause, first, last};
use crate::chars::is_numeral;
use crate::rulebook::{adjectives, verbs};
use crate::signs::{self, ADVERBIAL, ATTRIBUTIVE, COMPLEMENT};
use crate::spell::{Fits, fits, is_common_word};

impl Particles {
    /// The particle that is meant where another is written, if the words beside it tell
    /// so for certain.
    pub(super) fn likely(&self, before: &str, written: char, after: &str) -> Option<char> {
        let (meant, margin, fits) = likeliest(before, written, after)?;
        // Found on a month of newspaper text, which has almost each of them right.
        let least = match (written, meant) {
            (COMPLEMENT, ADVERBIAL) if self.joins_act(before, after, fits) => 4.5,
            (ADVERBIAL, COMPLEMENT) if self.tells_how(before, after) => 4.5,
            (ATTRIBUTIVE, COMPLEMENT) if self.ends_with_degree(before, after) => 5.8,
            (ATTRIBUTIVE, COMPLEMENT) => 8.5,
            (_, ATTRIBUTIVE) if !self.joins_noun(before, after, fits) => return None,
            (COMPLEMENT, ATTRIBUTIVE) if !self.gains(before, after) => 7.5,
            (ADVERBIAL, ATTRIBUTIVE) if verbs().has(last(before, 2)) => 8.5,
            (ADVERBIAL, ATTRIBUTIVE) => 6.5,
            _ => return None,
        };
        (margin >= least).then_some(meant)
    }

    /// Whether a word that may be a noun's attribute stands before, and a noun after.
    fn joins_noun(&self, before: &str, after: &str, fits: Fits<3>) -> bool {
        let word = last(before, fits.before.max(1));
        let whole = match fits.before {
            2 => is_common_word(word) && !word.starts_with(is_numeral),
            // 沉甸甸 tells how.
            3 => !ends_twice(word),
            _ => false,
        };
        let next = first(after, 2);
        let is_manner = || {
            let manners = [&self.feelings, &self.manners, &self.degrees];
            adjectives().has(word) || manners.into_iter().any(|set| set.ends(before).is_some())
        };
        let goes_on = || {
            let leads = [&self.adverbs, &self.manners, &self.degrees];
            // 全面地历史地看 tells how twice.
            verbs().has(next)
                || adjectives().has(next)
                || leads.into_iter().any(|set| set.starts(after).is_some())
                || after[first(after, fits.after).len()..].starts_with(PARTICLES)
        };
        whole && fits.after > 1 && !is_manner() && !goes_on()
    }

    /// Whether a word of degree and one or two characters more end the clause of a verb.
    fn ends_with_degree(&self, before: &str, after: &str) -> bool {
        let ends = |degree: &str| {
            let rest = &after[degree.len()..];
            let ends = (1..=2).any(|count| ends_clause(&rest[first(rest, count).len()..]));
            ends && self.amounts.starts(rest).is_none()
        };
        self.verbs.ends(before).is_some() && self.degrees.starts(after).is_some_and(ends)
    }

    /// Whether 得 may be what one gains: 得民心者得天下, 打假得人心.
    fn gains(&self, before: &str, after: &str) -> bool {
        before.ends_with(signs::WHO) || after.starts_with(|c| self.gains.contains(c))
    }

    /// Whether how something is done stands before, and what is done after.
    fn joins_act(&self, before: &str, after: &str, fits: Fits<3>) -> bool {
        let felt = || self.feelings.ends(before).is_some();
        (fits.before == 4 || fits.before > 1 && self.starts_act(after)) && !felt()
    }

    /// Whether how well it was done follows something that is done.
    fn tells_how(&self, before: &str, after: &str) -> bool {
        self.degrees.starts(after).is_some() || verbs().has(last(before, 2))
    }
}

/// Whether the last two characters of a word are the same.
fn ends_twice(word: &str) -> bool {
    let mut last = word.chars().rev();
    last.next() == last.next()
}

/// The particle that is likelier than the one that is written, and how much, as a
/// logarithm.
fn likeliest(before: &str, written: char, after: &str) -> Option<(char, f32, Fits<3>)> {
    let fits = fits(before, written, after, PARTICLES)?;
    let log = |particle: char| {
        let at = PARTICLES.iter().position(|&one| one == particle)?;
        Some(fits.logs[at])
    };
    let others = PARTICLES.into_iter().filter(|&other| other != written);
    let likelier = others.filter_map(|other| Some((other, log(other)? - log(written)?, fits)));
    likelier.max_by(|(_, a, _), (_, b, _)| a.total_cmp(b)).filter(|&(_, margin, _)| margin > 0.0)
}
