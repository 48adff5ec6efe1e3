//! What is wrong with a configuration, with the place and the nearest right name.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::nearest::nearest;

/// Something wrong in a configuration.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code(hegao::config))]
pub struct ConfigError {
    message: String,
    #[help]
    help: Option<String>,
    #[source_code]
    source_code: Arc<NamedSource<String>>,
    #[label]
    place: Option<SourceSpan>,
}

impl ConfigError {
    /// A configuration that cannot be had at all.
    pub fn whole(path: &Path, message: impl ToString) -> Self {
        let source_code = Arc::new(NamedSource::new(path.to_string_lossy(), String::new()));
        let message = format!("{}: {}", path.display(), message.to_string());
        let help = Some("the configuration cannot be read / 配置无法读取".to_owned());
        Self { message, help, source_code, place: None }
    }

    /// Something wrong at a place of a configuration's text.
    pub fn at(path: &Path, text: &str, place: Range<usize>, message: impl ToString) -> Self {
        Self {
            message: message.to_string(),
            help: None,
            source_code: Arc::new(NamedSource::new(path.to_string_lossy(), text.to_owned())),
            place: Some(place.into()),
        }
    }

    /// The same with what to do about it.
    pub fn with_help(mut self, help: impl ToString) -> Self {
        self.help = Some(help.to_string());
        self
    }

    /// The same with the right name that is nearest to a wrong one, or all of
    /// them.
    pub fn with_names<'n>(self, wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        match nearest(wrong, names.iter().copied()) {
            Some(name) => self.with_help(format!("did you mean `{name}`? / 是不是“{name}”？")),
            None => self.with_help(format!("one of / 可用的有：{}", names.join(", "))),
        }
    }

    /// What the TOML reader says. The names of a table's keys are in its words.
    pub(super) fn toml(path: &Path, text: &str, error: &toml::de::Error, more: &[&str]) -> Self {
        let message = error.message();
        let place = error.span().unwrap_or(0..0);
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let Some((wrong, known)) = quoted.split_first().filter(|_| message.starts_with("unknown ")) else {
            return Self::at(path, text, place, format!("{message} / 配置有误"));
        };
        let what = if message.starts_with("unknown field") {
            format!("there is no key `{wrong}` here / 没有“{wrong}”这个键")
        } else {
            format!("`{wrong}` is not known here / 不认识“{wrong}”")
        };
        Self::at(path, text, place, what).with_names(wrong, known.iter().chain(more).copied())
    }
}
