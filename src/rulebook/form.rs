//! What the rules of an office's own pages are made of.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::{PatternSpec, RulebookError};

/// A regex of a page may take no more memory when compiled, in bytes.
const LARGEST: usize = 1 << 20;

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `[[pattern]]` tables.
    #[default]
    Pattern,
    /// `[swap]`: wrong words and the right ones for them.
    Substitution,
    /// `words`: words that are not to be used.
    Lexicon,
    /// `sections`: titles of which a document must have one.
    RequiredSection,
    /// `sections`: titles that a document must not have.
    ForbiddenSection,
}

/// The keys of a page that belong to its form.
#[derive(Debug, Default)]
pub(super) struct FormKeys {
    pub pattern: Vec<PatternSpec>,
    pub swap: BTreeMap<String, String>,
    pub words: Vec<String>,
    pub documents: Vec<String>,
    pub sections: Vec<String>,
}

impl FormKeys {
    /// The patterns of a page, however it says them.
    ///
    /// # Errors
    /// When the page lacks what its form needs, has what another form needs, or
    /// has a regex that is too large.
    pub fn patterns(&self, path: &str, form: Form) -> Result<Vec<PatternSpec>, RulebookError> {
        let has = [
            ("[[pattern]]", !self.pattern.is_empty(), form == Form::Pattern),
            ("[swap]", !self.swap.is_empty(), form == Form::Substitution),
            ("words", !self.words.is_empty(), form == Form::Lexicon),
            ("sections", !self.sections.is_empty(), form.is_of_sections()),
            ("documents", !self.documents.is_empty(), form.is_of_sections()),
        ];
        if let Some((key, ..)) = has.iter().find(|(_, there, fits)| *there && !fits) {
            return Err(RulebookError::new(path, format!("{key} does not belong to a page of this kind")));
        }
        let word = |word: &String| PatternSpec { word: Some(word.clone()), ..PatternSpec::default() };
        Ok(match form {
            Form::Substitution => {
                let swap = |(wrong, right): (&String, &String)| PatternSpec {
                    replace: Some(right.clone()),
                    ..word(wrong)
                };
                self.swap.iter().map(swap).collect()
            }
            Form::Lexicon => self.words.iter().map(word).collect(),
            _ => self.pattern.clone(),
        })
    }

    /// What a page says of sections, if that is its form.
    ///
    /// # Errors
    /// When it names none, or a title is no regex.
    pub fn sections(&self, path: &str, form: Form) -> Result<Option<SectionRule>, RulebookError> {
        if !form.is_of_sections() {
            return Ok(None);
        }
        if self.sections.is_empty() {
            return Err(RulebookError::new(path, "sections names no title: write sections = [\"…\"]"));
        }
        let titles = small_regex(path, &self.sections.join("|"))?;
        Ok(Some(SectionRule {
            required: form == Form::RequiredSection,
            documents: self.documents.clone(),
            titles,
        }))
    }
}

impl Form {
    fn is_of_sections(self) -> bool {
        matches!(self, Self::RequiredSection | Self::ForbiddenSection)
    }
}

/// Sections that a document must or must not have.
#[derive(Debug)]
pub struct SectionRule {
    /// Whether one must be there, not none.
    pub required: bool,
    /// The kinds of documents that are meant, by name; none means all.
    pub documents: Vec<String>,
    titles: Regex,
}

impl SectionRule {
    /// Whether a section's title is one of those meant.
    pub fn names(&self, title: &str) -> bool {
        self.titles.is_match(title)
    }
}

/// Checks that the regexes of a pattern are well-formed and small.
#[cfg(feature = "config")]
pub(super) fn check_size(path: &str, spec: &PatternSpec) -> Result<(), RulebookError> {
    let parts = [&spec.find, &spec.before, &spec.after, &spec.not_before, &spec.not_after];
    parts.into_iter().flatten().try_for_each(|part| small_regex(path, part).map(|_| ()))
}

fn small_regex(path: &str, pattern: &str) -> Result<Regex, RulebookError> {
    let regex = RegexBuilder::new(pattern).size_limit(LARGEST).build();
    regex.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => {
            RulebookError::new(path, format!("the regex {pattern} is too large: repeat less, or split it"))
        }
        other => RulebookError::new(path, other),
    })
}
