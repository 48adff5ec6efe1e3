//! The text of one file: decoded, with its first encoding and its lines.

mod encoding;
mod lines;
mod span;
mod units;

use std::path::Path;
use std::sync::Arc;

pub use encoding::{DecodeError, Encoding, decode, encode};
pub use lines::{LineIndex, Position, line_starts};
pub use span::Span;
pub use units::{Counts, Unit};

/// How a file's text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// CommonMark with tables (file names that end in `.md` or `.markdown`).
    Markdown,
    /// Every line is a paragraph.
    Plain,
}

impl Syntax {
    /// The syntax that a file name stands for, or `None` when hegao does not
    /// read such files.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            _ => None,
        }
    }
}

/// One file's text. Every span of a finding is a byte range into [`Source::text`].
/// A clone shares the text.
#[derive(Debug, Clone)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
    encoding: Encoding,
    syntax: Syntax,
    lines: Arc<LineIndex>,
    line_end: &'static str,
}

impl Source {
    /// A source from text that is decoded already.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>, syntax: Syntax) -> Self {
        let text = text.into();
        let lines = Arc::new(LineIndex::new(&text));
        let line_end = first_line_end(&text);
        Self { path: path.into(), text, encoding: Encoding::Utf8, syntax, lines, line_end }
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are binary or fit no encoding that hegao reads.
    pub fn from_bytes(
        path: impl Into<Arc<str>>,
        bytes: Vec<u8>,
        syntax: Syntax,
    ) -> Result<Self, DecodeError> {
        let (text, encoding) = decode(bytes)?;
        Ok(Self { encoding, ..Self::new(path, text, syntax) })
    }

    /// The same file with another text.
    pub fn with_text(&self, text: String) -> Self {
        Self { encoding: self.encoding, ..Self::new(self.path.clone(), text, self.syntax) }
    }

    /// The text as the bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(&self.text, self.encoding)
    }

    /// Whether its bytes would be read as this very text: a file's encoding, and
    /// whether it is text at all, are told by the look of its bytes.
    pub fn reads_back(&self) -> bool {
        decode(self.to_bytes()).is_ok_and(|(text, encoding)| text == self.text() && encoding == self.encoding)
    }

    /// The path as the user wrote it, or the name given for standard input.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The decoded text, without a byte order mark, line ends as they were.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, to be held on to.
    pub fn shared_text(&self) -> &Arc<str> {
        &self.text
    }

    /// The encoding that the file came in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How the text is read.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Line and column of a byte offset on a `char` boundary.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The lines of the text.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The line end that the file uses: that of its first line, else LF.
    pub fn line_end(&self) -> &'static str {
        self.line_end
    }
}

fn first_line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
