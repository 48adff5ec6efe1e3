//! The command line.

/// Says something on standard error, as [`screen::tell`] does: the one of the
/// standard library would bring the program down where nobody can be told.
macro_rules! eprintln {
    ($($words:tt)*) => { $crate::cli::screen::tell(&format!("{}\n", format_args!($($words)*))) };
}

mod args;
mod check;
mod config;
mod docs;
mod explain;
mod files;
mod help;
mod init;
mod outline;
mod output;
mod progress;
mod rules_test;
mod screen;
#[cfg(feature = "server")]
mod server;
mod sink;
mod terminal;
mod watch;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches, ValueEnum};

pub use args::{Args, Command, RulesAction};

use crate::config::{Configs, FILE_NAME};
use crate::nearest::nearest;
use crate::plan::{Flags, PlanError, Plans};
use crate::rulebook::{Lang, Rulebook};
use crate::visible::Form;

/// Something the user asked for that cannot be done.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Refusal {
    /// A command that there is not.
    #[error("no command or file is called {name} / 没有名为{name}的命令或文件")]
    #[diagnostic(code(hegao::usage), help("did you mean `hegao {meant}`? / 是不是 hegao {meant}？"))]
    Command {
        /// The name given.
        name: String,
        /// The command that was meant.
        meant: String,
    },
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
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = help::command(asked_lang(&arguments));
    let arguments = with_command(arguments, &command)?;
    let matches = command.try_get_matches_from_mut(arguments);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        // A name that the shell put in a flag's place may hold anything.
        Err(error) if error.use_stderr() => {
            screen::tell(&error.render().to_string());
            return Ok(Outcome::Trouble);
        }
        Err(help) => {
            // Where nobody reads on, as behind `head`, there is no one to tell.
            let _ = help.print();
            return Ok(Outcome::Clean);
        }
    };
    match args.command {
        Command::Check(check) => check::run(&check),
        Command::Outline(outline) => outline::run(&outline),
        Command::Config(config) => config::run(&config),
        Command::Init(init) => init::run(&init),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "hegao", &mut script);
            print_bytes(&script)?;
            Ok(Outcome::Clean)
        }
        Command::Explain { rule, lang } => explain::explain(&rule, locale(lang), &*rulebook_here()?),
        Command::Docs { folder, lang } => docs::run(&folder, locale(lang), &*rulebook_here()?),
        #[cfg(feature = "server")]
        Command::Server { lang, stdio: _ } => server::run(lang),
        Command::Rules { lang, action: Some(RulesAction::Test { folder }), .. } => {
            rules_test::run(folder.as_deref(), locale(lang))
        }
        Command::Rules { lang, format, action: None } => {
            explain::rules(locale(lang), format, &*rulebook_here()?)
        }
    }
}

/// The rules with those that the nearest configuration adds.
fn rulebook_here() -> Result<Arc<Rulebook>, PlanError> {
    let mut plans = Plans::new(Configs::nearest(), Flags::default(), locale(None));
    Ok(plans.of(Path::new(FILE_NAME))?.checker.rulebook.clone())
}

/// `check` is the command that is meant when none is named.
///
/// # Errors
/// When a command was probably meant that is not called so.
fn with_command(mut arguments: Vec<OsString>, command: &clap::Command) -> miette::Result<Vec<OsString>> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
        return Ok(arguments);
    }
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).chain(["help"]).collect();
    let first = arguments.get(1).map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = ["-h", "--help", "-V", "--version"];
    if names.contains(&first.as_str()) || whole.contains(&first.as_str()) {
        return Ok(arguments);
    }
    let path = std::path::Path::new(&first);
    let no_file = path.extension().is_none() && path.components().count() == 1 && !path.exists();
    if let Some(meant) = nearest(&first, names.iter().copied()).filter(|_| no_file) {
        return Err(Refusal::Command { meant: meant.to_owned(), name: first }.into());
    }
    arguments.insert(1.min(arguments.len()), "check".into());
    Ok(arguments)
}

/// The language of help: that of `--lang`, which is not parsed yet, or that of
/// the locale.
fn asked_lang(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let value = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang")? {
        "" => words.get(at + 1).map(|value| value.to_string()),
        rest => rest.strip_prefix('=').map(str::to_owned),
    });
    locale(value.and_then(|value| Lang::from_str(&value, true).ok()))
}

/// The language asked for, or that of the locale.
fn locale(lang: Option<Lang>) -> Lang {
    lang.unwrap_or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        let first = set.into_iter().find(|value| !value.is_empty()).or_else(sys_locale::get_locale);
        first.and_then(|value| value.parse().ok()).unwrap_or(Lang::En)
    })
}

/// Shows an error of the whole run.
pub fn fail(report: &miette::Report) {
    screen::tell_diagnostic(report.as_ref());
}

/// Prints a text that has gone through [`crate::visible`], or is data.
fn print(text: &str) -> miette::Result<()> {
    print_bytes(text.as_bytes())
}

/// Prints a text for people that may quote files.
fn print_text(text: &str) -> miette::Result<()> {
    print(&Form::Plain.show(text))
}

/// Prints JSON that may quote files.
fn print_json(text: &str) -> miette::Result<()> {
    print(&Form::Json.show(text))
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
