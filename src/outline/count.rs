//! Markers that count within a text: 一是……二是……

use super::{Enumeration, Marker};
use crate::source::Span;

/// How many open enumerations are kept in mind.
const OPEN: usize = 8;

/// The enumerations of the text at hand.
#[derive(Debug, Default)]
pub(super) struct Counter {
    lists: Vec<Open>,
}

/// An enumeration that may go on.
#[derive(Debug)]
struct Open {
    list: Enumeration,
    /// Whether each member's number follows that of the one before. 一、三、五 are
    /// no members of one list.
    whole: bool,
}

impl Counter {
    /// Whether the marker counts on from an open enumeration.
    pub fn counts_on(&self, marker: Marker) -> bool {
        let open = self.lists.iter().rev().take(OPEN).filter(|open| open.whole);
        let last = open.filter_map(|open| open.list.members.last());
        last.into_iter().any(|(last, _)| last.family == marker.family && last.number < marker.number)
    }

    /// Adds a marker to the enumeration that it counts on, or starts one.
    pub fn add(&mut self, marker: Marker, span: Span) {
        let last = |open: &Open| open.list.members.last().map(|(last, _)| *last);
        let joins = |open: &&mut Open| {
            last(open).is_some_and(|last| last.same_style(&marker) && last.number < marker.number)
        };
        match self.lists.iter_mut().rev().take(OPEN).find(joins) {
            Some(open) => {
                open.whole &= last(open).is_some_and(|last| marker.number == last.number + 1);
                open.list.members.push((marker, span));
            }
            None => {
                let list = Enumeration { members: vec![(marker, span)] };
                self.lists.push(Open { list, whole: true });
            }
        }
    }

    /// Hands over the enumerations that have more than one member.
    pub fn finish(&mut self) -> impl Iterator<Item = Enumeration> + '_ {
        self.lists.drain(..).map(|open| open.list).filter(|list| list.members.len() > 1)
    }
}
