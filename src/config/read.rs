//! Reading one configuration.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{Layer, Override, Whole};
use super::problem::ConfigError;
use crate::chars::one_line;

/// The keys that hold for a whole folder and stand in no override.
pub(super) const WHOLE_KEYS: [&str; 6] =
    ["exclude", "extend", "include", "labels", "phrases", "rules-folder"];
/// The key of the settings for some of the files.
pub(super) const OVERRIDE: &str = "override";
/// The key in them that says for which.
pub(super) const FILES: &str = "files";

/// A setting as it was written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its key, with dots.
    pub key: String,
    /// Its value, as the file has it.
    pub value: String,
    /// Its line, 1-based.
    pub line: usize,
}

/// One configuration, read.
#[derive(Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What holds for the folder.
    pub whole: Whole,
    /// What holds for every file.
    pub layer: Layer,
    /// All settings outside of overrides, as they were written.
    pub entries: Vec<Entry>,
    /// What holds for some files.
    pub overrides: Vec<Override>,
    /// The files to check, where it says so.
    pub include: Option<Globs>,
    /// The files and folders to leave out.
    pub exclude: Globs,
}

impl ConfigFile {
    /// Reads a configuration whose globs are relative to `root`.
    ///
    /// # Errors
    /// When it cannot be read or says something wrong.
    pub fn read(path: &Path, root: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::whole(path, error))?;
        Self::parse(path, root, text)
    }

    fn parse(path: &Path, root: &Path, text: String) -> Result<Self, ConfigError> {
        let reader = Reader { path, root, text: &text };
        let table = DeTable::parse(&text).map_err(|error| reader.error(&error, &[]))?;
        let entries = reader.entries(table.get_ref());
        let (mut whole, mut layer, mut overrides) = (DeTable::new(), DeTable::new(), Vec::new());
        let place = table.span();
        for (key, value) in table.into_inner() {
            if key.get_ref() == OVERRIDE {
                overrides = reader.overrides(value)?;
            } else if WHOLE_KEYS.contains(&key.get_ref().as_ref()) {
                whole.insert(key, value);
            } else {
                layer.insert(key, value);
            }
        }
        let more: Vec<&str> = WHOLE_KEYS.into_iter().chain([OVERRIDE]).collect();
        let whole: Whole = reader.values(Spanned::new(place.clone(), whole), &[])?;
        let layer: Layer = reader.values(Spanned::new(place, layer), &more)?;
        let include = whole.include.as_ref().map(|globs| reader.globs(globs)).transpose()?;
        let exclude = reader.globs(&whole.exclude)?;
        Ok(Self { path: path.to_owned(), whole, layer, entries, overrides, include, exclude, text })
    }

    /// An error about a value of the file.
    pub fn error<T>(&self, value: &Spanned<T>, message: impl ToString) -> ConfigError {
        ConfigError::at(&self.path, &self.text, value.span(), message)
    }
}

/// Patterns of files as .gitignore has them.
#[derive(Debug)]
pub struct Globs {
    root: PathBuf,
    matcher: Gitignore,
}

impl Globs {
    /// Whether a file, or a folder above it, is meant. Paths outside of the
    /// folder of the configuration are not.
    pub fn matches(&self, path: &Path, is_folder: bool) -> bool {
        let inside = path.strip_prefix(&self.root).ok().filter(|inside| !inside.as_os_str().is_empty());
        inside.is_some_and(|path| self.matcher.matched_path_or_any_parents(path, is_folder).is_ignore())
    }
}

struct Reader<'t> {
    path: &'t Path,
    root: &'t Path,
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn error(&self, error: &toml::de::Error, more: &[&str]) -> ConfigError {
        ConfigError::toml(self.path, self.text, error, more)
    }

    fn values<T: DeserializeOwned>(
        &self,
        table: Spanned<DeTable<'t>>,
        more: &[&str],
    ) -> Result<T, ConfigError> {
        T::deserialize(toml::Deserializer::from(table)).map_err(|error| self.error(&error, more))
    }

    fn overrides(&self, value: Spanned<DeValue<'t>>) -> Result<Vec<Override>, ConfigError> {
        let wrong = |place| {
            ConfigError::at(self.path, self.text, place, "each override is a table / override应是表格")
                .with_help("write [[override]]")
        };
        let place = value.span();
        let DeValue::Array(list) = value.into_inner() else { return Err(wrong(place)) };
        let mut overrides = Vec::new();
        for value in list {
            let place = value.span();
            let DeValue::Table(mut table) = value.into_inner() else { return Err(wrong(place)) };
            let entries = self.entries(&table);
            let files = table.remove(&Spanned::new(0..0, Cow::Borrowed(FILES))).ok_or_else(|| {
                ConfigError::at(self.path, self.text, place.clone(), "no files are named / 没有写files")
                    .with_help("write files = [\"台账/**\"]")
            })?;
            let mut named = DeTable::new();
            named.insert(Spanned::new(files.span(), Cow::Borrowed(FILES)), files);
            let named: Files = self.values(Spanned::new(place.clone(), named), &[])?;
            let layer = self.values(Spanned::new(place, table), &[FILES])?;
            overrides.push(Override { files: self.globs(&named.files)?, layer, entries });
        }
        Ok(overrides)
    }

    fn globs(&self, globs: &[Spanned<String>]) -> Result<Globs, ConfigError> {
        let bad = |glob: &Spanned<String>, error: &dyn std::fmt::Display| {
            ConfigError::at(self.path, self.text, glob.span(), format!("{error} / 文件匹配式有误"))
        };
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            // git takes much for a pattern that was hardly meant as one.
            globset::Glob::new(glob.get_ref()).map_err(|error| bad(glob, &error))?;
            builder.add_line(None, glob.get_ref()).map_err(|error| bad(glob, &error))?;
        }
        let matcher = builder.build().map_err(|error| ConfigError::whole(self.path, error))?;
        Ok(Globs { root: self.root.to_owned(), matcher })
    }

    /// The settings of a table as they were written, those of overrides left
    /// out.
    fn entries(&self, table: &DeTable<'_>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (key, value) in table {
            let name = key.get_ref();
            match value.get_ref() {
                _ if name == OVERRIDE => {}
                DeValue::Table(inner) => {
                    let dotted = |entry: Entry| Entry { key: format!("{name}.{}", entry.key), ..entry };
                    entries.extend(self.entries(inner).into_iter().map(dotted));
                }
                _ => {
                    let line = self.text[..key.span().start].matches('\n').count() + 1;
                    let value = one_line(&self.text[value.span()]);
                    entries.push(Entry { key: name.to_string(), value, line });
                }
            }
        }
        entries
    }
}

#[derive(serde::Deserialize)]
struct Files {
    files: Vec<Spanned<String>>,
}
