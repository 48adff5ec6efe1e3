//! Which pairs of neighbouring characters a text holds, roughly: enough to tell of
//! most words that they do not stand in it.

use super::table::{NONE, bit, pair};

/// How many words of bits there are.
const SIZE: usize = 16;

/// A bit for each pair of neighbouring characters, and for each character.
#[derive(Debug, Clone)]
pub(super) struct Sketch([u64; SIZE]);

/// What a text must hold to hold a word: its first two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trace(usize);

impl Sketch {
    pub fn of(text: &str) -> Self {
        let mut bits = [0; SIZE];
        let mut set = |Trace(bit): Trace| bits[bit / 64] |= 1 << (bit % 64);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            set(Trace::begun(c, NONE));
            if let Some(&next) = chars.peek() {
                set(Trace::begun(c, next));
            }
        }
        Self(bits)
    }

    /// Whether the text may hold a word of this trace.
    pub fn may_hold(&self, Trace(bit): Trace) -> bool {
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }
}

impl Trace {
    /// The trace of a word; none of an empty one.
    pub fn of(word: &str) -> Option<Self> {
        let mut chars = word.chars();
        let first = chars.next()?;
        Some(Self::begun(first, chars.next().unwrap_or(NONE)))
    }

    fn begun(first: char, second: char) -> Self {
        Self(bit(pair(first, second), SIZE * 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_hold_the_words_that_it_holds() {
        let sketch = Sketch::of("各项整改措施");
        let may = |word| Trace::of(word).is_some_and(|trace| sketch.may_hold(trace));
        assert!(may("整改") && may("措施") && may("各") && !may("问题") && !may("施措"));
    }
}
