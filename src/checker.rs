//! How texts are checked: built once, shared by threads.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::rule::{Choice, Options, Selection, UnknownRule, run};
use crate::rulebook::{Kind, Lang, Rulebook, RulebookError};
use crate::source::Source;

/// What is looked for, and how. It reads no file, prints nothing and may be
/// shared by threads.
#[derive(Debug, Clone)]
pub struct Checker {
    /// What hegao knows.
    pub rulebook: Arc<Rulebook>,
    /// The rules that run.
    pub selection: Selection,
    /// The kind that every document is taken for.
    pub kind: Option<Arc<Kind>>,
    /// What the user chose besides.
    pub options: Options,
}

impl Checker {
    /// Looks for all that is on by default, with messages in Chinese.
    ///
    /// # Errors
    /// When the rules that the program carries cannot be read.
    pub fn new() -> Result<Self, RulebookError> {
        Ok(Self::of(Arc::new(Rulebook::embedded()?)))
    }

    /// The same with a rule book of the caller's.
    pub fn of(rulebook: Arc<Rulebook>) -> Self {
        let selection = Selection::default_of(&rulebook);
        Self { rulebook, selection, kind: None, options: Options { lang: Lang::Zh, today: None } }
    }

    /// The same with other rules, as the choices have it in their order.
    ///
    /// # Errors
    /// When a name is neither a rule's nor a group's.
    pub fn choose<'c>(mut self, choices: impl IntoIterator<Item = &'c Choice>) -> Result<Self, UnknownRule> {
        self.selection = Selection::new(&self.rulebook, choices)?;
        Ok(self)
    }

    /// The same with another language of messages, and the day that deadlines are
    /// measured against.
    pub fn with_options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The same for documents of this kind only.
    pub fn for_kind(self, kind: Option<Arc<Kind>>) -> Self {
        Self { kind, ..self }
    }

    /// What hegao understands of a text.
    pub fn analyse(&self, source: &Source) -> Analysis {
        Analysis::new(source, &self.rulebook, self.kind.as_ref())
    }

    /// What the selected rules find in a text that is understood already, sorted
    /// by place, then by rule.
    pub fn findings(&self, analysis: &Analysis) -> Vec<Finding> {
        run(analysis, &self.selection, self.options)
    }

    /// Checks one text: [`Checker::analyse`], then [`Checker::findings`].
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        self.findings(&self.analyse(source))
    }
}
