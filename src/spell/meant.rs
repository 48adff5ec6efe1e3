//! The words of a window that may have been meant where others are written.

use super::alike::{Like, Sound, alike, may_be_wrong, often_after, often_before};
use super::code::{Code, is_han};
use super::edge::{Edge, Swap, miswritten, of_length, price};
use super::homophones::{Homophones, sound_alike};
use super::plain::LONGEST;
use super::table::Set;
use super::text::{Text, Window};
use super::words::{NONE, Node, ROOT, Words};

/// A character that may have been meant in the place of a doubtful one.
#[derive(Debug, Clone, Copy)]
struct Choice {
    like: Like,
    /// The logarithm of how likely the other is written for it.
    written: f32,
}

/// What may have been meant in a window.
#[derive(Debug, Default)]
pub(super) struct Meant {
    choices: Vec<Choice>,
    /// Per doubtful character, and for the end, the number of choices before it.
    starts: Vec<usize>,
    /// What often stands beside the neighbours of a doubtful character.
    usual: Set,
    homophones: Homophones,
    /// What [`Meant::words_at`] found.
    pub found: Vec<Edge>,
}

/// What is known of a place of a window when words from there are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The character.
    pub at: usize,
    /// The nodes of the texts from there, as `Plain` has them.
    pub nodes: &'a [Node; LONGEST],
    /// The best logarithm of a path to here.
    pub reached: f32,
    /// For this place and each after it, what a path there must be above.
    pub least: &'a [f32],
}

impl Place<'_> {
    /// Whether a path that ends with a word from here to `end` may be good enough.
    fn hopes(&self, end: usize, most: f32) -> bool {
        self.least.get(end - self.at).is_some_and(|&least| self.reached + most > least)
    }

    /// Whether a word of some length differs from what is written before its last
    /// character.
    fn differs_early(&self, words: Words, length: usize, node: Node) -> bool {
        let before = length.checked_sub(2).map(|last| self.nodes[last]).filter(|&before| before != NONE);
        before.is_none_or(|before| !words.children(before).contains(&(node as usize)))
    }
}

impl Meant {
    /// Finds what may have been meant by each doubtful character of a window, as far
    /// as its neighbours go with it.
    pub(super) fn choose(&mut self, text: &Text, window: &Window) {
        let Self { choices, starts, usual, .. } = self;
        choices.clear();
        starts.clear();
        let neighbour = |at: Option<usize>| {
            let code = at.and_then(|at| text.codes.get(at).copied());
            code.filter(|&code| is_han(code)).unwrap_or_default()
        };
        for &at in &window.doubtful {
            starts.push(choices.len());
            let before = often_before(neighbour(Some(at + 1)));
            usual.fill([often_after(neighbour(at.checked_sub(1))), before]);
            let fit = alike(text.codes[at]).filter(|like| usual.has(like.code));
            choices.extend(fit.map(|like| Choice { like, written: miswritten(like) }));
        }
        starts.push(choices.len());
    }

    /// Finds the words from a place that may have been meant, in place of those from
    /// another.
    pub(super) fn words_at(&mut self, words: Words, text: &Text, window: &Window, place: Place<'_>) {
        self.found.clear();
        let from = window.doubtful.partition_point(|&at| at < place.at);
        let end = (place.at + LONGEST).min(window.range.end);
        let Some(&doubtful) = window.doubtful.get(from).filter(|&&at| at < end) else { return };
        let length = text.codes[place.at..end].iter().take_while(|&&code| is_han(code)).count();
        let end = place.at + length;
        for index in from..window.doubtful.len() {
            let at = window.doubtful[index];
            let before =
                if at == place.at { ROOT } else { *place.nodes.get(at - place.at - 1).unwrap_or(&NONE) };
            if at >= end || before == NONE {
                break;
            }
            for choice in self.starts[index]..self.starts[index + 1] {
                self.alike_words(words, &text.codes[at + 1..end], before, at, choice, place);
            }
        }
        self.sounding_words(words, &text.codes[place.at..end], doubtful, place);
    }

    /// The words that go on from a node with a choice for the character at `at`, and
    /// then as it is written.
    fn alike_words(
        &mut self,
        words: Words,
        after: &[Code],
        before: Node,
        at: usize,
        choice: usize,
        place: Place<'_>,
    ) {
        let Choice { like, written } = self.choices[choice];
        let Some(mut node) = words.step(before, like.code) else { return };
        let swap = Swap { first: at, last: at, sound: like.sound, shape: like.shape };
        let mut end = at + 1;
        loop {
            let written = written + of_length(end - place.at);
            self.offer(words, node, written, swap, end, place);
            let Some(next) = after.get(end - at - 1).and_then(|&code| words.step(node, code)) else { return };
            node = next;
            end += 1;
        }
    }

    /// Takes a word that may have been meant if it may be on a path.
    fn offer(&mut self, words: Words, node: Node, written: f32, swap: Swap, end: usize, place: Place<'_>) {
        let Some(word) = words.word(node) else { return };
        let hopes = word.log + written > price::LEAST && place.hopes(end, word.most + written);
        if hopes && words.is_trusted(node) {
            self.found.push(Edge { start: place.at, end, word, written, swap: Some(swap) });
        }
    }

    /// Words that sound the same and differ in several characters, one of them doubtful;
    /// or in one, if they are idioms: what stands beside it is too rare to be usual.
    fn sounding_words(&mut self, words: Words, codes: &[Code], doubtful: usize, place: Place<'_>) {
        let start = place.at;
        self.homophones.find(codes, doubtful + 1 - start);
        for &(length, node) in &self.homophones.found {
            let (end, codes) = (start + length, &codes[..length]);
            let written = price::WHOLE_SOUND + of_length(length);
            let Some(word) = words.word(node) else { continue };
            let idiom = words.is_idiom(node);
            if place.hopes(end, word.most + written)
                && (idiom || place.differs_early(words, length, node))
                && let Some(swap) = sounding_swap(codes, &words.spelled(node), start)
                && (idiom || swap.first < swap.last)
            {
                self.found.push(Edge { start, end, word, written, swap: Some(swap) });
            }
        }
    }
}

/// What a word has in place of characters that sound the same.
fn sounding_swap(codes: &[Code], meant: &[Code], start: usize) -> Option<Swap> {
    let differ = |&at: &usize| meant.get(at) != codes.get(at);
    let first = (0..codes.len()).find(differ)?;
    let last = (0..codes.len()).rfind(differ)?;
    let all_may = codes[first..=last].iter().all(|&code| may_be_wrong(code));
    let shape = if first == last { shape(codes[first], meant[first]) } else { 0.0 };
    (all_may && sound_alike(codes, meant)).then(|| Swap {
        first: start + first,
        last: start + last,
        sound: Sound::Same,
        shape,
    })
}

/// How a character looks beside the one that is written.
fn shape(written: Code, meant: Code) -> f32 {
    alike(written).find(|like| like.code == meant).map_or(0.0, |like| like.shape)
}
