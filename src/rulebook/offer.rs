//! What editors offer to write.

use serde::Deserialize;

use super::{RulebookError, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferFile {
    deadline: Vec<String>,
}

/// Texts that a field may be filled with.
#[derive(Debug)]
pub struct Offers {
    deadlines: Vec<String>,
}

impl Offers {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        let file: OfferFile = embedded::data(path)?;
        Ok(Self { deadlines: file.deadline })
    }

    /// What a deadline may say when it is written in this year and month (1 to
    /// 12).
    pub fn deadlines(&self, year: u32, month: u32) -> Vec<String> {
        let (next, third) = (after(year, month, 1), after(year, month, 3));
        let parts = [
            ("{year}", year),
            ("{month}", month),
            ("{next.year}", next.0),
            ("{next.month}", next.1),
            ("{third.year}", third.0),
            ("{third.month}", third.1),
            ("{quarter}", month.div_ceil(3) * 3),
        ];
        let fill = |form: &String| {
            parts.iter().fold(form.clone(), |text, (name, number)| text.replace(name, &number.to_string()))
        };
        let mut filled: Vec<String> = self.deadlines.iter().map(fill).collect();
        let mut seen = std::collections::HashSet::new();
        filled.retain(|text| seen.insert(text.clone()));
        filled
    }
}

/// The year and month so many months later.
fn after(year: u32, month: u32, months: u32) -> (u32, u32) {
    let count = month - 1 + months;
    (year + count / 12, count % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn what_is_offered_is_definite() {
        let rulebook = Rulebook::embedded().expect("rules");
        for text in rulebook.offers.get().expect("offers").deadlines(2024, 5) {
            assert!(rulebook.deadlines.is_definite(&text), "{text}");
        }
    }

    #[test]
    fn dates_go_on_into_the_next_year_and_stand_once() {
        let offers = Offers::load("words/offers.toml").expect("offers");
        for (year, month) in [(2024, 1), (2024, 6), (2024, 11), (2024, 12)] {
            let deadlines = offers.deadlines(year, month);
            assert!(deadlines.iter().all(|text| !text.contains(['{', '}'])), "{deadlines:?}");
            let mut once = deadlines.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), deadlines.len(), "{deadlines:?}");
        }
        assert_eq!(offers.deadlines(2024, 12)[0], "2025年1月底前");
    }
}
