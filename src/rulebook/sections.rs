//! Section titles, by what the section holds.

use std::ops::Range;

use serde::Deserialize;

use super::Role;
use super::choice::Choice;
use super::late::LateRegex;
use crate::chars::{head, is_digit};
use crate::signs;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionWords {
    role: Role,
    title: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SectionFile {
    item: Vec<String>,
    stated: Vec<String>,
    cited: Vec<String>,
    cited_last: Vec<String>,
    acts: Vec<String>,
    assigns: Vec<String>,
    fault: Vec<String>,
    frame: Vec<String>,
    leads: Vec<String>,
    recounts: Vec<String>,
    commitments: Vec<String>,
    section: Vec<SectionWords>,
}

/// No statement of a problem is longer, in bytes.
const LONGEST_STATEMENT: usize = 300;

/// Section titles by what the section holds.
#[derive(Debug)]
pub struct Sections {
    item: Choice,
    stated: LateRegex,
    cited: LateRegex,
    cited_last: LateRegex,
    acts: LateRegex,
    assigns: LateRegex,
    fault: Choice,
    frame: Choice,
    leads: Choice,
    recounts: Choice,
    commitments: Choice,
    /// One regex for each of `roles`, tried together.
    titles: Choice,
    roles: Vec<Role>,
}

impl Sections {
    pub(super) fn new(file: SectionFile) -> Self {
        Self {
            item: Choice::any_of(&file.item),
            stated: LateRegex::any_of(&file.stated),
            cited: LateRegex::any_of(&file.cited),
            cited_last: LateRegex::any_of(&file.cited_last),
            acts: LateRegex::any_of(&file.acts),
            assigns: LateRegex::any_of(&file.assigns),
            fault: Choice::any_of(&file.fault),
            frame: Choice::any_of(&file.frame),
            leads: Choice::any_of(&file.leads),
            recounts: Choice::any_of(&file.recounts),
            commitments: Choice::any_of(&file.commitments),
            titles: Choice::new(file.section.iter().map(|words| &words.title), false),
            roles: file.section.iter().map(|words| words.role).collect(),
        }
    }

    /// What a section with this title holds; a title may name several things
    /// (存在的问题及整改措施) or none.
    pub fn roles(&self, title: &str) -> Vec<Role> {
        let name = named(title);
        // 照镜子（存在问题） says it in brackets.
        let matches = match self.titles.matches(name) {
            matches if matches.is_empty() => self.titles.matches(note(title)),
            matches => matches,
        };
        let title = name;
        if matches.is_empty() || self.item.is_match(title) || self.states_fault(title) {
            return Vec::new();
        }
        matches.into_iter().map(|index| self.roles[index]).collect()
    }

    /// How much of a text, in bytes, states a problem that the text then goes on
    /// to answer: 针对……的问题，.
    pub fn stated_problem(&self, text: &str) -> Option<usize> {
        let [problem, name] = self.stated(text, ["problem", "name"]);
        let counted = name.is_some_and(|name| counts_several(&text[name]));
        problem.filter(|_| !counted).map(|problem| problem.end)
    }

    /// What the problem is called that a text states at its start.
    pub fn stated_name<'t>(&self, text: &'t str) -> Option<&'t str> {
        let [name] = self.stated(text, ["name"]);
        name.map(|name| &text[name])
    }

    /// Whether a text without a label says what is done, not only who does it.
    pub fn acts(&self, text: &str) -> bool {
        self.acts.is_match(text) && !self.assigns.is_match(text)
    }

    /// The numbers of the problems that a measure cites at its start or its end, as they
    /// are written: 1、2 of 针对第1、2个问题，.
    pub fn cited_numbers<'t>(&self, text: &'t str) -> Option<&'t str> {
        let start = head(text, LONGEST_STATEMENT);
        let first = self.cited.find_group(start, "numbers");
        first.or_else(|| self.cited_last.find_group(text, "numbers")).map(|numbers| &text[numbers])
    }

    fn stated<const N: usize>(&self, text: &str, groups: [&str; N]) -> [Option<Range<usize>>; N] {
        let found = self.stated.find_groups(head(text, LONGEST_STATEMENT), groups);
        found.map_or([const { None }; N], |(_, groups)| groups)
    }

    /// Whether the section is part of a document's frame (指导思想, 组织领导),
    /// which poses no problem and so needs no measure.
    pub fn is_frame(&self, title: &str) -> bool {
        let title = named(title);
        // A sentence that ends so (超过10欧的要求) titles none.
        !title.contains('，') && self.frame.is_match(title) && !self.states_fault(title)
    }

    /// Whether the section tells of each problem what was done: 整改落实情况.
    pub fn recounts(&self, title: &str) -> bool {
        self.recounts.is_match(named(title))
    }

    /// Whether a line only leads to what stands below it: 主要有以下三个问题：
    pub fn leads(&self, line: &str) -> bool {
        self.leads.is_match(line.trim())
    }

    /// Whether a title says what is wrong: 安全措施不到位.
    pub fn states_fault(&self, title: &str) -> bool {
        self.fault.is_match(named(title))
    }

    /// Whether a measures section holds measures that answer the problems one
    /// by one, not directions for the future.
    pub fn commits(&self, title: &str) -> bool {
        self.commitments.is_match(title)
    }
}

/// Whether a name only counts what it is said of: 已完成的7个 of 对已完成的7个问题.
fn counts_several(name: &str) -> bool {
    let counter = |c: char| c == signs::MEASURE || signs::CLAUSES.contains(&c);
    let rest = name.strip_suffix(counter).map(|rest| rest.trim_end_matches(is_digit));
    rest.is_some_and(|rest| rest.len() + 1 < name.len() && name[rest.len()..].starts_with(is_digit))
}

/// The name in a section's title: what stands before a colon or a dash and without
/// the marks and the note in brackets at its end.
fn named(title: &str) -> &str {
    let name = title.trim().split(['：', ':', '\n']).next().unwrap_or(title);
    let name = name.split_once("——").map_or(name, |(name, _)| name);
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')'));
    match name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')'])) {
        Some(at) if at > 0 => name[..at].trim_end(),
        _ => name,
    }
}

/// What stands in the brackets that a section's title ends with.
fn note(title: &str) -> &str {
    let inner = title.trim().strip_suffix(['）', ')']);
    inner.and_then(|inner| inner.rsplit_once(['（', '('])).map_or("", |(_, note)| note)
}
