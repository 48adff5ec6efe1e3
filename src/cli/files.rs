//! The files that a command is about, each with its plan.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::args::InputArgs;
use super::locale;
use crate::config::Configs;
use crate::files::{Filter, Found, Input, Search, find, is_readable};
use crate::plan::{Flags, Plan, PlanError, Plans};

/// What there is to do.
pub(super) struct Task {
    /// Each file and how it is to be checked.
    pub files: Vec<(Input, Arc<Plan>)>,
    /// What was found besides.
    pub found: Found,
}

/// Finds the files, and what the configuration says of each.
pub(super) fn task(input: &InputArgs, flags: Flags) -> miette::Result<Task> {
    let mut plans = Plans::new(configs(input)?, flags, locale(None));
    let search = Search { ignore_files: !input.no_ignore, force_exclude: input.force_exclude };
    let chooser = Chooser { plans: RefCell::new(&mut plans), error: RefCell::new(None) };
    let mut found = find(&input.paths, &input.stdin_filename, search, &chooser);
    if let Some(error) = chooser.error.into_inner() {
        return Err(error.into());
    }
    let mut files = Vec::new();
    for input in std::mem::take(&mut found.inputs) {
        let plan = plans.of(Path::new(&input.name()))?;
        files.push((input, plan));
    }
    if files.is_empty() {
        // What is wrong with the flags is told although no file needs them.
        plans.of(Path::new("hegao.txt"))?;
    }
    Ok(Task { files, found })
}

fn configs(input: &InputArgs) -> miette::Result<Configs> {
    Ok(match &input.config {
        _ if input.isolated => Configs::none(),
        Some(path) => Configs::only(path)?,
        None => Configs::nearest(),
    })
}

/// Lets the configuration of each file say whether it is checked.
struct Chooser<'p> {
    plans: RefCell<&'p mut Plans>,
    /// The first thing that is wrong with a configuration.
    error: RefCell<Option<PlanError>>,
}

impl Filter for Chooser<'_> {
    fn takes(&self, path: &Path) -> bool {
        match self.plans.borrow_mut().config(path) {
            Ok(Some(config)) => config.takes(path),
            Ok(None) => is_readable(path),
            Err(error) => {
                self.error.borrow_mut().get_or_insert(error);
                false
            }
        }
    }

    fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let config = self.plans.borrow_mut().config(path);
        config.is_ok_and(|config| config.is_some_and(|config| config.excludes(path, is_folder)))
    }
}
