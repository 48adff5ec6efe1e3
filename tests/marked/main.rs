//! Texts in which the expected findings are marked: the examples of the rule
//! pages, and whole documents.

mod annotated;
mod marks;
mod rule_pages;
