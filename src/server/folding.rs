//! What can be folded: documents, and all numbered and headed parts.

use std::collections::BTreeMap;

use gen_lsp_types::{FoldingRange, FoldingRangeParams};

use super::snapshot::Snapshot;
use super::understood::stretches;

/// Answers `textDocument/foldingRange`: whole lines, the longest where several
/// begin on one line.
pub(super) fn folding(snapshot: &Snapshot, _: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let places = snapshot.places();
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    for span in stretches(snapshot.analysis()?) {
        let (start, end) = (places.position(span.start).line, places.position(span.end).line);
        if start < end {
            let known = ends.entry(start).or_default();
            *known = end.max(*known);
        }
    }
    let range = |(start_line, end_line)| FoldingRange { start_line, end_line, ..FoldingRange::default() };
    Some(ends.into_iter().map(range).collect())
}
