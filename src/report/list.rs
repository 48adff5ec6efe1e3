//! A list in a JSON document, written item by item.

use std::io::{self, Write};

use serde::Serialize;

use crate::visible::Form;

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

    /// Writes one more item; with a form, in which nothing hides.
    pub fn item(&mut self, item: &impl Serialize, form: Option<Form>, out: &mut dyn Write) -> io::Result<()> {
        let comma = if self.any { "," } else { "" };
        self.any = true;
        let gap = format!("\n{}  ", self.indent);
        // A line end within a string is escaped, so every one is of the layout.
        let item = serde_json::to_string_pretty(item)?;
        let item = if let Some(form) = form { form.show(&item) } else { item }.replace('\n', &gap);
        write!(out, "{comma}{gap}{item}")
    }

    /// Writes what stands before the closing bracket.
    pub fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.any { write!(out, "\n{}", self.indent) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_in_json_are_escaped() {
        let text = "甲\u{202E}乙\u{9B}丙\u{F0000}";
        let json = Form::Json.show(&serde_json::json!({ "a": text }).to_string());
        assert_eq!(json, "{\"a\":\"甲\\u202e乙\\u009b丙\\udb80\\udc00\"}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["a"], text);
    }
}
