//! Commands and flags.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::rulebook::{Lang, Severity};
use crate::size::Size;

/// Checks review documents for what is missing, empty, left over, broken or
/// stray
#[derive(Debug, Parser)]
#[command(name = "hegao", version, about, max_term_width = 100)]
pub struct Args {
    /// What to do; `check` when nothing is said
    #[command(subcommand)]
    pub command: Command,
}

/// What hegao can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files and folders
    Check(CheckArgs),
    /// Show what hegao understood: documents, sections, items
    Outline(OutlineArgs),
    /// Show what holds for a file, and from where
    Config(ConfigArgs),
    /// Write a hegao.toml to start from
    Init(InitArgs),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Say why a rule exists, with examples
    Explain {
        /// The rule's name
        rule: String,
        /// Language of the text
        #[arg(long)]
        lang: Option<Lang>,
    },
    /// Write the manual of all rules, one file each
    Docs {
        /// The folder to write to
        folder: PathBuf,
        /// Language of messages
        #[arg(long)]
        lang: Option<Lang>,
    },
    /// Speak to an editor: the language server on standard input and output
    #[cfg(feature = "server")]
    Server {
        /// Language of the messages (default: from the editor)
        #[arg(long)]
        lang: Option<Lang>,
        /// Taken from editors that name the way to speak; there is no other
        #[arg(long)]
        stdio: bool,
    },
    /// List all rules
    Rules {
        /// What to do instead
        #[command(subcommand)]
        action: Option<RulesAction>,
        /// Language of the titles
        #[arg(long)]
        lang: Option<Lang>,
        /// How to print them
        #[arg(long, default_value = "human")]
        format: RulesFormat,
    },
}

/// What `rules` can do besides.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// Try the examples of your own rule pages
    Test {
        /// The folder of the pages (default: rules-folder of hegao.toml)
        folder: Option<PathBuf>,
    },
}

/// The flags of `init`.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder to write it to
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Add the hook to .pre-commit-config.yaml as well
    #[arg(long)]
    pub pre_commit: bool,
    /// Language of the comments
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// The flags of `config`.
#[derive(Debug, clap::Args)]
pub struct ConfigArgs {
    /// The file in question
    #[arg(default_value = ".")]
    pub file: PathBuf,
    /// Take this configuration instead of the nearest hegao.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print the JSON schema of hegao.toml instead
    #[arg(long)]
    pub schema: bool,
    /// Language of the text
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// The flags of `outline`.
#[derive(Debug, clap::Args)]
pub struct OutlineArgs {
    /// What to read
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print it
    #[arg(long, default_value = "human")]
    pub format: OutlineFormat,
}

/// How an outline is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutlineFormat {
    /// For people
    Human,
    /// One JSON document
    Json,
}

/// The flags of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// What to check
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print the findings
    #[arg(long, default_value = "human")]
    pub format: Format,
    /// Run only these rules or groups (`all` for every rule)
    #[arg(long, value_delimiter = ',')]
    pub select: Vec<String>,
    /// Run these rules or groups as well
    #[arg(long, value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Make the fixes that cannot change what a text means
    #[arg(long)]
    pub fix: bool,
    /// Make the other fixes too, with --fix or --diff
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Check again whenever a file changes
    #[arg(long)]
    pub watch: bool,
    /// Write comments into the files that silence what is found today
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub add_ignore: bool,
    /// Do not report what this file knows from before
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all that is found to this file, for --baseline
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Show nothing but findings
    #[arg(long, short)]
    pub quiet: bool,
    /// Do not mind that there is nothing to check
    #[arg(long)]
    pub allow_empty: bool,
    /// Count the findings by rule instead of showing them
    #[arg(long)]
    pub statistics: bool,
    /// The day to measure deadlines against, as 2024-07-01; turns on
    /// overdue-deadline
    #[arg(long)]
    pub today: Option<String>,
    /// How many files to check at once (default: all processors)
    #[arg(long)]
    pub jobs: Option<usize>,
    /// The least severity that makes the exit code 1
    #[arg(long)]
    pub fail_on: Option<Threshold>,
    /// Look at every file again, and keep nothing for the next run
    #[arg(long)]
    pub no_cache: bool,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    /// When to use colours
    #[arg(long, default_value = "auto")]
    pub color: Color,
}

/// What is read, and how: the same for every command that reads files.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Files, folders, or - for standard input
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Take every document for one of this kind
    #[arg(long)]
    pub kind: Option<String>,
    /// Language of the messages (default: from the locale)
    #[arg(long)]
    pub lang: Option<Lang>,
    /// Take this configuration for every file instead of the nearest hegao.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
    /// Check what .gitignore, .ignore and .hegaoignore leave out, too
    #[arg(long)]
    pub no_ignore: bool,
    /// Leave out what the configuration excludes, even where it is named
    #[arg(long)]
    pub force_exclude: bool,
    /// The largest file that is read, as 500K, 64M or 1G (default: 64M)
    #[arg(long, value_name = "SIZE")]
    pub max_file_size: Option<Size>,
    /// Name of standard input, which tells its syntax
    #[arg(long, default_value = STDIN_NAME)]
    pub stdin_filename: String,
}

/// What standard input is called when nothing is said.
pub const STDIN_NAME: &str = "stdin.txt";

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// One line a finding
    Concise,
    /// One JSON document
    Json,
    /// One JSON object a line
    Ndjson,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub's workflows
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// One page with each document, its findings marked in place
    Html,
}

impl Format {
    /// Whether people read it, so that more than findings may be told.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }
}

/// How the list of rules is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people
    Human,
    /// One JSON document
    Json,
}

/// The least severity that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Threshold {
    /// Everything
    Advice,
    /// Warnings and errors
    Warning,
    /// Errors only
    Error,
}

impl From<Threshold> for Severity {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Advice => Self::Advice,
            Threshold::Warning => Self::Warning,
            Threshold::Error => Self::Error,
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
