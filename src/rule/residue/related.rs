//! The titles of other articles that a site lists under 相关文章.

use super::template::Words;
use crate::block::{Block, BlockKind};
use crate::chars::{is_numeral, is_sentence_end};
use crate::rule::{Context, Found, Report};

/// The longest line over such a list, in characters.
const LONGEST_HEAD: usize = 48;
/// The longest title of an article, in characters.
const LONGEST: usize = 36;

pub(super) fn related_articles(context: &Context<'_>, words: &Words, report: &mut Report<'_>) {
    let heads = &words.heads;
    let mut listing = false;
    for block in &context.model.blocks.list {
        let text = block.as_str().trim();
        let name = text.trim_matches(['【', '】', '[', ']', ':', '：', '·', ' ']);
        let short = name.chars().count() <= LONGEST_HEAD;
        if short && heads.iter().any(|head| name.ends_with(head.as_str())) {
            listing = true;
            // Without more words a pattern tells it.
            if !heads.iter().any(|head| name == head) {
                report.add(Found::at(block.span).with("text", text));
            }
        } else if listing && is_article(block, text) {
            report.add(Found::at(block.span).with("text", text));
        } else {
            listing = false;
        }
    }
}

fn is_article(block: &Block, text: &str) -> bool {
    let short = !text.is_empty() && text.chars().count() <= LONGEST;
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && short
        && !text.starts_with(is_numeral)
        && !text.contains(is_sentence_end)
        && !text.contains(['，', '；', '：'])
}
