//! `hegao server`.

use super::{Outcome, locale};
use crate::rulebook::Lang;

/// The exit code is 1, as the protocol has it, when the client went away without
/// taking its leave.
pub(super) fn run(lang: Option<Lang>) -> miette::Result<Outcome> {
    let orderly = crate::server::serve(lang, locale(None)).map_err(|error| miette::miette!("{error}"))?;
    Ok(if orderly { Outcome::Clean } else { Outcome::Findings })
}
