//! Names that are made of words: modifiers and a head.

use std::collections::BTreeMap;

/// What a word does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A modifier: 整改, 主要.
    Lead,
    /// A head that needs no modifier.
    Core,
    /// A head that needs one.
    Led,
    /// A whole name.
    Whole,
    /// A whole name, but only at the head of a table's column.
    Header,
}

#[derive(Debug)]
struct Word {
    rest: Vec<char>,
    set: usize,
    class: Class,
}

/// No name has more modifiers.
const MOST_LEADS: usize = 3;

/// Words by their first character.
#[derive(Debug, Default)]
pub(super) struct WordList {
    by_first: BTreeMap<char, Vec<Word>>,
}

impl WordList {
    pub fn add(&mut self, word: &str, set: usize, class: Class) {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            self.by_first.entry(first).or_default().push(Word { rest: chars.collect(), set, class });
        }
    }

    /// Puts the longest words first.
    pub fn finish(&mut self) {
        for words in self.by_first.values_mut() {
            words.sort_by_key(|word| (usize::MAX - word.rest.len(), word.set));
        }
    }

    /// What names start with.
    pub fn firsts(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().copied()
    }

    /// Whether a name may begin with two characters, or with the one that is left.
    pub fn may_begin(&self, first: char, second: Option<char>) -> bool {
        let goes_on = |word: &Word| word.rest.first().is_none_or(|next| Some(*next) == second);
        self.by_first.get(&first).is_some_and(|words| words.iter().any(goes_on))
    }

    /// The longest name that starts at `at`: where it ends, and its set. Of
    /// names of one length that of the first set is taken.
    pub fn longest(&self, text: &[char], at: usize, header: bool) -> Option<(usize, usize)> {
        let mut best = None;
        self.walk(text, at, None, 0, header, &mut best);
        best
    }

    /// The longest head that starts at `at`, as it may be joined to a name
    /// without a modifier of its own.
    pub fn any(&self, text: &[char], at: usize) -> Option<(usize, usize)> {
        let heads = self.at(text, at).filter(|word| matches!(word.class, Class::Core | Class::Led));
        heads.map(|word| (at + 1 + word.rest.len(), word.set)).max_by_key(|(end, _)| *end)
    }

    fn at<'a>(&'a self, text: &'a [char], at: usize) -> impl Iterator<Item = &'a Word> {
        let words = text.get(at).and_then(|first| self.by_first.get(first));
        words.into_iter().flatten().filter(move |word| text[at + 1..].starts_with(&word.rest))
    }

    fn walk(
        &self,
        text: &[char],
        at: usize,
        set: Option<usize>,
        leads: usize,
        header: bool,
        best: &mut Option<(usize, usize)>,
    ) {
        for word in self.at(text, at).filter(|word| set.is_none_or(|set| set == word.set)) {
            let end = at + 1 + word.rest.len();
            let complete = match word.class {
                Class::Lead => {
                    if leads < MOST_LEADS {
                        self.walk(text, end, Some(word.set), leads + 1, header, best);
                    }
                    false
                }
                Class::Core => true,
                Class::Led => leads > 0,
                Class::Whole => leads == 0,
                Class::Header => header && leads == 0,
            };
            let better =
                |&(other, other_set): &(usize, usize)| end > other || end == other && word.set < other_set;
            if complete && best.as_ref().is_none_or(better) {
                *best = Some((end, word.set));
            }
        }
    }
}
