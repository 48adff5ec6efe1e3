//! How the parts of a document follow each other.

mod count;
mod join;
mod numbering;
mod passage;
mod renumber;
mod repeat;
mod sentence;

pub(super) use count::count_mismatch;
pub(super) use join::{inline_label, run_together};
pub(super) use numbering::{numbering_gap, numbering_level, numbering_repeat, numbering_style};
pub(super) use repeat::{duplicate_text, duplicate_title};
pub(super) use sentence::{broken_paragraph, unfinished_sentence};
