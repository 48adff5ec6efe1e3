//! What hegao understands of each annotated document: its documents, their
//! kinds and titles, sections, and items with their fields.

use std::path::Path;

use crate::marks::strip;
use hegao::model::Model;
use hegao::report::file_outline;
use hegao::rulebook::Rulebook;
use hegao::source::{Source, Syntax};

#[test]
fn every_annotated_document_is_understood() {
    let rulebook = Rulebook::embedded().expect("rules");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotated");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("documents")
        .map(|entry| entry.expect("entry"))
        // Whoever checks this folder leaves the cache in it.
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 40, "only {} documents", names.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/outline");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for name in names {
            let raw = std::fs::read_to_string(folder.join(&name)).expect("text");
            let raw = raw
                .split_once('\n')
                .filter(|_| raw.starts_with("#args:"))
                .map_or(raw.as_str(), |(_, rest)| rest);
            let (text, _) = strip(raw, true);
            let syntax = Syntax::of(Path::new(&name)).expect("a known ending");
            let source = Source::new(name.clone(), text, syntax);
            let outline = Model::with(&source, &rulebook, None, file_outline);
            let json = serde_json::to_string_pretty(&outline).expect("JSON");
            insta::assert_snapshot!(name, json);
        }
    });
}
