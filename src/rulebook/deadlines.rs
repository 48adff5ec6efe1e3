//! The language of deadlines.

use std::ops::Range;

use serde::Deserialize;

use super::choice::Choice;
use super::late::LateRegex;
use crate::signs;

/// No sentence that sets a limit for all items is shorter, in bytes.
const SHORTEST_FOR_ALL: usize = 30;

/// When the items of a section are due, as the section's title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// 立行立改: at once.
    Immediate,
    /// 近中期, 远期: later.
    Later,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DeadlineFile {
    date: Vec<String>,
    length: Vec<String>,
    frequency: Vec<String>,
    checkpoint: Vec<String>,
    finished: Vec<String>,
    pending: Vec<String>,
    immediate: Vec<String>,
    from_now: Vec<String>,
    forward_date: Vec<String>,
    recurring: Vec<String>,
    around: Vec<String>,
    attributive: Vec<String>,
    told: Vec<String>,
    forward_start: Vec<String>,
    forward_length: Vec<String>,
    forward_rhythm: Vec<String>,
    open: Vec<String>,
    immediate_section: Vec<String>,
    later_section: Vec<String>,
    lasting_section: Vec<String>,
    hasty: Vec<String>,
    done: Vec<String>,
    not_done: Vec<String>,
    whole: Vec<String>,
    back: Vec<String>,
}

/// What the value of a deadline may say.
#[derive(Debug)]
pub struct Deadlines {
    date: Choice,
    definite: Choice,
    finished: Choice,
    pending: LateRegex,
    frequency: Choice,
    immediate: Choice,
    from_now: Choice,
    completion: LateRegex,
    /// Before a day that comes again and again.
    recurring: Vec<String>,
    /// After a day that is only about when.
    around: Vec<String>,
    /// After a day that only tells what is spoken of.
    attributive: Vec<String>,
    told: Choice,
    forward: Choice,
    open: Choice,
    immediate_section: Choice,
    later_section: Choice,
    lasting_section: Choice,
    hasty: Choice,
    done: Choice,
    not_done: Choice,
    whole: Choice,
    back: Choice,
}

impl Deadlines {
    pub(super) fn new(file: DeadlineFile) -> Self {
        let definite =
            [&file.date[..], &file.length, &file.frequency, &file.checkpoint, &file.immediate].concat();
        let forward = [&file.forward_start[..], &file.forward_length, &file.forward_rhythm].concat();
        Self {
            date: Choice::any_of(&file.date),
            definite: Choice::any_of(&definite),
            finished: Choice::any_of(&file.finished),
            pending: LateRegex::any_of(&file.pending),
            completion: LateRegex::any_of(&file.forward_date),
            recurring: file.recurring,
            around: file.around,
            attributive: file.attributive,
            told: Choice::any_of(&file.told),
            forward: Choice::any_of(&forward),
            lasting_section: Choice::any_of(&file.lasting_section),
            hasty: Choice::any_of(&file.hasty),
            frequency: Choice::any_of(&file.frequency),
            immediate: Choice::any_of(&file.immediate),
            from_now: Choice::any_of(&file.from_now),
            open: Choice::any_of(&file.open),
            immediate_section: Choice::any_of(&file.immediate_section),
            later_section: Choice::any_of(&file.later_section),
            done: Choice::any_of(&file.done),
            not_done: Choice::any_of(&file.not_done),
            whole: Choice::any_of(&file.whole),
            back: Choice::any_of(&file.back),
        }
    }

    /// Whether the text names a day, a month, a quarter or a year's end.
    pub fn has_date(&self, text: &str) -> bool {
        self.date.is_match(text)
    }

    /// Whether the text holds any limit that can be checked: a date, a length,
    /// a frequency, a checkpoint, or that it is at once.
    pub fn is_definite(&self, text: &str) -> bool {
        if self.finished.is_match(text.trim()) {
            return true;
        }
        match self.pending.is_match(text) {
            true => self.definite.is_match(&self.without_pending(text)),
            false => self.definite.is_match(text),
        }
    }

    fn without_pending(&self, text: &str) -> String {
        let mut rest = text.to_owned();
        for pending in self.pending.find_all(text).into_iter().rev() {
            rest.replace_range(pending, "");
        }
        rest
    }

    /// Whether a measure states a limit that looks forward: a bare year, or a
    /// document's number, is none.
    pub fn states_limit(&self, measure: &str) -> bool {
        let dated = |found: &Range<usize>| !Self::is_followed_by(measure, found, &self.attributive);
        self.forward.is_match(measure) || self.completion.find_all(measure).iter().any(dated)
    }

    fn is_followed_by(text: &str, found: &Range<usize>, words: &[String]) -> bool {
        words.iter().any(|word| text[found.end..].starts_with(word.as_str()))
    }

    /// The days by which a measure says that something will be complete, as
    /// they are written.
    pub fn completions<'t>(&self, measure: &'t str) -> impl Iterator<Item = &'t str> {
        let recurs = |before: &str| {
            let before = before.trim_end();
            let year = before.strip_suffix(signs::YEAR).unwrap_or(before);
            let undated = year.trim_end_matches(|c: char| c.is_ascii_digit());
            let ends = |text: &str| self.recurring.iter().any(|word| text.ends_with(word.as_str()));
            ends(before) || ends(undated)
        };
        let found = self.completion.find_all(measure).into_iter();
        // 每月5日前 comes again and again, 清明前后 is no end, and 1月以前的 was.
        let once = move |found: &Range<usize>| {
            !recurs(&measure[..found.start])
                && !Self::is_followed_by(measure, found, &self.around)
                && !Self::is_followed_by(measure, found, &self.attributive)
        };
        found.filter(once).map(|found| {
            // The year, if there is one, stands right before.
            let before = &measure[..found.start];
            let start = before
                .trim_end()
                .strip_suffix(signs::YEAR)
                .map_or(before, |rest| &before[..rest.trim_end_matches(|c: char| c.is_ascii_digit()).len()]);
            &measure[start.len()..found.end]
        })
    }

    /// Whether a text tells of something that was done: 12家已全部改用电炊具.
    pub fn tells_done(&self, text: &str) -> bool {
        self.told.is_match(text)
    }

    /// Whether the title of a section says that its work never ends.
    pub fn is_lasting(&self, title: &str) -> bool {
        self.lasting_section.is_match(title)
    }

    /// Whether a value only asks for haste: 抓紧办理.
    pub fn is_hasty(&self, text: &str) -> bool {
        self.hasty.is_match(text.trim_start())
    }

    /// Whether the text says how often.
    pub fn has_frequency(&self, text: &str) -> bool {
        self.frequency.is_match(text)
    }

    /// Whether the text says that it is done at once.
    pub fn is_immediate(&self, text: &str) -> bool {
        self.immediate.is_match(text)
    }

    /// Whether a clause says that it is done from now on: 即日起照办.
    pub fn starts_now(&self, clause: &str) -> bool {
        self.from_now.is_match(clause)
    }

    /// The first words with no end to them (长期, 持续), as a local byte range.
    pub fn open_words(&self, text: &str) -> Option<Range<usize>> {
        self.open.find(text)
    }

    /// The first words that hang on what nobody can date (视进度确定), as a local byte
    /// range.
    pub fn pending_words(&self, text: &str) -> Option<Range<usize>> {
        self.pending.find(text)
    }

    /// What the title of a section says of its items' deadlines.
    pub fn horizon(&self, title: &str) -> Option<Horizon> {
        if self.later_section.is_match(title) {
            Some(Horizon::Later)
        } else if self.immediate_section.is_match(title) {
            Some(Horizon::Immediate)
        } else {
            None
        }
    }

    /// Whether a result says that the work is done.
    pub fn is_done(&self, result: &str) -> bool {
        self.done.is_match(result) && !self.not_done.is_match(result)
    }

    /// Whether a paragraph speaks of all that stands above: 以上问题…….
    pub fn refers_back(&self, paragraph: &str) -> bool {
        self.back.is_match(paragraph)
    }

    /// Whether a sentence sets one limit for all items (以上问题均于……完成).
    pub fn covers_all(&self, sentence: &str) -> bool {
        sentence.len() >= SHORTEST_FOR_ALL && self.whole.is_match(sentence) && self.date.is_match(sentence)
    }
}
