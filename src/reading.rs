//! Reading the bytes of a file, whatever is found under its name.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::size::Size;
use crate::trouble::Trouble;

/// The bytes of a file that is not larger than `limit`.
///
/// A device or a pipe that somebody put into the folder is refused, for it may
/// never end; one that the shell passes on (`<(…)`, `/dev/stdin`) is read.
///
/// # Errors
/// When the file cannot be read, is too large, or is no file.
pub fn file(path: &Path, limit: Size) -> Result<Vec<u8>, Trouble> {
    let name = || path.to_string_lossy().into_owned();
    let io = |error: io::Error| Trouble::Io { path: name(), reason: error.to_string() };
    let found = std::fs::metadata(path).map_err(io)?;
    if found.is_dir() {
        return Err(io(io::ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() && !is_passed_on(path, &found) {
        return Err(Trouble::Special { path: name() });
    }
    if found.len() > limit.bytes() {
        return Err(Trouble::TooLarge { path: name(), limit });
    }
    let file = File::open(path).map_err(io)?;
    all(file, found.len(), limit).map_err(io)?.ok_or_else(|| Trouble::TooLarge { path: name(), limit })
}

/// All bytes of a stream, which are thought to be `length`; none when there are more than
/// `limit`. A file may grow while it is read.
///
/// # Errors
/// When the stream cannot be read.
pub fn all(stream: impl Read, length: u64, limit: Size) -> io::Result<Option<Vec<u8>>> {
    // One more than there are, so that the end is seen without asking for more room.
    let mut bytes = Vec::with_capacity(length.min(limit.bytes()) as usize + 1);
    let most = limit.bytes();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Whether a pipe was opened by whoever started the program.
fn is_passed_on(path: &Path, found: &Metadata) -> bool {
    let stream = ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder));
    stream && !is_device(found)
}

#[cfg(unix)]
fn is_device(found: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    found.file_type().is_block_device() || found.file_type().is_char_device()
}

#[cfg(not(unix))]
fn is_device(_: &Metadata) -> bool {
    false
}
