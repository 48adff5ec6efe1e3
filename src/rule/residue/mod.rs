//! What is left over from a template or an accident.

mod citation;
mod invisible;
mod markup;
mod mojibake;
mod origin;
mod placeholder;
mod related;
mod stale;
mod stray;
mod strong;
mod template;

pub(super) use citation::orphan_citation;
pub(super) use invisible::invisible_character;
pub(super) use markup::markup_residue;
pub(super) use mojibake::mojibake;
pub(super) use origin::inconsistent_self;
pub(super) use placeholder::placeholder;
pub(super) use stale::stale_year;
pub(super) use stray::stray_character;
pub(super) use template::template_residue;

/// The character before a local byte offset.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a local byte offset.
fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}
