//! How results are shown.

use std::io::IsTerminal;

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::args::{CheckArgs, Format};
use super::terminal::{is_dumb, look};
use super::{print, print_bytes};
use crate::baseline::Known;
use crate::files::Input;
use crate::fix::unified_diff;
use crate::report::{Look, Results, concise, human, json, ndjson, statistics, summary};
use crate::rule::quoted;
use crate::rulebook::Lang;
use crate::trouble::Trouble;

/// Shows the findings: on standard output, on standard error when standard
/// output is for the mended text, or in a file.
pub(super) fn show(
    args: &CheckArgs,
    lang: Lang,
    results: &Results,
    mended: Option<&[String]>,
) -> miette::Result<()> {
    if let Some(names) = mended {
        print_mended(names, results)?;
    }
    let to = |terminal: bool| rendered(args, results, look(lang, args.color, terminal));
    match (&args.output_file, mended) {
        (Some(path), _) => std::fs::write(path, to(false)?)
            .map_err(|error| miette::miette!("{}: {error}", path.display()))?,
        (None, Some(_)) => eprint!("{}", to(std::io::stderr().is_terminal())?),
        (None, None) => print(&to(std::io::stdout().is_terminal())?)?,
    }
    if args.statistics && !args.format.is_for_people() {
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
fn rendered(args: &CheckArgs, results: &Results, look: Look) -> miette::Result<String> {
    let failed = |error: &dyn std::fmt::Display| miette::miette!("{error}");
    let summary = || if args.quiet { String::new() } else { summary(results, look.lang) };
    Ok(match args.format {
        Format::Human | Format::Concise if args.statistics => statistics(results) + &summary(),
        Format::Human => human(results, look).map_err(|e| failed(&e))? + &summary(),
        Format::Concise => concise(results, look.lang) + &summary(),
        Format::Json => json(results).map_err(|e| failed(&e))? + "\n",
        Format::Ndjson => ndjson(results).map_err(|e| failed(&e))?,
    })
}

/// Names the documents that hegao cannot read, and how to make it so.
pub(super) fn tell_foreign(results: &Results, lang: Lang) {
    const MOST: usize = 5;
    let count = results.foreign.len();
    if count == 0 {
        return;
    }
    let names: Vec<String> =
        results.foreign.iter().take(MOST).map(|path| path.display().to_string()).collect();
    let (names, more) = (names.join(", "), count > MOST);
    eprintln!(
        "{}",
        match lang {
            Lang::Zh => format!(
                "跳过{count}个不是文本的文件：{names}{}。请在Word或WPS里“另存为”纯文本（.txt，编码选UTF-8）再检查。",
                if more { "等" } else { "" }
            ),
            Lang::En => format!(
                "Skipped {count} file(s) that are no text: {names}{}. Save them as plain text (.txt, UTF-8) in Word or WPS first.",
                if more { ", …" } else { "" }
            ),
        }
    );
}

/// Tells what of a baseline is there no more.
pub(super) fn tell_gone(gone: &[Known], lang: Lang) {
    if gone.is_empty() {
        return;
    }
    eprintln!(
        "{}",
        match lang {
            Lang::Zh => format!("基线中的{}处问题已不存在，可重新写基线：", gone.len()),
            Lang::En => format!("{} finding(s) of the baseline are gone; write it anew:", gone.len()),
        }
    );
    for known in gone {
        eprintln!("  {}: {} {}", known.path, known.rule, quoted(&known.text));
    }
}

/// Trouble goes to standard error.
pub(super) fn tell(troubles: &[Trouble]) {
    let theme = if is_dumb() { GraphicalTheme::none() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for trouble in troubles {
        let mut text = String::new();
        if handler.render_report(&mut text, trouble).is_ok() {
            eprintln!("{text}");
        } else {
            eprintln!("{trouble}");
        }
    }
}
