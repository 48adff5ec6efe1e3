//! What the Python package `hegao` calls: texts in, JSON out. The classes that
//! people see are made of it in Python.

#![forbid(unsafe_code)]

mod plans;
mod text;
mod work;

use mimalloc::MiMalloc;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

create_exception!(hegao, HegaoError, PyException, "What hegao cannot do, and what to do about it.");

/// The native part of hegao.
#[pymodule(name = "_hegao")]
mod module {
    use std::ffi::OsString;
    use std::path::PathBuf;

    use pyo3::prelude::*;

    #[pymodule_export]
    use super::HegaoError;
    use crate::text::Text;
    use crate::work::{self, Failure};

    /// The version of the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python calls it so")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    impl From<Failure> for PyErr {
        fn from(Failure(message): Failure) -> Self {
            HegaoError::new_err(message)
        }
    }

    /// The findings of a text, one JSON object a line.
    #[pyfunction]
    fn check(py: Python<'_>, text: Text, path: &str, config: Option<PathBuf>) -> PyResult<String> {
        Ok(py.detach(|| work::check(text, path, config.as_deref()))?)
    }

    /// What hegao understood of a text, as JSON.
    #[pyfunction]
    fn outline(py: Python<'_>, text: Text, path: &str, config: Option<PathBuf>) -> PyResult<String> {
        Ok(py.detach(|| work::outline(text, path, config.as_deref()))?)
    }

    /// The text with its fixes made.
    #[pyfunction]
    fn fix(
        py: Python<'_>,
        text: Text,
        path: &str,
        config: Option<PathBuf>,
        not_only_safe: bool,
    ) -> PyResult<String> {
        Ok(py.detach(|| work::fix(text, path, config.as_deref(), not_only_safe))?)
    }

    /// Runs the command with its arguments, its name first; gives its exit code.
    #[pyfunction]
    fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        py.detach(|| work::run(arguments))
    }
}
