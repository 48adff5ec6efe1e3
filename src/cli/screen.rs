//! What is said on standard error.

use std::io::Write;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use super::terminal::is_dumb;
use crate::visible::Form;

/// Says something on standard error, with what cannot be seen written out. Where
/// that stream is full or closed there is nobody to tell; the exit code tells it.
pub(super) fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(Form::Plain.show(text).as_bytes());
}

/// Says what is wrong, with its place and what to do about it.
pub(super) fn tell_diagnostic(diagnostic: &dyn Diagnostic) {
    let theme = if is_dumb() { GraphicalTheme::none() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    let mut text = String::new();
    match handler.render_report(&mut text, diagnostic) {
        Ok(()) => tell(&format!("{text}\n")),
        Err(_) => tell(&format!("{diagnostic}\n")),
    }
}
