//! repeated-word: 情况情况, 的的, 3册册.

use std::ops::Range;

use crate::block::Block;
use crate::chars::{is_closing, is_digit, is_han, is_opening};
use crate::finding::Edit;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::{Doubled, verbs};
use crate::signs;
use crate::spell::{is_common_word, is_known_word, likelier_without};

/// No word that stands twice is longer, in characters.
const LONGEST: usize = 8;

pub(in crate::rule) fn repeated_word(context: &Context<'_>, report: &mut Report<'_>) {
    let mut chars: Vec<(usize, char)> = Vec::new();
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        chars.clear();
        chars.reserve(block.as_str().len() / 2);
        chars.extend(block.as_str().char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')));
        let mut at = 0;
        while at + 1 < chars.len() {
            let text = Text { chars: &chars, block };
            let Some((length, slip)) = text.repeat_at(at) else {
                at += 1;
                continue;
            };
            let doubled =
                context.model.rulebook.wording.doubled.get().filter(|_| !text.is_in_row(at, length));
            if doubled.is_some_and(|doubled| slip(&text, doubled, at, length)) {
                tell(block, &text, at, length, report);
            }
            at += if length == 1 { 1 } else { length + 1 };
        }
        clauses_said_twice(block, report);
    }
}

/// 每周通报里程，每周通报里程，: a clause and the same again.
fn clauses_said_twice(block: &Block, report: &mut Report<'_>) {
    const SHORTEST: usize = 6;
    let text = block.as_str();
    let mut last = 0..0;
    let mut start = 0;
    for mark in block.marks.iter().filter(|mark| matches!(mark.ch, '，' | '；' | '。')) {
        let clause = start..mark.at();
        let word = &text[clause.clone()];
        let again = !word.is_empty()
            && word == &text[last.clone()]
            && text[last.end..start].starts_with(['，', '；', '。']);
        if again && word.chars().count() >= SHORTEST && word.chars().all(is_letter) {
            let cut = Edit::new(block.span_of(last.end..clause.end), "");
            let found =
                Found::at(block.span_of(last.start..clause.end)).with("word", quoted(word)).saying("twice");
            report.add(found.unsafe_fix(vec![cut]));
        }
        (last, start) = (clause, mark.end());
    }
}

/// What words are made of.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

fn tell(block: &Block, text: &Text<'_>, at: usize, length: usize, report: &mut Report<'_>) {
    let [first, second] = [at, at + length].map(|start| text.range(start, length));
    let word = &block.as_str()[second.clone()];
    let cut = Edit::new(block.span_of(first.end..second.end), "");
    let found = Found::at(block.span_of(first.start..second.end)).with("word", quoted(word));
    report.add(found.saying("twice").unsafe_fix(vec![cut]));
}

/// Tells whether a word of some length that stands twice from a place on is a
/// slip.
type Judge = fn(&Text<'_>, &Doubled, usize, usize) -> bool;

/// The characters of a block, without line ends, with their places.
struct Text<'a> {
    chars: &'a [(usize, char)],
    block: &'a Block,
}

impl Text<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.char(at))
    }

    fn range(&self, at: usize, length: usize) -> Range<usize> {
        let (last, c) = self.chars[at + length - 1];
        self.chars[at].0..last + c.len_utf8()
    }

    fn word(&self, at: usize, length: usize) -> String {
        self.chars[at..at + length].iter().map(|(_, c)| c).collect()
    }

    /// Whether another word that stands twice is listed with this one: 检查检查、登记登记.
    fn is_in_row(&self, at: usize, length: usize) -> bool {
        let twice = |start: usize| {
            start + 2 * length <= self.chars.len()
                && (start..start + length)
                    .all(|at| is_han(self.chars[at].1) && self.char(at) == self.char(at + length))
        };
        let (whole, end) = (2 * length, at + 2 * length);
        let before = at.checked_sub(whole + 1).filter(|_| self.before(at) == Some('、'));
        length > 1 && (before.is_some_and(twice) || self.char(end) == Some('、') && twice(end + 1))
    }

    /// Whether a word of some length stands at a place, however rare.
    fn is_known(&self, at: usize, length: usize) -> bool {
        at + length <= self.chars.len() && is_known_word(&self.word(at, length))
    }

    /// The length of what stands twice from a place on, and who is to judge it.
    fn repeat_at(&self, at: usize) -> Option<(usize, Judge)> {
        let first = self.char(at)?;
        let number = first.is_ascii_digit() && !self.before(at).is_some_and(goes_into_number);
        if !is_han(first) && !matches!(first, '%' | '％') && !number {
            return None;
        }
        let twice = |&length: &usize| {
            self.char(at + length) == Some(first)
                && at + 2 * length <= self.chars.len()
                && (1..length).all(|i| self.char(at + i) == self.char(at + length + i))
        };
        let length = (1..=LONGEST).find(twice)?;
        if number {
            return Some((length, is_amount_slip));
        }
        let counted = self.before(at).is_some_and(|c| is_digit(c) || signs::COUNTING.contains(c));
        let pairs = at >= 2 && self.before(at) == self.char(at - 2);
        if counted && !(pairs && signs::COUNTING.contains(first)) {
            return Some((length, is_unit_slip));
        }
        Some((length, if length == 1 { is_character_slip } else { is_word_slip }))
    }
}

/// Whether a digit after the character is not the first of its number.
fn goes_into_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | ':' | '：' | '/' | '-' | '—' | '~' | '～')
}

/// 80万元80万元: a number of something and the same again. 5个5个地数 is said on purpose.
fn is_amount_slip(text: &Text<'_>, _: &Doubled, at: usize, length: usize) -> bool {
    let amount = text.word(at, length);
    let unit = amount.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let counts = unit.len() < amount.len() && !unit.is_empty() && unit.chars().all(is_han);
    let on_purpose = |after| matches!(after, signs::ADVERBIAL | signs::ATTRIBUTIVE);
    counts && !text.char(at + 2 * length).is_some_and(on_purpose)
}

/// 3册册: a measure word twice after a number. 一件件 is said on purpose.
fn is_unit_slip(text: &Text<'_>, doubled: &Doubled, at: usize, length: usize) -> bool {
    let rest = &text.block.as_str()[text.chars[at].0..];
    let each = text.before(at) == Some(signs::ONE)
        && !at.checked_sub(2).is_some_and(|i| text.char(i).is_some_and(|c| signs::COUNTING.contains(c)));
    let unit = doubled.unit_twice(rest).is_some_and(|unit| unit.chars().count() == length);
    !each && unit || length > 1 && is_word_slip(text, doubled, at, length)
}

/// 的的, 检检查. Not 认认真真, 的的确确, nor 存在|在线.
fn is_character_slip(text: &Text<'_>, doubled: &Doubled, at: usize, _: usize) -> bool {
    let Some(character) = text.char(at) else { return false };
    let (before, after) = (text.before(at), text.char(at + 2));
    let pairs = at >= 2 && before == text.char(at - 2) || after.is_some() && after == text.char(at + 3);
    let thrice = before == Some(character) || after == Some(character);
    let quoted = before.is_some_and(is_opening) && after.is_some_and(is_closing);
    !pairs
        && !thrice
        && !quoted
        && (doubled.is_slip(before, character, after)
            || !doubled.knows(character) && ends_word_twice(text, doubled, at)
            || begins_word_twice(text, doubled, at)
            || says_act_twice(text, doubled, at)
            || doubled.ends_with_unit(&text.block.as_str()[..text.range(at, 1).end]))
        && !is_right(text, doubled, at, 1)
}

/// 金额额: the last character of a common word once more, where no other word can
/// begin with it, nor is it one by itself.
fn ends_word_twice(text: &Text<'_>, doubled: &Doubled, at: usize) -> bool {
    if !at.checked_sub(1).is_some_and(|start| is_common_word(&text.word(start, 2))) {
        return false;
    }
    let twice = text.word(at, 2);
    let Some(after) = text.char(at + 2).filter(|c| is_han(*c) || is_opening(*c) || *c == '、') else {
        return !is_common_word(&twice);
    };
    let bound = text.char(at).is_some_and(|c| is_han(c) && !doubled.is_free(c));
    // 绿茵茵的, 要紧紧围绕
    let said = || matches!(after, signs::ATTRIBUTIVE | signs::ADVERBIAL) || is_known_word(&twice);
    bound && is_han(after) && !text.is_known(at + 1, 2) && !text.is_known(at + 1, 3) && !said()
}

/// A line that ends with the first character of the next one's first word: 植保组采⏎采用灯光.
fn begins_word_twice(text: &Text<'_>, doubled: &Doubled, at: usize) -> bool {
    let [first, second] = [at, at + 1].map(|at| text.block.span_of(text.range(at, 1)));
    let parted = first.end < second.start;
    let alone = |c: char| !is_han(c) || doubled.is_free(c);
    let ends_word = || at.checked_sub(1).is_some_and(|start| is_common_word(&text.word(start, 2)));
    parted
        && text.char(at + 2).is_some_and(is_han)
        && !text.char(at).is_some_and(alone)
        && is_common_word(&text.word(at + 1, 2))
        && !is_common_word(&text.word(at, 2))
        && !ends_word()
}

/// 更新新结果: the last character of a verb once more, where the words around go together
/// far better without it.
fn says_act_twice(text: &Text<'_>, doubled: &Doubled, at: usize) -> bool {
    const REACH: usize = 6;
    /// Found on a month of newspaper text.
    const CERTAIN: f32 = 9.0;
    let Some(start) = at.checked_sub(1) else { return false };
    let verb = text.word(start, 2);
    let act = doubled.is_act(&verb) || verbs().has(&verb) && is_common_word(&verb);
    if !act || text.is_known(at + 1, 2) || !text.char(at + 2).is_some_and(is_han) {
        return false;
    }
    let from = at.saturating_sub(REACH);
    let near = text.word(from, (at + 2 + REACH).min(text.chars.len()) - from);
    let part = text.range(at, 1);
    let start = text.word(from, at - from).len();
    likelier_without(&near, start..start + part.len()) >= CERTAIN
}

/// 情况情况. Not 一个一个, 研究研究.
fn is_word_slip(text: &Text<'_>, doubled: &Doubled, at: usize, length: usize) -> bool {
    let word = text.word(at, length);
    let one = word.chars().all(|c| Some(c) == text.char(at));
    let number = word.chars().any(|c| signs::COUNTING.contains(c) && c != signs::NUMBER);
    let quoted =
        text.before(at).is_some_and(is_opening) && text.char(at + 2 * length).is_some_and(is_closing);
    let han = word.chars().all(is_han);
    // In a line without any mark, columns and headlines that end with the name
    // with which the next one begins stand side by side.
    let side_by_side =
        text.block.marks.is_empty() && (length == 3 || length > 5 || text.chars.len() == 2 * length);
    if han && !side_by_side && !quoted && doubled.never_repeats(&word) {
        return true;
    }
    han && !side_by_side
        && !one
        && !number
        && !quoted
        && !doubled.may_repeat(&word, &text.block.as_str()[text.range(at, 2 * length).end..])
        && !is_right(text, doubled, at, length)
}

/// Whether a phrase covers the place in which the doubling is right.
fn is_right(text: &Text<'_>, doubled: &Doubled, at: usize, length: usize) -> bool {
    let from = at.saturating_sub(3);
    let to = (at + 2 * length + 3).min(text.chars.len());
    let near = text.word(from, to - from);
    doubled.right().iter().any(|phrase| near.contains(phrase.as_str()))
}
