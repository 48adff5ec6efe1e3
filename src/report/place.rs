//! Paths and columns as other programs count them.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::source::{Counts, Source, Span, Unit};

/// What a reference cannot hold as it is (RFC 3986); a colon in its first part
/// would end a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Paths as they are told to programs that look at the same folder.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The folder that paths are told from.
    base: PathBuf,
}

impl Paths {
    /// Paths from this folder, which is absolute.
    pub fn from(base: PathBuf) -> Self {
        Self { base }
    }

    /// The path from the folder, with `/` between its parts; that of a file
    /// elsewhere as it is.
    pub fn plain(&self, path: &str) -> String {
        let path = Path::new(path);
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let root = if path.has_root() { "/" } else { "" };
        let parts = path.components().filter_map(|part| match part {
            Component::RootDir | Component::CurDir => None,
            part => Some(part.as_os_str().to_string_lossy()),
        });
        format!("{root}{}", parts.collect::<Vec<_>>().join("/"))
    }

    /// The path as a URI reference (RFC 3986): relative where the path is, else
    /// with the scheme `file`.
    pub fn uri(&self, path: &str) -> String {
        let plain = self.plain(path);
        let scheme = match Path::new(&plain).is_absolute() {
            true if plain.starts_with('/') => "file://",
            true => "file:///",
            false => "",
        };
        format!("{scheme}{}", utf8_percent_encode(&plain, ESCAPED))
    }
}

/// Lines and columns of a text whose columns are UTF-16 code units.
#[derive(Debug)]
pub(super) struct Utf16<'s> {
    source: &'s Source,
    counts: Counts,
}

impl<'s> Utf16<'s> {
    pub fn new(source: &'s Source) -> Self {
        Self { source, counts: Counts::new(source.text(), Unit::Utf16) }
    }

    /// The 1-based line and column of the start and the end of a span.
    pub fn ends(&self, span: Span) -> [(usize, usize); 2] {
        let lines = self.source.lines();
        [span.start, span.end].map(|offset| {
            let line = lines.line(offset);
            (line + 1, self.counts.between(self.source.text(), lines.start(line), offset) + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    #[test]
    fn columns_count_utf16_units() {
        let source = Source::new("a.txt", "𠮷\n甲𠮷乙😀丙".to_owned(), Syntax::Plain);
        let (start, end) = (source.text().find('乙').expect("it"), source.text().len());
        assert_eq!(Utf16::new(&source).ends(Span::new(start, end)), [(2, 4), (2, 8)]);
    }

    #[cfg(unix)]
    #[test]
    fn paths_are_told_from_the_folder_and_are_right_uris() {
        let paths = Paths::from(PathBuf::from("/srv/材料"));
        assert_eq!(paths.uri("/srv/材料/一 二/a#1.md"), "%E4%B8%80%20%E4%BA%8C/a%231.md");
        assert_eq!(paths.uri("./a:b%.md"), "a%3Ab%25.md");
        assert_eq!(paths.uri("../x.md"), "../x.md");
        assert_eq!(paths.uri("/var/x y.md"), "file:///var/x%20y.md");
        assert_eq!(paths.plain("./一 二/a.md"), "一 二/a.md");
        assert_eq!(paths.plain("/var/x.md"), "/var/x.md");
    }
}
