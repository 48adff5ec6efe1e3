//! What a configuration may say.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::rulebook::{Lang, Role, Severity};
use crate::size::Size;

/// The settings that hold for a file's whole folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Whole {
    /// Another configuration, relative to this one, that holds wherever this one
    /// says nothing.
    #[schemars(with = "Option<String>")]
    pub extend: Option<Spanned<PathBuf>>,
    /// Which files of a folder are checked, as in .gitignore; by default those
    /// that end in .md, .markdown, .txt or .text.
    #[schemars(with = "Option<Vec<String>>")]
    pub include: Option<Vec<Spanned<String>>>,
    /// Which files and folders are left out, as in .gitignore.
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// The office's own labels, by what their fields hold.
    pub labels: BTreeMap<Role, Vec<String>>,
    /// The office's own phrases that say nothing, for vague-measure.
    pub phrases: Vec<String>,
    /// A folder with rule pages of the office's own, relative to this file.
    #[schemars(with = "Option<String>")]
    pub rules_folder: Option<Spanned<PathBuf>>,
}

/// The settings that may differ from file to file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Layer {
    /// The language of messages.
    pub lang: Option<Lang>,
    /// The rules or groups that run, instead of those that run by default.
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Spanned<String>>,
    /// Rules or groups that run as well.
    #[schemars(with = "Vec<String>")]
    pub extend_select: Vec<Spanned<String>>,
    /// Rules or groups that do not run.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// The least severity that makes the exit code 1.
    pub fail_on: Option<Severity>,
    /// The largest file that is read, as 64M; a larger one is told.
    pub max_file_size: Option<Size>,
    /// The severity of a rule's findings, by rule or group.
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: BTreeMap<Spanned<String>, Severity>,
    /// The parameters of rules, by rule; each rule's page names its own.
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub rules: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<toml::Value>>>,
    /// The kind that every document is taken for.
    #[schemars(with = "Option<String>")]
    pub kind: Option<Spanned<String>>,
    /// The day that deadlines are measured against, as 2024-07-01.
    #[schemars(with = "Option<String>")]
    pub today: Option<Spanned<String>>,
    /// Words that are right, and .txt files of such words, one a line.
    #[schemars(with = "Vec<String>")]
    pub words: Vec<Spanned<String>>,
}

/// Settings for some of the files.
#[derive(Debug)]
pub struct Override {
    /// Which files, as in .gitignore.
    pub files: super::Globs,
    /// What holds for them.
    pub layer: Layer,
    /// The same, as it was written.
    pub entries: Vec<super::Entry>,
}
