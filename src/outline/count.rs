//! Markers that count within a text: 一是……二是……

use super::{Enumeration, Marker};
use crate::source::Span;

/// How many open enumerations are kept in mind.
const OPEN: usize = 8;

/// The enumerations of the text at hand.
#[derive(Debug, Default)]
pub(super) struct Counter {
    lists: Vec<Enumeration>,
}

impl Counter {
    /// Whether the marker counts on from an open enumeration.
    pub fn counts_on(&self, marker: Marker) -> bool {
        // 一、三、五 are no members of one list.
        let whole = |list: &&Enumeration| {
            list.members.windows(2).all(|pair| pair[1].0.number == pair[0].0.number + 1)
        };
        let last = self.lists.iter().rev().take(OPEN).filter(whole).filter_map(|list| list.members.last());
        last.into_iter().any(|(last, _)| last.family == marker.family && last.number < marker.number)
    }

    /// Adds a marker to the enumeration that it counts on, or starts one.
    pub fn add(&mut self, marker: Marker, span: Span) {
        let joins = |list: &&mut Enumeration| {
            let last = list.members.last();
            last.is_some_and(|(last, _)| last.same_style(&marker) && last.number < marker.number)
        };
        match self.lists.iter_mut().rev().take(OPEN).find(joins) {
            Some(list) => list.members.push((marker, span)),
            None => self.lists.push(Enumeration { members: vec![(marker, span)] }),
        }
    }

    /// Hands over the enumerations that have more than one member.
    pub fn finish(&mut self) -> impl Iterator<Item = Enumeration> + '_ {
        self.lists.drain(..).filter(|list| list.members.len() > 1)
    }
}
