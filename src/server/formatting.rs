//! Formatting: the fixes that cannot change what a text means.

use gen_lsp_types::{DocumentFormattingParams, TextEdit};

use super::changes::mending;
use super::snapshot::Snapshot;

/// Answers `textDocument/formatting`.
pub(super) fn formatting(snapshot: &Snapshot, _: DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    Some(mending(snapshot))
}
