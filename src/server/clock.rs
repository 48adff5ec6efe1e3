//! Today.

use std::time::{SystemTime, UNIX_EPOCH};

/// The year and month (1 to 12) of today, by UTC.
pub(super) fn this_month() -> (u32, u32) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    month_of(u32::try_from(seconds / 86_400).unwrap_or(0))
}

/// The year and month of a day since the first of January 1970.
fn month_of(day: u32) -> (u32, u32) {
    let leap = |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let (mut year, mut left) = (1970, day);
    while left >= 365 + u32::from(leap(year)) {
        left -= 365 + u32::from(leap(year));
        year += 1;
    }
    let february = 28 + u32::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    (year, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_and_end_where_they_do() {
        for (day, month) in [
            (0, (1970, 1)),
            (30, (1970, 1)),
            (31, (1970, 2)),
            (364, (1970, 12)),
            (365, (1971, 1)),
            (11_016, (2000, 2)),
            (11_017, (2000, 3)),
            (19_782, (2024, 2)),
            (19_783, (2024, 3)),
            (20_088, (2024, 12)),
        ] {
            assert_eq!(month_of(day), month, "day {day}");
        }
    }
}
