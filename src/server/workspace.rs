//! How the texts of a workspace are checked: configurations and settings.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use gen_lsp_types::Uri;

use super::problem::Problem;
use super::settings::Settings;
use super::uri;
use crate::config::{Configs, FILE_NAME};
use crate::plan::{Plan, Plans};
use crate::rulebook::Lang;

/// What holds for all texts until a configuration or a setting changes; then
/// another takes its place.
#[derive(Debug)]
pub(super) struct Workspace {
    /// How many there were before.
    pub generation: u32,
    /// The settings.
    pub settings: Settings,
    /// The language where nothing else says so.
    pub lang: Lang,
    folders: Vec<PathBuf>,
    plans: Mutex<Result<Plans, Problem>>,
}

impl Workspace {
    /// `folders` are those that the user opened.
    pub fn new(generation: u32, settings: Settings, folders: Vec<PathBuf>, lang: Lang) -> Self {
        let base = folders.first().map(PathBuf::as_path).unwrap_or(Path::new(""));
        let configs = match &settings.config {
            Some(path) => Configs::only(&base.join(path)).map_err(|error| Problem::of(&error)),
            None => Ok(Configs::nearest()),
        };
        let plans = Mutex::new(configs.map(|configs| Plans::new(configs, settings.flags(), lang)));
        Self { generation, lang: settings.lang.unwrap_or(lang), settings, folders, plans }
    }

    /// The same, to be read anew.
    pub fn again(&self) -> Self {
        Self::new(self.generation + 1, self.settings.clone(), self.folders.clone(), self.lang)
    }

    /// The same with other settings.
    pub fn with_settings(&self, settings: Settings, lang: Lang) -> Self {
        Self::new(self.generation + 1, settings, self.folders.clone(), lang)
    }

    /// The same after folders were opened and closed.
    pub fn with_folders(&self, opened: Vec<PathBuf>, closed: &[PathBuf]) -> Self {
        let kept = self.folders.iter().filter(|folder| !closed.contains(folder)).cloned();
        let folders = kept.chain(opened).collect();
        Self::new(self.generation + 1, self.settings.clone(), folders, self.lang)
    }

    /// The path of a text. One that is no file yet stands in the first folder, so
    /// that the configuration there holds for it.
    pub fn path(&self, uri: &Uri) -> PathBuf {
        uri::to_path(uri).unwrap_or_else(|| {
            let folder = self.folders.first().cloned();
            folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default().join(uri::name(uri))
        })
    }

    /// How a text is to be checked.
    pub fn plan(&self, path: &Path) -> Result<Arc<Plan>, Problem> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plans = plans.as_mut().map_err(|problem| problem.clone())?;
        plans.of(path).map_err(|error| Problem::of(&error))
    }

    /// Whether anything rests on a file that has changed.
    pub fn rests_on(&self, path: &Path) -> bool {
        let plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        plans.as_ref().is_ok_and(|plans| plans.rest_on(path))
    }

    /// Whether the configuration leaves a file out.
    pub fn excludes(&self, path: &Path) -> bool {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let config = plans.as_mut().ok().and_then(|plans| plans.config(path).ok()).flatten();
        config.is_some_and(|config| config.excludes(path, false))
    }

    /// The configuration to write to for a text: the nearest, else a new one in
    /// the folder that the user opened.
    pub fn config_path(&self, path: &Path) -> PathBuf {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let config = plans.as_mut().ok().and_then(|plans| plans.config(path).ok()).flatten();
        if let Some(nearest) = config.and_then(|config| config.files.last().map(|file| file.path.clone())) {
            return nearest;
        }
        let folder = self
            .folders
            .iter()
            .filter(|folder| path.starts_with(folder))
            .max_by_key(|folder| folder.as_os_str().len());
        folder.map(PathBuf::as_path).or_else(|| path.parent()).unwrap_or(Path::new("")).join(FILE_NAME)
    }
}
