//! What the terminal can show.

use super::args::Color;
use crate::report::Look;
use crate::rulebook::Lang;

/// How to show findings, on a terminal or elsewhere.
pub(super) fn look(lang: Lang, color: Color, terminal: bool) -> Look {
    let dumb = is_dumb();
    Look { lang, color: colored(color, terminal, dumb), ascii: dumb, width: width(terminal) }
}

/// Whether the terminal shows nothing but plain ASCII frames.
pub(super) fn is_dumb() -> bool {
    is("TERM", |value| value == "dumb")
}

/// `NO_COLOR` comes before `FORCE_COLOR` and `CLICOLOR_FORCE`, and those before
/// what the terminal is.
fn colored(color: Color, terminal: bool, dumb: bool) -> bool {
    let set = |name| is(name, |value| !value.is_empty() && value != "0");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is("NO_COLOR", |value| !value.is_empty()) => false,
        Color::Auto => set("FORCE_COLOR") || set("CLICOLOR_FORCE") || (terminal && !dumb),
    }
}

/// The width in half-width places: what `COLUMNS` says, then the terminal.
fn width(terminal: bool) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|value| value.parse().ok());
    let real = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    told.or_else(real).unwrap_or(Look::WIDEST).clamp(NARROWEST, Look::WIDEST)
}

/// No report is narrower.
const NARROWEST: usize = 30;

fn is(name: &str, holds: impl Fn(&str) -> bool) -> bool {
    std::env::var(name).is_ok_and(|value| holds(&value))
}
