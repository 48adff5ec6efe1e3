//! Which files are checked: those that are named, and what the walk through the
//! named folders comes upon.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::reading;
use crate::size::Size;
use crate::source::{Source, Syntax};
use crate::trouble::Trouble;

/// The file of hegao's own in which folders list what is not to be checked.
const IGNORE_FILE: &str = ".hegaoignore";

/// Files that hold documents but no text: they must be saved as text first.
const FOREIGN: &[&str] =
    &["doc", "docx", "wps", "wpt", "rtf", "odt", "pdf", "ofd", "xls", "xlsx", "et", "uot"];

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file on disk.
    File(PathBuf),
    /// Standard input, under the name that it is to have.
    Stdin(String),
}

impl Input {
    /// The path as the user wrote it, or the name given for standard input.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it cannot be read, is larger than `limit`, is binary, or is in no known
    /// encoding.
    pub fn read(&self, limit: Size) -> Result<Source, Trouble> {
        let name = self.name();
        let bytes = match self {
            Self::File(path) => reading::file(path, limit)?,
            Self::Stdin(_) => {
                let io =
                    |error: std::io::Error| Trouble::Io { path: name.clone(), reason: error.to_string() };
                let bytes = reading::all(std::io::stdin().lock(), 0, limit).map_err(io)?;
                bytes.ok_or_else(|| Trouble::TooLarge { path: name.clone(), limit })?
            }
        };
        let syntax = Syntax::of(Path::new(&name)).unwrap_or(Syntax::Plain);
        Source::from_bytes(name.clone(), bytes, syntax).map_err(|error| Trouble::decode(&name, error))
    }
}

/// How folders are searched.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// Whether `.gitignore`, `.ignore` and `.hegaoignore` count.
    pub ignore_files: bool,
    /// Whether a file that is named is left out where the configuration
    /// excludes it.
    pub force_exclude: bool,
}

/// What a configuration says of a file: whether it is to be checked.
pub trait Filter {
    /// Whether a file that the walk came upon is to be checked.
    fn takes(&self, path: &Path) -> bool;
    /// Whether a file or folder is left out.
    fn excludes(&self, path: &Path, is_folder: bool) -> bool;
}

/// What there is to check.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, sorted by path, each once.
    pub inputs: Vec<Input>,
    /// Documents that hegao cannot read, sorted.
    pub foreign: Vec<PathBuf>,
    /// How many files were named and left out all the same.
    pub excluded: usize,
    /// What stood in the way.
    pub troubles: Vec<Trouble>,
}

/// Finds the files that `paths` name: files as they are, `-` for standard
/// input under `stdin_name`, folders with what lies below them. Hidden files are
/// passed over as ripgrep does it, links are followed once. A pattern that the
/// shell left as it was is expanded.
pub fn find(paths: &[PathBuf], stdin_name: &str, search: Search, filter: &impl Filter) -> Found {
    let mut finder = Finder { search, filter, found: Found::default() };
    for path in paths {
        if path.as_os_str() == "-" {
            finder.found.inputs.push(Input::Stdin(stdin_name.to_owned()));
        } else {
            finder.named(&plain(path));
        }
    }
    let Found { mut inputs, mut foreign, excluded, troubles } = finder.found;
    inputs.sort_by_key(Input::name);
    inputs.dedup();
    if paths.len() > 1 {
        let mut seen = HashSet::new();
        inputs.retain(|input| match input {
            Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Input::Stdin(_) => true,
        });
    }
    foreign.sort();
    foreign.dedup();
    Found { inputs, foreign, excluded, troubles }
}

struct Finder<'f, F> {
    search: Search,
    filter: &'f F,
    found: Found,
}

impl<F: Filter> Finder<'_, F> {
    fn named(&mut self, path: &Path) {
        if path.is_dir() {
            self.walk(path, |_| true);
        } else if path.exists() {
            if self.search.force_exclude && self.filter.excludes(path, false) {
                self.found.excluded += 1;
            } else {
                self.found.inputs.push(Input::File(path.to_owned()));
            }
        } else if let Some((folder, pattern)) = pattern(path) {
            let before = self.found.inputs.len();
            self.walk(&folder, |path| pattern.is_match(path));
            if self.found.inputs.len() == before {
                self.found.inputs.push(Input::File(path.to_owned()));
            }
        } else {
            self.found.inputs.push(Input::File(path.to_owned()));
        }
    }

    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) {
        let ignore_files = self.search.ignore_files;
        let mut walker = WalkBuilder::new(folder);
        walker.standard_filters(ignore_files).hidden(true).follow_links(true);
        if ignore_files {
            walker.add_custom_ignore_filename(IGNORE_FILE);
        }
        for entry in walker.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.found.troubles.extend(trouble(&error, folder));
                    continue;
                }
            };
            let path = plain(entry.path());
            if !entry.file_type().is_some_and(|kind| kind.is_file()) || !wanted(&path) {
                continue;
            }
            if self.filter.takes(&path) {
                self.found.inputs.push(Input::File(path));
            } else if is_foreign(&path) && !self.filter.excludes(&path, false) {
                self.found.foreign.push(path);
            }
        }
    }
}

/// The path without the parts that say “here”.
fn plain(path: &Path) -> PathBuf {
    let mut parts = path.components().filter(|part| *part != Component::CurDir).peekable();
    if parts.peek().is_none() { PathBuf::from(".") } else { parts.collect() }
}

fn is_foreign(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    // Word's lock files stand beside the open document.
    let lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    !lock && extension.is_some_and(|extension| FOREIGN.contains(&extension.to_ascii_lowercase().as_str()))
}

/// A path with `*`, `?` or `[…]` in it, as the folder to search and the pattern
/// that its files match.
fn pattern(path: &Path) -> Option<(PathBuf, globset::GlobMatcher)> {
    let text = path.to_str()?;
    text.contains(['*', '?', '[']).then_some(())?;
    let matcher = globset::GlobBuilder::new(text).literal_separator(true).build().ok()?.compile_matcher();
    let fixed = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let folder: PathBuf = path.components().take_while(fixed).collect();
    let folder = plain(&folder);
    folder.is_dir().then_some((folder, matcher))
}

/// What an error of the walk says; none for a link that leads back to a folder
/// above, which holds nothing new.
fn trouble(error: &ignore::Error, folder: &Path) -> Option<Trouble> {
    match error {
        ignore::Error::Loop { .. } => None,
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            trouble(err, folder)
        }
        ignore::Error::WithPath { path, err } => trouble(err, path),
        ignore::Error::Partial(errors) => errors.iter().find_map(|error| trouble(error, folder)),
        other => Some(Trouble::Io {
            path: plain(folder).to_string_lossy().into_owned(),
            reason: other.io_error().map_or_else(|| other.to_string(), ToString::to_string),
        }),
    }
}

/// Whether hegao reads files of this name when nothing else is said.
pub fn is_readable(path: &Path) -> bool {
    Syntax::of(path).is_some()
}
