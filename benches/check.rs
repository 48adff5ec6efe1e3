//! What a whole check costs, against a bare walk over the events of
//! pulldown-cmark and against the size of the text.
//!
//! Each file is one document of the fixtures, as in real life, where an office
//! checks many files of a few pages each.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use hegao::checker::Checker;
use hegao::rulebook::Rulebook;
use hegao::source::{Source, Syntax};

fn main() {
    divan::main();
}

/// The clean Markdown fixtures, each `copies` times over in one text.
fn texts(copies: usize) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/annotated");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("fixtures")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("clean")))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("text").repeat(copies)).collect()
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

#[divan::bench(args = [1, 4, 16])]
fn markdown_walk(bencher: Bencher<'_, '_>, copies: usize) {
    let texts = texts(copies);
    bencher.counter(bytes(&texts)).bench(|| {
        texts.iter().map(|text| hegao::block::markdown_events(black_box(text)).count()).sum::<usize>()
    });
}

#[divan::bench(args = [1, 4, 16])]
fn model(bencher: Bencher<'_, '_>, copies: usize) {
    let checker = Checker::new().expect("rules");
    let texts = texts(copies);
    bencher.counter(bytes(&texts)).bench(|| {
        for text in &texts {
            let source = Source::new("a.md", black_box(text).clone(), Syntax::Markdown);
            black_box(checker.analyse(&source));
        }
    });
}

#[divan::bench(args = [1, 4, 16])]
fn whole_check(bencher: Bencher<'_, '_>, copies: usize) {
    check(bencher, copies, Syntax::Markdown);
}

#[divan::bench(args = [1, 4, 16])]
fn whole_check_plain(bencher: Bencher<'_, '_>, copies: usize) {
    check(bencher, copies, Syntax::Plain);
}

fn check(bencher: Bencher<'_, '_>, copies: usize, syntax: Syntax) {
    let checker = Checker::new().expect("rules");
    let texts = texts(copies);
    bencher.counter(bytes(&texts)).bench(|| {
        for text in &texts {
            let source = Source::new("a", black_box(text).clone(), syntax);
            black_box(checker.check(&source));
        }
    });
}

#[divan::bench]
fn read_rules() -> Rulebook {
    Rulebook::embedded().expect("rules")
}
