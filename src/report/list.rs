//! A list in a JSON document, written item by item.

use std::io::{self, Write};

use serde::Serialize;

/// The items of a list; they look as they would if the whole document were
/// written at once, indented by `indent`.
#[derive(Debug)]
pub(super) struct List {
    indent: &'static str,
    any: bool,
}

impl List {
    /// A list whose brackets stand in a line that is indented so.
    pub fn new(indent: &'static str) -> Self {
        Self { indent, any: false }
    }

    /// Writes one more item; `shown` may write out what is to be seen in its text.
    pub fn item(
        &mut self,
        item: &impl Serialize,
        shown: impl Fn(String) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let comma = if self.any { "," } else { "" };
        self.any = true;
        let gap = format!("\n{}  ", self.indent);
        // A line end within a string is escaped, so every one is of the layout.
        let item = shown(serde_json::to_string_pretty(item)?).replace('\n', &gap);
        write!(out, "{comma}{gap}{item}")
    }

    /// Writes what stands before the closing bracket.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.any { write!(out, "\n{}", self.indent) } else { Ok(()) }
    }
}
