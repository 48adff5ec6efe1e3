//! Lines that are headings or titles by their words.

use super::Marker;
use super::boundary::article_number;
use super::cut::Cutter;
use super::title::is_title;
use crate::block::BlockId;
use crate::signs;

/// No title of a document is longer, in bytes.
const LONGEST_TITLE: usize = 600;
/// No title of a document in a collection is longer, in bytes.
const LONGEST_COLLECTION_TITLE: usize = 180;

impl Cutter<'_> {
    /// In plain text a short line whose words are those of a section's title
    /// is its heading.
    pub(super) fn is_plain_heading(&self, text: &str) -> bool {
        let leads = text.ends_with(['：', ':']) && text.contains(['，', ',']);
        if !is_title(text) || text.ends_with('。') || leads || text.chars().count() > 24 {
            return false;
        }
        let refers = signs::REFERS_BACK.iter().any(|word| text.starts_with(word));
        !text.starts_with(['（', '('])
            && !refers
            && !self.is_document_title(text)
            && !self.rulebook.sections.roles(text).is_empty()
            && !self.rulebook.sections.leads(text)
    }

    /// Whether a line where a document's title may stand names a kind.
    pub(super) fn is_document_title(&self, text: &str) -> bool {
        self.at_title && text.len() <= LONGEST_TITLE && self.rulebook.kinds.by_title(text).is_some()
    }

    /// Whether the block is a title that ends in 【第一篇】 or 篇一, and where
    /// that starts.
    pub(super) fn collection_title(&self, index: BlockId) -> Option<usize> {
        let block = &self.blocks[index];
        let text = block.as_str().trim_end();
        if text.len() > LONGEST_COLLECTION_TITLE {
            return None;
        }
        let bracket = block.marks.iter().rfind(|mark| mark.ch == '【').map(|mark| mark.at());
        let bracketed = bracket
            .filter(|&at| Marker::parse(&text[at..]).is_some_and(|marker| at + marker.len == text.len()));
        bracketed.or_else(|| article_number(text)).filter(|&at| at > 0)
    }
}
