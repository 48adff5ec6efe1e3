//! What was found in files that are as they were: a run need not look at them
//! again.
//!
//! Each file that was checked has an entry in `.hegao_cache`, named after the
//! file and sealed with a hash of everything that its findings follow from: its
//! text, how it was checked, and which build of hegao checked it. An entry that
//! does not bear the right seal, whatever the reason, counts for nothing and is
//! written anew. So there is one entry a file, and nothing to clear away.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::finding::Finding;
use crate::plan::Plan;
use crate::source::Source;

/// The folder's name, in the folder in which hegao was started.
pub const FOLDER: &str = ".hegao_cache";

/// A run of at least so many files brings the folder into being. For fewer it is
/// hardly worth while, and nobody wants a new folder for having checked a page.
pub const MANY: usize = 8;

/// The findings of earlier runs.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Tells one build of hegao from another.
    program: String,
}

impl Cache {
    /// The cache in a working folder, for a run of so many files. There is none
    /// when the run is small and no earlier one made the folder, or when the
    /// folder cannot be made.
    pub fn open(working: &Path, files: usize) -> Option<Self> {
        let folder = working.join(FOLDER);
        if files < MANY && !folder.is_dir() {
            return None;
        }
        let program = program().ok()?;
        prepare(&folder).ok()?;
        Some(Self { folder, program })
    }

    /// The findings of a file that is checked by `plan`: those of an earlier run,
    /// or else what `check` finds.
    pub fn findings(
        &self,
        source: &Source,
        plan: &Plan,
        check: impl FnOnce() -> Vec<Finding>,
    ) -> Vec<Finding> {
        let entry = self.folder.join(format!("{:032x}", xxh3_128(source.path().as_bytes())));
        let key = self.key(source, plan);
        if let Some(known) = read(&entry, key) {
            return known;
        }
        let findings = check();
        // A cache that cannot be written is a slow one, and no trouble.
        let _ = write(&self.folder, &entry, key, &findings);
        findings
    }

    fn key(&self, source: &Source, plan: &Plan) -> u128 {
        let how = format!("{:?} {:?} {}", source.syntax(), source.encoding(), plan.fingerprint());
        let mut hasher = Xxh3::new();
        for part in [&self.program, &how, source.text()] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.digest128()
    }
}

/// What tells this build of hegao from every other: the rules are part of it.
fn program() -> io::Result<String> {
    let metadata = fs::metadata(std::env::current_exe()?)?;
    let built = metadata.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    Ok(format!("{} {} {built:?}", env!("CARGO_PKG_VERSION"), metadata.len()))
}

/// Makes the folder, and sees that git passes it over.
fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.join(".gitignore");
    if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
}

fn read(entry: &Path, key: u128) -> Option<Vec<Finding>> {
    let bytes = fs::read(entry).ok()?;
    let (mark, findings) = bytes.split_first_chunk()?;
    if *mark != seal(key, findings) {
        return None;
    }
    rmp_serde::from_slice(findings).ok()
}

/// Puts an entry in its place as a whole, so that a run beside this one never
/// sees half of it.
fn write(folder: &Path, entry: &Path, key: u128, findings: &[Finding]) -> io::Result<()> {
    let findings = rmp_serde::to_vec(findings).map_err(io::Error::other)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&seal(key, &findings))?;
    file.write_all(&findings)?;
    file.persist(entry)?;
    Ok(())
}

/// What only the findings of this key bear.
fn seal(key: u128, findings: &[u8]) -> [u8; 16] {
    let mut hasher = Xxh3::new();
    hasher.update(&key.to_le_bytes());
    hasher.update(findings);
    hasher.digest128().to_le_bytes()
}
