//! Field labels: 整改措施, 完成时限, 责任人 and all their variants.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::spelled::{LONGEST, Spelled, is_one_of, several_by_number, starts_with};
use super::wordlist::{Class, WordList};
use super::{Role, RulebookError};
use crate::chars::{is_han, is_numeral, is_space};
use crate::signs;

/// The words that the labels of one role, or of one part of it, are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LabelWords {
    role: Role,
    canonical: String,
    #[serde(default)]
    one_name: bool,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    core: Vec<String>,
    #[serde(default)]
    led: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    header: Vec<String>,
    #[serde(default)]
    suffix: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LabelFile {
    bullets: String,
    opening: String,
    closing: String,
    joiners: String,
    ordinal: Vec<String>,
    phases: Vec<String>,
    tasks: Vec<String>,
    totals: Vec<String>,
    tail: Vec<String>,
    shared: Vec<String>,
    shared_end: String,
    role: Vec<LabelWords>,
}

impl LabelFile {
    /// Adds labels as they stand to the first list of their role.
    pub fn add(&mut self, labels: BTreeMap<Role, Vec<String>>) {
        for (role, words) in labels {
            if let Some(list) = self.role.iter_mut().find(|list| list.role == role) {
                list.whole.extend(words);
            }
        }
    }
}

/// Which of the label lists a label belongs to: labels of one list name the same
/// thing. 责任人 and 责任单位 are of one role and of two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelSet(usize);

/// How the labels of a text are written, beyond what labels need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// A gap may part a label from its value: 整改时限　3月底前.
    pub gap: bool,
    /// A single space is a gap too: **整改时限** 3月底前.
    pub space: bool,
    /// Words that otherwise only head a table's column are labels: 时间：.
    pub header: bool,
}

/// A label found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMatch {
    /// What the field holds.
    pub role: Role,
    /// The list that it is from.
    pub set: LabelSet,
    /// The label's own words, local to the text.
    pub name: Range<usize>,
    /// Where the label ends, its colon included.
    pub end: usize,
    /// Whether a colon or closing bracket follows the words.
    pub closed: bool,
    /// Whether it says that it is for several items: 以上三项的整改时限.
    pub shared: bool,
}

/// All labels.
#[derive(Debug)]
pub struct Labels {
    words: WordList,
    /// What labels may start with, sorted.
    firsts: Vec<char>,
    sets: Vec<LabelWords>,
    bullets: String,
    opening: String,
    closing: String,
    joiners: String,
    ordinal: Vec<String>,
    phases: Vec<String>,
    tasks: Vec<String>,
    totals: Vec<String>,
    tail: Vec<String>,
    shared: Vec<String>,
    shared_end: String,
}

/// Words that stand before a label of several items are no longer, in characters.
const LONGEST_SHARED: usize = 12;
/// A note in brackets after a label is no longer, in characters.
const LONGEST_NOTE: usize = 14;
/// How long a label may be that is known by its last word only, in characters.
const LONGEST_BY_SUFFIX: usize = 8;

impl Labels {
    pub(super) fn compile(path: &str, file: LabelFile) -> Result<Self, RulebookError> {
        let mut words = WordList::default();
        for (set, entry) in file.role.iter().enumerate() {
            let classes = [
                (Class::Lead, &entry.lead),
                (Class::Core, &entry.core),
                (Class::Led, &entry.led),
                (Class::Whole, &entry.whole),
                (Class::Header, &entry.header),
            ];
            for (class, list) in classes {
                for word in list {
                    words.add(word, set, class);
                }
            }
        }
        if file.role.is_empty() {
            return Err(RulebookError::new(path, "no role has labels"));
        }
        words.finish();
        let shared = file.shared.iter().filter_map(|word| word.chars().next());
        let signs = file.bullets.chars().chain(file.opening.chars()).chain([signs::ORDINAL]);
        let mut firsts: Vec<char> = words.firsts().chain(shared).chain(signs).chain('0'..='9').collect();
        firsts.sort_unstable();
        firsts.dedup();
        Ok(Self {
            words,
            firsts,
            sets: file.role,
            bullets: file.bullets,
            opening: file.opening,
            closing: file.closing,
            joiners: file.joiners,
            ordinal: file.ordinal,
            phases: file.phases,
            tasks: file.tasks,
            totals: file.totals,
            tail: file.tail,
            shared: file.shared,
            shared_end: file.shared_end,
        })
    }

    /// The label that `text` starts with, if any. Its words must be followed by
    /// a colon or a closing bracket, or by nothing at all, if the text's `manner` is no
    /// other.
    pub fn at_start(&self, text: &str, manner: Manner) -> Option<LabelMatch> {
        let first = text.chars().next()?;
        self.firsts.binary_search(&first).ok()?;
        self.may_start(text).then_some(())?;
        let chars = Spelled::new(text);
        let mut at = chars.skip(0, |c| self.bullets.contains(c));
        let bracket = chars.get(at).is_some_and(|c| self.opening.contains(c));
        at += usize::from(bracket);
        let signed = at > 0;
        let header = || {
            let (end, set) = (bracket || manner.header).then(|| self.joined(&chars, at, true)).flatten()?;
            Some((at..end, set, false))
        };
        let strict = self.name(&chars, at, bracket);
        let loose = strict.is_none() && !bracket;
        let (name, set, shared) = strict.or_else(header)?;
        let mut end = chars.after_word(name.end, &self.tail);
        end = chars.skip_number(end);
        end = self.skip_note(&chars, end);
        let colon = |at: usize| matches!(chars.get(at), Some(':' | '：'));
        let gap_after = |end: usize| {
            let after = &text[chars.byte_end(end)..];
            let gap = after.starts_with(['\u{3000}', '\u{2003}', '\t']) || after.starts_with("  ");
            manner.gap && (gap || manner.space && after.starts_with(' '))
        };
        // What stands after the gap is the value: **完成日期** 11月20日前.
        if !bracket && !colon(end) && gap_after(name.end) {
            end = name.end;
        }
        let closed = if bracket {
            if !chars.get(end).is_some_and(|c| self.closing.contains(c)) {
                return None;
            }
            end += 1;
            end += usize::from(colon(end));
            true
        } else {
            let closed = colon(end);
            end += usize::from(closed);
            closed || gap_after(end) && !text[chars.byte_end(end)..].trim().is_empty()
        };
        if !closed && (!chars.is_end(end) || loose && !signed) {
            return None;
        }
        Some(LabelMatch {
            role: self.sets[set].role,
            set: LabelSet(set),
            name: chars.byte(name.start)..chars.byte_end(name.end),
            end: if closed { chars.byte_end(end) } else { text.len() },
            closed,
            shared,
        })
    }

    /// Whether a label may stand at the start, by the first characters after bullets and
    /// brackets: most texts have none.
    fn may_start(&self, text: &str) -> bool {
        let line = text.chars().take_while(|&c| c != '\n').filter(|&c| !is_space(c));
        let signed = |c: &char| self.bullets.contains(*c) || self.opening.contains(*c);
        let name = line.skip_while(signed);
        let mut chars = name.clone();
        let Some(first) = chars.next() else { return false };
        let closes = |c: char| matches!(c, ':' | '：') || self.closing.contains(c);
        let named = || name.take(LONGEST_BY_SUFFIX + 1).find(|c| !is_han(*c)).is_some_and(closes);
        let numbered = first.is_ascii_digit() || is_numeral(first) || first == signs::ORDINAL;
        numbered || self.words.may_begin(first, chars.next()) || self.may_be_shared(first) || named()
    }

    /// Whether a word that a label of several items begins with begins with a character.
    fn may_be_shared(&self, first: char) -> bool {
        self.shared.iter().any(|word| word.starts_with(first))
    }

    /// The label's words from `at` on: where they stand, their list, and whether
    /// they are said of several items.
    fn name(&self, chars: &Spelled, at: usize, bracket: bool) -> Option<(Range<usize>, usize, bool)> {
        if let Some((end, set)) = self.joined(chars, at, false) {
            return Some((at..end, set, false));
        }
        // 问题 in 以上两个问题的整改时限 is no label.
        let ends = |end: &usize| !chars.get(*end).is_some_and(is_han);
        let whole = |start: usize| self.joined(chars, start, false).filter(|(end, _)| ends(end));
        let shared = self.after_shared(chars, at).find_map(whole);
        if let Some((end, set)) = shared {
            return Some((at..end, set, true));
        }
        let length = chars.text()[at..].iter().take_while(|c| is_han(**c)).count();
        let close = chars.get(at + length);
        let closed = if bracket {
            close.is_some_and(|c| self.closing.contains(c))
        } else {
            matches!(close, Some(':' | '：'))
        };
        if length > LONGEST_BY_SUFFIX || !closed || chars.is_parted(at..at + length) {
            return None;
        }
        let set = self.by_suffix(&chars.text()[at..at + length])?;
        Some((at..at + length, set, false))
    }

    /// Words of a label, and of further ones that are joined to it.
    fn joined(&self, chars: &Spelled, at: usize, header: bool) -> Option<(usize, usize)> {
        let (mut end, set) = self.words.longest(chars.text(), at, header)?;
        while chars.get(end).is_some_and(|c| self.joiners.contains(c)) {
            let next = end + 1 + usize::from(chars.get(end + 1) == Some(signs::THEIR));
            let more =
                self.words.longest(chars.text(), next, header).or_else(|| self.words.any(chars.text(), next));
            let Some((further, _)) = more else { break };
            end = further;
        }
        Some((end, set))
    }

    /// Where a label may start after 以上三项的.
    fn after_shared<'c>(&'c self, chars: &'c Spelled, at: usize) -> impl Iterator<Item = usize> + 'c {
        let rest = &chars.text()[at.min(chars.text().len())..];
        let word = self.shared.iter().find(|word| starts_with(rest, word));
        let from =
            word.map_or_else(|| several_by_number(rest, &self.shared_end), |word| word.chars().count());
        let reach = rest.iter().enumerate().skip(from).take(LONGEST_SHARED);
        let ends = reach.filter(|(_, c)| self.shared_end.contains(**c)).map(move |(end, _)| at + end + 1);
        ends.chain(word.map(|_| at + from))
    }

    fn by_suffix(&self, name: &[char]) -> Option<usize> {
        let ends = |word: &String| {
            let length = word.chars().count();
            name.len() > length && word.chars().eq(name[name.len() - length..].iter().copied())
        };
        self.sets.iter().position(|set| set.suffix.iter().any(ends))
    }

    fn skip_note(&self, chars: &Spelled, at: usize) -> usize {
        if !matches!(chars.get(at), Some('（' | '(')) {
            return at;
        }
        let inner = chars.text()[at + 1..].iter().take(LONGEST_NOTE);
        match inner.clone().position(|c| matches!(c, '）' | ')')) {
            Some(length) => at + length + 2,
            None => at,
        }
    }

    /// The role of a table column with this header. Spaces and line ends within
    /// it mean nothing.
    pub fn header(&self, text: &str) -> Option<Role> {
        self.header_set(text).map(|set| self.sets[set.0].role)
    }

    /// The label list of a table column with this header.
    pub fn header_set(&self, text: &str) -> Option<LabelSet> {
        if text.len() > 4 * LONGEST {
            return None;
        }
        let chars = Spelled::without_marks(text);
        let whole = |end: usize| {
            let end = self.skip_note(&chars, chars.after_word(end, &self.tail));
            chars.is_end(end)
        };
        if let Some((end, set)) = self.joined(&chars, 0, true)
            && whole(end)
        {
            return Some(LabelSet(set));
        }
        let kept = chars.text().iter().take_while(|c| is_han(**c)).count();
        if kept == 0 || kept > LONGEST_BY_SUFFIX || !whole(kept) {
            return None;
        }
        self.by_suffix(&chars.text()[..kept]).map(LabelSet)
    }

    /// Whether a title is a usual label and no more: 整改措施. What only ends like
    /// one (某某同志整改措施) is not.
    pub fn is_bare(&self, title: &str) -> bool {
        let chars = Spelled::without_marks(title);
        let end = self.joined(&chars, 0, true).map(|(end, _)| chars.after_word(end, &self.tail));
        end.is_some_and(|end| chars.is_end(self.skip_note(&chars, end)))
    }

    /// Whether a column with this header numbers the rows: 序号.
    pub fn is_ordinal(&self, text: &str) -> bool {
        is_one_of(&self.ordinal, text)
    }

    /// Whether a column with this header names the stages of a schedule: 阶段.
    pub fn is_phase(&self, text: &str) -> bool {
        is_one_of(&self.phases, text)
    }

    /// Whether a column with this header holds measures where another holds the
    /// problems: 整改任务.
    pub fn is_task(&self, text: &str) -> bool {
        is_one_of(&self.tasks, text)
    }

    /// Whether a row that starts with this cell only adds up: 合计.
    pub fn is_total(&self, text: &str) -> bool {
        is_one_of(&self.totals, text)
    }

    /// The first list of labels of a role.
    pub fn set_of(&self, role: Role) -> Option<LabelSet> {
        self.sets.iter().position(|set| set.role == role).map(LabelSet)
    }

    /// The label that offices use for a list of labels.
    pub fn canonical(&self, set: LabelSet) -> &str {
        &self.sets[set.0].canonical
    }

    /// The labels that offices use, one for each list, in the order of the lists.
    pub fn canonical_all(&self) -> impl Iterator<Item = &str> {
        self.sets.iter().map(|set| set.canonical.as_str())
    }

    /// Whether one document should use one label for what the list names.
    pub fn one_name(&self, set: LabelSet) -> bool {
        self.sets[set.0].one_name
    }
}
