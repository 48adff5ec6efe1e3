//! All that the rules know of one file.

use std::sync::Arc;

use crate::block::{Blocks, blocks};
use crate::document::{Document, Parts, documents};
use crate::id::List;
use crate::item::{Item, Items, items};
use crate::outline::{Outline, SegmentId, outline};
use crate::rulebook::{Kind, Rulebook};
use crate::source::Source;

/// A file, understood. It owns what it holds, so that it can be kept and sent to
/// other threads.
#[derive(Debug)]
pub struct Analysis {
    /// The file.
    pub source: Source,
    /// What hegao knows.
    pub rulebook: Arc<Rulebook>,
    /// The blocks of the file.
    pub blocks: Blocks,
    /// The outline of the blocks.
    pub outline: Outline,
    /// The documents of the file.
    pub documents: List<Document>,
    /// The review items of the documents.
    pub items: Items,
}

impl Analysis {
    /// Reads a file. A `kind` is that of every document.
    pub fn new(source: &Source, rulebook: &Arc<Rulebook>, kind: Option<&Arc<Kind>>) -> Self {
        let blocks = blocks(source, rulebook);
        let outline = outline(source.text(), &blocks.list, rulebook);
        let parts = Parts { source, blocks: &blocks, outline: &outline, rulebook };
        let documents = documents(parts, kind);
        let items = items(parts, &documents);
        Self { source: source.clone(), rulebook: rulebook.clone(), blocks, outline, documents, items }
    }

    /// The stages before the documents, to ask for texts and places.
    pub fn parts(&self) -> Parts<'_> {
        Parts { source: &self.source, blocks: &self.blocks, outline: &self.outline, rulebook: &self.rulebook }
    }

    /// The document that a segment belongs to.
    pub fn document_at(&self, segment: SegmentId) -> Option<&Document> {
        let after = self.documents.partition_point(|document| document.segments.start <= segment);
        let document = &self.documents[after.prev()?];
        document.segments.contains(segment).then_some(document)
    }

    /// The document of an item.
    pub fn document(&self, item: &Item) -> &Document {
        &self.documents[item.document]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analysis_can_be_kept_and_sent_to_other_threads() {
        fn can_be_kept<T: Send + Sync + 'static>() {}
        can_be_kept::<Analysis>();
    }
}
