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

/// The words that are right, those in files with them.
pub(super) fn words(held: &[Held<'_>]) -> Result<Vec<String>, PlanError> {
    let mut words = Vec::new();
    for held in held {
        for word in &held.layer.words {
            let text = word.get_ref();
            if !text.ends_with(".txt") {
                words.push(text.clone());
                continue;
            }
            let path = held.file.path.parent().unwrap_or(Path::new("")).join(text);
            let list = std::fs::read_to_string(path)
                .map_err(|error| held.file.error(word, format!("{text}: {error} / 词表无法读取")))?;
            let lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            words.extend(lines.map(str::to_owned));
        }
    }
    Ok(words.into_iter().filter(|word| !word.is_empty()).collect())
}
