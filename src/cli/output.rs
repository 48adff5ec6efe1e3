//! How results are shown.

use std::io::IsTerminal;

use super::args::{CheckArgs, Color, Format};
use super::{print, print_bytes};
use crate::files::Input;
use crate::fix::unified_diff;
use crate::report::{Results, human, json, ndjson, statistics, summary};
use crate::rulebook::Lang;
use crate::trouble::Trouble;

/// Shows the findings: on standard output, or on standard error when standard
/// output is for the mended text.
pub(super) fn show(
    args: &CheckArgs,
    lang: Lang,
    results: &Results,
    mended: Option<&[String]>,
) -> miette::Result<()> {
    match mended {
        Some(names) => {
            print_mended(names, results)?;
            eprint!("{}", rendered(args, lang, results, std::io::stderr().is_terminal())?);
        }
        None => print(&rendered(args, lang, results, std::io::stdout().is_terminal())?)?,
    }
    if args.statistics && args.format != Format::Human {
        eprint!("{}", statistics(results));
    }
    Ok(())
}

/// The names of what came in by standard input.
pub(super) fn stdin_names<'i>(inputs: impl Iterator<Item = &'i Input>) -> Vec<String> {
    let name = |input: &Input| match input {
        Input::Stdin(name) => Some(name.clone()),
        Input::File(_) => None,
    };
    inputs.filter_map(name).collect()
}

/// What came in by standard input goes out by standard output, mended.
fn print_mended(names: &[String], results: &Results) -> miette::Result<()> {
    for checked in &results.checked {
        if names.iter().any(|name| name == checked.source.path()) {
            print_bytes(&checked.source.to_bytes())?;
        }
    }
    Ok(())
}

/// Shows what fixes would change; whether they would change anything.
pub(super) fn preview(results: &Results) -> miette::Result<bool> {
    let mut changes = false;
    for checked in &results.checked {
        if let Some(before) = &checked.before {
            changes = true;
            print(&unified_diff(before.path(), before.text(), checked.source.text()))?;
        }
    }
    Ok(changes)
}

/// The findings as `--format` has them.
fn rendered(args: &CheckArgs, lang: Lang, results: &Results, terminal: bool) -> miette::Result<String> {
    let failed = |error: &dyn std::fmt::Display| miette::miette!("{error}");
    Ok(match args.format {
        Format::Human if args.statistics => statistics(results) + &summary(results, lang),
        Format::Human => {
            let color = match args.color {
                Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
                Color::Always => true,
                Color::Never => false,
            };
            human(results, lang, color).map_err(|e| failed(&e))? + &summary(results, lang)
        }
        Format::Json => json(results).map_err(|e| failed(&e))? + "\n",
        Format::Ndjson => ndjson(results).map_err(|e| failed(&e))?,
    })
}

/// Trouble goes to standard error.
pub(super) fn tell(troubles: &[Trouble]) {
    for trouble in troubles {
        let mut text = String::new();
        let handler = miette::GraphicalReportHandler::new().with_links(false);
        if handler.render_report(&mut text, trouble).is_ok() {
            eprintln!("{text}");
        } else {
            eprintln!("{trouble}");
        }
    }
}
