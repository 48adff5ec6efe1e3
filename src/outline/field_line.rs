//! Which blocks are nothing but the label of a field.

use std::collections::{HashMap, HashSet};

use crate::block::{Block, BlockId, BlockKind};
use crate::id::List;
use crate::rulebook::{Manner, Role, Rulebook};
use crate::signs;

/// Finds the blocks that are a bare label of a field: those from the first on
/// whose role has another such block in the same document.
pub(super) fn field_lines(blocks: &List<Block>, rulebook: &Rulebook, manner: Manner) -> HashSet<BlockId> {
    let mut all = HashSet::new();
    let mut here: Vec<(Role, BlockId)> = Vec::new();
    let mut close = |here: &mut Vec<(Role, BlockId)>| {
        let mut counts: HashMap<Role, usize> = HashMap::new();
        here.iter().for_each(|(role, _)| *counts.entry(*role).or_default() += 1);
        // Once one label is that of a field, those after it are so as well.
        let again = here.iter().position(|(role, _)| counts[role] > 1).unwrap_or(here.len());
        // Beside labels with a gap after them, those alone on a line are fields too.
        let first = if manner.gap { 0 } else { again };
        all.extend(here.drain(..).skip(first).map(|(_, id)| id));
    };
    for (id, block) in blocks.enumerate() {
        let text = block.as_str().trim();
        if block.kind == BlockKind::Heading(1)
            || text.strip_suffix('】').is_some_and(|name| name.ends_with(signs::VOLUME))
        {
            close(&mut here);
        } else if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && text.len() <= 60 {
            let label = rulebook.labels.at_start(text, manner).filter(|label| !label.closed);
            here.extend(label.map(|label| (label.role, id)));
        }
    }
    close(&mut here);
    all
}
