//! Texts in which the expected findings are marked: the examples of the rule
//! pages, and whole documents.
//!
//! Each page and each document is a test of its own, to be run by its name:
//! `cargo test --test marked placeholder`, `cargo test --test marked 某县台账.md`.

mod annotated;
mod documents;
mod marks;
mod outline;
mod rule_pages;

use std::process::ExitCode;
use std::sync::Arc;

use hegao::rulebook::Rulebook;
use libtest_mimic::{Arguments, Trial};

/// A test that fails with the lines of what is wrong.
fn trial(name: String, wrong: impl FnOnce() -> Vec<String> + Send + 'static) -> Trial {
    Trial::test(name, move || match wrong() {
        wrong if wrong.is_empty() => Ok(()),
        wrong => Err(wrong.join("\n").into()),
    })
}

fn main() -> ExitCode {
    let rulebook = Arc::new(Rulebook::embedded().expect("rules"));
    let documents = documents::all();
    let trials = rule_pages::trials(&rulebook)
        .chain(annotated::trials(&rulebook, &documents))
        .chain(outline::trials(&rulebook, &documents))
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
