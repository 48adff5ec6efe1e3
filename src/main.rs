//! The `hegao` program.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use hegao::cli::{Outcome, fail, run};
use mimalloc::MiMalloc;

/// A check makes many small things: a fifth of its time with the system's
/// allocator, a tenth with this one.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match run(std::env::args_os()) {
        Ok(outcome) => outcome.into(),
        Err(report) => {
            fail(&report);
            Outcome::Trouble.into()
        }
    }
}
