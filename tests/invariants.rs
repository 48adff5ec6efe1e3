//! What the source promises of itself: imports go one way, files and functions
//! stay short enough to be read at once, and what documents say stands in `rules/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library; each imports only from those that stand before it.
const ORDER: &[&str] = &[
    "id",
    "signs",
    "chars",
    "marker",
    "nearest",
    "source",
    "visible",
    "size",
    "trouble",
    "reading",
    "rulebook",
    "finding",
    "block",
    "outline",
    "document",
    "item",
    "analysis",
    "file_outline",
    "spell",
    "suppress",
    "rule",
    "checker",
    "fix",
    "files",
    "config",
    "plan",
    "cache",
    "baseline",
    "ordered",
    "check",
    "report",
    "server",
    "cli",
];
/// Where hegao speaks to its users, in Chinese as well.
const SPEAKERS: &[&str] = &[
    "cli/",
    "config/",
    "plan/",
    "report/",
    "server/",
    "rule/report.rs",
    "rulebook/folder.rs",
    "rulebook/mod.rs",
    "rulebook/page.rs",
    "rulebook/role.rs",
    "size.rs",
    "trouble.rs",
];
/// Most lines of a file, its tests left out.
const LONGEST_FILE: usize = 400;
/// Most lines of a function.
const LONGEST_FUNCTION: usize = 64;

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                sources.push((name, program(&fs::read_to_string(&path).expect("text"))));
            }
        }
    }
    sources.sort();
    assert!(sources.len() > 100, "only {} files", sources.len());
    sources
}

/// A file without its tests.
fn program(text: &str) -> String {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

/// The name of the module that a file is of.
fn module(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The modules that a file names after `crate::`, in code.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    let after = code.match_indices("crate::").map(|(at, name)| &code[at + name.len()..]);
    let names = after.flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split('}').next().unwrap_or_default().split(',').collect::<Vec<_>>(),
        None => vec![rest],
    });
    let word = |name: &str| -> String {
        name.trim_start().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
    };
    names.map(word).filter(|name| !name.is_empty()).collect()
}

#[test]
fn imports_go_one_way() {
    let rank: BTreeMap<&str, usize> = ORDER.iter().enumerate().map(|(rank, name)| (*name, rank)).collect();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = module(&file);
        if matches!(own, "lib" | "main") {
            continue;
        }
        let Some(&here) = rank.get(own) else {
            wrong.push(format!("{file}: {own} has no place in the order"));
            continue;
        };
        for name in imports(&text).into_iter().filter(|name| name != own) {
            if rank.get(name.as_str()).is_some_and(|&there| there > here) {
                wrong.push(format!("{file} imports {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What builds a checker and finds with it is a library that others hold: it says
/// nothing by itself, and what is around it changes nothing.
#[test]
fn the_checker_neither_prints_nor_reads_the_environment() {
    let last = ORDER.iter().position(|name| *name == "checker").expect("a module");
    let speaks =
        |text: &str| ["print!(", "println!(", "dbg!(", "env::"].iter().any(|call| text.contains(call));
    let files = sources().into_iter().filter(|(file, _)| ORDER[..=last].contains(&module(file)));
    let speaking: Vec<String> = files.filter(|(_, text)| speaks(text)).map(|(file, _)| file).collect();
    assert!(speaking.is_empty(), "{}", speaking.join("\n"));
}

#[test]
fn files_are_short() {
    let long = |(file, text): &(String, String)| {
        let lines = text.lines().count();
        (lines > LONGEST_FILE).then(|| format!("{file} has {lines} lines"))
    };
    let long: Vec<String> = sources().iter().filter_map(long).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for (file, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = lines[start..]
                .iter()
                .position(|line| line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}')));
            let length = end.map_or(1, |end| end + 1);
            if length > LONGEST_FUNCTION {
                long.push(format!("{file}:{} has {length} lines", start + 1));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Whether the code of a line, without its comment, has a Chinese character.
fn has_han(line: &str) -> bool {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    code.split(" // ").next().is_some_and(|code| code.contains(hegao::chars::is_han))
}

#[test]
fn words_of_documents_stand_in_rules() {
    let mut words = Vec::new();
    let mut spoken = 0;
    for (file, text) in sources() {
        let speaks = SPEAKERS.iter().any(|speaker| file.starts_with(speaker));
        for (number, line) in text.lines().enumerate().filter(|(_, line)| has_han(line)) {
            if speaks {
                spoken += 1;
            } else {
                words.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(spoken > 100, "only {spoken} lines with Chinese are seen");
    assert!(words.is_empty(), "{}", words.join("\n"));
}

fn is_function(line: &str) -> bool {
    let line = line.trim_start();
    let bare = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(rest, |(_, rest)| rest),
        None => rest,
    });
    bare.trim_start().trim_start_matches("const ").starts_with("fn ") && line.ends_with('{')
}
