//! Words that are wrong, whatever the document.

mod confusable;
mod date;
mod likely;
mod number;
mod particle;
mod phrase;
mod repeated;

pub(super) use confusable::confusable_word;
pub(super) use date::impossible_date;
pub(super) use phrase::set_phrase;
pub(super) use repeated::repeated_word;
