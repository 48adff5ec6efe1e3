//! Inputs: texts that are put together of what documents are made of, written in
//! some encoding, and perhaps damaged.

use hegao::source::{Encoding, Syntax, encode};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::pieces::{lines, pieces};

/// What is thrown at a target.
#[derive(Debug, Clone)]
pub struct Input {
    /// The bytes of a file.
    pub bytes: Vec<u8>,
    /// Its text, as it was before it was encoded and damaged.
    pub text: String,
    /// How it is to be read.
    pub syntax: Syntax,
}

impl Input {
    /// An input that was kept.
    pub fn of_file(bytes: Vec<u8>, syntax: Syntax) -> Self {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self { syntax, bytes, text }
    }
}

/// One step in the making of a text.
#[derive(Debug, Clone)]
enum Step {
    /// Adds a piece that rules look for.
    Piece(prop::sample::Index),
    /// Adds some lines of a whole document.
    Lines(prop::sample::Index, usize),
    /// Adds any character.
    Any(char),
    /// Adds Chinese characters.
    Words(String),
    /// Ends the line, or the paragraph.
    Break(bool),
    /// Adds the last characters again, so many times.
    Again(usize, usize),
    /// Takes characters out.
    Cut(prop::sample::Index, usize),
    /// Puts a piece into the middle.
    Insert(prop::sample::Index, prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => any::<prop::sample::Index>().prop_map(Step::Piece),
        1 => (any::<prop::sample::Index>(), 1..6_usize).prop_map(|(at, count)| Step::Lines(at, count)),
        1 => any::<char>().prop_map(Step::Any),
        2 => "[一-龥]{1,6}".prop_map(Step::Words),
        3 => any::<bool>().prop_map(Step::Break),
        1 => (1..12_usize, 1..4_usize).prop_map(|(length, times)| Step::Again(length, times)),
        1 => (any::<prop::sample::Index>(), 1..8_usize).prop_map(|(at, length)| Step::Cut(at, length)),
        1 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(at, of)| Step::Insert(at, of)),
    ]
}

/// The byte at which the character at `index` of a text starts.
fn place(text: &str, index: &prop::sample::Index) -> usize {
    text.floor_char_boundary(index.index(text.len() + 1))
}

fn build(steps: Vec<Step>) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Piece(at) => text.push_str(at.get(pieces()).as_str()),
            Step::Lines(at, count) => {
                let first = at.index(lines().len());
                for line in lines().iter().skip(first).take(count) {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            Step::Any(c) => text.push(c),
            Step::Words(words) => text.push_str(&words),
            Step::Break(paragraph) => text.push_str(if paragraph { "\n\n" } else { "\n" }),
            Step::Again(length, times) => {
                let from = text.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
                let tail = text[from..].to_owned();
                text.push_str(&tail.repeat(times));
            }
            Step::Cut(at, length) => {
                let from = place(&text, &at);
                let to = text[from..].char_indices().nth(length).map_or(text.len(), |(at, _)| from + at);
                text.replace_range(from..to, "");
            }
            Step::Insert(at, of) => {
                let at = place(&text, &at);
                text.insert_str(at, of.get(pieces()).as_str());
            }
        }
    }
    text
}

/// Damage to a byte: where, and what is put there (none takes it out).
type Damage = (prop::sample::Index, Option<u8>);

/// Encodings, UTF-8 being the commonest.
fn encoding() -> impl Strategy<Value = Encoding> {
    prop_oneof![
        8 => Just(Encoding::Utf8),
        1 => Just(Encoding::Utf8Bom),
        2 => Just(Encoding::Gb18030),
        1 => Just(Encoding::Utf16Le),
        1 => Just(Encoding::Utf16LeBom),
        1 => Just(Encoding::Utf16Be),
        1 => Just(Encoding::Utf16BeBom),
    ]
}

/// All inputs.
pub fn inputs() -> impl Strategy<Value = Input> {
    let damage = prop_oneof![
        6 => Just(Vec::new()),
        1 => vec((any::<prop::sample::Index>(), any::<Option<u8>>()), 1..4),
    ];
    let steps = prop_oneof![8 => vec(step(), 0..10), 1 => vec(step(), 0..50)];
    let crlf = prop_oneof![4 => Just(false), 1 => Just(true)];
    let made = (steps, crlf, encoding(), damage, any::<bool>());
    made.prop_map(
        |(steps, crlf, encoding, damage, markdown): (Vec<Step>, bool, Encoding, Vec<Damage>, bool)| {
            let text = build(steps);
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let mut bytes = encode(&text, encoding);
            for (at, byte) in damage {
                let at = at.index(bytes.len() + 1);
                match byte {
                    Some(byte) => bytes.insert(at, byte),
                    None if at < bytes.len() => drop(bytes.remove(at)),
                    None => {}
                }
            }
            Input { bytes, text, syntax: if markdown { Syntax::Markdown } else { Syntax::Plain } }
        },
    )
}
