//! How far from its fixed texts a regex can match: the rest of a text need not be
//! looked at.

use std::ops::Range;

/// How many bytes a match can have around the fixed texts that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// No match has more before the first of them.
    pub(super) before: u16,
    /// No match has more in all.
    pub(super) longest: u16,
}

/// More than can be told.
const FAR: u16 = u16::MAX;

impl Reach {
    /// Of a regex of which nothing is known.
    pub const ANY: Self = Self { before: FAR, longest: FAR };

    /// Of a regex whose matches have no more than so many bytes, if there is a limit.
    pub fn new(before: Option<usize>, longest: Option<usize>) -> Self {
        let limit = |most: Option<usize>| most.and_then(|most| u16::try_from(most).ok()).unwrap_or(FAR);
        Self { before: limit(before), longest: limit(longest) }
    }

    /// The part of a text that holds all matches, if the fixed texts in it start from
    /// byte `first` to `last`.
    pub fn around(self, text: &str, first: usize, last: usize) -> Range<usize> {
        let start = match self.before {
            FAR => 0,
            before => text.floor_char_boundary(first.saturating_sub(before.into())),
        };
        let end = match self.longest {
            FAR => text.len(),
            longest => text.ceil_char_boundary(last + usize::from(longest)),
        };
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_at_around_what_it_must_hold() {
        let text = "责任部门应当在月底前报送整改进展情况。";
        let at = text.find("报送").expect("stands there");
        let near = Reach::new(Some(4), Some(13));
        assert_eq!(&text[near.around(text, at, at)], "底前报送整改进");
        assert_eq!(Reach::new(None, Some(12)).around(text, at, at).start, 0);
        assert_eq!(Reach::new(Some(900), Some(900)).around(text, at, at), 0..text.len());
        assert_eq!(Reach::ANY.around(text, at, at), 0..text.len());
    }
}
