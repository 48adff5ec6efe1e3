//! The characters with which a text must begin for a regex to match it.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::literal::small;

/// More characters tell nothing.
const MOST: usize = 200;

/// The characters of which one stands at the start of every text that the regex
/// matches; none when it matches anywhere, or they are many.
pub fn characters(pattern: &str) -> Option<String> {
    let hir = regex_syntax::parse(&small(pattern)).ok()?;
    anchored(&hir).map(|first| first.into_iter().collect())
}

/// The first characters of a regex that begins with `^`.
fn anchored(hir: &Hir) -> Option<BTreeSet<char>> {
    match hir.kind() {
        HirKind::Capture(capture) => anchored(&capture.sub),
        HirKind::Concat(parts) => match parts.split_first()? {
            (first, rest) if matches!(first.kind(), HirKind::Look(Look::Start)) => first_of(rest),
            (first, _) => anchored(first),
        },
        HirKind::Alternation(branches) => union(branches.iter().map(anchored)),
        _ => None,
    }
}

/// The characters that a row of parts can begin with, if it cannot be empty.
fn first_of(parts: &[Hir]) -> Option<BTreeSet<char>> {
    parts.iter().any(is_filled).then(|| row(parts)).flatten().filter(|found| found.len() <= MOST)
}

/// The characters that a row of parts, which may be empty, can begin with.
fn row(parts: &[Hir]) -> Option<BTreeSet<char>> {
    let reached = parts.iter().position(is_filled).map_or(parts.len(), |at| at + 1);
    union(parts[..reached].iter().map(first))
}

/// Whether a regex matches no empty text.
fn is_filled(hir: &Hir) -> bool {
    hir.properties().minimum_len().is_some_and(|length| length > 0)
}

/// The characters that a text of a regex, which may be empty, can begin with.
fn first(hir: &Hir) -> Option<BTreeSet<char>> {
    match hir.kind() {
        HirKind::Empty => Some(BTreeSet::new()),
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok().map(|text| text.chars().take(1).collect())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            let list: BTreeSet<char> = chars.take(MOST + 1).collect();
            (list.len() <= MOST).then_some(list)
        }
        HirKind::Capture(capture) => first(&capture.sub),
        HirKind::Repetition(repetition) => first(&repetition.sub),
        HirKind::Concat(parts) => row(parts),
        HirKind::Alternation(branches) => union(branches.iter().map(first)),
        _ => None,
    }
}

fn union(sets: impl Iterator<Item = Option<BTreeSet<char>>>) -> Option<BTreeSet<char>> {
    let sets: Option<Vec<BTreeSet<char>>> = sets.collect();
    sets.map(|sets| sets.into_iter().flatten().collect())
}
