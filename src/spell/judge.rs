//! What to say of a document's doubts.
//!
//! A doubt in a short text is worth a look; one in a long text that is clean
//! elsewhere is most likely a name or a term. So the evidence must be the
//! stronger the more text there is for each certain error.

use std::collections::HashMap;

use super::{Doubt, Misspelling};

/// The odds that a doubt needs in a text of [`SHORT`] characters.
const LEAST_ODDS: f32 = -1.2;
/// The odds that it needs in a draft of any length, and in any other text: edited
/// prose has many rare words and few errors.
const MOST_IN_DRAFT: f32 = 0.45;
const MOST_ELSEWHERE: f32 = 2.8;
/// How many characters a short text has.
const SHORT: f32 = 60.0;
/// How much the odds must grow with the logarithm of the text's length.
const SLOPE: f32 = 1.7;
/// How much each certain error counts: who made it has made others.
const CERTAIN: f32 = 2.0;
/// What is written twice in the same way is meant so, unless it is certain.
const REPEATED: f32 = 1.5;

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A document that offices draft: a plan, a ledger, a self-examination.
    Draft,
    /// Any text.
    Other,
}

/// The doubts that are certain enough, in the order of the texts.
pub(super) fn decide(mut doubts: Vec<Doubt>, length: usize, writing: Writing) -> Vec<Misspelling> {
    let most = match writing {
        Writing::Draft => MOST_IN_DRAFT,
        Writing::Other => MOST_ELSEWHERE,
    };
    let mut times: HashMap<(String, String), usize> = HashMap::new();
    for doubt in &doubts {
        *times.entry((doubt.written.clone(), doubt.right.clone())).or_default() += 1;
    }
    for doubt in &mut doubts {
        let times = times.get(&(doubt.written.clone(), doubt.right.clone())).copied().unwrap_or(1);
        doubt.odds -= if times > 1 { REPEATED } else { 0.0 };
    }
    doubts.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    let mut certain = Vec::new();
    for doubt in doubts {
        let share = length as f32 / (1.0 + CERTAIN * certain.len() as f32);
        if doubt.odds < (LEAST_ODDS + SLOPE * (share / SHORT).max(1.0).ln()).min(most) {
            break;
        }
        certain.push(Misspelling { text: doubt.text, range: doubt.word, right: doubt.right });
    }
    certain.sort_by_key(|found| (found.text, found.range.start));
    certain
}
