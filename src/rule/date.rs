//! Calendar days, and the last day that a deadline allows.

use std::sync::LazyLock;

use regex::Regex;

use crate::chars::{chinese_digit, chinese_number, year_at_end};
use crate::signs;

/// A day of the Gregorian calendar. The order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

static DATED: LazyLock<Regex> = LazyLock::new(|| Regex::new(signs::DATED).expect("the build has tried it"));

impl Date {
    /// Reads a date as ISO 8601 writes it: 2024-07-01.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let valid =
            parts.next().is_none() && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// The last day that a deadline's text allows, when the text names the
    /// year: 2024年6月底前 and 二〇二四年六月底前 end on 2024-06-30, and 2024年3月起 never.
    pub fn last_day(text: &str) -> Option<Self> {
        let written = with_year_in_digits(text).map(|text| with_digits(&text));
        let text = written.as_deref().unwrap_or(text);
        let ends = |found: &regex::Captures<'_>| {
            let after = found.get(0).map_or("", |all| &text[all.end()..]);
            !signs::SINCE.into_iter().any(|since| after.starts_with(since))
        };
        DATED.captures_iter(text).filter(ends).filter_map(|found| Self::of(&found)).max()
    }

    /// The last day that a completion date allows which names a month; one
    /// without a year is of the given year.
    pub fn completion(text: &str, year: u32) -> Option<Self> {
        let dated = DATED.captures_iter(text).any(|found| found.name("month").is_some());
        if dated {
            return Self::last_day(text);
        }
        let text = with_digits(text);
        let month = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        // 每月10日前 names no month.
        if !month.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with([
            signs::MONTH,
            '-',
            '.',
            '/',
        ]) {
            return None;
        }
        let text = format!("{year}{}{month}", signs::YEAR);
        let found = DATED.captures(&text)?;
        found.name("month")?;
        Self::of(&found)
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    fn of(found: &regex::Captures<'_>) -> Option<Self> {
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
        let year = number("year")?;
        let quarter = found.name("quarter").and_then(|quarter| quarter_number(quarter.as_str()));
        let half = found.name("half").map(|_| 6);
        let month = number("month").or(quarter.map(|quarter| quarter * 3)).or(half).unwrap_or(12);
        let last = days(year, month);
        let ten = found.name("ten").map(|ten| if ten.as_str().starts_with(signs::UPPER) { 10 } else { 20 });
        let day = number("day").or(ten).unwrap_or(last);
        ((1..=12).contains(&month) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The number of a quarter, of one digit or numeral.
fn quarter_number(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    c.to_digit(10).or_else(|| chinese_digit(c))
}

/// How many days a month of 1 to 12 has.
pub(super) fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The text with its years in digits, if one is written in numerals: 二〇二四年.
fn with_year_in_digits(text: &str) -> Option<String> {
    let mut written: Option<String> = None;
    for (at, _) in text.rmatch_indices(signs::YEAR) {
        if let Some((year, length)) = year_at_end(&text[..at]) {
            let written = written.get_or_insert_with(|| text.to_owned());
            written.replace_range(at - length..at, &format!("{year:04}"));
        }
    }
    written
}

/// The text with Chinese numbers up to 九十九 in digits.
fn with_digits(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let length = match chinese_number(rest) {
            Some((number, length)) => {
                out.push_str(&number.to_string());
                length
            }
            None => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_ends_with_the_last_day_that_it_names() {
        for (text, day) in [
            ("2024年6月底前", "2024-06-30"),
            ("2024年2月", "2024-02-29"),
            ("2024年底前完成", "2024-12-31"),
            ("2024年10月中旬前", "2024-10-20"),
            ("2023年第三季度", "2023-09-30"),
            ("2023年上半年", "2023-06-30"),
            ("2024-03-15前", "2024-03-15"),
            ("2024.5.1", "2024-05-01"),
            ("二〇二四年五月十日前", "2024-05-10"),
            ("二○二四年二季度末", "2024-06-30"),
            ("2024年3月启动，2025年1月10日完成", "2025-01-10"),
        ] {
            assert_eq!(Date::last_day(text), Date::parse(day), "{text}");
        }
        assert_eq!(Date::last_day("长期坚持"), None);
        assert_eq!(Date::completion("5月10日前", 2024), Date::parse("2024-05-10"));
        assert_eq!(Date::completion("10日前", 2024), None);
        assert_eq!(Date::parse("2024-02-30"), None);
    }
}
