//! Where the report goes.

use std::fs;
use std::io::{self, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::progress::Progress;
use crate::visible::{Form, Screen};

/// So much of a report that is meant for a file is kept in memory; more is kept
/// on disk.
const IN_MEMORY: usize = 1 << 20;

/// Standard output, standard error or a file.
pub(super) enum Sink<'p> {
    Stream { stream: Stream<'p>, terminal: bool },
    File { spool: SpooledTempFile, path: PathBuf },
}

impl<'p> Sink<'p> {
    /// Standard output in a form in which nothing upsets a terminal; data without one
    /// goes as it is where no terminal reads it.
    pub fn stdout(progress: &'p Progress, form: Option<Form>) -> Self {
        let terminal = io::stdout().is_terminal();
        let out = shown(io::stdout(), form.or(terminal.then_some(Form::Plain)));
        Self::Stream { stream: Stream::new(out, "standard output", progress), terminal }
    }

    /// Standard error, the same.
    pub fn stderr(progress: &'p Progress, form: Option<Form>) -> Self {
        let terminal = io::stderr().is_terminal();
        let out = shown(io::stderr(), form.or(terminal.then_some(Form::Plain)));
        Self::Stream { stream: Stream::new(out, "standard error", progress), terminal }
    }

    /// A file that is written when the report is whole.
    pub fn file(path: &Path) -> Self {
        Self::File { spool: SpooledTempFile::new(IN_MEMORY), path: path.to_owned() }
    }

    /// Whether someone reads along.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Stream { terminal: true, .. })
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stream { stream, .. } => stream.name.to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// The report is whole.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::Stream { .. } => Ok(()),
            Self::File { mut spool, path } => {
                spool.rewind()?;
                put(&mut spool, &path)
            }
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream { stream, .. } => stream.write(bytes),
            Self::File { spool, .. } => spool.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream { stream, .. } => stream.flush(),
            Self::File { spool, .. } => spool.flush(),
        }
    }
}

fn shown(stream: impl Write + 'static, form: Option<Form>) -> Box<dyn Write> {
    match form {
        Some(form) => Box::new(Screen::new(stream, form)),
        None => Box::new(stream),
    }
}

/// A stream of the process. A reader that has seen enough, such as `head`, is no
/// trouble: the rest is for nobody.
pub(super) struct Stream<'p> {
    inner: Box<dyn Write>,
    name: &'static str,
    progress: &'p Progress,
    closed: bool,
}

impl<'p> Stream<'p> {
    fn new(inner: Box<dyn Write>, name: &'static str, progress: &'p Progress) -> Self {
        Self { inner, name, progress, closed: false }
    }

    /// What `act` does with the stream, while the bar is out of the way.
    fn act<T>(&mut self, otherwise: T, act: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        if self.closed {
            return Ok(otherwise);
        }
        match self.progress.aside(|| act(&mut self.inner)) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            done => done,
        }
    }
}

impl Write for Stream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.act(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.act((), |inner| inner.flush())
    }
}

/// Puts a text in the place of a file as a whole, so that nobody sees half of it.
/// What is no plain file, such as a device or a pipe, is written to.
fn put(text: &mut impl io::Read, path: &Path) -> io::Result<()> {
    // The file that a link leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&target);
    if known.as_ref().is_ok_and(|known| !known.is_file()) {
        return io::copy(text, &mut fs::File::options().write(true).open(&target)?).map(drop);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file(folder)?;
    io::copy(text, &mut file)?;
    if let Ok(known) = known {
        if known.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(known.permissions())?;
    }
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A new file in a folder, which others may read as they may any new file.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hegao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
