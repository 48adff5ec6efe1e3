//! Values of fields that say that there is nothing to say.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ValueFile {
    not_applicable: Vec<String>,
}

/// What the value of a field may say besides its content.
#[derive(Debug)]
pub struct Values {
    not_applicable: Vec<String>,
}

impl Values {
    pub(super) fn new(file: ValueFile) -> Self {
        Self { not_applicable: file.not_applicable }
    }

    /// Whether a value says that the field does not apply, or is the same as
    /// above.
    pub fn is_not_applicable(&self, value: &str) -> bool {
        let value = value.trim().trim_end_matches(['。', '；', ';']);
        self.not_applicable.iter().any(|word| word == value)
    }
}
