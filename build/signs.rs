//! Writes a constant for each entry of `signs.toml`, so that Rust asks by name for
//! the characters and words that documents are made of.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::Failure;

/// One character is a `char`, several are a `&str`, and a list is an array of either.
pub fn write(text: &str, out: &Path) -> Result<(), Failure> {
    let entries: toml::Table = toml::from_str(text)?;
    let mut source = String::new();
    for (key, value) in &entries {
        let name = key.to_uppercase().replace('-', "_");
        let (kind, value) =
            constant(value).ok_or_else(|| format!("{key}: neither a text nor a list of texts"))?;
        writeln!(source, "pub const {name}: {kind} = {value};")?;
    }
    if let Some(regex) = entries.get("dated").and_then(toml::Value::as_str) {
        regex_syntax::parse(regex)?;
    }
    fs::write(out.join("signs.rs"), source)?;
    Ok(())
}

/// The type and the value of a constant.
fn constant(value: &toml::Value) -> Option<(String, String)> {
    match value {
        toml::Value::String(text) => Some(match lone(text) {
            Some(c) => ("char".to_owned(), format!("{c:?}")),
            None => ("&str".to_owned(), format!("{text:?}")),
        }),
        toml::Value::Array(list) => {
            let texts: Vec<&str> = list.iter().map(toml::Value::as_str).collect::<Option<_>>()?;
            let chars: Option<Vec<char>> = texts.iter().map(|text| lone(text)).collect();
            Some(match chars {
                Some(chars) => (format!("[char; {}]", chars.len()), format!("{chars:?}")),
                None => (format!("[&str; {}]", texts.len()), format!("{texts:?}")),
            })
        }
        _ => None,
    }
}

/// The only character of a text.
fn lone(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
