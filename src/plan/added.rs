//! What the configuration adds to the rules.

use std::path::Path;

use toml::Spanned;

use super::PlanError;
use crate::config::{Config, Held};
use crate::rulebook::{Additions, Page};

/// All that the configuration of a file adds.
pub(super) fn additions(config: Option<&Config>, held: &[Held<'_>]) -> Result<Additions, PlanError> {
    let mut additions = Additions::default();
    for file in config.iter().flat_map(|config| &config.files) {
        for (role, words) in &file.whole.labels {
            additions.labels.entry(*role).or_default().extend(words.iter().cloned());
        }
        additions.phrases.extend(file.whole.phrases.iter().cloned());
        if let Some(folder) = &file.whole.rules_folder {
            let path = file.path.parent().unwrap_or(Path::new("")).join(folder.get_ref());
            let pages = Page::read_folder(&path)
                .map_err(|error| file.error(folder, format!("{}: {error}", folder.get_ref().display())))?;
            for page in pages {
                additions.pages.push(page?);
            }
        }
    }
    for held in held {
        for (rule, parameters) in &held.layer.rules {
            let table = additions.parameters.entry(rule.get_ref().clone()).or_insert_with(toml::Table::new);
            let plain = |(key, value): (&Spanned<String>, &Spanned<toml::Value>)| {
                (key.get_ref().clone(), value.get_ref().clone())
            };
            table.extend(parameters.iter().map(plain));
        }
    }
    Ok(additions)
}
