//! `hegao init`.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::args::InitArgs;
use super::{Outcome, locale, print_text};
use crate::config::FILE_NAME;
use crate::rulebook::Lang;

const CHINESE: &str = include_str!("init-zh.toml");
const ENGLISH: &str = include_str!("init-en.toml");
const HOOKS: &str = ".pre-commit-config.yaml";
const HOOK: &str = include_str!("hook.yaml");

/// Why nothing was written.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
enum Refused {
    #[error("{0} is there already / {0}已经存在")]
    #[diagnostic(code(hegao::init), help("nothing was changed / 没有改动任何文件"))]
    There(String),
    #[error("{path}: {reason}")]
    #[diagnostic(code(hegao::init))]
    Io { path: String, reason: String },
}

/// The path without the part that says “here”.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

impl Refused {
    fn io(path: &Path) -> impl Fn(std::io::Error) -> Self {
        let path = shown(path);
        move |error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Self::There(path.clone()),
            _ => Self::Io { path: path.clone(), reason: error.to_string() },
        }
    }
}

pub(super) fn run(args: &InitArgs) -> miette::Result<Outcome> {
    let zh = locale(args.lang) == Lang::Zh;
    let mut written = Vec::new();
    if args.pre_commit {
        let path = args.folder.join(HOOKS);
        if add_hook(&path)? {
            written.push(path);
        }
    }
    let path = args.folder.join(FILE_NAME);
    // With the hook, a configuration that is there already may stay.
    if !(args.pre_commit && path.exists()) {
        let file = fs::File::options().write(true).create_new(true).open(&path);
        let text = if zh { CHINESE } else { ENGLISH };
        file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(Refused::io(&path))?;
        written.push(path);
    }
    if written.is_empty() {
        print_text(if zh {
            "配置和钩子都已经有了，没有改动\n"
        } else {
            "all is there already; nothing was changed\n"
        })?;
    }
    for path in written {
        let path = shown(&path);
        print_text(&if zh { format!("已写入{path}\n") } else { format!("wrote {path}\n") })?;
    }
    Ok(Outcome::Clean)
}

/// Adds the hook to the list of repositories; whether it was not there yet.
fn add_hook(path: &Path) -> Result<bool, Refused> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Refused::io(path)(error)),
    };
    if text.lines().any(|line| line.trim().trim_start_matches("- ") == "id: hegao") {
        return Ok(false);
    }
    fs::write(path, with_hook(&text)).map_err(Refused::io(path))?;
    Ok(true)
}

/// The hook stands first in `repos`, indented as its neighbours are.
fn with_hook(text: &str) -> String {
    let list = text.lines().position(|line| line.trim_end() == "repos:" || line.trim_end() == "repos: []");
    let Some(list) = list else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return format!("{text}{gap}repos:\n{}", indented("  "));
    };
    let next = text.lines().skip(list + 1).find(|line| line.trim_start().starts_with("- "));
    let indent = next.map_or("  ", |line| &line[..line.len() - line.trim_start().len()]);
    let mut lines: Vec<&str> = text.lines().collect();
    lines[list] = "repos:";
    let hook = indented(indent);
    lines.insert(list + 1, hook.trim_end());
    lines.join("\n") + "\n"
}

fn indented(indent: &str) -> String {
    HOOK.lines().map(|line| format!("{indent}{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_is_that_of_the_repository() {
        use std::collections::BTreeMap;
        type Hook = BTreeMap<String, String>;
        #[derive(serde::Deserialize)]
        struct Repository {
            hooks: Vec<BTreeMap<String, serde_json::Value>>,
        }
        let text = |value: &serde_json::Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let plain = |hook: BTreeMap<String, serde_json::Value>| -> Hook {
            let left_out = |key: &String| key == "language" || key == "description";
            let kept = hook.iter().filter(|(key, _)| !left_out(key));
            kept.map(|(key, value)| (key.clone(), text(value))).collect()
        };
        let hooks = include_str!("../../.pre-commit-hooks.yaml");
        let hooks: Vec<BTreeMap<String, serde_json::Value>> =
            serde_saphyr::from_str(hooks).expect("the hooks");
        let own: Vec<Repository> = serde_saphyr::from_str(HOOK).expect("the hook");
        let hooks: Vec<Hook> = hooks.into_iter().map(plain).collect();
        for repository in own {
            for hook in repository.hooks.into_iter().map(plain) {
                assert!(hooks.contains(&hook), "{hook:?} is not among {hooks:?}");
            }
        }
    }

    #[test]
    fn the_hook_stands_among_the_others() {
        let none = with_hook("");
        assert!(none.starts_with("repos:\n  - repo: local\n    hooks:\n"));
        let text = "fail_fast: true\nrepos:\n- repo: a\n  hooks: []\nexclude: x\n";
        let more = with_hook(text);
        assert!(more.starts_with("fail_fast: true\nrepos:\n- repo: local\n  hooks:\n"));
        assert!(more.ends_with("\n- repo: a\n  hooks: []\nexclude: x\n"));
        assert!(with_hook("repos: []\n").starts_with("repos:\n  - repo: local\n"));
    }
}
