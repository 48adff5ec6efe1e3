//! `--watch`: checks again whenever a file changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};

use super::Outcome;
use crate::config::FILE_NAME;
use crate::files::is_readable;
use crate::rulebook::Lang;

/// Editors save in several steps; so long after the first the next is waited for.
const CALM: Duration = Duration::from_millis(200);

/// Calls `check` now and after every change of a document or a configuration
/// below `paths`. It ends only with the program.
///
/// # Errors
/// When a path cannot be watched, or a check cannot be made.
pub(super) fn watch(
    paths: &[PathBuf],
    lang: Lang,
    mut check: impl FnMut() -> miette::Result<Outcome>,
) -> miette::Result<Outcome> {
    let failed = |error: notify::Error| miette::miette!("{error}");
    let (tell, changes) = channel();
    let mut watcher = notify::recommended_watcher(tell).map_err(failed)?;
    for path in paths {
        watcher.watch(path, RecursiveMode::Recursive).map_err(failed)?;
    }
    loop {
        // What is wrong with a configuration may be mended while we wait.
        if let Err(report) = check() {
            super::fail(&report);
        }
        eprintln!(
            "{}",
            match lang {
                Lang::Zh => "等待文件改动，按Ctrl-C结束……",
                Lang::En => "Waiting for changes; Ctrl-C ends …",
            }
        );
        if !wait(&changes) {
            return Ok(Outcome::Clean);
        }
    }
}

/// Waits for a change that matters, and then until all is calm; whether there
/// can be more.
fn wait(changes: &Receiver<notify::Result<Event>>) -> bool {
    loop {
        match changes.recv() {
            Ok(Ok(event)) if matters(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    while changes.recv_timeout(CALM).is_ok() {}
    true
}

fn matters(event: &Event) -> bool {
    let ours = |path: &Path| is_readable(path) || path.file_name().is_some_and(|name| name == FILE_NAME);
    !event.kind.is_access() && event.paths.iter().any(|path| ours(path))
}
