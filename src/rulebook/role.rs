//! What a field holds.

use serde::{Deserialize, Serialize};

use super::Lang;

/// What a field, a section or a table column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "config", derive(schemars::JsonSchema))]
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
    /// What else is said of an item: a remark, proof, what comes next.
    Note,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 8] = [
        Role::Problem,
        Role::Cause,
        Role::Goal,
        Role::Measure,
        Role::Deadline,
        Role::Owner,
        Role::Result,
        Role::Note,
    ];

    /// Its name in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Problem, Lang::Zh) => "问题",
            (Self::Cause, Lang::Zh) => "原因",
            (Self::Goal, Lang::Zh) => "目标",
            (Self::Measure, Lang::Zh) => "措施",
            (Self::Deadline, Lang::Zh) => "时限",
            (Self::Owner, Lang::Zh) => "责任",
            (Self::Result, Lang::Zh) => "结果",
            (Self::Note, Lang::Zh) => "备注",
            (Self::Problem, Lang::En) => "problem",
            (Self::Cause, Lang::En) => "cause",
            (Self::Goal, Lang::En) => "goal",
            (Self::Measure, Lang::En) => "measure",
            (Self::Deadline, Lang::En) => "deadline",
            (Self::Owner, Lang::En) => "owner",
            (Self::Result, Lang::En) => "result",
            (Self::Note, Lang::En) => "note",
        }
    }
}
