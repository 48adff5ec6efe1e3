//! Section titles and the language of deadlines.

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::pattern::LateRegex;
use super::{Role, RulebookError, alternatives, any_of};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionWords {
    role: Role,
    title: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SectionFile {
    item: Vec<String>,
    frame: Vec<String>,
    commitments: Vec<String>,
    section: Vec<SectionWords>,
}

/// Section titles by what the section holds.
#[derive(Debug)]
pub struct Sections {
    item: Regex,
    frame: Regex,
    commitments: Regex,
    /// One regex for each of `roles`, tried together.
    titles: RegexSet,
    roles: Vec<Role>,
}

impl Sections {
    pub(super) fn compile(path: &str, file: SectionFile) -> Result<Self, RulebookError> {
        let titles = RegexSet::new(file.section.iter().map(|words| words.title.join("|")));
        Ok(Self {
            item: any_of(path, &file.item)?,
            frame: any_of(path, &file.frame)?,
            commitments: any_of(path, &file.commitments)?,
            titles: titles.map_err(|error| RulebookError::new(path, error))?,
            roles: file.section.iter().map(|words| words.role).collect(),
        })
    }

    /// What a section with this title holds; a title may name several things
    /// (存在的问题及整改措施) or none.
    pub fn roles(&self, title: &str) -> Vec<Role> {
        let matches = self.titles.matches(title);
        if !matches.matched_any() || self.item.is_match(title) {
            return Vec::new();
        }
        matches.iter().map(|index| self.roles[index]).collect()
    }

    /// Whether the section is part of a document's frame (指导思想, 组织领导),
    /// which poses no problem and so needs no measure.
    pub fn is_frame(&self, title: &str) -> bool {
        self.frame.is_match(title)
    }

    /// Whether a measures section holds measures that answer the problems one
    /// by one, not directions for the future.
    pub fn commits(&self, title: &str) -> bool {
        self.commitments.is_match(title)
    }
}

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
    immediate: Vec<String>,
    open: Vec<String>,
    immediate_section: Vec<String>,
    later_section: Vec<String>,
    done: Vec<String>,
    not_done: Vec<String>,
    whole: Vec<String>,
}

/// What the value of a deadline may say.
#[derive(Debug)]
pub struct Deadlines {
    date: Regex,
    definite: Regex,
    frequency: Regex,
    immediate: Regex,
    open: Regex,
    immediate_section: Regex,
    later_section: Regex,
    done: Regex,
    not_done: Regex,
    whole: Regex,
}

impl Deadlines {
    pub(super) fn compile(path: &str, file: DeadlineFile) -> Result<Self, RulebookError> {
        let definite =
            [&file.date[..], &file.length, &file.frequency, &file.checkpoint, &file.immediate].concat();
        Ok(Self {
            date: any_of(path, &file.date)?,
            definite: any_of(path, &definite)?,
            frequency: any_of(path, &file.frequency)?,
            immediate: any_of(path, &file.immediate)?,
            open: any_of(path, &file.open)?,
            immediate_section: any_of(path, &file.immediate_section)?,
            later_section: any_of(path, &file.later_section)?,
            done: any_of(path, &file.done)?,
            not_done: any_of(path, &file.not_done)?,
            whole: any_of(path, &file.whole)?,
        })
    }

    /// Whether the text names a day, a month, a quarter or a year's end.
    pub fn has_date(&self, text: &str) -> bool {
        self.date.is_match(text)
    }

    /// Whether the text holds any limit that can be checked: a date, a length,
    /// a frequency, a checkpoint, or that it is at once.
    pub fn is_definite(&self, text: &str) -> bool {
        self.definite.is_match(text)
    }

    /// Whether the text says how often.
    pub fn has_frequency(&self, text: &str) -> bool {
        self.frequency.is_match(text)
    }

    /// Whether the text says that it is done at once.
    pub fn is_immediate(&self, text: &str) -> bool {
        self.immediate.is_match(text)
    }

    /// The first words with no end to them (长期, 持续), as a local byte range.
    pub fn open_words(&self, text: &str) -> Option<std::ops::Range<usize>> {
        self.open.find(text).map(|found| found.range())
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

    /// Whether a sentence sets one limit for all items (以上问题均于……完成).
    pub fn covers_all(&self, sentence: &str) -> bool {
        self.whole.is_match(sentence) && self.date.is_match(sentence)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StockFile {
    leads: Vec<String>,
    verbs: Vec<String>,
    objects: Vec<String>,
    phrases: Vec<String>,
}

/// Phrases that fit any problem and so answer none.
#[derive(Debug)]
pub struct StockPhrases(LateRegex);

impl StockPhrases {
    pub(super) fn compile(path: &str, file: StockFile) -> Result<Self, RulebookError> {
        let [lead, verb, object, phrase] =
            [&file.leads, &file.verbs, &file.objects, &file.phrases].map(alternatives);
        let action = format!("(?:{verb})(?:{lead})*(?:{object})*|(?:{object})+(?:{verb})|(?:{phrase})");
        LateRegex::new(path, format!("^(?:(?:{lead})*(?:{action}))+$")).map(Self)
    }

    /// Whether a clause is made of them alone.
    pub fn are_all_of(&self, clause: &str) -> bool {
        self.0.is_match(clause)
    }
}
