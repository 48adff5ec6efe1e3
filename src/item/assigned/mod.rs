//! What a sentence says of several items at once: 第1至3项于7月底前完成，由办公室负责.

mod list;

use std::collections::HashSet;

use super::fields::Owned;
use super::{Field, Item};
use crate::document::{Document, Parts};
use crate::outline::{NodeId, SegmentId};
use crate::rulebook::{Place, Reference, References, Role};
use list::List;

/// So many references are looked up in a document: each may mean any of its items.
const MOST: usize = 2000;
/// No lead-in to what is said of items is longer, in characters: 分工如下：.
const LONGEST_LEAD: usize = 12;

/// Gives the items of a document what is said elsewhere of when they are due and who
/// answers for them. Tells which segments say so, or say it of one item only.
pub(super) fn assign(
    parts: Parts<'_>,
    document: &Document,
    fields: &[Owned],
    items: &mut [Item],
) -> HashSet<SegmentId> {
    let owed = |role: Role| document.kind().is_some_and(|kind| kind.needs(role));
    let lacks = |item: &Item| {
        [Role::Deadline, Role::Owner].into_iter().any(|role| owed(role) && item.of(role).next().is_none())
    };
    if items.len() < 2 || !items.iter().any(lacks) {
        return HashSet::new();
    }
    let Some(references) = parts.rulebook.references.get() else { return HashSet::new() };
    let mut reader = Reader { parts, references, list: List::new(parts, items), left: MOST };
    reader.titles(document);
    let says = |segment: &SegmentId| reader.segment(*segment, fields);
    document.segments.iter().filter(says).collect()
}

struct Reader<'a, 'i> {
    parts: Parts<'a>,
    references: &'a References,
    list: List<'a, 'i>,
    /// How many more references are looked up.
    left: usize,
}

/// What a sentence spoke of so far, in the order of the items.
#[derive(Default)]
struct Spoken {
    /// The items of which the next clause tells.
    current: Vec<usize>,
    all: Vec<usize>,
    /// Whether nothing was said yet of the current ones.
    open: bool,
    /// Whether they are all around: 以上问题.
    loose: bool,
    /// Whether their numbers are those of measures.
    measures: bool,
}

impl Reader<'_, '_> {
    /// Gives items what the title of their part or their rows says: 二、近期整改（6月底前完成）.
    fn titles(&mut self, document: &Document) {
        for node in document.nodes(self.parts.outline).iter() {
            let titles_document = || self.parts.span(self.parts.node(node).segment) == document.title;
            if self.list.item_around(node).is_none() && !titles_document() {
                self.titled(self.parts.title(node), |list| list.inside(node));
            }
        }
        for category in self.list.categories() {
            self.titled(self.parts.source.slice(category), |list| list.of_category(category));
        }
    }

    fn titled(&mut self, title: &str, inside: impl FnOnce(&List<'_, '_>) -> Vec<usize>) {
        let deadlines = &self.parts.rulebook.deadlines;
        let says = |clause: &&str| self.references.speaks_of_limit(clause) && deadlines.states_limit(clause);
        let clause = title.split(['（', '(', '）', ')', '，', '；', '—', '：']).find(says);
        if let Some(clause) = clause.filter(|_| self.left > 0) {
            self.left -= 1;
            for index in inside(&self.list) {
                self.list.give(index, &told(Role::Deadline, clause));
            }
        }
    }

    /// Reads a segment; whether it says anything of items.
    fn segment(&mut self, segment: SegmentId, fields: &[Owned]) -> bool {
        let entry = &self.parts.outline.segments[segment];
        let text = self.parts.text(segment);
        if self.left == 0 || !self.references.may_refer(text) {
            return false;
        }
        if self.list.is_category(self.parts.span(segment)) {
            return false;
        }
        if let Some(label) = &entry.label {
            let field = self.field_at(segment, fields);
            return field.is_some_and(|owned| match (owned.owner, label.shared) {
                (None, true) => self.labelled(segment, &owned.field),
                (None, false) => self.valued(segment, &owned.field),
                (Some(item), _) => {
                    self.speaks_of_others(&owned.field, item) && {
                        self.list.take(item, owned.field.label);
                        self.valued(segment, &owned.field)
                    }
                }
            });
        }
        if entry.node.is_none() && self.leads_fields(text) {
            return self.led(segment, fields);
        }
        let item = entry.node.or(entry.parent).and_then(|node| self.list.item_around(node));
        let of_list = item.is_none_or(|item| self.speaks_of_list(text, item));
        let (mut says, mut own) = (false, false);
        for sentence in text.split('。') {
            let begins = item.zip(self.begins(sentence));
            let reaches = begins.as_ref().is_some_and(|(item, of)| self.reaches_out(of, *item));
            if of_list || reaches {
                says |= self.sentence(segment, sentence);
            } else {
                own |= begins.is_some_and(|(_, of)| of.place == Some(Place::Above));
            }
        }
        if says {
            self.list.cut(self.parts.span(segment));
        }
        says || own
    }

    /// The field of a segment that has a label.
    fn field_at<'f>(&self, segment: SegmentId, fields: &'f [Owned]) -> Option<&'f Owned> {
        let entry = self.parts.outline.segments.get(segment)?;
        let name = self.parts.blocks.list[entry.block].span_of(entry.label.as_ref()?.name.clone());
        let start = |owned: &Owned| owned.field.label.map_or(0, |label| label.start);
        let at = fields.partition_point(|owned| start(owned) < name.start);
        fields.get(at).filter(|owned| owned.field.label == Some(name))
    }

    /// Whether all that a paragraph says is which items are meant: 以上三项：.
    fn leads_fields(&self, text: &str) -> bool {
        let said = text.trim().trim_end_matches(['：', ':']);
        let whole = |(reference, at): (Reference, usize)| {
            at == 0 && (reference.count.is_some() || !reference.numbers.is_empty())
        };
        said.chars().count() <= LONGEST_LEAD
            && !self.references.speaks_of_limit(said)
            && !self.references.tells_owner(said)
            && self.references.of(said).is_some_and(whole)
    }

    /// Gives the fields below such a paragraph to the items that it means.
    fn led(&mut self, segment: SegmentId, fields: &[Owned]) -> bool {
        let Some((reference, _)) = self.references.of(self.parts.text(segment)) else { return false };
        let meant = self.list.meant(segment, &reference, &[]);
        let mut next = segment.next();
        while let Some(owned) = self.field_at(next, fields)
            && matches!(owned.field.role, Role::Deadline | Role::Owner)
        {
            let field = Field { shared: true, ..owned.field.clone() };
            meant.iter().for_each(|&index| self.list.give(index, &field));
            next = next.next();
        }
        let gives = next > segment.next() && !meant.is_empty();
        if gives {
            self.list.cut(self.parts.span(segment));
        }
        gives
    }

    /// Whether a reference at the start of a sentence within an item means others too.
    /// 第1项 may be one of the item's own measures, and so may 以上措施 where the next item
    /// follows.
    fn reaches_out(&self, reference: &Reference, item: NodeId) -> bool {
        let outline = self.parts.outline;
        let next = outline.segments.get(outline.nodes[item].end).and_then(|next| next.node);
        let followed = next.is_some_and(|node| self.list.item_around(node) == Some(node));
        let numbered = || outline.children(item).any(|child| outline.nodes[child].marker.is_some());
        match reference.place {
            Some(Place::Above) => !followed || reference.count.is_some() && !numbered(),
            place => place.is_some() || reference.problems,
        }
    }

    /// The reference that a sentence begins with, or that stands after its lead-in.
    fn begins(&self, sentence: &str) -> Option<Reference> {
        let sentence = sentence.trim();
        let said = match sentence.split_once(['：', ':']) {
            Some((lead, rest))
                if lead.chars().count() <= LONGEST_LEAD && self.references.of(lead).is_none() =>
            {
                rest
            }
            _ => sentence,
        };
        self.references.of(said).filter(|(_, at)| *at == 0).map(|(reference, _)| reference)
    }

    /// Whether a paragraph within an item speaks by number of it and others beside it.
    fn speaks_of_list(&self, text: &str, item: NodeId) -> bool {
        let numbers: HashSet<u32> = text
            .split(['。', '；', '，'])
            .filter_map(|part| self.references.of(part))
            .flat_map(|(of, _)| of.numbers)
            .collect();
        let own = self.list.number_at(item).is_some_and(|own| numbers.contains(&own));
        own && numbers.len() > 1 && self.begins(text).is_some()
    }

    /// Whether the value of an item's field begins with the numbers of others and the item
    /// has no measures of its own that they may be: 一、二、四条为5月15日.
    fn speaks_of_others(&self, field: &Field, item: NodeId) -> bool {
        let mut inner = self.parts.outline.children(item);
        let timed = matches!(field.role, Role::Deadline | Role::Owner);
        let begins = || self.references.of(&field.text).filter(|(_, at)| *at == 0);
        timed
            && begins().is_some_and(|(reference, _)| reference.numbers.len() > 1)
            && !self.references.is_alongside(&field.text)
            && !inner.any(|node| self.parts.node(node).marker.is_some())
    }

    /// Reads a sentence clause by clause; whether it says anything of items.
    fn sentence(&mut self, segment: SegmentId, sentence: &str) -> bool {
        let deadlines = &self.parts.rulebook.deadlines;
        let (mut spoken, mut says) = (Spoken::default(), false);
        for clause in sentence.split(['，', ',', '；', ';', '：', ':', '\n']) {
            // 与第2项同时完成 tells of those that were spoken of before.
            let alongside = spoken.open && self.references.is_alongside(clause);
            if !alongside {
                self.hear(&mut spoken, segment, clause);
            }
            let limited = self.references.speaks_of_limit(clause)
                && (deadlines.is_immediate(clause)
                    || deadlines.is_definite(clause) && !deadlines.has_frequency(clause));
            let roles =
                [(Role::Deadline, limited || alongside), (Role::Owner, self.references.tells_owner(clause))];
            for (role, _) in roles.into_iter().filter(|(_, told)| *told) {
                let of = if self.references.speaks_of_all(clause) { &spoken.all } else { &spoken.current };
                // 以上问题 tells of the whole work where an item has a limit of its own.
                if !(spoken.loose && of.iter().any(|&index| self.list.has(index, role))) {
                    says |= !of.is_empty();
                    of.iter().for_each(|&index| self.list.give(index, &told(role, clause)));
                    spoken.open = false;
                }
            }
        }
        says
    }

    /// Takes in which items a clause speaks of, and tells them.
    fn hear(&mut self, spoken: &mut Spoken, segment: SegmentId, clause: &str) -> Vec<usize> {
        let mut reference = self.references.of(clause).map(|(reference, _)| reference);
        if let Some(reference) = &mut reference {
            spoken.measures |= reference.measures;
            reference.measures = spoken.measures;
        }
        let refers = reference.is_some() || clause.contains('“');
        if self.left == 0 || !refers {
            return Vec::new();
        }
        self.left -= 1;
        let mut meant = self.list.named(clause);
        if let Some(reference) = reference.as_ref().filter(|_| meant.is_empty()) {
            meant = self.list.meant(segment, reference, &spoken.all);
        }
        if meant.is_empty() {
            return meant;
        }
        let others = reference.as_ref().is_some_and(|reference| reference.place == Some(Place::Rest));
        if !spoken.open || others {
            spoken.current.clear();
        }
        for list in [&mut spoken.current, &mut spoken.all] {
            list.extend(&meant);
            list.sort_unstable();
            list.dedup();
        }
        spoken.loose = reference.as_ref().is_some_and(Reference::is_loose);
        spoken.open = true;
        meant
    }

    /// Gives a field to the items that its label names: 第7、8条的完成期限.
    fn labelled(&mut self, segment: SegmentId, field: &Field) -> bool {
        let Some((reference, 0)) = self.references.of(self.parts.text(segment).trim_start()) else {
            return false;
        };
        let meant = self.list.meant(segment, &reference, &[]);
        meant.iter().for_each(|&index| self.list.give(index, field));
        !meant.is_empty()
    }

    /// Gives items what the value of a field says of them: 责任人：第1至3项，……；第4项，…….
    fn valued(&mut self, segment: SegmentId, field: &Field) -> bool {
        let mut spoken = Spoken::default();
        for clause in field.text.split(['，', ',', '；', ';', '。', '\n']) {
            let meant = self.hear(&mut spoken, segment, clause);
            if !self.references.is_except(clause) || self.parts.rulebook.deadlines.states_limit(clause) {
                meant.iter().for_each(|&index| self.list.give(index, &told(field.role, clause)));
            }
        }
        !spoken.all.is_empty()
    }
}

fn told(role: Role, clause: &str) -> Field {
    Field { role, shared: true, ..Field::told_limit(clause.trim()) }
}
