//! Checks files: reads each, runs the rules, keeps what cannot be read apart.

use rayon::prelude::*;

use crate::files::Input;
use crate::finding::Finding;
use crate::model::Model;
use crate::rule::{Options, Selection, run};
use crate::rulebook::{Kind, Rulebook};
use crate::source::{DecodeError, Source};

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
    pub(crate) fn decode(path: &str, error: DecodeError) -> Self {
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
