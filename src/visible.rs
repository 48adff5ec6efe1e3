//! What files and their names contain never reaches a terminal as it is: escape
//! sequences would move its cursor, bidi controls turn its lines about, and
//! zero-width characters hide. This is the one place that writes them out.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::chars::{is_invisible, is_no_character};

/// A text on one line, with what cannot be seen written out as `<U+200B>`; tabs
/// are spaces.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push(' '),
            c if is_hidden(c) => Form::Plain.write_out(c, &mut shown),
            c => shown.push(c),
        }
    }
    shown
}

/// What a terminal would not show as itself.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || is_invisible(c) || is_no_character(c) || matches!(c, '\u{FFF9}'..='\u{FFFB}')
}

/// Where the first character stands that a terminal would not show as itself, but
/// for line ends and tabs.
fn first_hidden(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(further) = text.as_bytes()[at..].iter().position(|byte| may_start_hidden(*byte)) {
        at += further;
        let c = text[at..].chars().next()?;
        if is_hidden(c) && !matches!(c, '\n' | '\t') {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// Whether a byte is the first of a hidden character or of a rare one. Plain
/// Chinese and ASCII are told from these by their first byte alone.
fn may_start_hidden(byte: u8) -> bool {
    byte.is_ascii_control() || matches!(byte, 0xC0..=0xE3 | 0xEA..)
}

/// The form of what is printed, which tells how hidden characters are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text for people: `<U+001B>`.
    Plain,
    /// The same with colours, whose escape sequences pass. What it says must have
    /// gone through [`visible`] before it was coloured.
    Styled,
    /// XML or HTML: `&#x202E;`.
    Markup,
    /// JSON, where hidden characters stand in strings only: `\u001b`.
    Json,
}

impl Form {
    fn write_out(self, c: char, shown: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Markup => write!(shown, "&#x{:X};", c as u32),
            Self::Plain | Self::Styled => write!(shown, "<U+{:04X}>", c as u32),
            Self::Json => {
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(shown, "\\u{unit:04x}"))
            }
        };
    }

    /// A whole text: line ends and tabs stay.
    pub fn show(self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = first_hidden(rest) {
            shown.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if self == Self::Styled { style(rest) } else { None };
            match (length, rest.chars().next()) {
                (Some(length), _) => {
                    shown.push_str(&rest[..length]);
                    rest = &rest[length..];
                }
                (None, Some(c)) => {
                    self.write_out(c, &mut shown);
                    rest = &rest[c.len_utf8()..];
                }
                (None, None) => break,
            }
        }
        shown + rest
    }
}

/// The length of the sequence at the start of a text that only sets colours.
fn style(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\x1b[")?;
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').len();
    inner[digits..].starts_with('m').then_some("\x1b[".len() + digits + 1)
}

/// A stream on which hidden characters are written out.
#[derive(Debug)]
pub struct Screen<W> {
    stream: W,
    form: Form,
    /// The start of a character or of a sequence whose end is still to come.
    pending: Vec<u8>,
}

/// No sequence that sets colours is longer, in bytes.
const LONGEST_STYLE: usize = 32;

impl<W: Write> Screen<W> {
    /// Puts a screen before a stream.
    pub fn new(stream: W, form: Form) -> Self {
        Self { stream, form, pending: Vec::new() }
    }

    /// How much of the pending bytes can be shown now.
    fn ready(&self) -> usize {
        let whole = match std::str::from_utf8(&self.pending) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.pending.len(),
        };
        let escape = self.pending[..whole].iter().rposition(|byte| *byte == 0x1b);
        let open = |at: &usize| {
            let rest = &self.pending[*at..whole];
            rest.len() < LONGEST_STYLE && !rest.iter().any(u8::is_ascii_alphabetic)
        };
        escape.filter(|at| self.form == Form::Styled && open(at)).unwrap_or(whole)
    }

    fn show(&mut self, length: usize) -> io::Result<()> {
        let shown = self.form.show(&String::from_utf8_lossy(&self.pending[..length]));
        self.pending.drain(..length);
        self.stream.write_all(shown.as_bytes())
    }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.pending.is_empty()
            && std::str::from_utf8(bytes).is_ok_and(|text| first_hidden(text).is_none())
        {
            self.stream.write_all(bytes)?;
            return Ok(bytes.len());
        }
        self.pending.extend_from_slice(bytes);
        self.show(self.ready())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.show(self.pending.len())?;
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_written_out() {
        let text = "甲\u{200B}乙\u{1B}[31m\u{9b}1m\u{202E}\u{85}\r";
        assert_eq!(visible(text), "甲<U+200B>乙<U+001B>[31m<U+009B>1m<U+202E><U+0085><U+000D>");
        assert_eq!(Form::Json.show("\"\u{7f}\u{9b}\u{F0000}\"\n"), "\"\\u007f\\u009b\\udb80\\udc00\"\n");
    }

    #[test]
    fn no_hidden_character_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c) && !matches!(c, '\n' | '\t')) {
            assert_eq!(first_hidden(&format!("汉a{c}")), Some(4), "{c:?}");
        }
    }

    #[test]
    fn colours_pass_and_other_sequences_do_not() {
        let text = "\u{1B}[1;31m甲\u{1B}[0m\u{1B}[2J\u{1B}]0;x\u{7}";
        assert_eq!(Form::Styled.show(text), "\u{1B}[1;31m甲\u{1B}[0m<U+001B>[2J<U+001B>]0;x<U+0007>");
        assert!(!Form::Plain.show(text).contains('\u{1B}'));
    }

    proptest! {
        #[test]
        fn nothing_hidden_comes_through_however_it_is_cut(
            text in "[\\x00-\\x1f甲a\u{9b}\u{202E}\u{FFFD}\u{1F600}m;\\[0-9]{0,40}",
            size in 1..7_usize,
        ) {
            for form in [Form::Plain, Form::Styled, Form::Markup, Form::Json] {
                let mut screen = Screen::new(Vec::new(), form);
                text.as_bytes().chunks(size).try_for_each(|chunk| screen.write_all(chunk)).expect("written");
                screen.flush().expect("written");
                let shown = String::from_utf8(screen.stream).expect("text");
                prop_assert_eq!(&shown, &form.show(&text));
                let raw = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t');
                let sequences = if form == Form::Styled { shown.replace('\u{1B}', "") } else { shown };
                prop_assert!(!sequences.contains(raw));
            }
        }
    }
}
