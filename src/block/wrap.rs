//! Hard-wrapped plain text: lines that were broken at one width, in the middle
//! of their sentences, as terminals and mail programs break them.

use crate::chars::{is_closing, is_opening, is_sentence_end, is_space};
use crate::marker::Marker;
use crate::source::Span;

/// A narrower line, in half-width places, is verse or a list.
const NARROWEST: usize = 28;
/// How much shorter than the widest line a full one may be: a mark that may not
/// start a line takes the character before it along.
const SLACK: usize = 4;
/// A line with a colon within so many characters starts with a label.
const LONGEST_LABEL: usize = 8;
/// Fewer torn lines of one width are an accident.
const FEWEST: usize = 2;

/// A line of text and what the eye sees of it.
struct Line<'s> {
    text: &'s str,
    /// In half-width places, with its indent.
    width: usize,
    /// The same in characters.
    length: usize,
    /// The width of the blank it starts with.
    indent: usize,
    /// Whether that is more than the margin of the text.
    indented: bool,
}

/// For each line, whether the next one goes on with its sentence because the
/// text was wrapped there.
pub(super) fn joins(text: &str, lines: &[Span]) -> Vec<bool> {
    let mut lines: Vec<Line<'_>> = lines.iter().map(|line| Line::new(&text[line.range()])).collect();
    let margin = margin(&lines);
    lines.iter_mut().for_each(|line| line.indented = line.indent > margin);
    let none = vec![false; lines.len()];
    let torn: Vec<&Line<'_>> =
        lines.windows(2).filter(|pair| pair[0].is_torn(&pair[1])).map(|pair| &pair[0]).collect();
    let widths: Vec<usize> = torn.iter().map(|line| line.width).collect();
    let Some(full) = common(&widths, SLACK) else { return none };
    // Some programs count characters, be they as wide or half as wide.
    let lengths: Vec<usize> = torn.iter().map(|line| line.length).collect();
    let length = common(&lengths, 1);
    let is_full = |line: &Line<'_>| {
        (full - SLACK..=full + 2).contains(&line.width)
            || length.is_some_and(|length| (length - 1..=length).contains(&line.length))
    };
    // One long line is enough to show that the text as a whole is not wrapped.
    let wider = lines.iter().filter(|line| line.width > full + 2).count();
    if wider > torn.len() / 4 {
        return none;
    }
    let opens: Vec<&Line<'_>> =
        lines.windows(2).filter(|pair| !is_full(&pair[0])).map(|pair| &pair[1]).collect();
    let indents = opens.iter().filter(|line| line.indented).count() * 2 > opens.len();
    let hung: Vec<bool> =
        lines.windows(2).map(|pair| is_full(&pair[0]) && pair[0].hangs(&pair[1], full)).collect();
    let hanging = hung.iter().filter(|hung| **hung).count() > FEWEST;
    let goes_on = |(pair, hung): (&[Line<'_>], bool)| {
        hanging && hung || is_full(&pair[0]) && pair[0].leads_to(&pair[1], full, indents)
    };
    let mut joins: Vec<bool> = lines.windows(2).zip(hung).map(goes_on).collect();
    joins.push(false);
    joins
}

/// The blank that all lines of a text start with, if paragraphs start with more.
fn margin(lines: &[Line<'_>]) -> usize {
    let mut indents: Vec<usize> =
        lines.iter().filter(|line| !line.text.is_empty()).map(|line| line.indent).collect();
    indents.sort_unstable();
    // A few lines, such as a title, may stand farther out.
    let Some(&margin) = indents.get(indents.len() / 10) else { return 0 };
    let opens =
        |pair: &[Line<'_>]| pair[0].indent > margin && pair[1].indent == margin && !pair[1].text.is_empty();
    let opened = lines.windows(2).filter(|pair| opens(pair)).count();
    if opened < FEWEST { 0 } else { margin }
}

/// The size that most torn lines have, or fall short of by `slack` at most.
fn common(torn: &[usize], slack: usize) -> Option<usize> {
    let mut sorted = torn.to_vec();
    sorted.sort_unstable();
    let below = |width: usize| sorted.partition_point(|&other| other < width);
    let near = |width: usize| below(width + 1) - below(width.saturating_sub(slack));
    let (count, width) = torn.iter().map(|&width| (near(width), width)).max()?;
    (count >= FEWEST && count * 3 >= torn.len() * 2).then_some(width)
}

impl<'s> Line<'s> {
    fn new(line: &'s str) -> Self {
        let line = line.trim_end();
        let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let text = line.trim_start_matches(is_space);
        let indent = width(&line[..line.len() - text.len()]);
        Self { text, width: width(line), length: line.chars().count(), indent, indented: false }
    }

    /// Whether the line breaks off in mid-sentence and `next` could go on.
    fn is_torn(&self, next: &Line<'_>) -> bool {
        let goes_on = self.leads_to(next, self.width, false)
            || next.indent > self.indent && self.hangs(next, self.width);
        self.width >= NARROWEST && !self.is_ended() && goes_on
    }

    fn is_ended(&self) -> bool {
        let inner = self.text.trim_end_matches(is_closing);
        inner.ends_with(is_sentence_end) || inner.ends_with(['；', '：', ';', ':', '…', '|'])
    }

    /// Whether `next` goes on with the sentence and is indented deeper, as the lines of
    /// an item after its first may be.
    fn hangs(&self, next: &Line<'_>, full: usize) -> bool {
        let labelled = || next.text.chars().take(LONGEST_LABEL).any(|c| matches!(c, '：' | ':'));
        self.may_precede(next, full)
            && next.indent >= self.indent
            && next.indent > 0
            && !self.is_ended()
            && !next.opens()
            && !labelled()
    }

    /// Whether both say something and `next` is no wider than a full line.
    fn may_precede(&self, next: &Line<'_>, full: usize) -> bool {
        !self.text.is_empty() && !next.text.is_empty() && next.width <= full + 2
    }

    /// Whether the line begins with a number or a sign, as that of a new paragraph may.
    fn opens(&self) -> bool {
        Marker::parse(self.text).is_some()
            || self.text.starts_with(|c: char| !c.is_alphanumeric() && !is_mark(c))
    }

    /// Whether `next` may belong to the same paragraph, in which a full line has a
    /// width. Where paragraphs are indented, every line without an indent does.
    fn leads_to(&self, next: &Line<'_>, full: usize, indents: bool) -> bool {
        if next.indented || !self.may_precede(next, full) {
            return false;
        }
        if indents {
            return !next.text.starts_with(['|', '<']);
        }
        !self.is_ended() && !next.opens()
    }
}

/// Marks that a line which goes on may start with.
fn is_mark(c: char) -> bool {
    is_opening(c) || is_closing(c) || matches!(c, '，' | '。' | '、' | '；' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::joins;
    use crate::source::Span;

    fn joined(text: &str) -> Vec<bool> {
        let mut start = 0;
        let lines: Vec<Span> = text
            .split('\n')
            .map(|line| {
                let span = Span::new(start, start + line.len());
                start = span.end + 1;
                span
            })
            .collect();
        joins(text, &lines)
    }

    #[test]
    fn lines_of_one_width_are_one_paragraph() {
        let text = "　　镇里对全部仓库逐一检查，发现台账不全、消防\n器材过期等问题，已责成看管员限期补齐，并在月末\n再查一次。\n　　下一步定期通报。";
        assert_eq!(joined(text), [true, true, false, false]);
    }

    #[test]
    fn the_whole_text_may_be_indented() {
        let text = "        镇里对全部仓库逐一检查，发现台账不全、消防\n    器材过期等问题，已责成看管员限期补齐，并在月末\n    再查一次。\n\n        下一步由综合办公室牵头，定期通报各村检查的\n    情况。";
        assert_eq!(joined(text), [true, true, false, false, true, false]);
    }

    #[test]
    fn a_program_may_count_characters() {
        let text = "　　2023年检查仓库16座，发现台账不全9处、消防\n器材过期等问题，已责成看管员限期补齐，并在每月\n20日再查一次；2024年1月10日前全部改完，并在镇\n政务公开栏公布。";
        assert_eq!(joined(text), [true, true, true, false]);
    }

    #[test]
    fn paragraphs_of_different_length_are_not_wrapped() {
        let text = "镇里对全部仓库逐一检查，发现台账不全，\n已责成看管员限期补齐，并在月末再查一次，看一看是否补齐。\n下一步定期通报。";
        assert_eq!(joined(text), [false, false, false]);
    }
}
