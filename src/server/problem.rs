//! What stands in the way of a check, for the person who edits.

use std::path::PathBuf;

use miette::{Diagnostic, SourceSpan};

/// Why a text cannot be checked as the user wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// What is wrong, and what to do.
    pub message: String,
    /// The file in which it is wrong and the line there, 0-based.
    pub place: Option<(PathBuf, u32)>,
}

impl Problem {
    /// What a diagnostic for the terminal says.
    pub fn of(error: &dyn Diagnostic) -> Self {
        let help = error.help().map(|help| format!("\n{help}")).unwrap_or_default();
        Self { message: format!("{error}{help}"), place: place(error) }
    }
}

fn place(error: &dyn Diagnostic) -> Option<(PathBuf, u32)> {
    let label = error.labels()?.next()?;
    let start = SourceSpan::from((label.offset(), 0));
    let found = error.source_code()?.read_span(&start, 0, 0).ok()?;
    Some((PathBuf::from(found.name()?), u32::try_from(found.line()).ok()?))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::ConfigError;

    #[test]
    fn the_line_of_what_is_wrong_is_known() {
        let error = ConfigError::at(
            Path::new("/a/hegao.toml"),
            "lang = \"zh\"\nsevrity = 1\n",
            12..19,
            "no such key",
        );
        let problem = Problem::of(&error.with_help("severity"));
        assert_eq!(problem.message, "no such key\nseverity");
        assert_eq!(problem.place, Some(("/a/hegao.toml".into(), 1)));
    }
}
