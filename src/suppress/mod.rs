//! Comments in a file that silence rules there: `<!-- hegao: ignore RULE -->`
//! for the next block, `ignore-line` for a line, `ignore-file` for the file.

mod add;
mod comment;
mod place;

use std::ops::Range;

use crate::analysis::Analysis;
use crate::finding::Finding;
use crate::source::Span;

pub use add::{Silencer, with_comments, with_whole};
pub use comment::{Name, Verb};

/// What every comment to hegao holds.
const SIGN: &str = "hegao:";

/// A comment that silences rules in a part of its file.
#[derive(Debug)]
pub struct Suppression {
    /// The comment, from `<!--` to `-->`.
    pub comment: Span,
    /// What it asks for; `None` when hegao does not know the word.
    pub verb: Option<Verb>,
    /// Where the verb stands.
    pub verb_span: Span,
    /// The rules and groups that it names; none means all.
    pub names: Vec<Name>,
    /// Where it silences them.
    pub covers: Span,
    /// Whether it hid something, without naming a rule.
    pub used: bool,
}

impl Suppression {
    /// Whether nothing that the comment asks for hides anything.
    pub fn is_idle(&self) -> bool {
        if self.names.is_empty() { !self.used } else { self.names.iter().all(|name| !name.used) }
    }

    fn covers(&self, span: Span) -> bool {
        let Range { start, end } = self.covers.range();
        (start..end).contains(&span.start) || (span.is_empty() && span.start == end)
    }

    /// Whether the comment hides what `rule` of `group` finds at `span`. It
    /// remembers that it did.
    fn hides(&mut self, rule: &str, group: &str, span: Span) -> bool {
        if self.verb.is_none() || !self.covers(span) {
            return false;
        }
        if self.names.is_empty() {
            self.used = true;
            return true;
        }
        let mut hides = false;
        for name in self.names.iter_mut().filter(|name| name.text == rule || name.text == group) {
            name.used = true;
            hides = true;
        }
        hides
    }
}

/// All comments of one file that silence rules.
#[derive(Debug, Default)]
pub struct Suppressions(Vec<Suppression>);

impl Suppressions {
    /// Reads the comments of a file. A file that does not speak to hegao costs
    /// no more than a search for the word.
    pub fn read(model: &Analysis) -> Self {
        let text = model.source.text();
        if !text.contains(SIGN) {
            return Self::default();
        }
        let places = place::places(model);
        let read = places.into_iter().filter_map(|place| {
            let asked = comment::parse(text, place.comment)?;
            let covers = match asked.verb {
                Some(Verb::File) => Span::new(0, text.len()),
                Some(Verb::Line) => place.line(text),
                Some(Verb::Block) | None => place.block,
            };
            Some(Suppression {
                comment: place.comment,
                verb: asked.verb,
                verb_span: asked.verb_span,
                names: asked.names,
                covers,
                used: false,
            })
        });
        Self(read.collect())
    }

    /// The comments, in the order of the text.
    pub fn list(&self) -> &[Suppression] {
        &self.0
    }

    /// Those that name what they silence.
    pub fn by_name(mut self) -> Self {
        self.0.retain(|suppression| !suppression.names.is_empty());
        self
    }

    /// Takes out the findings that a comment silences; they are sorted by place.
    /// `group_of` tells the group of a rule.
    pub fn hide<'g>(&mut self, findings: &mut Vec<Finding>, group_of: impl Fn(&str) -> &'g str) {
        let mut order: Vec<usize> = (0..self.0.len()).collect();
        order.sort_by_key(|&index| self.0[index].covers.start);
        let mut coming = order.into_iter().peekable();
        let mut open: Vec<usize> = Vec::new();
        findings.retain(|finding| {
            let at = finding.span.start;
            while let Some(index) = coming.next_if(|&index| self.0[index].covers.start <= at) {
                open.push(index);
            }
            open.retain(|&index| self.0[index].covers.end >= at);
            let group = group_of(&finding.rule);
            let mut hidden = false;
            for &index in &open {
                hidden |= self.0[index].hides(&finding.rule, group, finding.span);
            }
            !hidden
        });
    }
}
