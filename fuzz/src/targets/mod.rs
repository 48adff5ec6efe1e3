//! The promises, one file for each kind of input.

mod block;
mod check;
mod config;
mod fix;
mod item;
mod rules;
mod server;
mod source;
mod suppress;

use hegao::source::{Source, Span};

use crate::generate::Input;

/// A kind of input with what is promised of it.
pub struct Target {
    /// What the command line calls it.
    pub name: &'static str,
    /// Whether the promises are kept; otherwise which is not.
    pub holds: fn(&Input) -> Result<(), String>,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "source", holds: source::holds },
    Target { name: "block", holds: block::holds },
    Target { name: "item", holds: item::holds },
    Target { name: "check", holds: check::holds },
    Target { name: "fix", holds: fix::holds },
    Target { name: "suppress", holds: suppress::holds },
    Target { name: "config", holds: config::holds },
    Target { name: "rules", holds: rules::holds },
    Target { name: "server", holds: server::holds },
];

/// The text of an input as a file of its syntax: its bytes when they can be read,
/// else its text.
fn file(input: &Input) -> Source {
    Source::from_bytes("test", input.bytes.clone(), input.syntax).unwrap_or_else(|_| {
        let text = input.text.replace('\0', "");
        Source::new("test", text, input.syntax)
    })
}

/// Promises `what` unless it holds.
fn promise(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

/// Whether a span lies on characters of a text.
fn is_sound(text: &str, span: Span) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
}
