//! Which markers open a part of the document and which only count.

use super::boundary::{Boundary, Candidate, candidates, lead_in};
use super::cut::Cutter;
use super::title::{is_title, line, starts_title};
use super::{Family, Marker, Segment};
use crate::block::BlockId;
use crate::chars::{is_han, is_numeral, is_space};
use crate::rulebook::{LabelMatch, Role};
use crate::signs;

/// How far the value of a deadline may reach, in bytes, while it is searched
/// for a marker that nothing separates from it (长期整改问题二:).
const DEADLINE_REACH: usize = 120;

/// How many fields after it make a paragraph a whole document.
const CRAMMED: usize = 2;

/// What follows the name of a person and a number is a title only from this
/// length on, in characters.
const SHORTEST_TITLE: usize = 5;

/// No row of fields is longer, in bytes.
const LONGEST_ROW: usize = 300;

/// No title that was joined to the text before it is longer, in bytes.
const LONGEST_JOINED: usize = 90;

/// How many of the next numbered blocks tell a nested run from a repeated one.
const LOOK_AHEAD: usize = 60;

/// Whether a number after `before` names a day of the week: 周一、三、五.
pub(super) fn is_day_of_week(before: &str) -> bool {
    before.trim_end_matches(|c| is_numeral(c) || c == '、').ends_with(signs::ORDINALS_OF_DAYS)
}

/// Whether a marker such as 1) is what a bracket holds: （1）.
pub(super) fn is_in_bracket(text: &str, at: usize, marker: &Marker) -> bool {
    text[..at].ends_with(['（', '(']) && matches!(marker.mark, Some('）' | ')'))
}

impl Cutter<'_> {
    /// Whether this block and the next both start with 一是 or the like.
    pub(super) fn goes_on_counting(&self, index: BlockId) -> bool {
        let counts =
            |block: BlockId| self.out.lead(block).is_some_and(|lead| lead.family == Family::Sentence);
        counts(index) && counts(index.next())
    }

    /// Whether a marker opens a part of the document. Others count within the
    /// text: 要求：(1)……；(2)……
    pub(super) fn is_structural(
        &mut self,
        index: BlockId,
        at: usize,
        marker: Marker,
        boundary: Boundary,
    ) -> bool {
        if !marker.can_head() {
            return false;
        }
        let text = self.blocks[index].as_str();
        let rest = &text[at + marker.len..];
        match boundary {
            Boundary::Block | Boundary::Line => true,
            Boundary::Row => self.stands_between(index, marker),
            Boundary::Bracket => marker.family == Family::Problem && self.tree.continues(&marker),
            Boundary::Colon => match marker.family {
                Family::Problem => true,
                Family::Chinese | Family::ChineseParen => marker.number == 1 && self.is_crammed(index, at),
                _ => false,
            },
            Boundary::Nothing => match marker.family {
                Family::Problem => self.in_deadline(index, at) || self.tree.continues(&marker),
                Family::Collection => self.in_deadline(index, at),
                Family::ChineseParen if marker.number == 1 => {
                    self.after_heading(index, at) && !rest.trim().is_empty()
                }
                Family::ChineseParen if marker.number > 1 && self.in_owner(index) => {
                    self.tree.continues(&marker)
                }
                Family::Chinese | Family::ChineseParen => {
                    // 王三、李四 are people.
                    let long = rest.trim().chars().nth(SHORTEST_TITLE - 1).is_some();
                    let titled = starts_title(rest) && (long || rest.trim().ends_with(signs::PART));
                    marker.number > 1
                        && !is_day_of_week(&text[..at])
                        && (self.in_deadline(index, at) || titled && self.in_owner(index))
                        && self.tree.continues(&marker)
                }
                Family::Arabic => {
                    (self.in_deadline(index, at)
                        || self.in_owner(index)
                        || self.fills_a_gap(index, at, marker))
                        && self.tree.continues(&marker)
                        && rest.trim_start_matches(' ').starts_with(is_han)
                }
                Family::Circled => {
                    (self.in_deadline(index, at) || self.in_owner(index)) && self.tree.continues(&marker)
                }
                _ => false,
            },
            Boundary::Sentence | Boundary::Space => match marker.family {
                Family::Collection => true,
                // 一共三条。问题一，……；问题二，…… only counts.
                Family::Problem => !rest.starts_with(['，', ',']),
                Family::Part | Family::Clause | Family::Chinese | Family::ChineseParen => {
                    !self.counter.counts_on(marker)
                        && (self.tree.continues(&marker)
                            || marker.number == 1 && (starts_title(rest) || self.is_crammed(index, at)))
                }
                _ => {
                    let first = marker.number == 1 && self.is_crammed(index, at);
                    !self.counter.counts_on(marker) && (first || self.tree.continues(&marker))
                }
            },
        }
    }

    /// Whether a marker after a comma goes on with that of its block, and the next
    /// block's with it: the line between (一) and (三) was joined to (一).
    fn stands_between(&self, index: BlockId, marker: Marker) -> bool {
        let titled = matches!(marker.family, Family::Chinese | Family::ChineseParen);
        let at = |number: u32, lead: Option<Marker>| {
            lead.is_some_and(|lead| lead.family == marker.family && lead.number == number)
        };
        let next = self.later_leads(index).next();
        titled
            && marker.number > 1
            && at(marker.number - 1, self.out.lead(index))
            && at(marker.number + 1, next)
    }

    /// The markers that the next numbered blocks after a block start with.
    fn later_leads(&self, block: BlockId) -> impl Iterator<Item = Marker> + '_ {
        let from = self.out.leads.partition_point(|(index, _)| *index <= block);
        self.out.leads[from..].iter().take(LOOK_AHEAD).map(|(_, lead)| *lead)
    }

    /// Whether a block starts with the label of an item's field.
    pub(super) fn starts_with_field(&self, index: BlockId) -> bool {
        let text = self.blocks[index].as_str();
        let label = self.rulebook.labels.at_start(line(text, lead_in(text)), self.manner);
        label.is_some_and(|label| {
            label.closed && !matches!(label.role, Role::Problem | Role::Cause | Role::Note)
        })
    }

    /// Whether a quoted block is no quotation but the fields that the items above have
    /// in common: 以上两项　完成时限：……　责任部门：…….
    pub(super) fn is_field_row(&self, index: BlockId) -> bool {
        if self.starts_with_field(index) {
            return true;
        }
        let block = &self.blocks[index];
        let text = block.as_str();
        let is_limit = |candidate: &Candidate| {
            let label = self.rulebook.labels.at_start(line(text, candidate.at), self.manner);
            label.is_some_and(|label| label.closed && label.role == Role::Deadline)
        };
        let row = text.len() <= LONGEST_ROW && !text.contains(['。', '“']);
        row && candidates(block).iter().any(is_limit)
    }

    /// Whether a marker within a paragraph ends its block with a title, and the next block
    /// that starts with one of its kind counts on: the line between 7. and 9. was
    /// joined to the text of 7.
    fn fills_a_gap(&self, index: BlockId, at: usize, marker: Marker) -> bool {
        let title = &self.blocks[index].as_str()[at + marker.len..];
        if title.len() > LONGEST_JOINED || !is_title(title) || title.contains(['，', '；', '、', '：']) {
            return false;
        }
        let next = self.later_leads(index).find(|lead| lead.same_style(&marker));
        next.is_some_and(|next| next.number == marker.number + 1)
    }

    /// Whether only a heading such as 一、存在的问题 stands before a place in its
    /// block.
    pub(super) fn after_heading(&self, index: BlockId, at: usize) -> bool {
        let text = self.blocks[index].as_str();
        self.out.segments.last().is_some_and(|last| {
            let heading = last.marker.is_some_and(|marker| marker.family == Family::Chinese);
            let title = &text[last.body.min(at)..at];
            last.block == index && heading && is_title(title) && !title.contains(['，', ',', '、', '：', ':'])
        })
    }

    /// Whether a whole document was put into one paragraph: fields of several
    /// roles stand after a place in it, each after a sentence.
    pub(super) fn is_crammed(&mut self, index: BlockId, at: usize) -> bool {
        if self.fields.as_ref().is_none_or(|(block, _)| *block != index) {
            let block = &self.blocks[index];
            let text = block.as_str();
            let inline = |candidate: &Candidate| {
                matches!(candidate.boundary, Boundary::Sentence | Boundary::Space | Boundary::Colon)
            };
            let is_field = |candidate: &Candidate| {
                let label = self.rulebook.labels.at_start(line(text, candidate.at), self.manner);
                label.is_some_and(|label| label.closed && label.role != Role::Owner)
            };
            let found = candidates(block).into_iter().filter(inline).filter(is_field);
            self.fields = Some((index, found.map(|candidate| candidate.at).collect()));
        }
        let after = |fields: &Vec<usize>| fields.len() - fields.partition_point(|&field| field < at);
        self.fields.as_ref().is_some_and(|(_, fields)| after(fields) >= CRAMMED)
    }

    /// Whether a place is in the value of a deadline, or right after it.
    pub(super) fn in_deadline(&self, index: BlockId, at: usize) -> bool {
        self.out.segments.last().is_some_and(|last| {
            let deadline = last.has_label(Role::Deadline);
            last.block == index && deadline && at <= last.body + DEADLINE_REACH
        })
    }

    /// Whether the label of another field with nothing in it stands right before a label:
    /// 整改措施：整改时限：5月底前
    pub(super) fn follows_empty_label(&self, index: BlockId, at: usize, found: &LabelMatch) -> bool {
        let text = self.blocks[index].as_str();
        self.other_field(index, found).is_some_and(|field| text[field.body..at].trim().is_empty())
            && !text[at..at + found.end].contains(is_space)
    }

    /// Whether another field of the same line ends right before a label: 问题：……；措施：
    pub(super) fn goes_on_in_row(&self, index: BlockId, at: usize, found: &LabelMatch) -> bool {
        self.other_field(index, found).is_some()
            && self.blocks[index].as_str()[..at].trim_end().ends_with(['；', ';'])
    }

    /// The block's last segment, if it is a field of another role than a label's.
    fn other_field(&self, index: BlockId, found: &LabelMatch) -> Option<&Segment> {
        let last = self.out.segments.last().filter(|last| last.block == index)?;
        let label = last.label.as_ref()?;
        (label.closed && label.role != found.role).then_some(last)
    }

    /// Whether the block's last segment names who answers for an item.
    fn in_owner(&self, index: BlockId) -> bool {
        self.out.segments.last().is_some_and(|last| last.block == index && last.has_label(Role::Owner))
    }

    /// Whether a marker with number one opens a run that uses the style of the
    /// part it stands in: the markers to come count the inner run up, then go
    /// on with the outer.
    pub(super) fn nests(&self, block: BlockId, marker: Marker) -> bool {
        let Some(outer) = self.tree.last_number(&marker).filter(|_| marker.number == 1) else {
            return false;
        };
        let mut expected = 2;
        for later in self.later_leads(block).filter(|later| later.same_style(&marker)) {
            if later.number == expected {
                expected += 1;
            } else {
                return later.number == outer + 1 && expected > 2;
            }
        }
        false
    }
}

/// Roles whose values are a few words, so that several stand in one row.
pub(super) fn is_short(role: Role) -> bool {
    matches!(role, Role::Deadline | Role::Owner | Role::Result)
}

/// Whether a layout gap stands at the end of a text: two spaces or more.
pub(super) fn ends_in_gap(text: &str) -> bool {
    text.chars().rev().take_while(|c| is_space(*c)).count() > 1
}
