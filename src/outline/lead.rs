//! The markers that blocks start with.

use super::boundary::lead_in;
use super::{Family, Marker};
use crate::block::{Block, BlockId};
use crate::id::List;

/// Reads the marker that each block starts with. Of 2.9月底前 only the markers
/// around it tell whether it is the second item or a number.
pub(super) fn leads(blocks: &List<Block>) -> Vec<(BlockId, Marker)> {
    let mut leads: Vec<(BlockId, Marker, bool)> = Vec::new();
    for (id, block) in blocks.enumerate() {
        if !block.is_text() || block.cell().is_some() || block.quoted {
            continue;
        }
        let text = &block.as_str()[lead_in(block.as_str())..];
        let certain = Marker::parse(text).map(|marker| (id, marker, true));
        let uncertain = || Marker::parse_before_digit(text).or_else(|| Marker::parse_before_number(text));
        leads.extend(certain.or_else(|| uncertain().map(|marker| (id, marker, false))));
    }
    let counts = |at: usize| {
        let (_, marker, certain) = leads[at];
        let alike = |(_, other, _): &&(BlockId, Marker, bool)| {
            other.family == marker.family && other.mark == marker.mark
        };
        // Between two parts there may be many items.
        let near = if marker.family == Family::Arabic { NEAR } else { FAR };
        let before = leads[..at].iter().rev().take(near).find(alike).map(|(_, other, _)| other.number);
        let after = leads[at + 1..].iter().take(near).find(alike).map(|(_, other, _)| other.number);
        if !certain && marker.family == Family::Chinese {
            return before.is_some_and(|before| before + 1 == marker.number)
                && after.is_none_or(|after| after == marker.number + 1);
        }
        certain
            || before.is_some_and(|before| before + 1 == marker.number)
            || after == Some(marker.number + 1)
                && before.is_none_or(|before| before < marker.number || marker.number == 1)
            || before.is_some_and(|before| {
                before < marker.number && before > 1 && after.is_none_or(|after| after == 1)
            })
    };
    (0..leads.len()).filter(|&at| counts(at)).map(|at| (leads[at].0, leads[at].1)).collect()
}

/// How many markers before and after are looked at.
const NEAR: usize = 4;
const FAR: usize = 40;

/// The lead of a block, if it has one.
pub(super) fn of_block(leads: &[(BlockId, Marker)], block: BlockId) -> Option<Marker> {
    let at = leads.binary_search_by_key(&block, |(id, _)| *id);
    at.ok().map(|at| leads[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::blocks;
    use crate::rulebook::Rulebook;
    use crate::source::{Source, Syntax};

    fn numbers(text: &str) -> Vec<u32> {
        let rulebook = Rulebook::embedded().expect("rules");
        let source = Source::from_bytes("a.txt", text.as_bytes().to_vec(), Syntax::Plain).expect("source");
        leads(&blocks(&source, &rulebook).list).iter().map(|(_, marker)| marker.number).collect()
    }

    #[test]
    fn an_item_may_begin_with_a_digit() {
        assert_eq!(numbers("1.增设窗口；\n2.9月底前升级系统；\n3.午间不断岗。"), [1, 2, 3]);
        assert_eq!(numbers("1.4月28日上门慰问\n2.公布结果"), [1, 2]);
        assert_eq!(numbers("1.24小时内登记\n2.每天核对\n4.10种药品设下限"), [1, 2, 4]);
    }

    #[test]
    fn a_number_alone_is_no_item() {
        assert!(numbers("全年支出如下。\n3.5万元用于培训。").is_empty());
    }
}
