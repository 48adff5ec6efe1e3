//! What a rule reports.

use serde::{Deserialize, Serialize};

use crate::rulebook::Severity;
use crate::source::Span;

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it cannot change what the text means.
    pub safe: bool,
    /// The edits, in order, none touching another.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

impl Edit {
    /// Puts `text` in place of a span.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// The text with all edits made; none of them touches another.
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        made.push_str(&text[at..edit.span.start]);
        made.push_str(&edit.text);
        at = edit.span.end;
    }
    made.push_str(&text[at..]);
    made
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where it is, in the same file.
    pub span: Span,
    /// What it is.
    pub message: String,
}

/// One defect, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it, when that can be told.
    pub fix: Option<Fix>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_where_they_belong() {
        let edits = [(4, 4, "y"), (0, 1, "x"), (2, 3, "")]
            .map(|(start, end, text)| Edit::new(Span::new(start, end), text));
        assert_eq!(apply("abcdef", &edits), "xbdyef");
    }
}
