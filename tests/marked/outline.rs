//! What hegao understands of each annotated document: its documents, their
//! kinds and titles, sections, and items with their fields.

use std::path::Path;
use std::sync::Arc;

use hegao::checker::Checker;
use hegao::file_outline::file_outline;
use hegao::rulebook::Rulebook;
use hegao::source::{Source, Syntax};
use libtest_mimic::Trial;

use crate::documents::Annotated;

pub fn trials<'d>(rulebook: &Arc<Rulebook>, documents: &'d [Annotated]) -> impl Iterator<Item = Trial> + 'd {
    let checker = Checker::of(rulebook.clone());
    documents.iter().cloned().map(move |document| {
        let checker = checker.clone();
        Trial::test(format!("outline::{}", document.name), move || {
            understood(&checker, &document);
            Ok(())
        })
    })
}

fn understood(checker: &Checker, document: &Annotated) {
    let syntax = Syntax::of(Path::new(&document.name)).expect("a known ending");
    let source = Source::new(document.name.as_str(), document.text.as_str(), syntax);
    let outline = file_outline(&checker.analyse(&source));
    let json = serde_json::to_string_pretty(&outline).expect("JSON");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/outline");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(document.name.as_str(), json));
}
