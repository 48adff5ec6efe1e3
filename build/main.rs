//! Reads `rules/` when hegao is built and writes what the program would
//! otherwise work out at each start: every TOML text as MessagePack, and the
//! fixed text of every regex. A file that is not of its form fails the build.

#[path = "../src/rulebook/literal.rs"]
mod literal;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rulebook/literal.rs");
    let rules = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut built = Built::default();
    for path in files(&rules)? {
        let name = path.strip_prefix(&rules)?.to_string_lossy().replace('\\', "/");
        built
            .add(&name, &fs::read_to_string(&path)?, &out)
            .map_err(|error| format!("rules/{name}: {error}"))?;
    }
    fs::write(out.join("rules.rs"), built.source())?;
    Ok(())
}

/// All files under a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[derive(Default)]
struct Built {
    /// The TOML of each file, by the file's name below `rules/`, as the name of
    /// the file with its MessagePack.
    data: BTreeMap<String, String>,
    /// The literals of each regex.
    needs: BTreeMap<String, Vec<String>>,
}

impl Built {
    fn add(&mut self, name: &str, text: &str, out: &Path) -> Result<(), Failure> {
        let Some(toml) = toml_of(name, text) else {
            return Ok(());
        };
        let value: toml::Value = toml::from_str(toml)?;
        self.collect(None, &value)?;
        let file = format!("{}.mp", name.replace('/', "-"));
        fs::write(out.join(&file), rmp_serde::to_vec_named(&value)?)?;
        self.data.insert(name.to_owned(), file);
        Ok(())
    }

    /// Looks for texts that may be regexes: those under the keys of patterns, and
    /// every text of a list that is not under `words` or `parameters`.
    fn collect(&mut self, key: Option<&str>, value: &toml::Value) -> Result<(), Failure> {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table.iter().filter(|(key, _)| *key != "parameters") {
                    self.collect(Some(key), value)?;
                }
            }
            toml::Value::Array(list) => {
                for value in list {
                    self.collect(key, value)?;
                }
            }
            toml::Value::String(text) if key.is_some_and(is_regex) => {
                if let Some(literals) = literal::required(text)? {
                    self.needs.insert(text.clone(), literals);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn source(&self) -> String {
        let mut source = String::from("pub static DATA: &[(&str, &[u8])] = &[\n");
        for (name, file) in &self.data {
            let _ = writeln!(
                source,
                "    ({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), {:?}))),",
                format!("/{file}")
            );
        }
        source.push_str("];\n\npub static NEEDS: &[(&str, &[&str])] = &[\n");
        for (regex, literals) in &self.needs {
            let _ = writeln!(source, "    ({regex:?}, &{literals:?}),");
        }
        source.push_str("];\n");
        source
    }
}

/// Keys under which a regex stands.
fn is_regex(key: &str) -> bool {
    const KEYS: [&str; 8] =
        ["find", "before", "after", "not-before", "not-after", "title", "sections", "personal"];
    KEYS.contains(&key)
}

/// The TOML of a file: all of it, or the front matter of a page.
fn toml_of<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    match name.rsplit('.').next()? {
        "toml" => Some(text),
        "md" => Some(text.strip_prefix("+++\n")?.split_once("\n+++\n")?.0),
        _ => None,
    }
}
