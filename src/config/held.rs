//! What holds for a file, and from where.

use std::path::Path;

use super::file::Layer;
use super::find::absolute;
use super::read::{ConfigFile, Entry};

/// Where settings come from: which configuration of the chain, and which of its
/// overrides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Index into [`Config::files`](super::Config).
    pub file: usize,
    /// Index into [`ConfigFile::overrides`].
    pub part: Option<usize>,
}

/// Settings that hold for a file.
#[derive(Debug, Clone, Copy)]
pub struct Held<'c> {
    /// Where they come from.
    pub origin: Origin,
    /// The configuration.
    pub file: &'c ConfigFile,
    /// The settings.
    pub layer: &'c Layer,
    /// The settings as they were written.
    pub entries: &'c [Entry],
}

/// The settings of one configuration that hold for a file: its general ones,
/// then each override that names the file.
pub(super) fn of_file<'c>(
    index: usize,
    file: &'c ConfigFile,
    path: &Path,
) -> impl Iterator<Item = Held<'c>> + use<'c> {
    let path = absolute(path);
    let general =
        Held { origin: Origin { file: index, part: None }, file, layer: &file.layer, entries: &file.entries };
    let named = file.overrides.iter().enumerate().filter(move |(_, part)| part.files.matches(&path, false));
    let special = named.map(move |(part, settings)| Held {
        origin: Origin { file: index, part: Some(part) },
        file,
        layer: &settings.layer,
        entries: &settings.entries,
    });
    std::iter::once(general).chain(special)
}
