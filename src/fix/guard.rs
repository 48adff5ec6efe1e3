//! What a fix must not do: bring up errors, or lose what the text says.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::checker::Checker;
use crate::finding::Finding;
use crate::rule::{Selection, run};
use crate::rulebook::Severity;
use crate::source::Source;

/// A field that is put in to be filled is a placeholder until it is; it comes
/// in the place of an error about the missing field.
const PLACEHOLDER: &str = "placeholder";

/// Looks at texts before and after fixes.
pub(super) struct Guard<'a> {
    checker: &'a Checker,
    /// The rules whose errors count, whatever the user selected.
    watched: Selection,
}

/// What is told of a text to compare it with another.
#[derive(Debug)]
pub(super) struct Shape {
    items: usize,
    filled: usize,
    errors: BTreeMap<String, usize>,
}

impl<'a> Guard<'a> {
    pub fn new(checker: &'a Checker) -> Self {
        Self { checker, watched: Selection::default_of(&checker.rulebook) }
    }

    /// The findings of a text, and its shape.
    pub fn examine(&self, source: &Source) -> (Vec<Finding>, Shape) {
        let analysis = self.checker.analyse(source);
        let findings = self.checker.findings(&analysis);
        let watched = run(&analysis, &self.watched, self.checker.options);
        let shape = Shape::of(&analysis, &watched);
        (findings, shape)
    }
}

impl Shape {
    fn of(model: &Analysis, findings: &[Finding]) -> Self {
        let mut errors = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
            *errors.entry(finding.rule.clone()).or_default() += 1;
        }
        let items = &model.items.list;
        let fields = items.iter().flat_map(|item| &item.fields);
        Self { items: items.len(), filled: fields.filter(|field| !field.is_empty()).count(), errors }
    }

    pub fn is_as_good_as(&self, before: &Self) -> bool {
        let all = |shape: &Self| shape.errors.values().sum::<usize>();
        let more = |(rule, count): (&String, &usize)| {
            rule != PLACEHOLDER && *count > before.errors.get(rule).copied().unwrap_or_default()
        };
        self.items >= before.items
            && self.filled >= before.filled
            && all(self) <= all(before)
            && !self.errors.iter().any(more)
    }
}
