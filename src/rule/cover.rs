//! Whether a place lies in one of many others, at the cost of one search.

use crate::source::Span;

/// Places in a text.
pub(super) struct Cover {
    /// Their starts, in order.
    starts: Vec<usize>,
    /// For each the furthest end of it and those before it.
    reach: Vec<usize>,
}

impl Cover {
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        let furthest = |far: &mut usize, span: &Span| {
            *far = span.end.max(*far);
            Some(*far)
        };
        Self {
            reach: spans.iter().scan(0, furthest).collect(),
            starts: spans.iter().map(|span| span.start).collect(),
        }
    }

    /// Whether one of the places holds all of `span`.
    pub fn holds(&self, span: Span) -> bool {
        self.reach_of(|start| start <= span.start).is_some_and(|end| end >= span.end)
    }

    /// Whether one of the places shares text with `span`.
    pub fn meets(&self, span: Span) -> bool {
        self.reach_of(|start| start < span.end).is_some_and(|end| end > span.start)
    }

    /// The furthest end of the places that start where `starts` allows.
    fn reach_of(&self, starts: impl Fn(usize) -> bool) -> Option<usize> {
        let count = self.starts.partition_point(|start| starts(*start));
        self.reach.get(count.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_place_reaches_beyond_the_short_ones_after_it() {
        let cover = Cover::new([Span::new(10, 12), Span::new(0, 30), Span::new(40, 50)]);
        assert!(cover.holds(Span::new(11, 20)) && cover.holds(Span::new(40, 50)));
        assert!(!cover.holds(Span::new(29, 31)) && !cover.holds(Span::new(30, 35)));
        assert!(cover.meets(Span::new(29, 31)) && cover.meets(Span::new(35, 41)));
        assert!(!cover.meets(Span::new(30, 40)) && !cover.meets(Span::new(50, 60)));
    }
}
