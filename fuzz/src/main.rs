//! Throws made-up inputs at hegao, and looks whether it keeps its promises.
//!
//! ```text
//! cargo run --release -p hegao-fuzz -- [--seconds N] [--inputs N] [--seed N] [TARGET…]
//! ```
//!
//! Each target first tries again what it found before (`fuzz/found/TARGET/`), then
//! new inputs until its seconds or inputs are used up. An input that breaks a
//! promise is made as small as possible, printed, and kept there.

#![forbid(unsafe_code)]

mod args;
mod generate;
mod pieces;
mod subject;
mod targets;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hegao::source::Syntax;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use args::Args;
use generate::Input;
use targets::{TARGETS, Target};

/// No failing input is made smaller for longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// After so many broken promises a target is given up.
const MOST_FOUND: usize = 20;

fn main() -> ExitCode {
    let args = match Args::read(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    // What panics is told with the input that brought it about.
    panic::set_hook(Box::new(|_| {}));
    let wanted =
        |target: &&Target| args.targets.is_empty() || args.targets.iter().any(|name| name == target.name);
    let mut failed = false;
    for target in TARGETS.iter().filter(wanted) {
        failed |= !run(target, &args);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Runs one target; whether all promises were kept.
fn run(target: &Target, args: &Args) -> bool {
    let start = Instant::now();
    let mut kept = true;
    let known = found_before(target);
    for (name, input) in &known {
        if let Some(problem) = broken(target, input) {
            println!("{}: {name} breaks a promise again: {problem}", target.name);
            kept = false;
        }
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &args.seed_for(target.name));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = generate::inputs();
    let (mut count, mut found) = (0_u64, 0);
    while count < args.inputs && start.elapsed() < args.time && found < MOST_FOUND {
        let Ok(mut tree) = strategy.new_tree(&mut runner) else { break };
        count += 1;
        if let Some(problem) = broken(target, &tree.current()) {
            let (input, problem) = smallest(target, &mut tree, problem);
            kept = false;
            found += 1;
            tell(target, &input, &problem);
        }
    }
    println!(
        "{}: {} old and {count} new inputs in {:.0} s",
        target.name,
        known.len(),
        start.elapsed().as_secs_f64()
    );
    kept
}

/// What promise an input breaks, if it breaks one.
fn broken(target: &Target, input: &Input) -> Option<String> {
    let held = Cell::new(None);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| held.set((target.holds)(input).err())));
    match outcome {
        Ok(()) => held.take(),
        Err(cause) => {
            let text = cause.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| cause.downcast_ref::<&str>().copied());
            Some(format!("panic: {}", text.unwrap_or("without a word")))
        }
    }
}

/// The smallest input that breaks a promise, as far as it can be found in time.
fn smallest(target: &Target, tree: &mut impl ValueTree<Value = Input>, problem: String) -> (Input, String) {
    let start = Instant::now();
    let mut best = (tree.current(), problem);
    let mut goes_on = tree.simplify();
    while goes_on && start.elapsed() < PATIENCE {
        let input = tree.current();
        goes_on = match broken(target, &input) {
            Some(problem) => {
                best = (input, problem);
                tree.simplify()
            }
            None => tree.complicate(),
        };
    }
    best
}

fn folder(target: &Target) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/found")).join(target.name)
}

fn found_before(target: &Target) -> Vec<(String, Input)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder(target)).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        let input = Input::of_file(std::fs::read(&path).ok()?, Syntax::of(&path)?);
        Some((path.display().to_string(), input))
    };
    files.into_iter().filter_map(read).collect()
}

fn ending(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Markdown => "md",
        Syntax::Plain => "txt",
    }
}

/// Prints an input that breaks a promise, and keeps it.
fn tell(target: &Target, input: &Input, problem: &str) {
    println!("{}: {problem}\n  input: {:?}", target.name, String::from_utf8_lossy(&input.bytes));
    let hash = input.bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    let path = folder(target).join(format!("{hash:016x}.{}", ending(input.syntax)));
    let kept = std::fs::create_dir_all(folder(target)).and_then(|()| std::fs::write(&path, &input.bytes));
    match kept {
        Ok(()) => println!("  kept as {}", path.display()),
        Err(error) => println!("  not kept: {error}"),
    }
}
