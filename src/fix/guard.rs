//! What a fix must not do: bring up errors, or lose what the text says.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::Model;
use crate::rule::{Selection, run};
use crate::rulebook::Severity;
use crate::setup::Setup;
use crate::source::Source;

/// A field that is put in to be filled is a placeholder until it is; it comes
/// in the place of an error about the missing field.
const PLACEHOLDER: &str = "placeholder";

/// Looks at texts before and after fixes.
pub(super) struct Guard<'a> {
    setup: &'a Setup<'a>,
    /// The rules whose errors count, whatever the user selected.
    watched: Option<Selection>,
}

/// What is told of a text to compare it with another.
#[derive(Debug)]
pub(super) struct Shape {
    items: usize,
    filled: usize,
    errors: BTreeMap<String, usize>,
}

impl<'a> Guard<'a> {
    pub fn new(setup: &'a Setup<'a>) -> Self {
        // Without choices there is no name to be unknown.
        Self { setup, watched: Selection::new(setup.rulebook, []).ok() }
    }

    /// The findings of a text, and its shape.
    pub fn examine(&self, source: &Source) -> (Vec<Finding>, Shape) {
        let Setup { rulebook, selection, kind, options } = *self.setup;
        Model::with(source, rulebook, kind, |model| {
            let findings = run(model, selection, options);
            let watched = self.watched.as_ref().map(|watched| run(model, watched, options));
            let shape = Shape::of(model, watched.as_ref().unwrap_or(&findings));
            (findings, shape)
        })
    }
}

impl Shape {
    fn of(model: &Model<'_>, findings: &[Finding]) -> Self {
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
