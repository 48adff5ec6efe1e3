//! Values of fields that say that there is nothing to say.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ValueFile {
    not_applicable: Vec<String>,
    references: Vec<String>,
}

/// A reference to another place is no longer, in characters.
const LONGEST_REFERENCE: usize = 10;

/// What the value of a field may say besides its content.
#[derive(Debug)]
pub struct Values {
    not_applicable: Vec<String>,
    references: Vec<String>,
}

impl Values {
    pub(super) fn new(file: ValueFile) -> Self {
        Self { not_applicable: file.not_applicable, references: file.references }
    }

    /// Whether a value says that the field does not apply, or is the same as
    /// above.
    pub fn is_not_applicable(&self, value: &str) -> bool {
        let value = value.trim().trim_end_matches(['。', '；', ';']);
        let refers = || {
            let short = value.chars().count() <= LONGEST_REFERENCE;
            short && self.references.iter().any(|word| value.starts_with(word.as_str()))
        };
        self.not_applicable.iter().any(|word| word == value) || refers()
    }
}
