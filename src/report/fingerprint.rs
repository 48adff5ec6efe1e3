//! What tells a finding from all others, also when lines are added above it.

use std::collections::HashMap;

use xxhash_rust::xxh3::Xxh3;

use super::place::Paths;
use crate::baseline::Known;
use crate::finding::Finding;
use crate::source::Source;

/// The fingerprints of the findings of one file, in their order.
#[derive(Debug)]
pub(super) struct Fingerprints<'s> {
    source: &'s Source,
    path: String,
    /// How often each was given.
    given: HashMap<u128, usize>,
}

impl<'s> Fingerprints<'s> {
    pub fn new(source: &'s Source, paths: &Paths) -> Self {
        Self { source, path: paths.plain(source.path()), given: HashMap::new() }
    }

    /// The fingerprint of a finding: a hash of its rule and text, of what stands
    /// around it in its line, and of how many alike came before.
    pub fn of(&mut self, finding: &Finding) -> String {
        let known = Known::new(self.source, finding);
        let hash = hash(&[&self.path, &known.rule, &known.text, &known.before, &known.after]);
        let count = self.given.entry(hash).or_default();
        *count += 1;
        let hash = if *count == 1 { hash } else { self::hash(&[&hash.to_string(), &count.to_string()]) };
        format!("{hash:032x}")
    }
}

/// A hash that parts of other lengths do not share.
pub(super) fn hash(parts: &[&str]) -> u128 {
    let mut hasher = Xxh3::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.digest128()
}
