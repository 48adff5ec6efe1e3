//! placeholder: fill that stands for text to come. Brackets, blank dates and
//! words such as 待补充 are patterns on the rule's page.

use std::ops::Range;

use super::strong::{is_lone, strong_pairs};
use super::{before, next};
use crate::block::Block;
use crate::chars::{head, is_han, is_numeral};
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;
use crate::signs;
use crate::source::{Source, Span};

/// No sentence goes on farther, in bytes.
const SENTENCE: usize = 600;

/// A run of one character that may be fill.
struct Fill<'a> {
    text: &'a str,
    range: Range<usize>,
    ch: char,
    count: usize,
    /// Whether an x of the block stands in a formula.
    variable: bool,
}

pub(in crate::rule) fn placeholder(context: &Context<'_>, report: &mut Report<'_>) {
    let words = Words::of(report.page());
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let text = block.as_str();
        let strong = strong_pairs(block, &words.slots);
        let mut found: Vec<Range<usize>> = Vec::new();
        for fill in fills(block) {
            let markup = strong.binary_search_by_key(&fill.range.start, |mark| mark.start).is_ok()
                || fill.ch == '*' && fill.range.len() == 2 && is_lone(text, &fill.range, &words.slots);
            if markup || !fill.stands_for_text(words) {
                continue;
            }
            match found.last_mut() {
                Some(last) if is_joint(&text[last.end..fill.range.start]) => last.end = fill.range.end,
                _ => found.push(fill.range),
            }
        }
        for range in found {
            let shown = &text[range.clone()];
            report.add(Found::at(block.span_of(range.clone())).with("text", shown));
        }
        for span in
            block.emphasis().iter().flat_map(|span| emphasis_fill(&context.model.source, *span, words))
        {
            report.add(Found::at(span).with("text", context.model.source.slice(span)));
        }
    }
}

/// What the rule's page knows of the places where fill stands.
pub(super) struct Words {
    /// What fill stands before.
    pub slots: Vec<String>,
    /// After these a lone x is a letter.
    letter_words: Vec<String>,
    /// After these fill keeps a name back.
    surnames: String,
    /// Who is named where a name is kept back.
    people: Vec<String>,
}

impl Words {
    /// Those of the rule's own page.
    pub fn of(page: &Page) -> &Self {
        page.derived(|page| Self {
            slots: page.words("slots"),
            letter_words: page.words("letter-words"),
            surnames: page.words("surnames").concat(),
            people: page.words("people"),
        })
    }
}

/// Whether fill on both sides of this is one date: xx年x月
fn is_joint(between: &str) -> bool {
    let mut chars = between.chars();
    chars.next().is_some_and(|c| signs::BETWEEN_BLANKS.contains(c)) && chars.next().is_none()
}

fn fills<'a>(block: &'a Block) -> Vec<Fill<'a>> {
    let text = block.as_str();
    let mut fills: Vec<Fill<'a>> = Vec::new();
    let variable = is_variable(text, 'x');
    for mark in &block.marks {
        let Some(ch) = fill_char(mark.ch) else {
            continue;
        };
        match fills.last_mut() {
            Some(last) if last.ch == ch && last.range.end == mark.at() => {
                last.range.end = mark.end();
                last.count += 1;
            }
            _ => fills.push(Fill { text, range: mark.at()..mark.end(), ch, count: 1, variable }),
        }
    }
    fills
}

/// The fill that a character is, with its variants made one.
fn fill_char(ch: char) -> Option<char> {
    Some(match ch {
        'x' | 'X' | 'ｘ' | 'Ｘ' => 'x',
        '×' | '✕' | '╳' => '×',
        '*' | '＊' | '﹡' => '*',
        '_' | '＿' => '_',
        '○' | '◯' | signs::ZERO => '○',
        '□' | '△' | '▢' | '☐' | '◇' | 'Δ' | '∆' => '□',
        '▲' | '●' | '◎' | '◆' | '■' | '★' | '☆' | '#' | '＃' | '@' | '&' | '?' | '？' | '$' | '＄' => {
            '#'
        }
        '…' | '.' => ch,
        _ => return None,
    })
}

/// Whether a letter stands in a formula of the text: x-y=12.6.
pub(super) fn is_variable(text: &str, letter: char) -> bool {
    let operator = |c: char| matches!(c, '=' | '＝' | '+' | '＋' | '<' | '>' | '＜' | '＞' | '≥' | '≤');
    text.contains(operator)
        && text.match_indices(letter).any(|(at, _)| {
            let beside =
                |c: Option<char>| c.is_some_and(|c| operator(c) || matches!(c, '-' | '−' | '×' | '÷' | '/'));
            beside(before(text, at)) || beside(next(text, at + letter.len_utf8()))
        })
}

impl Fill<'_> {
    fn stands_for_text(&self, words: &Words) -> bool {
        let (left, right) = (before(self.text, self.range.start), next(self.text, self.range.end));
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if self.is_mask(left, right) || self.is_all_of_its_line() || self.keeps_name_back(words) {
            return false;
        }
        if self.is_year_of_decade(right) {
            return true;
        }
        match (self.ch, self.count) {
            // ××A-7 is a code.
            ('×', _) if latin(right) || left.is_some_and(|c| matches!(c, '\u{A1}'..='\u{FF}')) => false,
            ('x', _) if latin(left) || latin(right) || self.is_letter(words) => false,
            ('x', 1) => !is_digit(left) && !is_digit(right) && self.fills_slot(words) && !self.variable,
            ('x', 2) if is_digit(left) && right != Some(signs::YEAR) => {
                !self.text[..self.range.start - 1].ends_with(|c: char| !c.is_ascii_digit())
                    && self.fills_slot(words)
            }
            ('×', 1) => !is_digit(left) && self.fills_slot(words) && !self.is_in_sum(),
            // 按*号键 names a key.
            ('*', 1) if self.is_letter(words) => false,
            ('*', 1) => left.is_some() && !(is_digit(left) && is_digit(right)) && self.fills_slot(words),
            ('_', 1) => matches!(left, Some('：' | ':')) && right.is_none_or(|c| c.is_whitespace()),
            ('_', _) => !(self.is_underlining() || left.is_some_and(is_word) && right.is_some_and(is_word)),
            ('○', 1) => {
                right.is_some_and(|c| signs::DATE_UNITS.contains(&c)) && !left.is_some_and(is_number)
            }
            ('○', _) => ![left, right].into_iter().flatten().any(is_number),
            ('□' | '#', 1) => false,
            // 评定为★★★★站 rates.
            ('#', 2..=5)
                if self.text[self.range.clone()].starts_with('★')
                    && left.is_some_and(|c| signs::BEFORE_RATING.contains(c)) =>
            {
                false
            }
            ('#', _) => {
                right.is_some_and(is_han) && self.fills_slot(words) && left.is_some() && left != Some('\n')
            }
            ('.', 4..) => self.fills_slot(words),
            // The dots of a table of contents lead to a page or end the line.
            ('…', 5..) => right.is_some_and(|c| !c.is_ascii_digit() && !c.is_whitespace()),
            ('.' | '…', _) => false,
            _ => true,
        }
    }

    /// Whether what is to be filled in follows.
    fn fills_slot(&self, words: &Words) -> bool {
        let after = &self.text[self.range.end..];
        let after = if self.count == 1 { after.strip_prefix(' ').unwrap_or(after) } else { after };
        words.slots.iter().any(|slot| after.starts_with(slot.as_str()))
    }

    /// Whether an x is a letter of a word or a formula: X光, x轴.
    fn is_letter(&self, words: &Words) -> bool {
        let after = &self.text[self.range.end..];
        words.letter_words.iter().any(|word| after.starts_with(word.as_str()))
    }

    /// Whether it is the last digit of a year: 202X年.
    fn is_year_of_decade(&self, right: Option<char>) -> bool {
        const DIGITS: usize = 3;
        let before = &self.text[..self.range.start];
        self.count == 1
            && right == Some(signs::YEAR)
            && self.digits_before() == DIGITS
            && before[before.len() - DIGITS..].starts_with(['1', '2'])
    }

    /// How many digits stand right before it, up to four.
    fn digits_before(&self) -> usize {
        self.text[..self.range.start].bytes().rev().take(4).take_while(u8::is_ascii_digit).count()
    }

    /// Whether it hides a part of a number or an address that is known:
    /// 138****5678, 3301**********0021.
    fn is_mask(&self, left: Option<char>, right: Option<char>) -> bool {
        let both = |test: fn(char) -> bool| left.is_some_and(test) && right.is_some_and(test);
        // 0**7
        let least = if self.ch == '*' && both(|c| c.is_ascii_digit()) { 2 } else { 3 };
        matches!(self.ch, '*' | 'x' | '×' | '□' | '#')
            && self.count >= least
            && (both(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '·'))
                || self.digits_before() >= 3
                    && (self.ch != 'x' || right.is_some_and(|c| c.is_ascii_alphanumeric())))
    }

    /// Whether it stands for the given name of someone who is not to be known, and
    /// the sentence goes on: 经理林××送来.
    fn keeps_name_back(&self, words: &Words) -> bool {
        let before = &self.text[..self.range.start];
        let Some(surname) = before.chars().next_back().filter(|c| words.surnames.contains(*c)) else {
            return false;
        };
        let lead = &before[..before.len() - surname.len_utf8()];
        matches!(self.ch, '×' | 'x' | '*' | '○')
            && self.count <= 3
            && words.people.iter().any(|person| lead.ends_with(person.as_str()))
            && next(self.text, self.range.end).is_some_and(is_han)
            && !self.fills_slot(words)
    }

    /// A line of asterisks or dots is a rule between parts.
    fn is_all_of_its_line(&self) -> bool {
        matches!(self.ch, '*' | '.' | '…' | '#') && self.text.trim().len() == self.range.len()
            || self.ch == '_' && self.count >= 10 && self.text.trim().len() == self.range.len()
    }

    /// The text on both sides, as far as a sentence can reach.
    fn around(&self) -> (&'_ str, &'_ str) {
        let from = self.text.ceil_char_boundary(self.range.start.saturating_sub(SENTENCE));
        (&self.text[from..self.range.start], head(&self.text[self.range.end..], SENTENCE))
    }

    /// Whether a × stands in a sum: 金额＝户数×标准
    fn is_in_sum(&self) -> bool {
        let clause = |c: char| matches!(c, '，' | '。' | '；' | '\n');
        let (before, after) = self.around();
        let before = before.rfind(clause).map_or(before, |at| &before[at..]);
        let after = after.find(clause).map_or(after, |at| &after[..at]);
        [before, after].iter().any(|side| side.contains(['=', '＝', '+', '÷', '%', '％']))
    }

    /// `__` marks that CommonMark does not take for emphasis, since they stand
    /// within a word, but that are meant so: 把__重点__讲清.
    fn is_underlining(&self) -> bool {
        let (before, after) = self.around();
        let near = |word: &str| {
            let length = word.chars().count();
            (2..=16).contains(&length) && word.chars().all(is_han)
        };
        self.count == 2
            && (after.split_once("__").is_some_and(|(word, rest)| near(word) && !rest.starts_with('_'))
                || before.rsplit_once("__").is_some_and(|(rest, word)| near(word) && !rest.ends_with('_')))
    }
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_number(c: char) -> bool {
    is_numeral(c) || c.is_ascii_digit()
}

/// In Markdown the asterisks of 20**年1月至20**年6月 make strong text of what is
/// between them. They are fill when a date or an office goes on after both.
fn emphasis_fill(source: &Source, span: Span, words: &Words) -> Vec<Span> {
    let text = source.slice(span);
    let length = if text.starts_with("**") && text.ends_with("**") { 2 } else { 1 };
    if !text.starts_with('*') || text.len() < 2 * length {
        return Vec::new();
    }
    let (before, after) = (&source.text()[..span.start], &source.text()[span.end..]);
    let inner = &text[length..text.len() - length];
    let dated = |text: &str| text.starts_with(signs::DATE_UNITS);
    let slotted = |text: &str| words.slots.iter().any(|slot| text.starts_with(slot.as_str()));
    let numbered = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let dates =
        dated(inner) && dated(after) && (numbered(before) || numbered(inner) || inner.chars().count() <= 2);
    let offices =
        slotted(inner) && slotted(after) && before.ends_with(is_han) && inner.ends_with(signs::LEADS_TO_NAME);
    if !dates && !offices {
        return Vec::new();
    }
    vec![Span::new(span.start, span.start + length), Span::new(span.end - length, span.end)]
}
