//! The text of a document as HTML, with its findings marked in place.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use crate::finding::Finding;
use crate::rulebook::Severity;
use crate::source::{Source, Span};
use crate::visible::is_hidden;

/// So many lines without findings are shown before and after one with findings,
/// when the text is long.
const AROUND: usize = 3;
/// A text of so many bytes is long.
const LONG_TEXT: usize = 200_000;
/// So many characters are shown on each side of what is left out of a long line.
const SIDE: usize = 240;

/// The findings of a text, as marks in it. Lines are asked for in order.
pub(super) struct Marks<'f> {
    findings: &'f [Finding],
    /// The number of each finding's rule.
    rules: &'f [usize],
    /// Those that have started and not ended, as indices.
    open: Vec<usize>,
    /// The next to start.
    next: usize,
}

impl<'f> Marks<'f> {
    pub fn new(findings: &'f [Finding], rules: &'f [usize]) -> Self {
        Self { findings, rules, open: Vec::new(), next: 0 }
    }

    /// A line of the text with its marks, and the findings that start in it.
    pub fn line(&mut self, source: &Source, line: Range<usize>) -> (String, Range<usize>) {
        let (first, mut html) = (self.next, String::new());
        self.open.retain(|&index| self.findings[index].span.end > line.start);
        let mut at = line.start;
        loop {
            self.start(at, &mut html);
            if at >= line.end {
                return (html, first..self.next);
            }
            let end = self.next_cut(line.end);
            self.piece(&cropped(source.slice(Span::new(at, end))), &mut html);
            at = end;
            self.open.retain(|&index| self.findings[index].span.end > at);
        }
    }

    /// Opens the marks of the findings that start here; each shows its number.
    fn start(&mut self, at: usize, html: &mut String) {
        while let Some(finding) = self.findings.get(self.next).filter(|finding| finding.span.start <= at) {
            let (severity, rule) = (class(finding.severity), self.rules[self.next]);
            self.next += 1;
            // Writing to a string cannot fail.
            let _ = write!(html, "<sup class=\"no {severity} r{rule}\">{}</sup>", self.next);
            if finding.span.end > at {
                self.open.push(self.next - 1);
            }
        }
    }

    /// Where the next mark starts or ends, or else the line.
    fn next_cut(&self, line_end: usize) -> usize {
        let ends = self.open.iter().map(|&index| self.findings[index].span.end);
        let start = self.findings.get(self.next).map(|finding| finding.span.start);
        ends.chain(start).fold(line_end, usize::min)
    }

    fn piece(&self, text: &str, html: &mut String) {
        if self.open.is_empty() {
            html.push_str(text);
            return;
        }
        let severities = self.open.iter().map(|&index| class(self.findings[index].severity).to_owned());
        let rules = self.open.iter().map(|&index| format!("r{}", self.rules[index]));
        let classes: BTreeSet<String> = severities.chain(rules).collect();
        let classes: Vec<String> = classes.into_iter().collect();
        let _ = write!(html, "<mark class=\"{}\">{text}</mark>", classes.join(" "));
    }
}

/// The class of a severity.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Advice => "a",
    }
}

/// Which lines of a text are shown, as ranges of 0-based numbers: all, or those
/// near findings.
pub(super) fn shown_lines(source: &Source, findings: &[Finding]) -> Vec<Range<usize>> {
    let count = source.lines().line(source.text().len()) + 1;
    if source.text().len() <= LONG_TEXT {
        return std::iter::once(0..count).collect();
    }
    let mut shown: Vec<Range<usize>> = Vec::new();
    for finding in findings {
        let line = source.lines().line(finding.span.start);
        let range = line.saturating_sub(AROUND)..(line + AROUND + 1).min(count);
        match shown.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => shown.push(range),
        }
    }
    shown
}

/// A text without its middle when that is long.
fn cropped(text: &str) -> String {
    let head = text.char_indices().nth(SIDE).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(SIDE - 1).map_or(0, |(at, _)| at);
    if tail < head + SIDE {
        return escaped(text);
    }
    format!("{}<i class=\"gap\">…</i>{}", escaped(&text[..head]), escaped(&text[tail..]))
}

/// A text between tags. What no reader would see is written out.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\t' => html.push('\t'),
            c if is_hidden(c) => {
                let _ = write!(html, "<i class=\"hid\">U+{:04X}</i>", u32::from(c));
            }
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    fn finding(start: usize, end: usize) -> Finding {
        Finding {
            rule: "a".to_owned(),
            severity: Severity::Error,
            span: Span::new(start, end),
            message: String::new(),
            help: String::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    #[test]
    fn a_finding_over_lines_is_marked_in_those_that_are_shown() {
        let source = Source::new("a.txt", "ab\n\ncd\nef\ngh".to_owned(), Syntax::Plain);
        let findings = [finding(1, 6), finding(4, 11)];
        let mut marks = Marks::new(&findings, &[0, 1]);
        let first = marks.line(&source, 0..2);
        assert_eq!(first, ("a<sup class=\"no e r0\">1</sup><mark class=\"e r0\">b</mark>".to_owned(), 0..1));
        assert_eq!(marks.line(&source, 3..3), (String::new(), 1..1));
        let third = "<sup class=\"no e r1\">2</sup><mark class=\"e r0 r1\">cd</mark>";
        assert_eq!(marks.line(&source, 4..6), (third.to_owned(), 1..2));
        // The fourth line is left out.
        assert_eq!(marks.line(&source, 10..12).0, "<mark class=\"e r1\">g</mark>h");
    }

    #[test]
    fn a_line_after_the_end_of_a_finding_that_was_left_out_has_no_mark() {
        let source = Source::new("a.txt", "ab\ncd\nef".to_owned(), Syntax::Plain);
        let findings = [finding(1, 4)];
        let mut marks = Marks::new(&findings, &[0]);
        marks.line(&source, 0..2);
        assert_eq!(marks.line(&source, 6..8).0, "ef");
    }

    #[test]
    fn the_middle_of_a_long_piece_is_left_out() {
        let text = "汉".repeat(3 * SIDE + 1);
        assert_eq!(cropped(&text).chars().filter(|c| *c == '汉').count(), 2 * SIDE);
        assert_eq!(cropped(&text[..6 * SIDE]), text[..6 * SIDE]);
    }
}
