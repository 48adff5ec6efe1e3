//! The JSON schema of `hegao.toml`, for editors.

use schemars::{JsonSchema, generate::SchemaSettings};

use super::file::{Layer, Whole};

/// A configuration as a whole.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, title = "hegao.toml")]
#[expect(dead_code, reason = "only its shape is asked for")]
struct Root {
    #[schemars(flatten)]
    whole: Whole,
    #[schemars(flatten)]
    layer: Layer,
    /// Settings for some of the files; later ones have the last word.
    #[schemars(default)]
    r#override: Vec<OverrideTable>,
}

#[derive(JsonSchema)]
#[schemars(rename = "Override", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is asked for")]
struct OverrideTable {
    /// Which files, as in .gitignore.
    files: Vec<String>,
    #[schemars(flatten)]
    layer: Layer,
}

/// The schema as it stands in `hegao.schema.json`.
pub fn schema() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Root>();
    format!("{:#}\n", schema.as_value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read::WHOLE_KEYS;

    #[test]
    fn the_keys_of_a_folder_are_told_from_those_of_a_file() {
        let schema = schemars::schema_for!(Whole);
        let keys: Vec<&String> = schema.as_value()["properties"].as_object().expect("keys").keys().collect();
        assert_eq!(keys, WHOLE_KEYS);
    }
}
