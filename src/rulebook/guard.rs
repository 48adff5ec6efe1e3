//! What must, or must not, stand right before and right after a place.

use super::late::LateRegex;
use super::packed::Packed;
use super::{PatternSpec, embedded};

/// What is compared with the text on one side of a place.
#[derive(Debug)]
enum Guard {
    /// One of these: most guards are lists, for which no regex need be compiled.
    Texts(Packed),
    /// Any other regex, anchored at the place.
    Regex(Box<LateRegex>),
}

impl Guard {
    /// The build has looked for lists among the guards of `rules/`.
    fn new(regex: &str, anchored: impl FnOnce(&str) -> String) -> Self {
        let regex_of = || Self::Regex(Box::new(LateRegex::new(anchored(regex))));
        embedded::guard_texts(regex).map_or_else(regex_of, Self::Texts)
    }

    /// Whether a text ends with it, or begins with it.
    fn matches(&self, text: &str, is_at: impl Fn(&str, &str) -> bool) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|one| is_at(text, one)),
            Self::Regex(regex) => regex.is_match(text),
        }
    }

    fn compiles(&self) -> bool {
        match self {
            Self::Texts(_) => true,
            Self::Regex(regex) => regex.compiles(),
        }
    }
}

/// What must, or must not, stand right before and right after a place.
#[derive(Debug, Default)]
pub struct Guards {
    before: Option<Guard>,
    after: Option<Guard>,
    not_before: Option<Guard>,
    not_after: Option<Guard>,
}

impl Guards {
    pub(super) fn new(spec: &PatternSpec) -> Self {
        let ending = |text: &String| Guard::new(text, |text| format!("(?:{text})$"));
        let starting = |text: &String| Guard::new(text, |text| format!("^(?:{text})"));
        Self {
            before: spec.before.as_ref().map(ending),
            after: spec.after.as_ref().map(starting),
            not_before: spec.not_before.as_ref().map(ending),
            not_after: spec.not_after.as_ref().map(starting),
        }
    }

    /// Whether `text` around `start..end` is as the guards ask. They look at
    /// the nearest 40 characters on each side.
    pub fn allow(&self, text: &str, start: usize, end: usize) -> bool {
        let (before, after) = (tail(&text[..start]), head(&text[end..]));
        let ends = |guard: &Guard| guard.matches(before, |text, one| text.ends_with(one));
        let starts = |guard: &Guard| guard.matches(after, |text, one| text.starts_with(one));
        self.before.as_ref().is_none_or(ends)
            && self.after.as_ref().is_none_or(starts)
            && !self.not_before.as_ref().is_some_and(ends)
            && !self.not_after.as_ref().is_some_and(starts)
    }

    pub(super) fn compile(&self) -> bool {
        let all = [&self.before, &self.after, &self.not_before, &self.not_after];
        all.into_iter().flatten().all(Guard::compiles)
    }
}

const REACH: usize = 40;

fn tail(text: &str) -> &str {
    text.char_indices().rev().nth(REACH - 1).map_or(text, |(at, _)| &text[at..])
}

fn head(text: &str) -> &str {
    text.char_indices().nth(REACH).map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_texts_is_compared_as_the_regex_would_match() {
        let rulebook = crate::rulebook::Rulebook::embedded().expect("rules");
        let specs = crate::rulebook::specs(&rulebook.pages).expect("patterns");
        let mut lists = 0;
        for regex in specs.iter().flat_map(|(_, spec)| [&spec.after, &spec.not_after]).flatten() {
            let Some(texts) = embedded::guard_texts(regex) else { continue };
            let late = LateRegex::new(format!("^(?:{regex})"));
            assert!(texts.iter().all(|text| late.is_match(&format!("{text}甲"))), "{regex}");
            let starts = Guard::Texts(texts).matches("甲乙", |text, one| text.starts_with(one));
            assert_eq!(late.is_match("甲乙"), starts, "{regex}");
            lists += 1;
        }
        assert!(lists > 50, "{lists}");
    }
}
