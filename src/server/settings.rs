//! What the user set in the editor.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use crate::plan::{Flags, OVERDUE};
use crate::rule::{Choice, Date};
use crate::rulebook::Lang;

/// The section of an editor's settings that is about hegao.
pub(super) const SECTION: &str = "hegao";

/// When a text is checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Run {
    /// Whenever it stands still.
    #[default]
    OnType,
    /// When it is opened and when it is saved.
    OnSave,
}

/// The settings. They have the last word, as the command line has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Settings {
    /// Whether anything is checked.
    pub enable: bool,
    /// When it is checked.
    pub run: Run,
    /// The language of messages.
    pub lang: Option<Lang>,
    /// A configuration for every text.
    pub config: Option<PathBuf>,
    /// The kind of every document.
    pub kind: Option<String>,
    /// The day to measure deadlines against.
    pub today: Option<String>,
    /// The rules or groups that run, instead.
    pub select: Vec<String>,
    /// Those that run as well.
    pub extend_select: Vec<String>,
    /// Those that do not run.
    pub ignore: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            enable: true,
            run: Run::default(),
            lang: None,
            config: None,
            kind: None,
            today: None,
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads what a client sends: the section itself, or all its settings.
    ///
    /// # Errors
    /// Tells what is of a wrong form.
    pub fn read(value: &Value) -> Result<Self, String> {
        let section = value.get(SECTION).unwrap_or(value);
        let Some(keys) = section.as_object() else { return Ok(Self::default()) };
        // Editors send null, or nothing at all, for what is not set.
        let unset = |value: &Value| value.is_null() || value == "";
        let set = keys.iter().filter(|(_, value)| !unset(value));
        let set: serde_json::Map<String, Value> =
            set.map(|(key, value)| (key.clone(), value.clone())).collect();
        serde_json::from_value(set.into()).map_err(|error| error.to_string())
    }

    /// The same as the command line would say it.
    pub fn flags(&self) -> Flags {
        let today = self.today.as_deref().and_then(Date::parse);
        let overdue = today.filter(|_| self.select.is_empty()).map(|_| OVERDUE.to_owned());
        Flags {
            choice: Choice {
                select: self.select.clone(),
                extend: self.extend_select.iter().cloned().chain(overdue).collect(),
                ignore: self.ignore.clone(),
                ..Choice::default()
            },
            kind: self.kind.clone(),
            today,
            lang: self.lang,
            ..Flags::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_alone_or_among_others() {
        let alone = json!({ "run": "onSave", "lang": "zh", "kind": "", "today": null, "other": 1 });
        let settings = Settings::read(&alone).expect("settings");
        assert!(settings.enable && settings.run == Run::OnSave && settings.lang == Some(Lang::Zh));
        assert_eq!(settings.kind, None);
        assert_eq!(Settings::read(&json!({ "editor": {}, "hegao": alone })), Ok(settings));
        for nothing in [json!(null), json!([]), json!({ "hegao": null }), json!({})] {
            assert_eq!(Settings::read(&nothing), Ok(Settings::default()));
        }
        assert!(Settings::read(&json!({ "select": 3 })).is_err());
    }

    #[test]
    fn a_day_asks_for_the_rule_about_it() {
        let flags = Settings { today: Some("2024-07-01".into()), ..Settings::default() }.flags();
        assert_eq!(flags.choice.extend, [OVERDUE]);
    }
}
