//! How a rule says what it found.

use crate::chars::one_line;
use crate::finding::{Edit, Finding, Fix, Related};
use crate::rulebook::{Lang, Page, Severity};
use crate::source::Span;

/// A find, before it is put into words.
#[derive(Debug)]
pub struct Found {
    span: Span,
    words: Vec<(&'static str, String)>,
    variant: Option<&'static str>,
    related: Vec<(Span, &'static str)>,
    fix: Option<Fix>,
    severity: Option<Severity>,
}

impl Found {
    /// A find at a place.
    pub fn at(span: Span) -> Self {
        Self { span, words: Vec::new(), variant: None, related: Vec::new(), fix: None, severity: None }
    }

    /// Fills `{name}` in the message and help.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.words.push((name, value.to_string()));
        self
    }

    /// Says the message that the page has under `other` by this name.
    pub fn saying(mut self, variant: &'static str) -> Self {
        self.variant = Some(variant);
        self
    }

    /// Is of another severity than the page says.
    pub fn graded(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Points at a further place; what it is stands under `other` on the page.
    pub fn related(mut self, span: Span, what: &'static str) -> Self {
        self.related.push((span, what));
        self
    }

    /// Adds a fix that cannot change what the text means.
    pub fn safe_fix(mut self, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { safe: true, edits });
        self
    }

    /// Adds a fix that a person should look at.
    pub fn unsafe_fix(mut self, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { safe: false, edits });
        self
    }

    /// The same, where there is one to add.
    pub fn perhaps_unsafe_fix(self, edits: impl IntoIterator<Item = Edit>) -> Self {
        let edits: Vec<Edit> = edits.into_iter().collect();
        if edits.is_empty() { self } else { self.unsafe_fix(edits) }
    }
}

/// Where a rule's finds go.
#[derive(Debug)]
pub struct Report<'a> {
    page: &'a Page,
    lang: Lang,
    severity: Option<Severity>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    pub(super) fn new(page: &'a Page, lang: Lang, findings: &'a mut Vec<Finding>) -> Self {
        Self { page, lang, severity: None, findings }
    }

    /// All finds are of this severity, whatever the page or the rule says.
    pub(super) fn graded(self, severity: Option<Severity>) -> Self {
        Self { severity, ..self }
    }

    /// The rule's page.
    pub fn page(&self) -> &'a Page {
        self.page
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Puts a find into words.
    pub fn add(&mut self, found: Found) {
        let texts = self.page.texts(self.lang);
        let other = |name: &str| {
            let text = texts.other.get(name);
            debug_assert!(text.is_some(), "{} says nothing called {name}", self.page.name);
            text
        };
        // A page need not tell every case apart.
        let template = found.variant.and_then(|name| texts.other.get(name)).unwrap_or(&texts.message);
        let related = found.related.iter().map(|(span, what)| Related {
            span: *span,
            message: other(what).map(|text| fill(text, &found.words, self.lang)).unwrap_or_default(),
        });
        self.findings.push(Finding {
            rule: self.page.name.clone(),
            severity: self.severity.or(found.severity).unwrap_or(self.page.severity),
            span: found.span,
            message: fill(template, &found.words, self.lang),
            help: fill(&texts.help, &found.words, self.lang),
            related: related.collect(),
            fix: found.fix,
        });
    }
}

/// Puts each word in the place of its `{name}`.
fn fill(template: &str, words: &[(&'static str, String)], lang: Lang) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, value, after)) = next_slot(rest, words) {
        // A quote within quotes cannot be read.
        let unquoted = before.strip_suffix('“').zip(after.strip_prefix('”'));
        let (before, value, after) = match (unquoted, quote_name(value, lang)) {
            (Some((before, after)), Some(called)) => (before, called, after),
            _ => (before, value, after),
        };
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The first place that takes a word, as what stands before it, the word, and what
/// stands after it.
fn next_slot<'a>(
    template: &'a str,
    words: &'a [(&'static str, String)],
) -> Option<(&'a str, &'a str, &'a str)> {
    template.match_indices('{').find_map(|(open, _)| {
        let inner = &template[open + 1..];
        let (name, after) = inner.split_at(inner.find('}')?);
        let (_, value) = words.iter().find(|(word, _)| *word == name)?;
        Some((&template[..open], value.as_str(), &after[1..]))
    })
}

/// How a quote is called.
fn quote_name(mark: &str, lang: Lang) -> Option<&'static str> {
    let names = [
        ("“", "前引号", "opening quote"),
        ("”", "后引号", "closing quote"),
        ("‘", "前单引号", "opening single quote"),
        ("’", "后单引号", "closing single quote"),
        ("\"", "直引号", "straight quote"),
        ("'", "直单引号", "straight single quote"),
    ];
    let (_, zh, en) = names.into_iter().find(|(quote, _, _)| *quote == mark)?;
    Some(if lang == Lang::Zh { zh } else { en })
}

/// A text as a message quotes it: on one line, its middle left out when long.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 24;
    let flat = one_line(text);
    let count = flat.chars().count();
    if count <= MOST {
        return flat;
    }
    let head: String = flat.chars().take(MOST - 8).collect();
    let tail: String = flat.chars().skip(count - 6).collect();
    format!("{head}……{tail}")
}
