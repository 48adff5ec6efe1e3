//! Phrases that fit any problem.

use serde::Deserialize;

use super::late::LateRegex;
use super::{RulebookError, alternatives, embedded};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StockFile {
    leads: Vec<String>,
    verbs: Vec<String>,
    objects: Vec<String>,
    heads: Vec<String>,
    phrases: Vec<String>,
}

/// Phrases that fit any problem and so answer none.
#[derive(Debug)]
pub struct StockPhrases(LateRegex);

impl StockPhrases {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        let file: StockFile = embedded::data(path)?;
        let [lead, verb, object, head, phrase] =
            [&file.leads, &file.verbs, &file.objects, &file.heads, &file.phrases].map(alternatives);
        // Whatever it is the quality of: 提升党课质量.
        let object = format!(r"{object}|\p{{Han}}{{1,12}}(?:{head})");
        let action = format!("(?:{verb})(?:{lead})*(?:{object})*|(?:{object})+(?:{verb})|(?:{phrase})");
        Ok(Self(LateRegex::new(format!("^(?:(?:{lead})*(?:{action}))+$"))))
    }

    /// Whether a clause is made of them alone.
    pub fn are_all_of(&self, clause: &str) -> bool {
        self.0.is_match(clause)
    }
}
