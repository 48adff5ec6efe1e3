//! The `hegao` program.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use hegao::cli::{Outcome, run};

fn main() -> ExitCode {
    match run(std::env::args_os()) {
        Ok(outcome) => outcome.into(),
        Err(report) => {
            eprintln!("{report:?}");
            Outcome::Trouble.into()
        }
    }
}
