//! A configuration is taken, or refused with a message; it never brings the
//! program down.

use std::cell::OnceCell;
use std::fs;

use hegao::config::Configs;
use hegao::plan::{Flags, Plans};
use hegao::rulebook::Lang;
use tempfile::TempDir;

use super::promise;
use crate::generate::Input;

thread_local! {
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// Keys that a configuration may have.
const KEYS: &[&str] = &[
    "lang",
    "select",
    "extend-select",
    "ignore",
    "fail-on",
    "kind",
    "today",
    "words",
    "include",
    "exclude",
    "phrases",
    "extend",
    "rules-folder",
    "severity.placeholder",
    "rules.missing-measure.slot",
    "labels.measure",
    "rules.placeholder.slots",
    "override",
    "nonsense",
];

pub fn holds(input: &Input) -> Result<(), String> {
    FOLDER.with(|folder| {
        let Ok(new) = tempfile::tempdir() else { return Ok(()) };
        let folder = folder.get_or_init(|| new);
        let path = folder.path().join("hegao.toml");
        fs::write(&path, text(input)).map_err(|error| error.to_string())?;
        let Ok(configs) = Configs::only(&path).map_err(|error| format!("{:?}", miette(error))) else {
            return Ok(());
        };
        let mut plans = Plans::new(configs, Flags::default(), Lang::Zh);
        let plan = plans.of(&folder.path().join("a.txt"));
        match plan {
            Ok(plan) => promise(!plan.fingerprint().is_empty(), || "no fingerprint".to_owned()),
            Err(error) => promise(!format!("{:?}", miette(error)).is_empty(), || "no message".to_owned()),
        }
    })
}

/// An error as the program shows it, which must not fail either.
fn miette(error: impl miette::Diagnostic + Send + Sync + 'static) -> miette::Report {
    miette::Report::new(error)
}

/// The input as lines of keys and values, or as it is.
fn text(input: &Input) -> Vec<u8> {
    if input.bytes.len().is_multiple_of(3) {
        return input.bytes.clone();
    }
    let mut toml = String::new();
    for (index, line) in input.text.lines().enumerate().take(6) {
        let sum = line.bytes().fold(index, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
        let key = KEYS[sum % KEYS.len()];
        let value = match sum / KEYS.len() % 5 {
            0 => format!("{line:?}"),
            1 => format!("[{line:?}]"),
            2 => line.to_owned(),
            3 => (sum % 100_000).to_string(),
            _ => format!("[{{files = [{line:?}], ignore = [\"placeholder\"]}}]"),
        };
        toml.push_str(&format!("{key} = {value}\n"));
    }
    toml.into_bytes()
}
