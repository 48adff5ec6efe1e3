//! What can stand between hegao and a file.

use crate::size::Size;
use crate::source::DecodeError;

/// Why a file could not be checked or mended.
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
    /// What the name stands for is no file.
    #[error("{path}: a pipe or a device, no file / 不是文件，而是管道或设备")]
    #[diagnostic(
        code(hegao::io),
        help(
            "name a file, or pass the text on by standard input: hegao check - / 请指定文件，或用标准输入：hegao check -"
        )
    )]
    Special {
        /// The path as given.
        path: String,
    },
    /// The file is larger than what is read.
    #[error("{path}: larger than {limit} / 文件大于{limit}")]
    #[diagnostic(
        code(hegao::size),
        help("split it, or allow more with --max-file-size / 请拆分文件，或用--max-file-size放宽上限")
    )]
    TooLarge {
        /// The path as given.
        path: String,
        /// The largest file that is read.
        limit: Size,
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
        "{path}:{line}: the encoding cannot be told, or byte {at} is damaged / 编码无法识别，或第{line}行（第{at}字节）已损坏"
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
    /// The file is in the encoding of Traditional Chinese.
    #[error(
        "{path}:{line}: this looks like Big5 from byte {at} on, which hegao does not read / 像是繁体中文的Big5编码（第{line}行，第{at}字节起），无法读取"
    )]
    #[diagnostic(
        code(hegao::encoding),
        help("open the file and save it as UTF-8 / 请打开文件，另存为UTF-8编码")
    )]
    Big5 {
        /// The path as given.
        path: String,
        /// The line, 1-based.
        line: usize,
        /// The first byte that is no ASCII, 0-based.
        at: usize,
    },
    /// The front matter says something that hegao does not know.
    #[error("{path}: the front matter: {problem} / 文首元数据有误")]
    #[diagnostic(
        code(hegao::front_matter),
        help("it may say / 可用的写法：hegao: {{kind: plan, select: […], extend-select: […], ignore: […]}}")
    )]
    FrontMatter {
        /// The path as given.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// The file is not as it was when it was read.
    #[error("{path}: changed while hegao read it, left as it is / 文件在检查期间被改动，未作修改")]
    #[diagnostic(code(hegao::fix), help("run hegao again / 请重新运行"))]
    Changed {
        /// The path as given.
        path: String,
    },
    /// The file's bytes would not all come back as they were.
    #[error(
        "{path}: cannot be written back byte for byte, left as it is / 文件无法按原编码原样写回，未作修改"
    )]
    #[diagnostic(
        code(hegao::fix),
        help("save it as UTF-8 first, or mend it by hand / 请先另存为UTF-8编码，或手工修改")
    )]
    Inexact {
        /// The path as given.
        path: String,
    },
    /// The file could not be replaced.
    #[error("{path}: cannot be written: {reason} / 无法写入")]
    #[diagnostic(
        code(hegao::fix),
        help("check the permissions of the file and its folder / 请检查文件和文件夹的权限")
    )]
    Write {
        /// The path as given.
        path: String,
        /// What the system says.
        reason: String,
    },
}

impl Trouble {
    /// A file of this path whose bytes are no text, or in no known encoding.
    pub fn decode(path: &str, error: DecodeError) -> Self {
        let path = path.to_owned();
        match error {
            DecodeError::Binary { at } => Self::Binary { path, at },
            DecodeError::Malformed { at, line } => Self::Encoding { path, line, at },
            DecodeError::Big5 { at, line } => Self::Big5 { path, line, at },
        }
    }

    /// The path that the trouble is with.
    pub fn path(&self) -> &str {
        match self {
            Self::Io { path, .. }
            | Self::Special { path }
            | Self::TooLarge { path, .. }
            | Self::Binary { path, .. }
            | Self::Encoding { path, .. }
            | Self::Big5 { path, .. }
            | Self::FrontMatter { path, .. }
            | Self::Changed { path }
            | Self::Inexact { path }
            | Self::Write { path, .. } => path,
        }
    }
}
