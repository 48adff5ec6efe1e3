//! Which configuration holds for a file: the nearest one upward, or the one that
//! the command line names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::problem::ConfigError;
use super::read::ConfigFile;
use super::{FILE_NAME, held};

/// A configuration and those that it extends.
#[derive(Debug)]
pub struct Config {
    /// The one that is extended by all others first, the nearest last.
    pub files: Vec<ConfigFile>,
}

impl Config {
    fn read(path: &Path, root: Option<&Path>) -> Result<Self, ConfigError> {
        let folder = |path: &Path| path.parent().map(Path::to_path_buf).unwrap_or_default();
        let first = ConfigFile::read(path, root.unwrap_or(&folder(path)))?;
        let mut files = vec![first];
        while let Some(base) =
            files.last().and_then(|file| file.whole.extend.as_ref().map(|base| (file, base)))
        {
            let (file, base) = base;
            let path = folder(&file.path).join(base.get_ref());
            let path = path.canonicalize().map_err(|error| {
                file.error(base, format!("{}: {error} / 找不到所扩展的配置", base.get_ref().display()))
            })?;
            if files.iter().any(|seen| seen.path.canonicalize().is_ok_and(|seen| seen == path)) {
                return Err(file.error(base, "this leads back to itself / 配置互相扩展，形成循环"));
            }
            let base = ConfigFile::read(&path, &folder(&path))?;
            files.push(base);
        }
        files.reverse();
        Ok(Self { files })
    }

    /// Whether a file that a walk came upon is to be checked.
    pub fn takes(&self, path: &Path) -> bool {
        let path = &absolute(path);
        let included = self.files.iter().rev().find_map(|file| file.include.as_ref());
        let wanted =
            included.map_or_else(|| crate::files::is_readable(path), |include| include.matches(path, false));
        wanted && !self.excludes(path, false)
    }

    /// Whether a file or folder is left out.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let path = absolute(path);
        self.files.iter().any(|file| file.exclude.matches(&path, is_folder))
    }

    /// Whether a file is read for this configuration: one of those that it is made
    /// of, a list of words, or a page of its rules.
    pub fn reads(&self, path: &Path) -> bool {
        let path = absolute(path);
        let beside = |file: &ConfigFile, name: &Path| {
            absolute(&file.path.parent().unwrap_or(Path::new("")).join(name))
        };
        let itself = self.files.iter().any(|file| {
            let rules = file.whole.rules_folder.as_ref().map(|folder| beside(file, folder.get_ref()));
            absolute(&file.path) == path || rules.is_some_and(|folder| path.parent() == Some(&folder))
        });
        let mut words =
            self.all().flat_map(|held| held.layer.words.iter().map(move |word| (held.file, word)));
        itself || words.any(|(file, word)| beside(file, Path::new(word.get_ref())) == path)
    }

    /// All settings, for whatever files they hold.
    pub fn all(&self) -> impl Iterator<Item = held::Held<'_>> {
        self.files.iter().enumerate().flat_map(|(index, file)| held::all(index, file))
    }

    /// The settings that hold for a file, the last word last.
    pub fn held(&self, path: &Path) -> Vec<held::Held<'_>> {
        self.files.iter().enumerate().flat_map(|(index, file)| held::of_file(index, file, path)).collect()
    }
}

/// Finds and keeps the configurations of all folders.
#[derive(Debug)]
pub struct Configs {
    search: Search,
    by_folder: HashMap<PathBuf, Option<Arc<Config>>>,
}

#[derive(Debug)]
enum Search {
    /// Upward from each file.
    Nearest,
    /// Always the same, or none.
    Fixed(Option<Arc<Config>>),
}

impl Configs {
    /// Looks for the nearest configuration of each file.
    pub fn nearest() -> Self {
        Self { search: Search::Nearest, by_folder: HashMap::new() }
    }

    /// Knows of no configuration.
    pub fn none() -> Self {
        Self { search: Search::Fixed(None), by_folder: HashMap::new() }
    }

    /// Takes this one for every file; its globs are relative to the working
    /// folder.
    ///
    /// # Errors
    /// When it cannot be read or says something wrong.
    pub fn only(path: &Path) -> Result<Self, ConfigError> {
        let here = std::env::current_dir().map_err(|error| ConfigError::whole(path, error))?;
        let config = Config::read(&absolute(path), Some(&here))?;
        Ok(Self { search: Search::Fixed(Some(Arc::new(config))), by_folder: HashMap::new() })
    }

    /// Those that are known by now.
    pub fn known(&self) -> impl Iterator<Item = &Config> {
        let fixed = match &self.search {
            Search::Fixed(config) => config.as_deref(),
            Search::Nearest => None,
        };
        fixed.into_iter().chain(self.by_folder.values().filter_map(Option::as_deref))
    }

    /// The configuration of a file.
    ///
    /// # Errors
    /// When it cannot be read or says something wrong.
    pub fn of(&mut self, file: &Path) -> Result<Option<Arc<Config>>, ConfigError> {
        match &self.search {
            Search::Fixed(config) => Ok(config.clone()),
            Search::Nearest => {
                let file = absolute(file);
                file.parent().map_or(Ok(None), |folder| self.of_folder(folder))
            }
        }
    }

    fn of_folder(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, ConfigError> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join(FILE_NAME);
        let found = if path.is_file() {
            Some(Arc::new(Config::read(&path, None)?))
        } else {
            match folder.parent() {
                Some(above) => self.of_folder(above)?,
                None => None,
            }
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        Ok(found)
    }
}

/// The path from the root, with no `..` left where that can be told.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
