//! Replacing a file as a whole, so that nobody ever sees half of it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::source::{Source, decode};
use crate::trouble::Trouble;

/// Puts the text of `after` in the place of that of `before`, in the file's own
/// encoding and with its permissions. The file that a symbolic link leads to is
/// replaced, not the link.
///
/// # Errors
/// When the file is no longer what `before` was read from, would not keep its
/// other bytes, is write-protected or cannot be written.
pub fn replace(path: &Path, before: &Source, after: &Source) -> Result<(), Trouble> {
    let name = before.path().to_owned();
    let failed = |error: io::Error| Trouble::Write { path: name.clone(), reason: error.to_string() };
    let target = fs::canonicalize(path).map_err(failed)?;
    let permissions = fs::metadata(&target).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let bytes = after.to_bytes();
    if !after.reads_back() {
        return Err(Trouble::Inexact { path: name });
    }
    let mut file = NamedTempFile::with_prefix_in(".hegao-", folder).map_err(failed)?;
    file.write_all(&bytes).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let now = fs::read(&target).map_err(failed)?;
    if now != before.to_bytes() {
        let same =
            decode(now).is_ok_and(|(text, encoding)| text == before.text() && encoding == before.encoding());
        return Err(if same { Trouble::Inexact { path: name } } else { Trouble::Changed { path: name } });
    }
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    fn read(path: &Path) -> Source {
        let bytes = fs::read(path).expect("the file");
        Source::from_bytes(path.to_string_lossy(), bytes, Syntax::Plain).expect("text")
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "加强学习,改进作风。").expect("written");
        let before = read(&path);
        let after = before.with_text("加强学习，改进作风。".to_owned());
        fs::write(&path, "别人刚刚改过。").expect("written");
        assert!(matches!(replace(&path, &before, &after), Err(Trouble::Changed { .. })));
        assert_eq!(fs::read_to_string(&path).expect("the file"), "别人刚刚改过。");
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1, "a temporary file is left");
        assert!(replace(&path, &read(&path), &after).is_ok());
        assert_eq!(read(&path).text(), after.text());
    }
}
