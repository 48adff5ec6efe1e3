//! How one file is checked.

use crate::finding::Finding;
use crate::model::Model;
use crate::rule::{Options, Selection, run};
use crate::rulebook::{Kind, Rulebook};
use crate::source::Source;

/// How a file is checked.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// What hegao knows.
    pub rulebook: &'a Rulebook,
    /// The rules that run.
    pub selection: &'a Selection,
    /// The kind that every document is taken for.
    pub kind: Option<&'a Kind>,
    /// What the user chose besides.
    pub options: Options,
}

impl Setup<'_> {
    /// Checks one file.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        Model::with(source, self.rulebook, self.kind, |model| run(model, self.selection, self.options))
    }
}
