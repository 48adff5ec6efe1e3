//! Texts in which the expected findings are marked: the examples of the rule
//! pages, and whole documents.

mod annotated;
mod marks;
mod outline;
mod rule_pages;
