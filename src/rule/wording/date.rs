//! impossible-date: days, months and hours that no calendar and no clock has,
//! and ranges that end before they start.

use std::ops::Range;

use super::number::{Number, Reader, is_numeral, number};
use crate::block::Block;
use crate::chars::{is_digit, is_han};
use crate::rule::date::days;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;
use crate::signs;

pub(in crate::rule) fn impossible_date(context: &Context<'_>, report: &mut Report<'_>) {
    let words = report.page().derived(Words::new);
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let mut told = 0;
        let moments = moments(block, words);
        for (index, moment) in moments.iter().enumerate() {
            let fault = moment.fault(block.as_str(), words).map(|fault| (fault, moment.range.clone()));
            let turned = moments.get(index + 1).and_then(|end| moment.turned(end, block.as_str(), words));
            let Some((fault, range)) = fault.or(turned.map(|range| (Fault::Turned, range))) else {
                continue;
            };
            if range.start >= told {
                told = range.end;
                let text = quoted(&block.as_str()[range.clone()]);
                report.add(Found::at(block.span_of(range)).with("text", text).saying(fault.name()));
            }
        }
    }
}

/// What the page says of the words around dates.
struct Words {
    /// After a number of months or hours: 13个月 is a length.
    spans: Vec<String>,
    /// Before a lunar date, whose months all may have thirty days.
    lunar: Vec<String>,
    /// Before a number of hours: 共25时 is a length.
    counts: Vec<String>,
    /// Between the ends of a range.
    ranges: Vec<String>,
    /// Before an hour of the first half of the day.
    mornings: Vec<String>,
    /// After a lone month that is a date: 13月底.
    ends: Vec<String>,
    /// Before and after what a clock shows: 每日25:00前.
    clocks: [Vec<String>; 2],
}

impl Words {
    fn new(page: &Page) -> Self {
        Self {
            spans: page.words("spans"),
            lunar: page.words("lunar"),
            counts: page.words("counts"),
            ranges: page.words("ranges"),
            mornings: page.words("mornings"),
            ends: page.words("ends"),
            clocks: [page.words("before-clock"), page.words("after-clock")],
        }
    }
}

/// What is wrong with a date.
#[derive(Clone, Copy)]
enum Fault {
    Year,
    Month,
    Day,
    Hour,
    Quarter,
    Unbroken,
    Turned,
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Quarter => "quarter",
            Self::Unbroken => "unbroken",
            Self::Turned => "turned",
        }
    }
}

/// A date or time as the text writes it.
#[derive(Debug, Default)]
struct Moment {
    range: Range<usize>,
    year: Option<Number>,
    month: Option<Number>,
    day: Option<Number>,
    hour: Option<Number>,
    minute: Option<Number>,
    quarter: Option<Number>,
    /// A number of more than two digits that ends in 月 or 日: 20240328日.
    unbroken: bool,
    /// The hour was written with 点, which also counts opinions.
    spoken: bool,
}

/// Every date and time of a block, in order.
fn moments(block: &Block, words: &Words) -> Vec<Moment> {
    let text = block.as_str();
    let mut starts: Vec<usize> =
        block.stretches(|mark| is_digit(mark.ch)).iter().map(|run| run.start).collect();
    starts.extend(text.match_indices(signs::MONTH).filter_map(|(at, _)| chinese_start(text, at)));
    starts.sort_unstable();
    starts.dedup();
    let mut found: Vec<Moment> = Vec::new();
    for start in starts {
        if found.last().is_none_or(|last| last.range.end <= start) {
            found.extend(Moment::read(text, start, words));
        }
    }
    found
}

/// Where a date in Chinese numerals starts whose 月 stands at `at`.
fn chinese_start(text: &str, at: usize) -> Option<usize> {
    let numeral = |text: &str| text.trim_end_matches(is_numeral).len();
    let month = numeral(&text[..at]);
    let year = text[..month]
        .strip_suffix(signs::YEAR)
        .map(numeral)
        .filter(|&year| year + signs::YEAR.len_utf8() < month);
    (month < at).then_some(year.unwrap_or(month))
}

/// The year, the month and the day of eight digits.
fn parts(run: Number) -> (u32, u32, u32) {
    (run.value / 10_000, run.value / 100 % 100, run.value % 100)
}

/// Whether two numbers were meant for a month and a day: 2025-13-01.
fn is_slip(month: Number, day: Number) -> bool {
    month.value < 20 && (1..=31).contains(&day.value)
}

/// Whether the calendar has a day.
fn is_day((year, month, day): (u32, u32, u32)) -> bool {
    (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

impl Moment {
    fn read(text: &str, start: usize, words: &Words) -> Option<Self> {
        let mut reader = Reader { text, at: start };
        let mut moment = Self::default();
        moment.read_day(&mut reader, words);
        if moment.year.is_none() && moment.month.is_none() && moment.day.is_none() {
            moment.read_iso(&mut reader);
        }
        if reader.at == start {
            moment.read_compact(&mut reader);
        }
        moment.read_hour(&mut reader);
        if moment.hour.is_none() {
            moment.read_clock(&mut reader, words);
        }
        moment.range = start..reader.at;
        (reader.at > start).then_some(moment)
    }

    fn read_day(&mut self, reader: &mut Reader<'_>, words: &Words) {
        if let Some((year, _)) = reader.number_before([signs::YEAR]) {
            self.year = Some(year);
        }
        let quarter = |after: &str| after.starts_with(signs::QUARTER).then_some(((), signs::QUARTER.len()));
        if let Some((quarter, ())) = reader.number_with(quarter) {
            self.quarter = Some(quarter);
        }
        let before = reader.at;
        if let Some((month, _)) = reader.number_before([signs::MONTH]) {
            let several = !month.digits && month.width > 1 && !reader.text[before..].starts_with(signs::TEN);
            if several || words.spans.iter().any(|word| reader.rest().starts_with(word.as_str())) {
                reader.at = before;
                return;
            }
            self.month = Some(month);
        }
        let day = reader.number_before(signs::DAYS);
        if let Some((day, _)) = day.filter(|_| self.month.is_some() || self.year.is_some()) {
            self.day = Some(day);
        } else if let Some((run, mark)) = day {
            self.day = Some(run);
            // 20240001号 is the number of a paper.
            let numbers = mark == 1 && run.width == 8 && !is_day(parts(run));
            self.unbroken = run.digits && matches!(run.width, 6 | 8) && !numbers;
        }
        let long = |number: Option<Number>| number.is_some_and(|number| number.digits && number.width > 2);
        self.unbroken |= long(self.month) || self.year.is_some() && long(self.day);
    }

    /// 2024-02-30, 2024/2/30, 2024.2.30.
    fn read_iso(&mut self, reader: &mut Reader<'_>) {
        let start = reader.at;
        let before = reader.text[..start].chars().next_back();
        let glued = before
            .is_some_and(|c| c.is_ascii_alphanumeric() || "-/.〔[（(".contains(c) || c == signs::ORDINAL);
        // 2024.13.20 may be a version, but not when it is all of a cell.
        let lead = reader.text[..start].trim_end_matches([' ', '\u{3000}']);
        let alone = |rest: &str| {
            (lead.is_empty() || lead.ends_with('\n'))
                && rest.trim_start_matches(signs::BEFORE).trim().is_empty()
        };
        for mark in ['-', '/', '.'] {
            let year = reader.number_before([mark]).filter(|(year, _)| year.width == 4);
            let month = year.and_then(|_| reader.number_before([mark]));
            let day = month.and_then(|_| number(reader.rest()));
            if let (Some((year, _)), Some((month, _)), Some((day, length))) = (year, month, day) {
                let goes_on = reader.rest()[length..].starts_with(['-', '/', '.', '_']);
                if !glued
                    && !goes_on
                    && (1900..2100).contains(&year.value)
                    && day.width < 3
                    && ((1..=12).contains(&month.value)
                        || month.width == 2 && alone(&reader.rest()[length..])
                        || month.width == 2
                            && day.width == 2
                            && mark == '-'
                            && !lead.ends_with(signs::ISSUE)
                            && is_slip(month, day))
                {
                    (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
                    reader.at += length;
                    return;
                }
            }
            reader.at = start;
        }
    }

    /// 20240230, where a day must stand: after 于 or 截至, and before a word.
    fn read_compact(&mut self, reader: &mut Reader<'_>) {
        let placed = reader.text[..reader.at].ends_with(signs::BEFORE_DAYS);
        let Some((run, length)) = number(reader.rest()).filter(|(run, _)| placed && run.width == 8) else {
            return;
        };
        let part = |value: u32, width: usize| Some(Number { value, width, digits: true });
        let (year, month, day) = parts(run);
        let dated = run.digits && (1950..2100).contains(&year) && (1..20).contains(&month);
        if dated && reader.rest()[length..].starts_with(is_han) {
            (self.year, self.month, self.day) = (part(year, 4), part(month, 2), part(day, 2));
            reader.at += length;
        }
    }

    fn read_hour(&mut self, reader: &mut Reader<'_>) {
        if let Some((hour, mark)) = reader.number_before(signs::HOURS) {
            self.hour = Some(hour);
            self.spoken = mark == 1;
            self.minute = reader.number_before([signs::MINUTE]).map(|(minute, _)| minute);
        }
    }

    /// 26:00后, where a time must stand: a score or a ratio has no such words around it.
    fn read_clock(&mut self, reader: &mut Reader<'_>, words: &Words) {
        let start = reader.at;
        let before = &reader.text[..start];
        let hour = reader.number_before([':', '：']).filter(|(hour, _)| hour.digits && hour.width < 3);
        let minute = number(reader.rest()).filter(|(minute, _)| minute.digits && minute.width == 2);
        let (Some((hour, _)), Some((minute, length))) = (hour, minute) else {
            reader.at = start;
            return;
        };
        let after = &reader.rest()[length..];
        let [ahead, behind] = &words.clocks;
        let placed = self.day.is_some()
            || ahead.iter().any(|word| before.ends_with(word.as_str()))
            || behind.iter().any(|word| after.starts_with(word.as_str()));
        if !placed || before.ends_with([':', '：']) || after.starts_with([':', '：']) {
            reader.at = start;
            return;
        }
        (self.hour, self.minute) = (Some(hour), Some(minute));
        reader.at += length;
    }

    /// What no calendar and no clock has.
    fn fault(&self, text: &str, words: &Words) -> Option<Fault> {
        let before = &text[..self.range.start];
        let after = &text[self.range.end..];
        let starts = |list: &[String]| list.iter().any(|word| after.starts_with(word.as_str()));
        let ends = |list: &[String]| list.iter().any(|word| before.ends_with(word.as_str()));
        // 0000年00月00日 is still to be filled in.
        let blank = |number: Option<Number>| number.is_none_or(|number| number.value == 0);
        if blank(self.year) && self.month.is_some_and(|month| month.value == 0) && blank(self.day) {
            return None;
        }
        if self.unbroken {
            return Some(Fault::Unbroken);
        }
        if let Some(year) = self.year
            && self.is_no_year(year)
        {
            return Some(Fault::Year);
        }
        let lone = self.year.is_none() && self.day.is_none() && !starts(&words.ends);
        if let Some(month) = self.month
            && !(1..=12).contains(&month.value)
            && !lone
        {
            return Some(Fault::Month);
        }
        if let Some(month) = self.month.filter(|month| (1..=12).contains(&month.value))
            && let Some(day) = self.day
        {
            let lunar = ends(&words.lunar) || !month.digits && self.year.is_none();
            let last = if lunar {
                30.max(days(4, month.value))
            } else {
                days(self.year.map_or(4, |year| year.value), month.value)
            };
            if !(1..=last).contains(&day.value) {
                return Some(Fault::Day);
            }
        }
        let quarter = self.quarter.filter(|quarter| !(1..=4).contains(&quarter.value) && quarter.value < 10);
        if quarter.is_some() && (self.year.is_some() || before.ends_with(signs::ORDINAL)) {
            return Some(Fault::Quarter);
        }
        self.hour
            .filter(|hour| {
                self.is_no_hour(
                    *hour,
                    before,
                    starts(&words.spans) || ends(&words.counts),
                    ends(&words.mornings),
                )
            })
            .map(|_| Fault::Hour)
    }

    /// 20224年, 204年3月, 2204年3月.
    fn is_no_year(&self, year: Number) -> bool {
        let text = year.value.to_string();
        let dated = self.month.is_some();
        match year.width {
            5 => (text.starts_with("19") || text.starts_with("20")) && !year.value.is_multiple_of(100),
            3 => dated && year.digits && text.starts_with("20"),
            4 => dated && year.digits && (2100..3000).contains(&year.value),
            _ => false,
        }
    }

    /// 25时, 8时75分, 上午15时. Not 25点意见, nor 共25时.
    fn is_no_hour(&self, hour: Number, before: &str, length: bool, morning: bool) -> bool {
        let minutes =
            self.minute.is_some_and(|minute| minute.value > 59 || hour.value == 24 && minute.value > 0);
        let late = hour.value > 24 || morning && hour.value > 12;
        let clock = !self.spoken || self.minute.is_some() || morning || self.day.is_some();
        let decimal = before.ends_with(['.', '．', '>', '<', '=', '≥', '≤', '＞', '＜', '＝']);
        clock && !decimal && (minutes || late && !length)
    }

    /// The whole of a range from here to `end` that ends before it starts.
    fn turned(&self, end: &Moment, text: &str, words: &Words) -> Option<Range<usize>> {
        let between = &text[self.range.end..end.range.start.max(self.range.end)];
        let joined = words.ranges.iter().any(|word| between.trim() == word);
        let value = |number: Option<Number>| number.map(|number| number.value);
        let (from, to) = (value(self.year)?, value(end.year)?);
        let months = value(self.month).zip(value(end.month));
        let days = value(self.day).zip(value(end.day));
        let back = from > to
            || from == to
                && months.is_some_and(|(from, to)| {
                    from > to || from == to && days.is_some_and(|(from, to)| from > to)
                });
        (joined && back).then_some(self.range.start..end.range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_both_kinds() {
        let value = |text: &str| number(text).map(|(number, length)| (number.value, length));
        assert_eq!(value("20224年"), Some((20224, 5)));
        assert_eq!(value("二〇二三年"), Some((2023, 12)));
        assert_eq!(value("二十九日"), Some((29, 9)));
        assert_eq!(value("十三月"), Some((13, 6)));
        assert_eq!(value("月"), None);
    }

    #[test]
    fn a_date_in_chinese_numerals_starts_with_its_year() {
        let text = "于二〇二三年二月召开";
        assert_eq!(chinese_start(text, text.find('月').expect("月")), Some("于".len()));
        assert_eq!(chinese_start("本月", "本".len()), None);
    }
}
