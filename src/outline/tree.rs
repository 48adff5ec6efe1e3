//! Which part is under which: a stack of the runs that are open.

use super::{Family, Marker, Node, NodeId, Run, RunId, SegmentId, Shape};
use crate::id::List;

/// No document has parts so deep; what goes on nesting stays on this level.
const DEEPEST: usize = 32;

/// What stood between the last marker and the one to be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Since {
    /// Nothing.
    Nothing,
    /// Body text.
    Body,
    /// Something after which counting may start anew: a label, a heading, a
    /// paragraph that ends with a colon.
    Reset,
}

/// A run that further members may join.
#[derive(Debug, Clone)]
struct Open {
    run: RunId,
    node: NodeId,
    /// The run's last marker.
    last: Option<Marker>,
    shape: Shape,
    /// Level of a heading; plain headings without a number are level 0.
    heading: Option<u8>,
    /// How deep in Markdown lists it stands; 0 outside of any.
    list: u8,
}

/// Where a new node belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub parent: Option<NodeId>,
    pub run: RunId,
}

/// What is to be placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Newcomer {
    pub marker: Option<Marker>,
    pub heading: Option<u8>,
    pub shape: Shape,
    /// Whether the markers to come show that this one opens a level that uses
    /// its parent's style.
    pub nests: bool,
    /// How deep in Markdown lists it stands; 0 outside of any.
    pub list: u8,
}

/// The open runs, outermost first.
#[derive(Debug)]
pub(super) struct Tree {
    stack: Vec<Open>,
    /// The runs that a plain heading interrupted.
    suspended: Vec<Open>,
    pub since: Since,
}

impl Tree {
    pub fn new() -> Self {
        Self { stack: Vec::new(), suspended: Vec::new(), since: Since::Reset }
    }

    /// A new document starts.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// The innermost open node.
    pub fn current(&self) -> Option<NodeId> {
        self.stack.last().map(|open| open.node)
    }

    /// Whether the marker counts on from an open run.
    pub fn continues(&self, marker: &Marker) -> bool {
        let open = self.stack.iter().chain(&self.suspended).filter_map(|open| open.last);
        open.into_iter().any(|last| marker.follows(&last))
    }

    /// The number of the innermost open node, if it is written in the marker's
    /// style.
    pub fn last_number(&self, marker: &Marker) -> Option<u32> {
        let last = self.stack.last()?.last?;
        last.same_style(marker).then_some(last.number)
    }

    /// Puts a node that will have the id `node` in its place.
    pub fn place(&mut self, new: Newcomer, node: NodeId, runs: &mut List<Run>) -> Place {
        let depth = match (new.heading, new.marker) {
            (Some(level), _) => self.heading(level, new, runs),
            (None, Some(marker)) if new.list > 0 => self.item(marker, new.list),
            (None, Some(marker)) => self.marker(marker, new, runs),
            (None, None) => self.plain_heading(),
        };
        let depth = self.within_bounds(depth);
        let (at, run) = match depth {
            At::Join(at) => (at, self.stack[at].run),
            At::Fresh { at, like_parent } => (at, runs.push(Run { members: Vec::new(), like_parent })),
        };
        let keep = self.stack.get(at).filter(|open| open.run == run).and_then(|open| open.last);
        self.stack.truncate(at);
        let parent = self.current();
        let heading = new.heading.or(if new.marker.is_none() { Some(0) } else { None });
        let last = new.marker.or(keep);
        self.stack.push(Open { run, node, last, shape: new.shape, heading, list: new.list });
        if new.marker.is_some() {
            runs[run].members.push(node);
        }
        self.since = if new.marker.is_some() { Since::Nothing } else { Since::Reset };
        Place { parent, run }
    }

    /// Puts what would nest too deep beside the innermost node.
    fn within_bounds(&self, at: At) -> At {
        match at {
            At::Fresh { at, .. } if at >= DEEPEST => At::fresh(DEEPEST - 1),
            at => at,
        }
    }

    fn heading(&mut self, level: u8, new: Newcomer, runs: &List<Run>) -> At {
        let outer = self.stack.iter().rposition(|open| open.heading.is_some_and(|h| h <= level));
        match outer {
            Some(at) if self.stack[at].heading == Some(level) => {
                let (last, marker) = (self.stack[at].last, new.marker);
                let joins = match (last, marker) {
                    (Some(last), Some(marker)) => last.family == marker.family,
                    (None, Some(_)) => runs[self.stack[at].run].members.is_empty(),
                    _ => true,
                };
                if joins { At::Join(at) } else { At::fresh(at) }
            }
            Some(at) => At::Fresh { at: at + 1, like_parent: self.is_like_parent(at, new) },
            None => At::fresh(0),
        }
    }

    fn is_like_parent(&self, parent: usize, new: Newcomer) -> bool {
        let parent = self.stack[parent].last;
        parent.zip(new.marker).is_some_and(|(parent, marker)| parent.same_style(&marker))
    }

    fn plain_heading(&mut self) -> At {
        let floor =
            self.stack.iter().rposition(|open| open.heading.is_some_and(|h| h > 0)).map_or(0, |at| at + 1);
        if self.stack.len() > floor && self.stack[floor].heading != Some(0) {
            self.suspended = self.stack[floor..].to_vec();
        }
        if self.stack.get(floor).is_some_and(|open| open.heading == Some(0)) {
            At::Join(floor)
        } else {
            At::fresh(floor)
        }
    }

    fn marker(&mut self, marker: Marker, new: Newcomer, runs: &List<Run>) -> At {
        let base = self.stack.iter().rposition(|open| open.heading.is_some()).map_or(0, |at| at + 1);
        let kin = |at: &usize| self.stack[*at].last.is_some_and(|last| last.family == marker.family);
        let candidates: Vec<usize> = (base..self.stack.len()).rev().filter(kin).collect();
        if let Some(at) = self.counted_on(&candidates, marker, new.shape) {
            return At::Join(at);
        }
        if marker.number == 1 {
            return self.first(&candidates, marker, new);
        }
        if let Some(at) = self.resume(marker) {
            return At::Join(at);
        }
        match self.nearest(&candidates, marker, new.shape) {
            Some(at) if !runs[self.stack[at].run].members.is_empty() => At::Join(at),
            _ => At::fresh(self.stack.len()),
        }
    }

    /// An item of a Markdown list: the nesting of the lists tells its level.
    fn item(&self, marker: Marker, list: u8) -> At {
        let outer = self.stack.iter().rposition(|open| open.list < list).map_or(0, |at| at + 1);
        let joins = |open: &Open| {
            open.list == list
                && open.last.is_some_and(|last| {
                    last.family == marker.family && (marker.number != 1 || last.number == 1)
                })
        };
        match self.stack.get(outer).filter(|open| joins(open)) {
            Some(_) if marker.number != 1 || self.since == Since::Nothing => At::Join(outer),
            _ => At::fresh(outer),
        }
    }

    fn number(&self, at: usize) -> u32 {
        self.stack[at].last.map_or(0, |last| last.number)
    }

    fn has_style(&self, at: usize, marker: Marker) -> bool {
        self.stack[at].last.is_some_and(|last| last.same_style(&marker))
    }

    /// The run that the marker counts on: of the same style and shape if there
    /// is one, else the innermost.
    fn counted_on(&self, candidates: &[usize], marker: Marker, shape: Shape) -> Option<usize> {
        let follows = |at: &&usize| self.number(**at) + 1 == marker.number;
        let unlike = |at: &&usize| (!self.has_style(**at, marker), self.stack[**at].shape != shape);
        let counted = candidates.iter().filter(follows).min_by_key(unlike)?;
        // Within a list of its own style a number may be missing: 1. 2. 4. below 3、.
        let lacks = |at: &&usize| self.has_style(**at, marker) && self.number(**at) + 2 == marker.number;
        let inner = candidates.iter().take_while(|at| *at != counted).find(lacks);
        inner.filter(|_| !self.has_style(*counted, marker)).or(Some(counted)).copied()
    }

    /// The run that the marker fits best when a number is missing before it or
    /// stands twice.
    fn nearest(&self, candidates: &[usize], marker: Marker, shape: Shape) -> Option<usize> {
        let ahead = candidates.iter().filter(|at| self.number(**at) < marker.number);
        let distance = |at: &&usize| (self.stack[**at].shape != shape, marker.number - self.number(**at));
        let styled = || candidates.iter().find(|at| self.has_style(**at, marker));
        ahead.min_by_key(distance).or_else(styled).or(candidates.first()).copied()
    }

    /// A marker with number one opens a run: below the innermost node, or in
    /// place of a run that has ended.
    fn first(&self, candidates: &[usize], marker: Marker, new: Newcomer) -> At {
        let Some(&at) = candidates.first() else {
            return At::fresh(self.outranked(marker).unwrap_or(self.stack.len()));
        };
        let open = &self.stack[at];
        let innermost = at + 1 == self.stack.len();
        let styled = open.last.is_some_and(|last| last.same_style(&marker));
        let last = open.last.map_or(0, |last| last.number);
        if innermost && !styled && self.since != Since::Body {
            return At::fresh(at + 1);
        }
        let under_title =
            open.shape == Shape::Title && new.shape == Shape::Sentence && self.since == Since::Nothing;
        let under_label = open.shape == Shape::Label && new.shape != Shape::Label;
        if innermost && styled && (under_title || under_label || new.nests) {
            return At::Fresh { at: at + 1, like_parent: true };
        }
        let repeats =
            last == 1 && if innermost { self.since == Since::Nothing } else { self.since != Since::Reset };
        if repeats { At::Join(at) } else { At::fresh(at) }
    }

    /// Where notes ended that were numbered 1., 2., 3. above a part 一、: GB/T 9704 has
    /// that above them. Under a lone 1. it may well stand below.
    fn outranked(&self, marker: Marker) -> Option<usize> {
        let noted = |open: &Open| {
            open.last.is_some_and(|last| last.family == Family::Arabic && last.number > 1)
                && open.heading.is_none()
                && open.list == 0
        };
        (marker.family == Family::Chinese).then(|| self.stack.iter().position(noted)).flatten()
    }

    /// A marker may count on from a run of headings, or from one that a plain
    /// heading interrupted.
    fn resume(&mut self, marker: Marker) -> Option<usize> {
        let follows = |open: &Open| open.last.is_some_and(|last| marker.follows(&last));
        if let Some(at) = self.stack.iter().rposition(follows) {
            return Some(at);
        }
        let at = self.suspended.iter().rposition(follows)?;
        let floor =
            self.stack.iter().rposition(|open| open.heading.is_some_and(|h| h > 0)).map_or(0, |at| at + 1);
        self.stack.truncate(floor);
        self.stack.append(&mut self.suspended);
        self.stack.truncate(floor + at + 1);
        Some(floor + at)
    }
}

/// A place on the stack.
enum At {
    /// In the run that is open there.
    Join(usize),
    /// In a new run there.
    Fresh { at: usize, like_parent: bool },
}

impl At {
    fn fresh(at: usize) -> Self {
        Self::Fresh { at, like_parent: false }
    }
}

/// Closes every node where its successor of the same level or above begins, or
/// a new document does (`documents` holds the first segments of documents).
pub(super) fn close(nodes: &mut List<Node>, documents: &[SegmentId], end: SegmentId) {
    // The first segment of the next node right below each, and on the top level,
    // among those after the node at hand.
    let mut next_below: List<SegmentId, Node> = nodes.iter().map(|_| end).collect();
    let mut next_on_top = end;
    for node in nodes.ids().iter().rev() {
        let above = std::iter::successors(nodes[node].parent, |&up| nodes[up].parent);
        let end = above.map(|up| next_below[up]).fold(next_on_top, SegmentId::min);
        let next = documents.partition_point(|&first| first <= nodes[node].segment);
        let (segment, parent) = (nodes[node].segment, nodes[node].parent);
        nodes[node].end = documents.get(next).map_or(end, |&first| first.min(end));
        match parent {
            Some(parent) => next_below[parent] = segment,
            None => next_on_top = segment,
        }
    }
}
