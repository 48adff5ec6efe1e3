//! How many things are listed after their number.

use std::collections::{HashMap, HashSet};

use super::Words;
use super::announced::{Announced, announcements, number};
use super::forms::{clauses_alike, in_brackets, is_called, parallel, pieces, sequence, titles};
use crate::block::{Block, BlockId, BlockKind, Cell};
use crate::chars::{clause_start, head, is_bullet, is_closing, is_digit, is_han, is_opening, is_space};
use crate::id::Id;
use crate::outline::{Enumeration, Marker, NodeId, Segment};
use crate::rule::Context;
use crate::signs;

/// No list goes on farther, in bytes.
pub(super) const LONGEST: usize = 900;
/// Between a number and the mark before its list stand no more bytes.
const LONGEST_LEAD: usize = 42;

/// No name of what is counted is longer, in bytes.
const LONGEST_KIND: usize = 15;

/// Names that a comma follows are no longer, in characters.
const LONGEST_MEMBER: usize = 5;

/// Lists with signs have no more members.
const MOST_SIGNED: usize = 100;

/// A paragraph that only tells how many groups follow is no longer, in characters.
const LONGEST_PROMISE: usize = 24;

/// Without a promise of a list the clause goes on for no more characters.
const LONGEST_TAIL: usize = 8;

/// A clause that says no more than that a list follows is no longer, in characters: 具体如下表.
const BARE_LEAD: usize = 6;

/// The lists of a file, as the model has them.
pub(super) struct Lists<'a> {
    context: &'a Context<'a>,
    words: &'a Words,
    /// The enumerations by the place of their first marker.
    enumerations: HashMap<usize, Id<Enumeration>>,
}

/// Where a list starts.
enum Start {
    /// Here, whatever its form.
    Here(usize),
    /// Here, if a marker stands here.
    Counted(usize),
    /// With the next paragraph.
    Next,
    /// With the next paragraph, if each member is called as what is counted.
    Named,
}

impl<'a> Lists<'a> {
    pub fn new(context: &'a Context<'a>, words: &'a Words) -> Self {
        let lists = context.model.outline.enumerations.enumerate();
        let first = |(id, list): (Id<Enumeration>, &Enumeration)| {
            list.members.first().filter(|(marker, _)| marker.number == 1).map(|(_, span)| (span.start, id))
        };
        Self { context, words, enumerations: lists.filter_map(first).collect() }
    }

    /// How many things are listed after a number; of a list that can be read in
    /// several ways each count.
    pub fn after(&self, block: BlockId, announced: &Announced) -> Option<Vec<usize>> {
        let text = self.context.model.blocks.list[block].as_str();
        let rest = &text[announced.range.end..];
        if rest.starts_with(['（', '(']) {
            return self.bracketed(rest);
        }
        let alike = || self.alike(text, announced).or_else(|| clauses_alike(text, announced));
        if let Some(listed) = self.named(rest).or_else(alike) {
            return Some(listed);
        }
        match self.start(text, announced)? {
            Start::Here(at) if text[at..].trim().is_empty() => self.next(block, announced),
            Start::Here(at) => {
                let counted = self.counted(block, at).or_else(|| sequence(&text[at..], self.words));
                let inline = || {
                    titles(&text[at..])
                        .or_else(|| self.inline(text, at, announced))
                        .or_else(|| parallel(&text[at..]))
                };
                counted.or_else(|| (!self.is_marked(text, at)).then(inline)?)
            }
            Start::Counted(at) => {
                let counted = self.counted(block, at).or_else(|| sequence(&text[at..], self.words));
                let more = || {
                    let rest = text[at..].trim_end().trim_end_matches(['。', '：', ':']);
                    let goes_on = self.promises_more(&text[..announced.start], rest)
                        || self.promises_table(rest, block, announced);
                    goes_on.then(|| self.next(block, announced))?
                };
                counted.or_else(more)
            }
            Start::Next => self.next(block, announced),
            Start::Named => self.next(block, announced).filter(|_| self.is_named(block, announced)),
        }
    }

    /// Whether the titles of the parts that the next paragraph begins all name what is
    /// counted: 分四个阶段进行。 and then 1.动员阶段, 2.…….
    fn is_named(&self, block: BlockId, announced: &Announced) -> bool {
        let outline = &self.context.model.outline;
        let text = self.context.model.blocks.list[block].as_str();
        let counted = &text[announced.range.clone()];
        let Some((at, _)) = counted.char_indices().rev().nth(1) else { return false };
        let next = outline.segments.partition_point(|segment| segment.block <= block);
        let run = outline.segments.get(next).and_then(|segment| segment.node);
        let named = |&node: &NodeId| self.context.model.parts().title(node).contains(&counted[at..]);
        run.is_some_and(|node| outline.runs[outline.nodes[node].run].members.iter().all(named))
    }

    /// “三个到位”，做到认识到位、责任到位、督办到位: members that hold the name.
    fn alike(&self, text: &str, announced: &Announced) -> Option<Vec<usize>> {
        let name = text[announced.start..announced.range.end].trim_end_matches(is_closing);
        let name = number(name).map_or(name, |(_, length)| &name[length..]);
        let name = self.words.units.starts(name).map_or(name, |unit| &name[unit.len()..]);
        let rest = head(&text[announced.range.end..], LONGEST);
        // “五个一律”要求，
        let noun = self.words.nouns.starts(rest).map_or(0, str::len);
        let rest = rest[noun..].strip_prefix('，')?;
        let list = &rest[..rest.find(['。', '；', '，', '\n'])?];
        let list = &list[self.words.leads.starts(list).map_or(0, str::len)..];
        let members: Vec<&str> = list.split('、').collect();
        let holds = |member: &&str| member.len() > name.len() && member.contains(name);
        let plain = announced.quoted && name.chars().count() > 1 && name.chars().all(is_han);
        let alike = members.iter().all(holds);
        (plain && members.len() > 1 && alike).then(|| vec![members.len()])
    }

    fn start(&self, text: &str, announced: &Announced) -> Option<Start> {
        let rest = head(&text[announced.range.end..], LONGEST_LEAD);
        let marks =
            |c: char| matches!(c, '：' | ':' | '，' | ',' | '。' | '｡' | '；' | '、' | '（' | '(' | '\n');
        let found = rest.char_indices().find(|(_, c)| marks(*c));
        let clause = clause_start(text, announced.start, &['。', '；', '，', '\n']);
        let Some((at, mark)) = found else {
            return text[announced.range.end + rest.len()..].trim().is_empty().then_some(Start::Next);
        };
        let lead = &text[clause..announced.range.end + at];
        let promised = self.promises(lead);
        let after = announced.range.end + at + mark.len_utf8();
        // 24个问题分属五类：…… lists the five.
        let other = announcements(&rest[..at], self.words).next().is_some();
        if other || !promised && rest[..at].chars().count() > LONGEST_TAIL {
            return None;
        }
        match mark {
            '：' | ':' => Some(Start::Here(after)),
            '，' | ',' => {
                // 主要是 may lead to some of them.
                let lead = self.words.leads.starts(&text[after..]);
                let Some(lead) = lead.filter(|lead| !lead.starts_with(signs::MAINLY)) else {
                    return Some(Start::Counted(after + lead.map_or(0, str::len)));
                };
                let named = &text[after + lead.len()..];
                let rest = named.trim_start_matches(['：', ':', '，', '。']);
                Some(Start::Here(text.len() - rest.len()))
            }
            '。' if promised && text[after..].trim().is_empty() => Some(Start::Next),
            '。' if promised => Some(Start::Counted(after)),
            // 整治工作突出六个方面。 is all that a paragraph says.
            '。' if text[after..].trim().is_empty() => {
                let plain = clause == 0 && !text.contains('：');
                let has = text[..announced.start].ends_with(signs::HAS) && self.is_thought(text, announced);
                let says_no_more =
                    (announced.groups && plain || has) && text.chars().count() <= LONGEST_PROMISE;
                Some(if says_no_more { Start::Next } else { Start::Named })
            }
            _ => None,
        }
    }

    fn promises(&self, clause: &str) -> bool {
        self.words.promises.iter().any(|word| clause.contains(word.as_str()))
    }

    /// Whether a clause after the number says that a table follows: 10项任务，具体如下表：.
    fn promises_table(&self, rest: &str, block: BlockId, announced: &Announced) -> bool {
        let comma = rest.char_indices().rev().take(BARE_LEAD + 1).find(|(_, c)| *c == '，');
        let whole = || rest.chars().nth(BARE_LEAD).is_none().then_some(0);
        let Some(last) = comma.map(|(at, c)| at + c.len_utf8()).or_else(whole) else { return false };
        let table = self.context.model.blocks.list.get(block.next()).and_then(Block::cell);
        self.promises(&rest[last..])
            && !announced.groups
            && table.is_some_and(|cell| cell.row == 0)
            && !rest.contains(['。', '；', '：'])
            && announcements(rest, self.words).next().is_none()
    }

    /// Whether the number is that of 以下四个环节, and nothing but a clause stands after it:
    /// 从以下四个环节入手，逐项改进。
    fn promises_more(&self, before: &str, rest: &str) -> bool {
        self.words.promises.iter().any(|word| before.ends_with(word.as_str()))
            && !rest.contains(['。', '；', '，', '：', '、'])
            && rest.chars().count() <= LONGEST_TAIL
    }

    /// Whether what is counted is told, not done: 四点体会.
    fn is_thought(&self, text: &str, announced: &Announced) -> bool {
        let counted = text[announced.start..].trim_end().trim_end_matches('。');
        self.words.thoughts.iter().any(|noun| counted.ends_with(noun.as_str()))
    }

    /// 一是……二是……, (1)……(2)……
    fn counted(&self, block: BlockId, at: usize) -> Option<Vec<usize>> {
        let block = &self.context.model.blocks.list[block];
        let text = block.as_str();
        // A quote may open before the first one, and （1） begins with a bracket.
        let starts = |skipped: fn(char) -> bool| text.len() - text[at..].trim_start_matches(skipped).len();
        let starts = [starts(is_space), starts(|c| is_space(c) || is_opening(c))];
        let list = starts.iter().find_map(|&at| self.enumerations.get(&block.span_of(at..at).start))?;
        let list = &self.context.model.outline.enumerations[*list];
        let last = list.members.last().map_or(0, |(marker, _)| marker.number as usize);
        Some(vec![list.members.len(), last])
    }

    /// Whether a marker stands here that no other counts on from.
    fn is_marked(&self, text: &str, at: usize) -> bool {
        Marker::parse(text[at..].trim_start_matches(is_space)).is_some()
    }

    /// A、B、C on one line.
    fn inline(&self, whole: &str, at: usize, announced: &Announced) -> Option<Vec<usize>> {
        let text = head(&whole[at..], LONGEST);
        let pieces = pieces(text);
        let clause = pieces.iter().position(|(mark, _)| *mark != '、')?;
        let sentence = pieces.iter().position(|(mark, _)| matches!(mark, '。' | '\n'))?;
        let open = |upto: usize| {
            pieces[..=upto].iter().any(|(_, piece)| piece.ends_with(signs::OPEN_LIST) || piece.contains('…'))
        };
        // A list that a comma ends is one only after words such as 即.
        let kind = announced.kind(whole);
        let named = pieces[..=clause].iter().all(|(_, piece)| kind.is_some_and(|kind| piece.ends_with(kind)));
        let more = pieces[clause + 1..=sentence.max(clause)].iter().any(|(mark, _)| *mark == '、');
        let short = |(_, piece): &(char, &str)| piece.chars().count() <= LONGEST_MEMBER;
        let names = clause > 2 && !more && pieces[..=clause].iter().all(short);
        let has_name = |(_, piece): &(char, &str)| is_called(piece, whole, announced);
        let called = pieces[..=clause].iter().all(has_name);
        let ended =
            announced.quoted || named || names || called || matches!(pieces[clause].0, '。' | '；' | '\n');
        if clause == 0 || !ended || open(clause) {
            return None;
        }
        // 综合组、督导组，对……: where the sentence goes on the list ends.
        let over =
            pieces.get(clause + 1).is_none_or(|(_, piece)| kind.is_none_or(|kind| !piece.ends_with(kind)));
        let has_join = |piece: &str| self.words.joins.iter().any(|join| piece.contains(join.as_str()));
        let joined = has_join(pieces[clause].1) && !has_join(pieces[0].1);
        let count = |marks: &[char], upto: usize| {
            1 + pieces[..upto].iter().filter(|(mark, _)| marks.contains(mark)).count()
        };
        let short = count(&['、'], clause);
        let mut counts: Vec<usize> = (short..=short + usize::from(joined)).collect();
        if named && over && clause > 1 && pieces[clause].0 == '，' {
            return Some(counts);
        }
        if called && !pieces.get(clause + 1).is_some_and(has_name) {
            return Some(counts);
        }
        // After a comma the sentence goes on, or the list does.
        let end = pieces[0].1.chars().next_back();
        let alike = pieces[clause + 1..=sentence.max(clause)]
            .iter()
            .filter(|(_, piece)| piece.chars().next_back() == end);
        counts.extend([
            short + alike.count(),
            count(&['；'], sentence),
            count(&['，'], sentence),
            count(&['，', '；'], sentence),
        ]);
        Some(counts)
    }

    /// 三类问题（占道、噪声、油烟）: names only, for a remark may stand there too.
    fn bracketed(&self, text: &str) -> Option<Vec<usize>> {
        let inner = in_brackets(text)?;
        let pieces = pieces(inner);
        let remark = inner.contains(is_digit)
            || self.words.remarks.iter().any(|word| inner.contains(word.as_str()))
            || pieces.iter().any(|(mark, _)| !matches!(mark, '、' | '\n'));
        let joined = |piece: &str| self.words.joins.iter().any(|join| piece.contains(join.as_str()));
        let more = pieces.last().is_some_and(|(_, piece)| joined(piece));
        (pieces.len() > 1 && !remark).then(|| (pieces.len()..=pieces.len() + usize::from(more)).collect())
    }

    /// 5个支部（机关支部、城东支部）: what is counted goes on to the bracket, and each
    /// member is called so.
    fn named(&self, text: &str) -> Option<Vec<usize>> {
        let name = head(text, LONGEST_KIND);
        let name = &name[..name.find(|c| !is_han(c))?];
        let kind = name.chars().next_back()?;
        let brackets = &text[name.len()..];
        let called = pieces(in_brackets(brackets)?).iter().all(|(_, member)| member.ends_with(kind));
        called.then(|| self.bracketed(brackets)).flatten()
    }

    /// How many paragraphs from one on start with the same sign: ✅…….
    fn signed(&self, first: BlockId) -> Option<usize> {
        let blocks = &self.context.model.blocks.list;
        let sign = |block: &Block| block.as_str().trim_start().chars().next();
        let own = sign(blocks.get(first)?).filter(|&c| is_bullet(c))?;
        let list = blocks.rest(first).iter().take(MOST_SIGNED);
        let count = list.take_while(|block| sign(block) == Some(own)).count();
        (count > 1).then_some(count)
    }

    /// How many rows the table has that starts with a block, and how many different
    /// names its first column has.
    fn rows(&self, first: BlockId) -> Vec<usize> {
        let blocks = &self.context.model.blocks.list;
        let cells = blocks.rest(first).iter().map_while(|block| Some((block.cell()?, block.as_str().trim())));
        let table = blocks[first].cell().map(|cell| cell.table);
        let cells: Vec<_> = cells.take_while(|(cell, _)| Some(cell.table) == table).collect();
        let rows = cells.last().map_or(0, |(cell, _)| cell.row);
        let heads = cells.iter().filter(|(cell, text)| cell.row > 0 && cell.column == 0 && !text.is_empty());
        let names: HashSet<&str> = heads.map(|(_, text)| *text).collect();
        let total = names.iter().any(|name| self.context.model.rulebook.labels.is_total(name));
        // Beside the numbers of the rows the titles of groups may stand.
        let numbered = names.iter().filter(|name| name.chars().all(is_digit)).count();
        let all = [rows - usize::from(total && rows > 0), rows, names.len()];
        Some(numbered).filter(|&numbered| numbered > 0).into_iter().chain(all).collect()
    }

    /// Whether a part tells how many of the announced things it is about: 同意续建的3件.
    fn counts(&self, node: NodeId, block: BlockId, announced: &Announced) -> bool {
        let kind = announced.kind(self.context.model.blocks.list[block].as_str());
        let title = self.context.model.parts().title(node);
        let units = kind.into_iter().flat_map(|kind| title.match_indices(kind));
        units.into_iter().any(|(at, _)| title[..at].ends_with(is_digit))
    }

    /// How many of the parts are called as what is counted (一、立行立改类 … 四、要求),
    /// and how many each of them has below it, which may be what is counted.
    fn within(&self, parts: &[NodeId], block: BlockId, announced: &Announced) -> Vec<usize> {
        let model = self.context.model;
        let kind = announced.kind(model.blocks.list[block].as_str());
        let called = |&&node: &&NodeId| kind.is_some_and(|kind| model.parts().title(node).ends_with(kind));
        let below = |&node: &NodeId| model.outline.children(node).count();
        let called = parts.iter().filter(called).count();
        parts.iter().map(below).chain([called]).filter(|&count| count > 1).collect()
    }

    /// What the next paragraphs list: numbered parts, or entries of a list.
    fn next(&self, block: BlockId, announced: &Announced) -> Option<Vec<usize>> {
        let outline = &self.context.model.outline;
        let blocks = &self.context.model.blocks.list;
        // The next cell of a table is about something else.
        if blocks[block].cell().is_some() {
            return None;
        }
        let ends = |segment: &Segment| (segment.block, segment.range.end) <= (block, announced.range.start);
        let own = outline.segments.partition_point(ends);
        let next = outline.segments.get(own.next())?;
        if let Some(run) = next.node.map(|node| &outline.nodes[node]).filter(|node| node.marker.is_some()) {
            let (first, members) = (run.marker?, &outline.runs[run.run].members);
            let last = outline.nodes[*members.last()?].marker?;
            let outer = outline.segments[own].node.map(|node| outline.nodes[node].run);
            let parts = || members.iter().all(|&member| self.counts(member, block, announced));
            let whole = first.number == 1 && members.len() > 1 && outer != Some(run.run) && !parts();
            return whole.then(|| {
                let mut counts = vec![members.len(), last.number as usize];
                counts.extend(self.within(members, block, announced));
                counts
            });
        }
        // 一是 and 二是 may each start a paragraph of their own.
        if let Some(counted) = (next.block > block).then(|| self.counted(next.block, 0)).flatten() {
            return (counted[0] > 1).then_some(counted);
        }
        if let Some(signed) = self.signed(next.block) {
            return Some(vec![signed]);
        }
        let lead = &blocks[block].as_str()[announced.range.end..];
        let promised = self.promises(lead);
        let heads = |cell: Cell| cell.row == 0;
        if promised && blocks[next.block].cell().is_some_and(heads) {
            return Some(self.rows(next.block));
        }
        let bullet = |block: &&Block| block.kind == BlockKind::ListItem;
        let depth = blocks.get(next.block).filter(bullet)?.depth;
        let list = blocks.rest(next.block).iter().take_while(|block| bullet(block) && block.depth >= depth);
        let count = list.filter(|block| block.depth == depth).count();
        (count > 1).then(|| vec![count])
    }
}
