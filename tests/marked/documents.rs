//! The documents of `tests/annotated/`.

use std::path::Path;

use crate::marks::{Mark, strip};

/// A document with its marks, and how it is to be checked.
#[derive(Clone)]
pub struct Annotated {
    /// The file's name.
    pub name: String,
    /// The text without marks.
    pub text: String,
    pub marks: Vec<Mark>,
    /// The flags of the `#args:` line.
    args: Vec<String>,
}

impl Annotated {
    fn read(path: &Path) -> Self {
        let name = path.file_name().expect("name").to_string_lossy().into_owned();
        let raw = std::fs::read_to_string(path).expect("text");
        let (args, marked) = match raw.strip_prefix("#args:").and_then(|rest| rest.split_once('\n')) {
            Some((args, rest)) => (args.split_whitespace().map(str::to_owned).collect(), rest),
            None => (Vec::new(), raw.as_str()),
        };
        let (text, marks) = strip(marked, true);
        Self { name, text, marks, args }
    }

    /// The value of a flag.
    pub fn flag(&self, name: &str) -> Option<&str> {
        let at = self.args.iter().position(|arg| arg == name)?;
        self.args.get(at + 1).map(String::as_str)
    }

    pub fn is_markdown(&self) -> bool {
        self.name.ends_with(".md")
    }
}

/// All documents, by name.
pub fn all() -> Vec<Annotated> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated");
    let mut documents: Vec<Annotated> = std::fs::read_dir(&folder)
        .expect("documents")
        .map(|entry| entry.expect("entry").path())
        // Whoever checks this folder leaves the cache in it.
        .filter(|path| path.is_file())
        .map(|path| Annotated::read(&path))
        .collect();
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(documents.len() >= 40, "only {} documents", documents.len());
    documents
}
