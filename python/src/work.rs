//! What is done while other threads of Python run.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use hegao::check::Checked;
use hegao::cli::{self, Outcome};
use hegao::file_outline::file_outline;
use hegao::fix::{Level, mend};
use hegao::plan::Plan;
use hegao::report::{Ndjson, Output};
use hegao::trouble::Trouble;
use hegao::{Source, Syntax};
use miette::Diagnostic;

use crate::plans;
use crate::text::Text;

/// Why something cannot be done, for people.
pub struct Failure(pub String);

impl<D: Diagnostic> From<D> for Failure {
    fn from(diagnostic: D) -> Self {
        let help = diagnostic.help().map(|help| format!("\n{help}")).unwrap_or_default();
        Self(format!("{}{diagnostic}{help}", place(&diagnostic).unwrap_or_default()))
    }
}

/// The file and line of a diagnostic that points to a text.
fn place(diagnostic: &dyn Diagnostic) -> Option<String> {
    let code = diagnostic.source_code()?;
    let label = diagnostic.labels()?.next()?;
    let found = code.read_span(label.inner(), 0, 0).ok()?;
    Some(format!("{}:{}: ", found.name()?, found.line() + 1))
}

/// The text under its name, which tells its syntax as it does for standard input.
fn source(text: Text, path: &str) -> Result<Source, Failure> {
    let syntax = Syntax::of(Path::new(path)).unwrap_or(Syntax::Plain);
    match text {
        Text::Decoded(text) => Ok(Source::new(path, text, syntax)),
        Text::Bytes(bytes) => {
            Ok(Source::from_bytes(path, bytes, syntax).map_err(|error| Trouble::decode(path, error))?)
        }
    }
}

/// Gives `work` the text, and how it is to be checked.
fn with<T>(
    text: Text,
    path: &str,
    config: Option<&Path>,
    work: impl FnOnce(Source, &Plan) -> T,
) -> Result<T, Failure> {
    let plan = plans::of(path, config)?;
    let source = source(text, path)?;
    let plan = plan.for_source(&source)?;
    Ok(work(source, &plan))
}

/// The findings of a text, one JSON object a line.
pub fn check(text: Text, path: &str, config: Option<&Path>) -> Result<String, Failure> {
    let written = with(text, path, config, |source, plan| {
        let findings = plan.checker.check(&source);
        let checked = Checked { source, findings, before: None, fixes: 0, fail_on: plan.fail_on };
        let mut lines = Vec::new();
        Ndjson.file(&checked, &mut lines).map(|()| String::from_utf8_lossy(&lines).into_owned())
    })?;
    written.map_err(|error| Failure(error.to_string()))
}

/// What hegao understood of a text, as JSON.
pub fn outline(text: Text, path: &str, config: Option<&Path>) -> Result<String, Failure> {
    let written = with(text, path, config, |source, plan| {
        serde_json::to_string(&file_outline(&plan.checker.analyse(&source)))
    })?;
    written.map_err(|error| Failure(error.to_string()))
}

/// The text with its fixes made, as it was when there are none.
pub fn fix(text: Text, path: &str, config: Option<&Path>, not_only_safe: bool) -> Result<String, Failure> {
    let level = if not_only_safe { Level::Unsafe } else { Level::Safe };
    with(text, path, config, |source, plan| {
        let mended = mend(&source, &plan.checker.check(&source), &plan.checker, level);
        mended.map_or(source, |mended| mended.source).text().to_owned()
    })
}

/// Runs the command with its arguments, its name first; gives its exit code.
pub fn run(arguments: Vec<OsString>) -> u8 {
    let outcome = cli::run(arguments).unwrap_or_else(|report| {
        eprintln!("{report:?}");
        Outcome::Trouble
    });
    // What a program of Rust's does at its end, and Python does not. Where nobody
    // reads on, there is no one to tell.
    let _ = std::io::stdout().flush();
    match outcome {
        Outcome::Clean => 0,
        Outcome::Findings => 1,
        Outcome::Trouble => 2,
    }
}
