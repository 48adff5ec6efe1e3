//! Which blocks are titles that open a further document of a file.

use std::collections::{BTreeMap, HashSet};

use super::Marker;
use super::title::is_title;
use crate::block::{Block, BlockId, BlockKind};
use crate::chars::{is_han, undecorated};
use crate::id::List;
use crate::rulebook::{Opens, Rulebook};
use crate::signs;
use crate::source::Span;

/// No title of a document is longer, in characters.
const LONGEST: usize = 45;

/// The blocks that open a document by their title: a line that names a kind of
/// document after another document has ended, or several headings of one level.
pub(super) fn openings(file: &str, blocks: &List<Block>, rulebook: &Rulebook) -> HashSet<BlockId> {
    let mut opens = HashSet::new();
    let mut headings: BTreeMap<u8, Vec<BlockId>> = BTreeMap::new();
    let mut begun = false;
    for (index, block) in blocks.enumerate() {
        let text = undecorated(block.as_str());
        if is_running_head(blocks, index) {
            continue;
        }
        if index > BlockId::FIRST && is_member(file, blocks, index, rulebook) {
            opens.insert(index);
            begun = true;
            continue;
        }
        let named = names_kind(block, text, rulebook);
        let kind = named.filter(|_| !rulebook.labels.is_bare(text));
        if begun && named.is_some() && is_attached(blocks, index, kind.is_some(), rulebook) {
            opens.insert(index);
            continue;
        }
        match (block.kind, kind) {
            (BlockKind::Heading(level), Some(Opens::Title)) => headings.entry(level).or_default().push(index),
            (BlockKind::Paragraph, Some(Opens::Title))
                if begun && starts_anew(file, blocks, index, rulebook) =>
            {
                opens.insert(index);
            }
            (BlockKind::Paragraph, Some(Opens::Title))
                if begun && names_office_first(file, blocks, index, rulebook) =>
            {
                opens.extend(index.prev());
            }
            _ => {}
        }
        begun = begun
            || index > BlockId::FIRST && rulebook.kinds.is_member(text)
            || kind.is_none()
                && text.contains(['，', '。', '；'])
                && !rulebook.kinds.stands_beside_title(text);
    }
    opens.extend(headings.into_values().filter(|same| same.len() > 1).flatten());
    opens
}

/// Whether a block says the title of the file once more after the number of a page.
fn is_running_head(blocks: &List<Block>, index: BlockId) -> bool {
    const LONGEST: usize = 16;
    let Some(before) = index.prev() else { return false };
    let page = blocks[before].as_str().trim();
    let number = page.len() <= LONGEST
        && page.contains(|c: char| c.is_ascii_digit())
        && !page.contains(|c: char| c.is_alphabetic());
    number && blocks[BlockId::FIRST].as_str().trim() == blocks[index].as_str().trim()
}

/// Where a block may open a document, if it names a kind as a title would, with
/// more in it than the usual name of a section.
fn titled(block: &Block, text: &str, rulebook: &Rulebook) -> Option<Opens> {
    (!rulebook.labels.is_bare(text)).then(|| names_kind(block, text, rulebook))?
}

/// The same of a block that may have nothing but the usual name of a section.
fn names_kind(block: &Block, text: &str, rulebook: &Rulebook) -> Option<Opens> {
    let titles = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
    let short = text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST;
    let named = short && is_title(text) && !text.contains(['：', ':', '。', '#', '*', '|']);
    if !titles || !named || Marker::parse(text).is_some() {
        return None;
    }
    let kind = rulebook.kinds.by_title(text).filter(|kind| kind.opens != Opens::Never)?;
    let other = rulebook.kinds.is_caption(text) || rulebook.kinds.stands_beside_title(text);
    (!other).then_some(kind.opens)
}

/// Whether a block that names a kind is the title of what stands under a line such as
/// 附件2, if it is `titled`, or, with names between them, under 材料二.
fn is_attached(blocks: &List<Block>, index: BlockId, titled: bool, rulebook: &Rulebook) -> bool {
    const NAMES: usize = 2;
    let heads = |at: BlockId| rulebook.kinds.is_attachment(blocks[at].as_str());
    if titled && index.prev().is_some_and(heads) {
        return true;
    }
    let mut before = std::iter::successors(index.prev(), |at| at.prev()).take(NAMES + 1);
    let head = before.find(|&at| rulebook.kinds.is_member(blocks[at].as_str().trim()));
    let name = |block: &Block| {
        let line = block.as_str().trim();
        is_title(line) && names_kind(block, line, rulebook).is_none()
    };
    head.is_some_and(|head| blocks[head.next().until(index)].iter().all(name))
}

/// Whether a block is the title of a member of a collection: 材料二：……整改清单,
/// 附件1：……整改措施. In plain text such lines may also list what is attached.
fn is_member(file: &str, blocks: &List<Block>, index: BlockId, rulebook: &Rulebook) -> bool {
    let member = |block: &Block| {
        let name = rulebook.kinds.member_of_collection(block.as_str().trim())?;
        titled(block, name, rulebook).map(|_| ())
    };
    let followed = || {
        let next = blocks.get(index.next()).map(|next| next.as_str().trim());
        next.is_some_and(|next| {
            rulebook.kinds.member_of_collection(next).is_none() && !rulebook.kinds.is_date(next)
        })
    };
    let block = &blocks[index];
    let heading = matches!(block.kind, BlockKind::Heading(_));
    member(block).is_some() && (heading || starts_anew(file, blocks, index, rulebook) && followed())
}

/// Whether the line before a title that says what it is about names the office, where a
/// document may begin: 县水利局⏎关于……的报告.
fn names_office_first(file: &str, blocks: &List<Block>, index: BlockId, rulebook: &Rulebook) -> bool {
    const SHORTEST: usize = 5;
    const LONGEST: usize = 24;
    let Some(before) = index.prev() else { return false };
    let name = blocks[before].as_str().trim();
    let length = name.chars().count();
    let plain = (SHORTEST..=LONGEST).contains(&length) && name.chars().all(is_han);
    plain
        && blocks[index].as_str().trim_start().starts_with(signs::ABOUT)
        && !rulebook.kinds.stands_beside_title(name)
        && starts_anew(file, blocks, before, rulebook)
}

/// Whether a line stands where a document may begin: after a blank line or the
/// head of an attachment, and not right before the first line of a list.
fn starts_anew(file: &str, blocks: &List<Block>, index: BlockId, rulebook: &Rulebook) -> bool {
    let Some(before) = index.prev().map(|before| &blocks[before]) else {
        return false;
    };
    let gap =
        &file[Span::new(before.span.end.min(blocks[index].span.start), blocks[index].span.start).range()];
    let blank = gap.matches('\n').count() > 1 || gap.matches('\r').count() > 2;
    blank || rulebook.kinds.stands_beside_title(before.as_str().trim())
}
