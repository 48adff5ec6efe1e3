//! Field labels: 整改措施, 完成时限, 责任人 and all their variants.

use std::ops::Range;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{RulebookError, alternatives, regex};

/// What a field, a section or a table column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What is wrong.
    Problem,
    /// Why it came about.
    Cause,
    /// What is to be reached.
    Goal,
    /// What will be done.
    Measure,
    /// By when.
    Deadline,
    /// By whom.
    Owner,
    /// What has been done.
    Result,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 7] =
        [Role::Problem, Role::Cause, Role::Goal, Role::Measure, Role::Deadline, Role::Owner, Role::Result];

    fn group(self) -> &'static str {
        match self {
            Role::Problem => "problem",
            Role::Cause => "cause",
            Role::Goal => "goal",
            Role::Measure => "measure",
            Role::Deadline => "deadline",
            Role::Owner => "owner",
            Role::Result => "result",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RoleWords {
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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelFile {
    tail: Vec<String>,
    role: Vec<RoleWords>,
}

/// A label found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMatch {
    /// What the field holds.
    pub role: Role,
    /// The label's own words, local to the text.
    pub name: Range<usize>,
    /// Where the label ends, its colon included.
    pub end: usize,
    /// Whether a colon or closing bracket follows the words.
    pub closed: bool,
}

/// All labels, compiled.
#[derive(Debug)]
pub struct Labels {
    label: Regex,
    header: Regex,
    first: Vec<char>,
    canonical: Vec<(Role, String, bool)>,
}

impl Labels {
    pub(super) fn compile(path: &str, file: LabelFile) -> Result<Self, RulebookError> {
        let body = |extra: bool| {
            let role = |words: &RoleWords| {
                let lead = alternatives(&words.lead);
                let mut forms = vec![alternatives(&words.whole)];
                if extra {
                    forms.push(alternatives(&words.header));
                }
                forms.push(format!("(?:{lead}){{0,3}}(?:{})", alternatives(&words.core)));
                if !words.led.is_empty() {
                    forms.push(format!("(?:{lead}){{1,3}}(?:{})", alternatives(&words.led)));
                }
                forms.retain(|form| !form.is_empty() && !form.ends_with("(?:)"));
                format!("(?P<{}>{})", words.role.group(), forms.join("|"))
            };
            file.role.iter().map(role).collect::<Vec<_>>().join("|")
        };
        let tail = alternatives(&file.tail);
        let every_core: Vec<&String> = file.role.iter().flat_map(|r| r.core.iter().chain(&r.whole)).collect();
        let joined = format!(
            "(?:(?:及|和|与|、|/)(?:其)?(?:整改|具体|完成)?(?:{}|成效|效果|要求))?",
            alternatives(every_core)
        );
        let label = format!(
            r"^(?P<open>[【\[]\s*)?(?P<name>(?:{})(?:{joined}))(?:{tail})?(?:\s*[一二三四五六七八九十\d]{{1,2}})?(?:\s*[（(][^（()）]{{1,12}}[)）])?(?:(?P<close>\s*[】\]]\s*[:：]?|\s*[:：])|\s*$)",
            body(false)
        );
        let words = |r: &RoleWords| [&r.lead, &r.core, &r.led, &r.whole].map(|list| list.clone()).concat();
        let mut first: Vec<char> =
            file.role.iter().flat_map(words).filter_map(|word| word.chars().next()).collect();
        first.extend(['【', '[']);
        first.sort_unstable();
        first.dedup();
        Ok(Self {
            label: regex(path, &label)?,
            header: regex(
                path,
                &format!(r"^\s*(?:{})(?:{joined})(?:{tail})?(?:\s*[（(][^（()）]*[)）])?\s*$", body(true)),
            )?,
            first,
            canonical: file.role.iter().map(|r| (r.role, r.canonical.clone(), r.one_name)).collect(),
        })
    }

    /// The label that `text` starts with, if any. Its words must be followed by
    /// a colon or a closing bracket, or by nothing at all.
    pub fn at_start(&self, text: &str) -> Option<LabelMatch> {
        self.first.binary_search(&text.chars().next()?).ok()?;
        if !may_end(text) {
            return None;
        }
        let found = self.label.captures(text)?;
        let name = found.name("name")?.range();
        let bracket = found.name("open").is_some();
        let close = found.name("close");
        let closed = close.is_some_and(|c| !bracket || c.as_str().contains(['】', ']']));
        let end = found.get(0)?.end();
        if !closed && (bracket || !text[end..].trim().is_empty()) {
            return None;
        }
        Some(LabelMatch { role: role_of(&found)?, name, end, closed })
    }

    /// The role of a table column with this header.
    pub fn header(&self, text: &str) -> Option<Role> {
        role_of(&self.header.captures(text)?)
    }

    /// The label that offices use for a role.
    pub fn canonical(&self, role: Role) -> &str {
        self.canonical.iter().find(|(r, ..)| *r == role).map_or("", |(_, name, _)| name)
    }

    /// Whether one document should use one label for the role. 责任人 and
    /// 责任单位 say different things, 整改时限 and 完成时限 the same.
    pub fn one_name(&self, role: Role) -> bool {
        self.canonical.iter().any(|(r, _, one)| *r == role && *one)
    }
}

/// How long a label may be, in bytes, with its note in brackets.
const LONGEST: usize = 120;

/// Whether a colon or a closing bracket comes soon, or the text is over soon.
fn may_end(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    head.len() < LONGEST
        || head.iter().any(|byte| matches!(byte, b':' | b']'))
        || head.windows(3).any(|three| three == "：".as_bytes() || three == "】".as_bytes())
}

fn role_of(found: &regex::Captures<'_>) -> Option<Role> {
    Role::ALL.into_iter().find(|role| found.name(role.group()).is_some())
}
