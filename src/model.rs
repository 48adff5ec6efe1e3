//! All that the rules know of one file.

use crate::block::{Blocks, blocks};
use crate::document::{Document, Parts, documents};
use crate::item::{Item, Items, items};
use crate::outline::{Outline, outline};
use crate::rulebook::{Kind, Rulebook};
use crate::source::Source;

/// A file, understood.
#[derive(Debug)]
pub struct Model<'a> {
    /// The file.
    pub source: &'a Source,
    /// What hegao knows.
    pub rulebook: &'a Rulebook,
    /// The blocks of the file.
    pub blocks: &'a Blocks<'a>,
    /// The outline of the blocks.
    pub outline: &'a Outline,
    /// The documents of the file.
    pub documents: Vec<Document<'a>>,
    /// The review items of the documents.
    pub items: Items,
}

impl Model<'_> {
    /// Reads a file and hands what it understood to `then`. A `kind` is that of
    /// every document.
    pub fn with<T>(
        source: &Source,
        rulebook: &Rulebook,
        kind: Option<&Kind>,
        then: impl FnOnce(&Model<'_>) -> T,
    ) -> T {
        let blocks = blocks(source, rulebook);
        let outline = outline(source.text(), &blocks.list, rulebook);
        let parts = Parts { source, blocks: &blocks, outline: &outline, rulebook };
        let documents = documents(parts, kind);
        let items = items(parts, &documents);
        then(&Model { source, rulebook, blocks: &blocks, outline: &outline, documents, items })
    }

    /// The stages before the documents, to ask for texts and places.
    pub fn parts(&self) -> Parts<'_> {
        Parts { source: self.source, blocks: self.blocks, outline: self.outline, rulebook: self.rulebook }
    }

    /// The document of an item.
    pub fn document(&self, item: &Item) -> &Document<'_> {
        &self.documents[item.document]
    }
}
