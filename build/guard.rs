//! Guards that are lists: the program compares their texts and compiles no regex.

use crate::literal::{Limits, small, texts};

/// More texts than these are not compared one by one.
const COMPARED: Limits = Limits { class: 200, texts: 200, optional: true };

/// All texts that a guard can be, if they are few.
///
/// # Errors
/// When the regex is not well-formed: what is wrong with it.
pub fn all_texts(pattern: &str) -> Result<Option<Vec<String>>, String> {
    let hir = regex_syntax::parse(&small(pattern)).map_err(|error| error.to_string())?;
    Ok(texts(&hir, &COMPARED))
}
