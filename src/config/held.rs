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

/// All settings of one configuration: its general ones, then each override.
pub(super) fn all(index: usize, file: &ConfigFile) -> impl Iterator<Item = Held<'_>> {
    let general =
        Held { origin: Origin { file: index, part: None }, file, layer: &file.layer, entries: &file.entries };
    let special = file.overrides.iter().enumerate().map(move |(part, settings)| Held {
        origin: Origin { file: index, part: Some(part) },
        file,
        layer: &settings.layer,
        entries: &settings.entries,
    });
    std::iter::once(general).chain(special)
}

/// Those of them that hold for a file: the overrides must name it.
pub(super) fn of_file<'c>(
    index: usize,
    file: &'c ConfigFile,
    path: &Path,
) -> impl Iterator<Item = Held<'c>> + use<'c> {
    let path = absolute(path);
    let names = move |part: usize| file.overrides[part].files.matches(&path, false);
    all(index, file).filter(move |held| held.origin.part.is_none_or(&names))
}
