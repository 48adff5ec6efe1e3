//! The command line.

mod args;
mod check;
mod config;
mod explain;
mod files;
mod outline;
mod output;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub use args::{Args, Command};

use crate::rulebook::{Lang, Rulebook};

/// Something the user asked for that cannot be done.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Refusal {
    /// A date that is none.
    #[error("{0} is no date / {0}不是日期")]
    #[diagnostic(code(hegao::usage), help("write it as in 2024-07-01 / 请写作2024-07-01的形式"))]
    Date(String),
}

/// What a command ends with: nothing to report, findings, or trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Clean,
    /// Exit code 1.
    Findings,
    /// Exit code 2.
    Trouble,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Trouble => Self::from(2),
        }
    }
}

/// Runs the program with its arguments.
///
/// # Errors
/// When the user asks for what there is not, or output cannot be written.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> miette::Result<Outcome> {
    let args = match Args::try_parse_from(with_command(arguments.into_iter().collect())) {
        Ok(args) => args,
        Err(error) => {
            let usage = error.use_stderr();
            let printed = error.print();
            return printed
                .map(|()| if usage { Outcome::Trouble } else { Outcome::Clean })
                .map_err(|e| miette::miette!("{e}"));
        }
    };
    match args.command {
        Command::Check(check) => check::run(&check),
        Command::Outline(outline) => outline::run(&outline),
        Command::Config(config) => config::run(&config),
        Command::Explain { rule, lang } => explain::explain(&rule, locale(lang), &Rulebook::embedded()?),
        Command::Rules { lang, format } => explain::rules(locale(lang), format, &Rulebook::embedded()?),
    }
}

/// `check` is the command that is meant when none is named.
fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let known = ["check", "outline", "config", "explain", "rules", "help", "-h", "--help", "-V", "--version"];
    let first = arguments.get(1).and_then(|first| first.to_str());
    if !first.is_some_and(|first| known.contains(&first)) {
        arguments.insert(1.min(arguments.len()), "check".into());
    }
    arguments
}

/// The language asked for, or that of the locale.
fn locale(lang: Option<Lang>) -> Lang {
    lang.unwrap_or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        let first = set.into_iter().find(|value| !value.is_empty());
        first.and_then(|value| value.parse().ok()).unwrap_or(Lang::En)
    })
}

fn print(text: &str) -> miette::Result<()> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> miette::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no trouble.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(miette::miette!("standard output: {error}"))
        }
        _ => Ok(()),
    }
}
