//! Checks files: reads each, runs the rules, mends what is to be mended, keeps
//! what cannot be read apart.

use std::sync::Arc;

use crate::cache::Cache;
use crate::checker::Checker;
use crate::files::Input;
use crate::finding::Finding;
use crate::fix::{self, Level, Mended};
use crate::ordered::in_order;
use crate::plan::Plan;
use crate::rulebook::Severity;
use crate::source::Source;
use crate::suppress::{with_comments, with_whole};
use crate::trouble::Trouble;

/// What is to be done with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only to be told.
    Check,
    /// To be made, and the files replaced.
    Fix(Level),
    /// To be made in the copy in memory only.
    Preview(Level),
    /// Not to be made: the findings are silenced by comments, and the files
    /// replaced.
    Silence,
}

/// A file with its findings.
#[derive(Debug)]
pub struct Checked {
    /// The file, as it is now.
    pub source: Source,
    /// Its findings, sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// What the file was before it was mended.
    pub before: Option<Source>,
    /// How many fixes were made.
    pub fixes: usize,
    /// The least severity that counts as a failure.
    pub fail_on: Severity,
}

impl Checked {
    /// Whether any finding is so grave that the run fails.
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity >= self.fail_on)
    }
}

/// Checks one file, and mends it as `mode` says. What is only to be told may be
/// known from an earlier run.
///
/// # Errors
/// When the file cannot be read or replaced.
pub fn check_file(input: &Input, plan: &Plan, mode: Mode, cache: Option<&Cache>) -> Result<Checked, Trouble> {
    let source = input.read(plan.max_file_size)?;
    let plan = plan.for_source(&source)?;
    let (checker, fail_on) = (&plan.checker, plan.fail_on);
    let findings = match (cache, mode, input) {
        (Some(cache), Mode::Check, Input::File(_)) => {
            cache.findings(&source, &plan, || checker.check(&source))
        }
        _ => checker.check(&source),
    };
    let mended = match mode {
        Mode::Check => None,
        Mode::Silence => silence(&source, &findings, checker),
        Mode::Fix(level) | Mode::Preview(level) => fix::mend(&source, &findings, checker, level),
    };
    let Some(Mended { source: after, findings, fixes }) = mended else {
        return Ok(Checked { source, findings, before: None, fixes: 0, fail_on });
    };
    if let (Mode::Fix(_) | Mode::Silence, Input::File(path)) = (mode, input) {
        fix::replace(path, &source, &after)?;
    }
    Ok(Checked { source: after, findings, before: Some(source), fixes, fail_on })
}

/// Writes comments until nothing is found: before the blocks, then for the file.
fn silence(source: &Source, findings: &[Finding], checker: &Checker) -> Option<Mended> {
    if findings.is_empty() {
        return None;
    }
    let text = with_comments(&checker.analyse(source), findings);
    let mut after = source.with_text(text);
    let mut left = checker.check(&after);
    if !left.is_empty() {
        after = source.with_text(with_whole(&after, &left));
        left = checker.check(&after);
    }
    Some(Mended { source: after, findings: left, fixes: 0 })
}

/// What a finding weighs beside the text that it is about, roughly, in bytes.
const FINDING: usize = 512;

/// What a result takes of memory, roughly, in bytes.
fn weight(result: &Result<Checked, Trouble>) -> usize {
    let Ok(Checked { source, findings, before, .. }) = result else { return 0 };
    let before = before.as_ref().map_or(0, |before| before.text().len());
    source.text().len() + before + findings.len() * FINDING
}

/// How files are checked.
#[derive(Debug)]
pub struct Run {
    /// What is done with fixes.
    pub mode: Mode,
    /// Where the findings of earlier runs are.
    pub cache: Option<Cache>,
    /// How many files are checked at once; 0 stands for all processors.
    pub jobs: usize,
}

impl Run {
    /// Checks files side by side. `done` is called after each, by the thread that
    /// checked it; `take` gets the results on this thread, in the order of `files`
    /// whatever the number of threads, each as soon as it is its turn, so that few
    /// are held at a time.
    pub fn check_all(
        &self,
        files: &[(Input, Arc<Plan>)],
        done: impl Fn() + Sync,
        take: impl FnMut(Result<Checked, Trouble>),
    ) {
        let check = |(input, plan): &(Input, Arc<Plan>)| {
            let checked = check_file(input, plan, self.mode, self.cache.as_ref());
            done();
            checked
        };
        in_order(files, self.jobs, check, weight, take);
    }
}
