//! The annotated documents as texts to run the program on.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// The variable that has a test take all of them, as `.ci/run` does; otherwise it takes
/// a few, so that it is done at once.
const ALL: &str = "HEGAO_TEST_ALL";
const FEW: usize = 60;

/// Paths and texts, the texts without the brackets of their marks.
pub fn documents() -> Vec<(PathBuf, String)> {
    let all = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/annotated")).expect("documents");
    let mut paths: Vec<PathBuf> =
        all.map(|entry| entry.expect("entry").path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let step = if std::env::var_os(ALL).is_some() { 1 } else { paths.len().div_ceil(FEW) };
    let text = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("text").replace(['⟦', '⟧'], "");
        (path, text)
    };
    paths.into_iter().step_by(step).map(text).collect()
}

/// A folder with copies of these documents, and their names.
pub fn copies() -> (TempDir, Vec<String>) {
    let folder = TempDir::new().expect("folder");
    let copy = |(path, text): (PathBuf, String)| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        fs::write(folder.path().join(&name), text).expect("file");
        name
    };
    let mut names: Vec<String> = documents().into_iter().map(copy).collect();
    names.sort();
    (folder, names)
}
