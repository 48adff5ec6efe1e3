//! How far the problems of a document are: 查摆问题12个，已整改9个，正在整改3个.

use super::sum::{Amount, amounts, shown};
use super::{Mismatch, Words};
use crate::chars::head;
use crate::signs;

/// The total stands no farther before the states, in bytes.
const LONGEST: usize = 900;
/// Between two states stand no more bytes.
const LONGEST_GAP: usize = 40;
/// No state is longer, in bytes.
const LONGEST_STATE: usize = 24;
/// What is counted stands no farther after its number, in bytes.
const LONGEST_NAME: usize = 24;

/// The states of a text that do not add up to the problems told before them. One
/// state alone may leave others out, two say where all problems are.
pub(super) fn states(text: &str, words: &Words) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let all: Vec<Amount> = amounts(text, words).collect();
    let mut at = 0;
    while at < all.len() {
        let mut end = at;
        while end < all.len() && is_state(text, &all, at, end, words) {
            end += 1;
        }
        if end > at + 1 && !goes_on(text, &all[end - 1], all.get(end)) {
            found.extend(mismatch(text, &all[..at], &all[at..end], words));
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether another amount follows right after the last state: 没有见底1个 is one that nobody
/// listed.
fn goes_on(text: &str, last: &Amount, next: Option<&Amount>) -> bool {
    next.filter(|next| next.unit == last.unit).is_some_and(|next| {
        let gap = &text[last.range.end..next.range.start];
        gap.len() <= LONGEST_STATE && gap.starts_with(['、', '，']) && !gap.contains(['。', '；'])
    })
}

/// Whether an amount is a state that goes on with those from `first` on.
fn is_state(text: &str, all: &[Amount], first: usize, at: usize, words: &Words) -> bool {
    let own = &all[at];
    let said = text[..own.range.start].trim_end_matches(|c| signs::AFTER_STATE.contains(c));
    let said = words.problems.iter().find_map(|name| said.strip_suffix(name.as_str())).unwrap_or(said);
    let named = words.states.iter().any(|state| said.ends_with(state.as_str()));
    let follows = at == first || {
        let gap = &text[all[at - 1].range.end..own.range.start];
        gap.len() <= LONGEST_GAP && !gap.contains(['。', '（', '(', '；'])
    };
    named && follows && own.unit == all[first].unit
}

fn mismatch(text: &str, before: &[Amount], states: &[Amount], words: &Words) -> Option<Mismatch> {
    let (first, last) = (states.first()?, states.last()?);
    // No part is more than all: the last of a list may stand between.
    let holds = |amount: &&Amount| states.iter().all(|state| state.value <= amount.value);
    let total = before.iter().rev().find(|amount| amount.unit == first.unit && holds(amount))?;
    let near = first.range.start - total.range.end <= LONGEST;
    let name = head(&text[total.range.end..], LONGEST_NAME);
    let name = &name[..name.find(['，', '。', '；', '、', '\n', '：']).unwrap_or(name.len())];
    let before = text[..total.range.start].trim_end_matches(signs::ALTOGETHER);
    let counts = |problem: &String| name.contains(problem.as_str()) || before.ends_with(problem.as_str());
    // Of anything at all the rest is what is left: 挂账37.4万元，已清理31.4万元，其余7万元…….
    let clause = &text[total.range.end..first.range.start];
    let rest = || {
        let said = &text[..last.range.start];
        clause.len() <= LONGEST_GAP && words.rests.iter().any(|word| said.ends_with(word.as_str()))
    };
    // 已办结3个，推进中2个，另有1个列入明年计划 leaves some out.
    let goes_on = text[last.range.end..].trim_start_matches(['，', '、', '；']);
    if words.vague.starts(goes_on).is_some() {
        return None;
    }
    let counted = words.problems.iter().chain(&words.tracked).any(counts) || rest();
    let sum: u64 = states.iter().map(|state| state.value).sum();
    (near && counted && sum != total.value).then(|| Mismatch {
        told: text[total.range.clone()].to_owned(),
        listed: shown(sum),
        range: total.range.start..last.range.end,
        variant: "sum",
    })
}
