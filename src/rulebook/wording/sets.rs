//! Counted sets (四个意识, 三严三实) and lists of their members.

use std::ops::Range;

use serde::Deserialize;

use crate::chars::{head, is_han, is_sentence_end};
use crate::rulebook::late::LateRegex;
use crate::rulebook::table::Table;
use crate::signs;

/// No list of members is longer, in bytes.
const LONGEST: usize = 900;
/// No word that is taken for a member is longer, in characters.
const LONGEST_WORD: usize = 10;

/// A set as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetSpec {
    names: Vec<String>,
    /// What the list of its members follows at once: 一体推进不敢腐、不能腐、不想腐.
    #[serde(default)]
    leads: Vec<String>,
    members: Vec<String>,
    /// How many of the members may be left out.
    #[serde(default)]
    optional: usize,
    /// Whether a list of members is told without the set's name.
    #[serde(default)]
    closed: bool,
    /// Whether nobody lists all of them but one.
    #[serde(default)]
    whole: bool,
}

/// A counted set.
#[derive(Debug)]
struct Set {
    /// The forms of each member.
    members: Vec<Vec<String>>,
    optional: usize,
    closed: bool,
    whole: bool,
}

/// All counted sets.
#[derive(Debug)]
pub struct Sets {
    intro: LateRegex,
    sets: Vec<Set>,
    names: Table,
    /// The set of each name, and whether it is one that its members follow at once.
    named: Vec<(usize, bool)>,
    members: Table,
    /// The set of each form of a member of a closed set.
    owners: Vec<usize>,
}

/// A list that is no list of its set's members.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongList {
    /// Where it stands.
    pub range: Range<usize>,
    /// The members, as they should be listed.
    pub members: String,
    /// The members that are missing.
    pub missing: String,
}

/// A list of members as a text has it.
#[derive(Debug, Default)]
struct List {
    members: Vec<usize>,
    foreign: usize,
    range: Range<usize>,
}

impl Sets {
    pub(super) fn new(intro: String, specs: Vec<SetSpec>) -> Self {
        let (mut names, mut named, mut members, mut owners) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut sets = Vec::new();
        for (index, spec) in specs.into_iter().enumerate() {
            named.extend(spec.names.iter().map(|_| (index, false)));
            named.extend(spec.leads.iter().map(|_| (index, true)));
            names.extend(spec.names);
            names.extend(spec.leads);
            let mut forms: Vec<Vec<String>> = Vec::new();
            for member in spec.members {
                let mut list: Vec<String> = member.split('|').map(str::to_owned).collect();
                if spec.closed {
                    owners.extend(list.iter().map(|_| index));
                    members.extend(list.clone());
                }
                let first = list[0].clone();
                list.sort_by_key(|form| std::cmp::Reverse(form.len()));
                list.push(first);
                forms.push(list);
            }
            let SetSpec { optional, closed, whole, .. } = spec;
            sets.push(Set { members: forms, optional, closed, whole });
        }
        let intro = LateRegex::new(intro);
        Self { intro, sets, names: Table::new(names), named, members: Table::new(members), owners }
    }

    /// Whether a part of a text stands in the name of a set.
    pub fn names_one(&self, text: &str, part: &Range<usize>) -> bool {
        let mut names = self.names.find(text).into_iter();
        names.any(|(at, name)| at < part.end && part.start < at + self.names.word(name).len())
    }

    /// The lists of a text that are wrong.
    pub fn wrong_lists(&self, text: &str) -> Vec<WrongList> {
        let mut wrong: Vec<WrongList> = Vec::new();
        for (at, name) in self.names.find(text) {
            let start = at + self.names.word(name).len();
            let (set, leads) = self.named[name];
            let set = &self.sets[set];
            let list = if leads {
                Some(set.list(text, start))
            } else {
                let intro = self.intro.find(head(&text[start..], LONGEST));
                intro.map(|intro| set.list(text, start + intro.end)).or_else(|| set.list_before(text, at))
            };
            let Some(list) = list else { continue };
            let enough = list.members.len() >= 2 || list.members.len() * 2 >= set.members.len();
            let open = text[list.range.end..].starts_with(signs::OPEN_LISTS);
            if enough && !open && (list.foreign > 0 || list.members.len() + set.optional < set.members.len())
            {
                wrong.push(set.wrong(list));
            }
        }
        let mut free = 0;
        for (at, member) in self.members.find(text) {
            let set = &self.sets[self.owners[member]];
            if at < free || !set.closed || wrong.iter().any(|wrong| wrong.range.contains(&at)) {
                continue;
            }
            let list = set.list(text, set.before(text, at));
            free = list.range.end;
            let whole = list.members.len() + list.foreign == set.members.len();
            let other =
                list.foreign > 0 && list.members.len() >= 2 && list.members.len() > list.foreign && whole;
            if other || set.lacks_one(&list) && !text[list.range.end..].starts_with(signs::OPEN_LISTS) {
                wrong.push(set.wrong(list));
            }
        }
        wrong
    }
}

impl Set {
    fn wrong(&self, list: List) -> WrongList {
        let name = |member: &Vec<String>| member.last().cloned().unwrap_or_default();
        let all: Vec<String> = self.members.iter().map(name).collect();
        let missing =
            (0..all.len()).filter(|member| !list.members.contains(member)).map(|member| all[member].clone());
        let missing: Vec<String> = missing.collect();
        WrongList { range: list.range, members: all.join("、"), missing: missing.join("、") }
    }

    /// Whether a list has all members but one, in their order, which nobody means to.
    fn lacks_one(&self, list: &List) -> bool {
        self.whole
            && list.foreign == 0
            && list.members.len() > 2
            && list.members.len() + 1 == self.members.len()
            && list.members.is_sorted()
    }

    /// The list that leads to the set's name at `at`: 创新、协调、绿色的新发展理念.
    fn list_before(&self, text: &str, at: usize) -> Option<List> {
        let end = text[..at]
            .trim_end_matches(['“', '"', '‘'])
            .strip_suffix([signs::ATTRIBUTIVE, signs::EACH])?
            .len();
        let clause = |c: char| matches!(c, '，' | '。' | '；' | '：' | '\n');
        let from = text.ceil_char_boundary(end.saturating_sub(LONGEST));
        let start =
            text[from..end].rfind(clause).map_or(from, |place| text.ceil_char_boundary(from + place + 1));
        let first =
            self.members.iter().flatten().filter_map(|form| text[start..end].find(form.as_str())).min()?;
        let list = self.list(&text[..end], start + first);
        (list.range.end == end).then_some(list)
    }

    /// The list that starts at `at`: members and words that look like members,
    /// one after the other.
    fn list(&self, text: &str, at: usize) -> List {
        let mut list = List { range: at..at, ..List::default() };
        let mut at = skip(text, at);
        list.range = at..at;
        loop {
            let last = list.members.len() + list.foreign + 1 == self.members.len()
                && (text[..at].ends_with('、') || text[..at].ends_with(signs::JOINS));
            let here = self.member_at(text, at).or_else(|| self.foreign_at(text, at, last));
            let Some((member, length)) = here else { break };
            match member {
                Some(member) if !list.members.contains(&member) => list.members.push(member),
                _ => list.foreign += 1,
            }
            list.range.end = at + length;
            let next = skip(text, at + length);
            if next == at + length {
                break;
            }
            at = next;
        }
        list
    }

    fn member_at(&self, text: &str, at: usize) -> Option<(Option<usize>, usize)> {
        let forms = self
            .members
            .iter()
            .enumerate()
            .flat_map(|(member, forms)| forms.iter().map(move |form| (member, form)));
        let here = forms.filter(|(_, form)| text[at..].starts_with(form.as_str()));
        here.max_by_key(|(_, form)| form.len()).map(|(member, form)| (Some(member), form.len()))
    }

    /// The length of a word that looks like a member: as long, give or take one
    /// character, and with half of its characters. After the last of a list the
    /// sentence may go on.
    fn foreign_at(&self, text: &str, at: usize, last: bool) -> Option<(Option<usize>, usize)> {
        let rest = &text[at..];
        let ends = |c: char| !is_han(c) || signs::JOINS.contains(&c);
        let length = rest.find(ends).unwrap_or(rest.len());
        let word: Vec<char> = rest[..length].chars().take(LONGEST_WORD + 1).collect();
        let alike = |form: &String| {
            let shared = form.chars().filter(|c| word.contains(c)).count();
            let size = form.chars().count();
            (size > 2 && size.abs_diff(word.len()) <= 1 || size == word.len()) && shared * 2 >= size
        };
        if word.len() <= LONGEST_WORD && self.members.iter().flatten().any(alike) {
            return Some((None, length));
        }
        let begins = |form: &&String| {
            let size = form.chars().count();
            let shared = form.chars().zip(&word).filter(|(one, other)| one == *other).count();
            size > 2 && size < word.len() && shared * 2 >= size
        };
        let form = self.members.iter().flatten().find(begins).filter(|_| last)?;
        let size = form.chars().count();
        Some((None, rest.char_indices().nth(size).map_or(rest.len(), |(end, _)| end)))
    }

    /// Where the list starts to which the member at `at` belongs: there, or at
    /// the word before it that looks like a member.
    fn before(&self, text: &str, at: usize) -> usize {
        let Some(list) = text[..at].strip_suffix('、') else { return at };
        let start = list.char_indices().rev().take(LONGEST_WORD).take_while(|(_, c)| is_han(*c)).last();
        let Some((start, _)) = start else { return at };
        let places = list[start..].char_indices().map(|(offset, _)| start + offset);
        let word = |&place: &usize| {
            self.foreign_at(text, place, false).is_some_and(|(_, length)| place + length == list.len())
        };
        places.into_iter().filter(word).min_by_key(|place| self.misfit(list.len() - place)).unwrap_or(at)
    }

    /// By how many bytes a word of this length differs from a member's.
    fn misfit(&self, length: usize) -> usize {
        self.members.iter().flatten().map(|form| form.len().abs_diff(length)).min().unwrap_or_default()
    }
}

/// The place after what may stand between the members of a list.
fn skip(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let marks = rest.trim_start_matches(|c: char| "、，,“”‘’\"； ".contains(c) && !is_sentence_end(c));
    let word = signs::LIST_JOINS.iter().find_map(|word| marks.strip_prefix(word)).unwrap_or(marks);
    text.len() - word.trim_start_matches(['“', '‘', '"']).len()
}
