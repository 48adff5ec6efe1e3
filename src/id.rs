//! Places in lists: a place in one list is not taken for one in another.
//!
//! ```compile_fail,E0277
//! use hegao::outline::{NodeId, Outline, Segment};
//!
//! fn opened(outline: &Outline, node: NodeId) -> &Segment {
//!     &outline.segments[node]
//! }
//! ```
//!
//! ```
//! use hegao::outline::{NodeId, Outline, Segment};
//!
//! fn opened(outline: &Outline, node: NodeId) -> &Segment {
//!     &outline.segments[outline.nodes[node].segment]
//! }
//! ```

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The place of a `T` in the list of them.
pub struct Id<T> {
    number: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The first place of a list.
    pub const FIRST: Self = Self::new(0);

    const fn new(number: u32) -> Self {
        Self { number, of: PhantomData }
    }

    /// # Panics
    /// When a list has more members than memory can hold of any that have ids.
    fn at(index: usize) -> Self {
        Self::new(u32::try_from(index).expect("a list of fewer than 2^32 members"))
    }

    fn index(self) -> usize {
        self.number as usize
    }

    /// The place after it.
    pub fn next(self) -> Self {
        Self::new(self.number + 1)
    }

    /// The place before it; the first has none.
    pub fn prev(self) -> Option<Self> {
        self.number.checked_sub(1).map(Self::new)
    }

    /// The places from this one on to the one before `end`.
    pub fn until(self, end: Self) -> Ids<T> {
        Ids { start: self, end }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}

/// Places side by side.
pub struct Ids<T> {
    /// The first of them.
    pub start: Id<T>,
    /// The place after the last of them.
    pub end: Id<T>,
}

impl<T> Ids<T> {
    /// Each of them, in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + Clone {
        (self.start.number..self.end.number).map(Id::new)
    }

    /// Whether a place is one of them.
    pub fn contains(self, id: Id<T>) -> bool {
        self.start <= id && id < self.end
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The last of them.
    pub fn last(self) -> Option<Id<T>> {
        self.end.prev().filter(|last| *last >= self.start)
    }

    /// All but the first, and of these the last ones only, so many at most.
    pub fn tail(self, most: u32) -> Self {
        let from = self.start.next().max(Id::new(self.end.number.saturating_sub(most)));
        Self { start: from.min(self.end), end: self.end }
    }
}

impl<T> Clone for Ids<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ids<T> {}

impl<T> fmt::Debug for Ids<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}..{:?}", self.start, self.end)
    }
}

/// A list in which members are found by their ids: all `T`s, or one `T` for each `K`.
pub struct List<T, K = T> {
    members: Vec<T>,
    by: PhantomData<fn() -> K>,
}

impl<T, K> List<T, K> {
    /// Adds a member; returns its place.
    pub fn push(&mut self, member: T) -> Id<K> {
        let id = self.end();
        self.members.push(member);
        id
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The member at a place; `None` after the last one.
    pub fn get(&self, id: Id<K>) -> Option<&T> {
        self.members.get(id.index())
    }

    /// The last member.
    pub fn last(&self) -> Option<&T> {
        self.members.last()
    }

    /// The last member.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.members.last_mut()
    }

    /// The place after the last member.
    pub fn end(&self) -> Id<K> {
        Id::at(self.members.len())
    }

    /// The places of all members.
    pub fn ids(&self) -> Ids<K> {
        Id::FIRST.until(self.end())
    }

    /// The members from a place on.
    pub fn rest(&self, from: Id<K>) -> &[T] {
        &self.members[from.index()..]
    }

    /// The members without their places.
    pub fn as_slice(&self) -> &[T] {
        &self.members
    }

    /// The members, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.members.iter()
    }

    /// The members, each with its place.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (Id<K>, &T)> + Clone {
        self.ids().iter().zip(&self.members)
    }

    /// The place of the first member for which `before` no longer holds.
    pub fn partition_point(&self, before: impl FnMut(&T) -> bool) -> Id<K> {
        Id::at(self.members.partition_point(before))
    }
}

impl<T, K> Default for List<T, K> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T: fmt::Debug, K> fmt::Debug for List<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.members.fmt(f)
    }
}

impl<T, K> From<Vec<T>> for List<T, K> {
    fn from(members: Vec<T>) -> Self {
        Self { members, by: PhantomData }
    }
}

impl<T, K> Extend<T> for List<T, K> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        self.members.extend(members);
    }
}

impl<T, K> FromIterator<T> for List<T, K> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        Self::from(Vec::from_iter(members))
    }
}

impl<'a, T, K> IntoIterator for &'a List<T, K> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T, K> Index<Id<K>> for List<T, K> {
    type Output = T;

    fn index(&self, id: Id<K>) -> &T {
        &self.members[id.index()]
    }
}

impl<T, K> IndexMut<Id<K>> for List<T, K> {
    fn index_mut(&mut self, id: Id<K>) -> &mut T {
        &mut self.members[id.index()]
    }
}

impl<T, K> Index<Ids<K>> for List<T, K> {
    type Output = [T];

    fn index(&self, ids: Ids<K>) -> &[T] {
        &self.members[ids.start.index()..ids.end.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_to_members() {
        let mut list: List<char> = List::default();
        let [a, b] = ['a', 'b'].map(|member| list.push(member));
        list[b] = 'c';
        assert_eq!((list[a], list[b], list.get(list.end())), ('a', 'c', None));
        assert_eq!((a.next(), b.prev(), a.prev()), (b, Some(a), None));
        assert_eq!(list.partition_point(|member| *member < 'c'), b);
        assert_eq!(list[a.until(b)], ['a']);
    }

    #[test]
    fn places_side_by_side_have_an_end() {
        let list: List<u8> = (0..6).collect();
        let told = |ids: Ids<u8>| ids.iter().map(|id| list[id]).collect::<Vec<_>>();
        let all = list.ids();
        assert_eq!(told(all), [0, 1, 2, 3, 4, 5]);
        assert_eq!(told(all.tail(2)), [4, 5]);
        assert_eq!(told(all.tail(9)), [1, 2, 3, 4, 5]);
        let none = all.end.until(all.end);
        assert!(none.is_empty() && none.last().is_none() && none.tail(2).is_empty());
        assert!(all.contains(all.start) && !all.contains(all.end));
    }
}
