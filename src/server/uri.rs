//! Files by URI (RFC 8089) and by path.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const SCHEME: &str = "file://";
/// What a URI's path cannot hold as it is.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

/// The path of a file's URI; none for a text that is no file yet.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix(SCHEME)?;
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(PathBuf::from(if has_drive(&path) { &path[1..] } else { &path }))
}

/// The URI of a file whose path begins at the root.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("{SCHEME}{root}{}", utf8_percent_encode(&path, ESCAPED)))
}

/// The name of a text that is no file yet: what its URI ends with.
pub(super) fn name(uri: &Uri) -> &str {
    let text = uri.as_ref();
    text.rsplit(['/', ':']).next().unwrap_or(text)
}

/// Whether the path is one of Windows: `/C:/…`.
fn has_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_uri_lead_to_each_other() {
        for (path, uri) in [
            ("/a b/整改.md", "file:///a%20b/%E6%95%B4%E6%94%B9.md"),
            ("/100%/#1?.md", "file:///100%25/%231%3F.md"),
            ("C:/a.md", "file:///C:/a.md"),
        ] {
            assert_eq!(of_path(Path::new(path)).as_ref(), uri);
            assert_eq!(to_path(&uri.into()), Some(PathBuf::from(path)));
        }
    }

    #[test]
    fn uris_are_read_as_editors_write_them() {
        let path = |uri: &str| to_path(&uri.into());
        assert_eq!(path("file:///c%3A/a.md"), Some("c:/a.md".into()));
        assert_eq!(path("file://localhost/a.md"), Some("/a.md".into()));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file://"), None);
        assert_eq!(path("file:///%FF"), None);
        assert_eq!(name(&"untitled:Untitled-1".into()), "Untitled-1");
    }
}
