//! `hegao check` and `hegao outline`.

use std::io::IsTerminal;

use miette::Report;

use super::args::{CheckArgs, Color, Format, OutlineArgs, OutlineFormat};
use super::{Outcome, Refusal, locale, print, print_bytes};
use crate::check::{Mode, Setup, check_all};
use crate::files::{Filter, Found, Input, Search, find};
use crate::fix::{Level, unified_diff};
use crate::model::Model;
use crate::report::{Results, human, json, ndjson, statistics, summary};
use crate::rule::{Choice, Date, Options, Selection, UnknownRule};
use crate::rulebook::{Kind, Rulebook, Severity};
use crate::trouble::Trouble;

pub(super) fn run(args: &CheckArgs, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let options = Options { lang: locale(args.input.lang), today: today(args)? };
    let selection = selection(args, rulebook)?;
    let kind = kind(args.input.kind.as_deref(), rulebook)?;
    let setup = Setup { rulebook, selection: &selection, kind, options };
    let Found { inputs: files, mut troubles, .. } = search(&args.input);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| miette::miette!("{error}"))?;
    let mode = mode(args);
    let mut checked = Vec::new();
    for result in pool.install(|| check_all(&files, &setup, mode)) {
        match result {
            Ok(file) => checked.push(file),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let results = Results { checked, troubles };
    match mode {
        Mode::Preview(_) => return preview(&results),
        Mode::Fix(_) if files.iter().any(|input| matches!(input, Input::Stdin(_))) => {
            print_mended(&files, &results)?;
            eprint!("{}", rendered(args, options, &results, std::io::stderr().is_terminal())?);
        }
        _ => print(&rendered(args, options, &results, std::io::stdout().is_terminal())?)?,
    }
    if args.statistics && args.format != Format::Human {
        eprint!("{}", statistics(&results));
    }
    tell(&results.troubles);
    Ok(outcome(args, &results))
}

fn mode(args: &CheckArgs) -> Mode {
    let level = if args.unsafe_fixes { Level::Unsafe } else { Level::Safe };
    match (args.diff, args.fix) {
        (true, _) => Mode::Preview(level),
        (false, true) => Mode::Fix(level),
        (false, false) => Mode::Check,
    }
}

/// Shows what fixes would change: exit code 1 when they would change anything.
fn preview(results: &Results) -> miette::Result<Outcome> {
    let mut changes = false;
    for checked in &results.checked {
        if let Some(before) = &checked.before {
            changes = true;
            print(&unified_diff(before.path(), before.text(), checked.source.text()))?;
        }
    }
    tell(&results.troubles);
    Ok(match (results.troubles.is_empty(), changes) {
        (false, _) => Outcome::Trouble,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}

/// What came in by standard input goes out by standard output, mended.
fn print_mended(files: &[Input], results: &Results) -> miette::Result<()> {
    let names: Vec<&str> = files
        .iter()
        .filter_map(|input| match input {
            Input::Stdin(name) => Some(name.as_str()),
            Input::File(_) => None,
        })
        .collect();
    for checked in results.checked.iter().filter(|checked| names.contains(&checked.source.path())) {
        print_bytes(&checked.source.to_bytes())?;
    }
    Ok(())
}

/// The findings as `--format` has them.
fn rendered(args: &CheckArgs, options: Options, results: &Results, terminal: bool) -> miette::Result<String> {
    let failed = |error: &dyn std::fmt::Display| miette::miette!("{error}");
    Ok(match args.format {
        Format::Human if args.statistics => statistics(results) + &summary(results, options.lang),
        Format::Human => {
            let color = match args.color {
                Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
                Color::Always => true,
                Color::Never => false,
            };
            human(results, options.lang, color).map_err(|e| failed(&e))? + &summary(results, options.lang)
        }
        Format::Json => json(results).map_err(|e| failed(&e))? + "\n",
        Format::Ndjson => ndjson(results).map_err(|e| failed(&e))?,
    })
}

fn search(input: &super::args::InputArgs) -> Found {
    let search = Search { ignore_files: true, force_exclude: false };
    find(&input.paths, &input.stdin_filename, search, &ByName)
}

struct ByName;

impl Filter for ByName {
    fn takes(&self, path: &std::path::Path) -> bool {
        crate::files::is_readable(path)
    }

    fn excludes(&self, _: &std::path::Path, _: bool) -> bool {
        false
    }
}

/// Trouble goes to standard error.
fn tell(troubles: &[Trouble]) {
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

fn outcome(args: &CheckArgs, results: &Results) -> Outcome {
    let least = Severity::from(args.fail_on);
    let mut findings = results.checked.iter().flat_map(|checked| &checked.findings);
    if !results.troubles.is_empty() {
        Outcome::Trouble
    } else if !args.exit_zero && findings.any(|finding| finding.severity >= least) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}

fn today(args: &CheckArgs) -> miette::Result<Option<Date>> {
    let Some(text) = &args.today else {
        return Ok(None);
    };
    Ok(Some(Date::parse(text).ok_or_else(|| Refusal::Date(text.clone()))?))
}

/// `--today` asks for overdue-deadline without naming it.
fn selection(args: &CheckArgs, rulebook: &Rulebook) -> miette::Result<Selection> {
    let unknown = |UnknownRule(name)| Report::from(Refusal::Rule(name));
    let asked = Choice {
        extend: args.today.iter().filter(|_| args.select.is_empty()).map(|_| OVERDUE.to_owned()).collect(),
        ..Choice::default()
    };
    let named = Choice {
        select: args.select.clone(),
        extend: args.extend_select.clone(),
        ignore: args.ignore.clone(),
        ..Choice::default()
    };
    Selection::new(rulebook, [&asked, &named]).map_err(unknown)
}

const OVERDUE: &str = "overdue-deadline";

fn kind<'a>(name: Option<&str>, rulebook: &'a Rulebook) -> miette::Result<Option<&'a Kind>> {
    let Some(name) = name else { return Ok(None) };
    let known = || {
        rulebook.kinds.iter().map(|kind| format!("{} {}", kind.name, kind.zh)).collect::<Vec<_>>().join(", ")
    };
    let kind =
        rulebook.kinds.named(name).ok_or_else(|| Refusal::Kind { name: name.to_owned(), known: known() })?;
    Ok(Some(kind))
}

pub(super) fn outline(args: &OutlineArgs, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let kind = kind(args.input.kind.as_deref(), rulebook)?;
    let lang = locale(args.input.lang);
    let Found { inputs: files, mut troubles, .. } = search(&args.input);
    let mut outlines = Vec::new();
    for file in &files {
        match file.read() {
            Ok(source) if args.format == OutlineFormat::Json => {
                outlines.push(Model::with(&source, rulebook, kind, crate::report::file_outline));
            }
            Ok(source) => {
                let text = Model::with(&source, rulebook, kind, |model| crate::report::outline(model, lang));
                print(&text)?;
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    if args.format == OutlineFormat::Json {
        let text = serde_json::to_string_pretty(&serde_json::json!({ "version": 1, "files": outlines }));
        print(&format!("{}\n", text.unwrap_or_default()))?;
    }
    tell(&troubles);
    Ok(if troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble })
}
