//! The annotated documents as texts to run the program on.

use std::fs;
use std::path::PathBuf;

/// The variable that has a test take all of them, as `.ci/run` does; otherwise it takes
/// a few, so that it is done at once.
const ALL: &str = "HEGAO_TEST_ALL";
const ONE_OF: usize = 8;

/// Paths and texts, the texts without the brackets of their marks.
pub fn documents() -> Vec<(PathBuf, String)> {
    let all = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/annotated")).expect("documents");
    let mut paths: Vec<PathBuf> =
        all.map(|entry| entry.expect("entry").path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let step = if std::env::var_os(ALL).is_some() { 1 } else { ONE_OF };
    let text = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("text").replace(['⟦', '⟧'], "");
        (path, text)
    };
    paths.into_iter().step_by(step).map(text).collect()
}
