//! How the labels of a file are written.

use std::collections::HashMap;

use super::boundary::lead_in;
use super::title::line;
use crate::block::Block;
use crate::id::List;
use crate::rulebook::{Manner, Role, Rulebook};

/// Lines that are written so must be so many to be the manner of a file.
const FEWEST: usize = 2;

/// Finds out whether the labels of a file have a gap after them, and whether bare
/// words are labels, for both only make sense where they come again.
pub(super) fn manner(blocks: &List<Block>, rulebook: &Rulebook) -> Manner {
    let mut strict = 0;
    let mut gaps: HashMap<Role, usize> = HashMap::new();
    let mut headers: HashMap<Role, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.is_text() && block.cell().is_none() && !block.quoted) {
        let at = lead_in(block.as_str());
        let text = line(block.as_str(), at);
        // After bold words a single space is a gap.
        let space = block.is_emphasized(at);
        let label = |gap, header| rulebook.labels.at_start(text, Manner { gap, header, space });
        // What is no label in any manner, as most lines, is looked at once.
        if label(true, true).is_none() {
            continue;
        }
        if let Some(label) = label(false, false) {
            strict += usize::from(label.role == Role::Measure);
        } else if let Some(label) = label(true, false) {
            *gaps.entry(label.role).or_default() += 1;
        } else if let Some(label) = label(false, true) {
            *headers.entry(label.role).or_default() += 1;
        }
    }
    let gap = gaps.len() > 1 && gaps.values().any(|count| *count >= FEWEST);
    let measures = strict + gaps.get(&Role::Measure).or(headers.get(&Role::Measure)).copied().unwrap_or(0);
    let header = measures >= FEWEST && headers.values().any(|count| *count >= FEWEST);
    Manner { gap, header, space: false }
}
