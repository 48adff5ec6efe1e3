//! Which pairs of neighbouring characters a text holds, roughly: enough to tell of
//! most words that they do not stand in it.

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
        let mut last = None;
        for c in text.chars() {
            for trace in [Some(single(c)), last.map(|last| pair(last, c))].into_iter().flatten() {
                bits[trace.0 / 64] |= 1 << (trace.0 % 64);
            }
            last = Some(c);
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
        Some(chars.next().map_or(single(first), |second| pair(first, second)))
    }
}

fn single(c: char) -> Trace {
    spread(u64::from(c))
}

fn pair(first: char, second: char) -> Trace {
    spread(u64::from(first) << 32 | u64::from(second))
}

/// Fibonacci hashing.
fn spread(number: u64) -> Trace {
    Trace((number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - (SIZE * 64).trailing_zeros())) as usize)
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
