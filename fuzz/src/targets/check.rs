//! Findings stand on characters, in order, each once, and each time the same.

use hegao::finding::Finding;

use super::{file, is_sound, promise};
use crate::generate::Input;
use crate::subject::check;

pub fn holds(input: &Input) -> Result<(), String> {
    let source = file(input);
    let findings = check(&source);
    are_sound(source.text(), &findings)?;
    promise(findings == check(&source), || "a second check differs".to_owned())
}

/// What holds for the findings of any text.
pub fn are_sound(text: &str, findings: &[Finding]) -> Result<(), String> {
    for finding in findings {
        promise(is_sound(text, finding.span), || format!("{finding:?}"))?;
        let related = finding.related.iter().all(|related| is_sound(text, related.span));
        promise(related, || format!("related: {finding:?}"))?;
        promise(!finding.message.is_empty(), || format!("no message: {finding:?}"))?;
        let edits = || finding.fix.iter().flat_map(|fix| &fix.edits);
        promise(edits().all(|edit| is_sound(text, edit.span)), || format!("an edit: {finding:?}"))?;
        let apart = edits().zip(edits().skip(1)).all(|(one, next)| one.span.end <= next.span.start);
        promise(apart, || format!("edits touch: {finding:?}"))?;
    }
    let key = |finding: &Finding| (finding.span, finding.rule.clone());
    promise(findings.is_sorted_by_key(key), || "not in order".to_owned())?;
    let twice = findings.windows(2).find(|pair| pair[0] == pair[1]);
    promise(twice.is_none(), || format!("twice: {twice:?}"))
}
