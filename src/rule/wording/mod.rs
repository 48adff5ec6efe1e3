//! Words that are wrong, whatever the document.

mod date;
mod repeated;

pub(super) use date::impossible_date;
pub(super) use repeated::repeated_word;
