//! stray-space: spaces within running Chinese text, or after a numbering mark.
//!
//! Writers also lay out their lines with spaces: between fields, in names of two
//! characters, in titles. Such a gap is told from a stray one by what stands
//! around it, up to the next gap or mark.

use std::ops::Range;

use crate::block::{Block, BlockId};
use crate::chars::{head, is_chinese, is_closing, is_gap, is_han, is_opening, is_sentence_end};
use crate::finding::Edit;
use crate::outline::Family;
use crate::rule::{Context, Found, Report};
use crate::signs;
use crate::source::Span;
use crate::spell::is_known_word;

/// The longest lead of a line that a wide gap sets off, in characters.
const LONGEST_LEAD: usize = 12;
/// The longest field label, name or date that a gap sets off, in characters.
const LONGEST_FIELD: usize = 8;

pub(in crate::rule) fn stray_space(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    let mut cuts: Vec<(BlockId, usize)> = Vec::new();
    for segment in &model.outline.segments {
        cuts.push((segment.block, segment.range.start));
        let block = &model.blocks.list[segment.block];
        let text = block.as_str();
        if segment.label.is_some() {
            cuts.push((segment.block, text.len() - text[segment.body..].trim_start().len()));
        }
        let spaced = segment.marker.filter(|marker| {
            let dotted = marker.family == Family::Arabic && marker.mark != Some('、');
            // ⒈, ① and 【问题1】 are signs that a space may well follow.
            let sign =
                marker.mark.is_none() && (marker.len == '①'.len_utf8() || marker.family == Family::Problem);
            !dotted
                && !sign
                && !matches!(
                    marker.family,
                    Family::Collection | Family::Part | Family::Clause | Family::Decimal(_)
                )
        });
        if spaced.is_some() {
            let after = segment.marker_range().map_or(segment.head, |range| range.end);
            let gap = after..text.len() - text[after..].trim_start_matches(is_gap).len();
            let slipped = text[gap.clone()] == *" " && gap.end < text.len();
            if slipped && !beside_markup(context, block.span_of(gap.clone())) {
                tell(block, gap.clone(), report, "marker");
            }
            cuts.push((segment.block, gap.end));
        }
    }
    cuts.sort_unstable();
    for (id, block) in model.blocks.list.enumerate().filter(|(_, block)| block.has_text()) {
        for range in block.stretches(|mark| is_gap(mark.ch)) {
            let cut = cuts.binary_search(&(id, range.end)).is_ok();
            let gap = Gap::new(block.as_str(), range.clone());
            if gap.is_in_chinese()
                && !cut
                && !gap.is_layout()
                && !beside_markup(context, block.span_of(range.clone()))
            {
                tell(block, range, report, "between");
            }
        }
    }
}

fn tell(block: &Block, range: Range<usize>, report: &mut Report<'_>, what: &'static str) {
    let span = block.span_of(range);
    report.add(Found::at(span).saying(what).safe_fix(vec![Edit::new(span, "")]));
}

/// Whether the space sets off Markdown emphasis, which some readers need:
/// **学习方面。** 学习不系统。
fn beside_markup(context: &Context<'_>, span: Span) -> bool {
    let text = context.model.source.text();
    text[..span.start].ends_with(['*', '_', '`']) || text[span.end..].starts_with(['*', '_', '`'])
}

/// A run of spaces and the line around it.
struct Gap<'a> {
    gap: &'a str,
    /// The line up to the gap, and from the gap on.
    before: &'a str,
    after: &'a str,
}

impl<'a> Gap<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Self {
        const REACH: usize = 600;
        let from = text.ceil_char_boundary(range.start.saturating_sub(REACH));
        let start = text[from..range.start].rfind('\n').map_or(from, |at| from + at + 1);
        let after = head(&text[range.end..], REACH);
        let after = after.split('\n').next().unwrap_or(after);
        Self { gap: &text[range.clone()], before: &text[start..range.start], after }
    }

    fn is_in_chinese(&self) -> bool {
        let (Some(left), Some(right)) = (self.before.chars().next_back(), self.after.chars().next()) else {
            return false;
        };
        is_chinese(left) && is_chinese(right)
    }

    /// Whether the gap lays out the line rather than having slipped into it.
    fn is_layout(&self) -> bool {
        let left = self.before.chars().next_back().unwrap_or(' ');
        let right = self.after.chars().next().unwrap_or(' ');
        // A blank in brackets is to be filled in: （　　）
        let blank = is_opening(left) && is_closing(right);
        let ended = is_sentence_end(left) || matches!(left, '；' | '：' | '…' | '·' | '—');
        let closed = is_closing(left) && self.before.trim_end_matches(is_closing).ends_with(is_sentence_end);
        blank
            || ended
            || closed
            || !self.is_in_prose()
            || self.is_row()
            || self.is_padded()
            || self.is_field()
            || self.is_wide() && (self.follows_lead() || self.sets_off_name()) && !self.is_within_clause()
            || is_article(self.before.trim_start())
            || is_blank_date(left, right)
            || self.is_blank_month()
    }

    /// The gap before the month of a date whose numbers are still to be written: 于　月　日.
    fn is_blank_month(&self) -> bool {
        let rest = self.after.strip_prefix(signs::MONTH).unwrap_or_default();
        rest.starts_with(is_gap) && rest.trim_start_matches(is_gap).starts_with(signs::DAY)
    }

    /// A tab, a full-width space or several spaces.
    fn is_wide(&self) -> bool {
        self.gap != " "
    }

    /// Whether the line is made of sentences: titles, by-lines and rows have no
    /// marks that part clauses.
    fn is_in_prose(&self) -> bool {
        let clause = |c: char| matches!(c, '，' | '。' | '；' | ',' | '！' | '？');
        self.before.contains(clause) || self.after.contains(clause)
    }

    /// Whether tabs part the line into cells.
    fn is_row(&self) -> bool {
        let tabs = |text: &str| text.matches('\t').count();
        tabs(self.before) + tabs(self.gap) + tabs(self.after) > 1
    }

    /// Words that are set wide for their looks: 陈　旭, 目　录, 抄  送.
    fn is_padded(&self) -> bool {
        let (left, right) = (last_word(self.before), first_word(self.after));
        let (longer, shorter) = (left.chars().count(), right.chars().count());
        let next = self.after[right.len()..].trim_start_matches(is_gap);
        let padded_name = shorter == 1
            && next.len() < self.after.len() - right.len()
            && first_word(next).chars().count() == 1;
        longer == 1 && shorter <= 2 || padded_name
    }

    /// A field starts after the gap (主持人：张明　　记录：李兰), or the gap stands
    /// within a row of such fields.
    fn is_field(&self) -> bool {
        let opens = |text: &str| {
            let field: String = text.chars().take(LONGEST_FIELD + 1).collect();
            field.find(['：', ':']).is_some_and(|at| field[..at].chars().all(|c| is_han(c) || is_gap(c)))
        };
        opens(self.after)
    }

    /// A short lead of the line before a wide gap: 本报讯　记者……, 第一条　…….
    fn follows_lead(&self) -> bool {
        let lead = self.before.trim_start_matches(is_gap);
        (3..=LONGEST_LEAD).contains(&lead.chars().count()) && lead.chars().all(is_han)
    }

    /// A name or a word of a list after a wide gap.
    fn sets_off_name(&self) -> bool {
        let (left, right) = (last_word(self.before), first_word(self.after).chars().count());
        // 联系人：区政府办公室　甘棠
        let labelled = self.before[..self.before.len() - left.len()].ends_with(['：', ':']);
        let short = left.chars().count() <= LONGEST_FIELD;
        (2..=4).contains(&right) && (short || labelled)
    }

    /// Whether what stands on both sides of the gap is a word: 立管锈　蚀严重.
    fn parts_word(&self) -> bool {
        let (left, right) = (self.before.chars().next_back(), self.after.chars().next());
        let word: String = left.into_iter().chain(right).collect();
        is_known_word(&word)
    }

    /// Whether the gap is the only one of a clause within a sentence: ，夏季仓温　偏高；
    fn is_within_clause(&self) -> bool {
        let (left, right) = (last_word(self.before), first_word(self.after));
        let lead = self.before[..self.before.len() - left.len()].trim_start();
        self.gap.chars().count() == 1
            && (lead.contains(['，', '；'])
                || lead.is_empty() && left.chars().count() > 4 && self.parts_word())
            && !lead.ends_with(['：', ':', '、', '（'])
            && self.after[right.len()..].starts_with(['，', '；', '。'])
            && !lead.contains(is_gap)
            && left.chars().count() >= 3
    }
}

/// The Chinese characters that a text ends with.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(is_han).len()..]
}

/// The Chinese characters that a text starts with.
fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_han).len()]
}

/// 第三条, 第二章
fn is_article(text: &str) -> bool {
    text.starts_with(signs::ORDINAL)
        && text.ends_with(signs::ARTICLE_ENDS)
        && text.chars().count() <= LONGEST_FIELD
}

/// A date whose numbers are still to be written: 2024年　月　日
fn is_blank_date(left: char, right: char) -> bool {
    matches!((left, right), (signs::YEAR, signs::MONTH) | (signs::MONTH, signs::DAY))
}
