//! Texts as Python has them.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::HegaoError;

/// A text, decoded or as the bytes of its file.
pub enum Text {
    /// `str`.
    Decoded(String),
    /// `bytes`.
    Bytes(Vec<u8>),
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            // A lone surrogate, which no file holds.
            let wrong =
                |error| HegaoError::new_err(format!("the text is no Unicode: {error} / 文本含有无效字符"));
            return text.to_cow().map(|text| Self::Decoded(text.into_owned())).map_err(wrong);
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes().to_vec()));
        }
        Err(PyTypeError::new_err(format!("text must be str or bytes, not {}", value.get_type().name()?)))
    }
}
