//! Word lists that are read when a text first needs them: most runs never do.

use std::sync::OnceLock;

use crate::rulebook::RulebookError;

/// A list under `rules/` that is read on first use.
#[derive(Debug)]
pub struct Late<T> {
    path: &'static str,
    read: fn(&'static str) -> Result<T, RulebookError>,
    list: OnceLock<Option<T>>,
}

impl<T> Late<T> {
    /// A list in the file `path` below `rules/`, which `read` reads.
    pub fn new(path: &'static str, read: fn(&'static str) -> Result<T, RulebookError>) -> Self {
        Self { path, read, list: OnceLock::new() }
    }

    /// The list; none only if its file is not of its form, which a test rules
    /// out.
    pub fn get(&self) -> Option<&T> {
        self.list.get_or_init(|| self.load().ok()).as_ref()
    }

    /// Reads the list anew.
    ///
    /// # Errors
    /// When its file is missing or not of its form.
    pub fn load(&self) -> Result<T, RulebookError> {
        (self.read)(self.path)
    }
}
