//! How texts are checked, kept from call to call.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use hegao::Lang;
use hegao::config::Configs;
use hegao::plan::{Flags, Plan, PlanError, Plans};

/// The plans of a configuration as it was.
struct Known {
    plans: Plans,
    /// Its files, those that it extends among them, and when each was changed.
    files: Vec<(PathBuf, Option<SystemTime>)>,
}

/// A configuration, and the folder that its globs are relative to; neither when
/// there is none.
type Key = Option<(PathBuf, PathBuf)>;

static KNOWN: LazyLock<Mutex<HashMap<Key, Known>>> = LazyLock::new(Mutex::default);

/// How a text with this name is checked. A configuration is read again only when
/// its file, or one that it extends, was changed.
pub fn of(path: &str, config: Option<&Path>) -> Result<Arc<Plan>, PlanError> {
    let here = std::env::current_dir().unwrap_or_default();
    let key = config.map(|config| (here.join(config), here));
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get_mut(&key).filter(|known| known.is_current()) {
        return known.plans.of(Path::new(path));
    }
    let mut known = Known::read(config)?;
    let plan = known.plans.of(Path::new(path))?;
    all.insert(key, known);
    Ok(plan)
}

impl Known {
    fn read(config: Option<&Path>) -> Result<Self, PlanError> {
        // Noted before it is read: what is written meanwhile is read at the next call.
        let first = config.map(|config| (config.to_path_buf(), changed(config)));
        let configs = config.map_or_else(|| Ok(Configs::none()), Configs::only)?;
        let mut plans = Plans::new(configs, Flags::default(), Lang::Zh);
        let config = plans.config(Path::new(""))?;
        let files = config.iter().flat_map(|config| &config.files);
        let files = files.map(|file| (file.path.clone(), changed(&file.path))).chain(first).collect();
        Ok(Self { plans, files })
    }

    fn is_current(&self) -> bool {
        self.files.iter().all(|(path, at)| changed(path) == *at)
    }
}

/// When a file was changed, where that can be told.
fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|found| found.modified()).ok()
}
