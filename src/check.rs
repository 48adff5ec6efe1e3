//! Checks files: reads each, runs the rules, keeps what cannot be read apart.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::finding::Finding;
use crate::model::Model;
use crate::rule::{Options, Selection, run};
use crate::rulebook::{Kind, Rulebook};
use crate::source::{DecodeError, Source, Syntax};

/// Why a file could not be checked.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Trouble {
    /// The file or folder could not be read.
    #[error("{path}: {reason}")]
    #[diagnostic(code(hegao::io), help("check the path and its permissions / 请检查路径和权限"))]
    Io {
        /// The path as given.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The file is no text.
    #[error("{path}: not a text file (byte {at} is no text) / 不是文本文件")]
    #[diagnostic(
        code(hegao::binary),
        help(
            "hegao reads Markdown and plain text; save a Word or WPS file as text first / 请先把Word或WPS文件另存为纯文本"
        )
    )]
    Binary {
        /// The path as given.
        path: String,
        /// The first byte that no text holds, 0-based.
        at: usize,
    },
    /// The file's bytes fit no encoding.
    #[error(
        "{path}:{line}: the encoding cannot be told, or byte {at} is damaged / 编码无法识别，或文件已损坏"
    )]
    #[diagnostic(
        code(hegao::encoding),
        help(
            "open the file, look at line {line} and save it as UTF-8 / 请打开文件查看第{line}行，并另存为UTF-8编码"
        )
    )]
    Encoding {
        /// The path as given.
        path: String,
        /// The line, 1-based.
        line: usize,
        /// The first byte that does not fit, 0-based.
        at: usize,
    },
}

impl Trouble {
    fn decode(path: &str, error: DecodeError) -> Self {
        let path = path.to_owned();
        match error {
            DecodeError::Binary { at } => Self::Binary { path, at },
            DecodeError::Malformed { at, line } => Self::Encoding { path, line, at },
        }
    }

    /// The path that the trouble is with.
    pub fn path(&self) -> &str {
        match self {
            Self::Io { path, .. } | Self::Binary { path, .. } | Self::Encoding { path, .. } => path,
        }
    }
}

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file on disk.
    File(PathBuf),
    /// Standard input, under the name that it is to have.
    Stdin(String),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it cannot be read, is binary, or is in no known encoding.
    pub fn read(&self) -> Result<Source, Trouble> {
        let name = self.name();
        let io = |error: std::io::Error| Trouble::Io { path: name.clone(), reason: error.to_string() };
        let bytes = match self {
            Self::File(path) => std::fs::read(path).map_err(io)?,
            Self::Stdin(_) => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map_err(io)?;
                bytes
            }
        };
        let syntax = Syntax::of(Path::new(&name)).unwrap_or(Syntax::Plain);
        Source::from_bytes(name.clone(), bytes, syntax).map_err(|error| Trouble::decode(&name, error))
    }
}

/// Finds the files that `paths` name: files as they are, folders with all
/// Markdown and text files below them. Hidden files and folders are passed
/// over, links are followed once.
pub fn inputs(paths: &[PathBuf], stdin_name: &str) -> (Vec<Input>, Vec<Trouble>) {
    let (mut inputs, mut troubles) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin(stdin_name.to_owned()));
        } else if path.is_dir() {
            walk(path, &mut inputs, &mut troubles);
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    inputs.sort_by_key(Input::name);
    inputs.dedup();
    (inputs, troubles)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, troubles: &mut Vec<Trouble>) {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && Syntax::of(entry.path()).is_some() => {
                inputs.push(Input::File(entry.into_path()));
            }
            Ok(_) => {}
            // A link that leads back to a folder above holds nothing new.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => troubles.push(Trouble::Io {
                path: error.path().unwrap_or(folder).to_string_lossy().into_owned(),
                reason: error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
            }),
        }
    }
}

/// A file with its findings.
#[derive(Debug)]
pub struct Checked {
    /// The file.
    pub source: Source,
    /// Its findings, sorted by place, then by rule.
    pub findings: Vec<Finding>,
}

/// Checks one file.
pub fn check_source(
    source: &Source,
    rulebook: &Rulebook,
    selection: &Selection,
    kind: Option<&Kind>,
    options: Options,
) -> Vec<Finding> {
    Model::with(source, rulebook, kind, |model| run(model, selection, options))
}

/// Checks files side by side. The results come in the order of `inputs`,
/// whatever the number of threads.
pub fn check_all(
    inputs: &[Input],
    rulebook: &Rulebook,
    selection: &Selection,
    kind: Option<&Kind>,
    options: Options,
) -> Vec<Result<Checked, Trouble>> {
    let check = |input: &Input| {
        let source = input.read()?;
        let findings = check_source(&source, rulebook, selection, kind, options);
        Ok(Checked { source, findings })
    };
    inputs.par_iter().map(check).collect()
}
