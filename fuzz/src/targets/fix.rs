//! Fixes come to an end, leave alone what no edit names, and leave a text that can
//! be read again.

use std::collections::BTreeMap;

use hegao::finding::{Edit, Finding};
use hegao::fix::Level;
use hegao::rulebook::Severity;
use hegao::source::{Encoding, Source};

use super::{file, promise};
use crate::generate::Input;
use crate::subject::{check, mended};

pub fn holds(input: &Input) -> Result<(), String> {
    let source = file(input);
    let findings = check(&source);
    for level in [Level::Safe, Level::Unsafe] {
        mends_well(&source, &findings, level)?;
    }
    findings.iter().try_for_each(|finding| touches_its_edits_only(source.text(), finding))
}

fn mends_well(source: &Source, findings: &[Finding], level: Level) -> Result<(), String> {
    let Some(once) = mended(source, findings, level) else { return Ok(()) };
    promise(once.findings == check(&once.source), || "what is left is not what a check finds".to_owned())?;
    let twice = mended(&once.source, &once.findings, level);
    promise(twice.is_none(), || {
        let again = twice.map(|twice| twice.source.text().to_owned());
        format!("{:?} is mended again, to {again:?}", once.source.text())
    })?;
    let (before, after) = (errors(findings), errors(&once.findings));
    for (rule, count) in after.iter().filter(|(rule, _)| **rule != "placeholder") {
        promise(count <= before.get(rule).unwrap_or(&0), || {
            format!("a new {rule} in {:?}", once.source.text())
        })?;
    }
    // Of the other encodings the file's own look decides; none is written that would
    // be read as another.
    let plain = matches!(source.encoding(), Encoding::Utf8 | Encoding::Utf8Bom);
    // What is no text to begin with need not become one.
    let same = !plain || !source.reads_back() || once.source.reads_back();
    promise(same, || "the mended file cannot be read".to_owned())
}

/// Errors by rule.
fn errors(findings: &[Finding]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        *counts.entry(finding.rule.as_str()).or_default() += 1;
    }
    counts
}

/// The bytes outside of the edits of a fix come through as they are.
fn touches_its_edits_only(text: &str, finding: &Finding) -> Result<(), String> {
    let edits: Vec<&Edit> = finding.fix.iter().flat_map(|fix| &fix.edits).collect();
    let mut at = 0;
    for edit in edits {
        promise(at <= edit.span.start && edit.span.end <= text.len(), || format!("{finding:?}"))?;
        at = edit.span.end;
    }
    Ok(())
}
