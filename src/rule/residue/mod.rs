//! What is left over from a template or an accident.

mod citation;
mod invisible;
mod mojibake;
mod placeholder;
mod stray;

pub(super) use citation::orphan_citation;
pub(super) use invisible::invisible_character;
pub(super) use mojibake::mojibake;
pub(super) use placeholder::placeholder;
pub(super) use stray::stray_character;

use crate::block::{Block, Mark};

/// The character before a local byte offset.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a local byte offset.
fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The stretches of neighbouring marks that `joins` allows, as local byte
/// ranges.
pub(super) fn stretches(block: &Block<'_>, joins: impl Fn(Mark) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for mark in block.marks.iter().copied().filter(|mark| joins(*mark)) {
        match found.last_mut() {
            Some(last) if last.end == mark.at => last.end = mark.end(),
            _ => found.push(mark.at..mark.end()),
        }
    }
    found
}
