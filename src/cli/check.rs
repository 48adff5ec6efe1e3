//! `hegao check`.

use std::path::Path;
use std::sync::Arc;

use super::args::{CheckArgs, Format, InputArgs, STDIN_NAME};
use super::files::{Task, task};
use super::output::{About, Reporter, tell, tell_foreign, tell_gone};
use super::progress::Progress;
use super::watch::watch;
use super::{Outcome, Refusal, locale, print_bytes};
use crate::baseline::{Baseline, Known};
use crate::cache::Cache;
use crate::check::{Checked, Mode, Run};
use crate::files::Input;
use crate::fix::Level;
use crate::plan::{Flags, OVERDUE, Plan};
use crate::report::Totals;
use crate::rule::{Choice, Date};
use crate::rulebook::Lang;

pub(super) fn run(args: &CheckArgs) -> miette::Result<Outcome> {
    if args.watch {
        return watch(&args.input.paths, locale(args.input.lang), || once(args));
    }
    once(args)
}

fn once(args: &CheckArgs) -> miette::Result<Outcome> {
    let Task { files, found } = task(&args.input, flags(args)?)?;
    if !args.watch {
        // The program ends with this check: to free what it has read would take a
        // tenth of a small one.
        files.iter().for_each(|(_, plan)| std::mem::forget(plan.clone()));
    }
    let mode = mode(args);
    let lang = locale(args.input.lang.or_else(|| files.first().map(|(_, plan)| plan.checker.options.lang)));
    let mut totals = Totals::new(found.troubles, found.foreign);
    let cached = !args.no_cache && mode == Mode::Check;
    let cache = cached.then(|| Cache::open(Path::new(""), files.len())).flatten();
    let run = Run { mode, cache, jobs: args.jobs.unwrap_or(0) };
    if let Some(path) = &args.write_baseline {
        return write_baseline(path, &run, &files, totals, lang);
    }
    let Told { failing, gone } = tell_all(args, &run, &About { mode, lang, files: &files }, &mut totals)?;
    tell(&totals.troubles);
    if !args.quiet {
        tell_foreign(&totals.foreign, lang);
        tell_gone(&gone, lang);
        let dated = files.iter().any(|(_, plan)| plan.checker.options.today.is_some());
        idle_flags(args, dated).into_iter().for_each(|flag| tell_idle(flag, lang));
    }
    let empty = files.is_empty() && found.excluded == 0 && !args.allow_empty;
    if empty {
        tell_empty(lang);
    }
    Ok(if empty || !totals.troubles.is_empty() {
        Outcome::Trouble
    } else if failing && !args.exit_zero {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// What came of a report.
struct Told {
    /// Whether a file makes the exit code 1.
    failing: bool,
    /// What of the baseline is there no more.
    gone: Vec<Known>,
}

/// Checks the files and writes the report, file by file.
fn tell_all(args: &CheckArgs, run: &Run, about: &About<'_>, totals: &mut Totals) -> miette::Result<Told> {
    let About { mode, files, .. } = *about;
    let mut known = args.baseline.as_deref().map(read_baseline).transpose()?;
    let progress = Progress::new(files.len());
    let stdin = stdin_names(files.iter().map(|(input, _)| input));
    let mended = matches!(mode, Mode::Fix(_) | Mode::Silence) && !stdin.is_empty();
    let mut report = Reporter::new(args, about, mended, &progress);
    let (mut failing, mut unwritten) = (false, None);
    run.check_all(
        files,
        || progress.step(),
        |result| match result {
            Ok(mut checked) => {
                if let Some(known) = &mut known {
                    known.hide(&checked.source, &mut checked.findings);
                }
                totals.counts.add(&checked);
                failing |= fails(&checked, mode);
                if mended && stdin.iter().any(|name| name == checked.source.path()) {
                    // What came in by standard input goes out by standard output.
                    unwritten = print_bytes(&checked.source.to_bytes()).err().or(unwritten.take());
                }
                report.file(&checked);
            }
            Err(trouble) => totals.add_trouble(trouble),
        },
    );
    progress.finish();
    unwritten.map_or(Ok(()), Err)?;
    report.finish(totals)?;
    Ok(Told { failing, gone: known.map(Baseline::gone).unwrap_or_default() })
}

/// Whether a file makes the exit code 1: by its findings, or by what fixes would
/// change.
fn fails(checked: &Checked, mode: Mode) -> bool {
    match mode {
        Mode::Preview(_) => checked.before.is_some(),
        _ => checked.fails(),
    }
}

/// The names of what came in by standard input.
fn stdin_names<'i>(inputs: impl Iterator<Item = &'i Input>) -> Vec<String> {
    let name = |input: &Input| match input {
        Input::Stdin(name) => Some(name.clone()),
        Input::File(_) => None,
    };
    inputs.filter_map(name).collect()
}

fn tell_empty(lang: Lang) {
    eprintln!(
        "{}",
        match lang {
            Lang::Zh =>
                "没有可检查的文件：只检查.md、.markdown、.txt、.text文件。（用--allow-empty可不算出错）",
            Lang::En =>
                "There is nothing to check: hegao looks for .md, .markdown, .txt and .text files. (--allow-empty if that is right)",
        }
    );
}

fn read_baseline(path: &Path) -> miette::Result<Baseline> {
    Baseline::read(path).map_err(|error| miette::miette!("{}: {error} / 基线文件无法读取", path.display()))
}

/// Writes down all that is found.
fn write_baseline(
    path: &Path,
    run: &Run,
    files: &[(Input, Arc<Plan>)],
    mut totals: Totals,
    lang: Lang,
) -> miette::Result<Outcome> {
    let progress = Progress::new(files.len());
    let mut known = Vec::new();
    run.check_all(
        files,
        || progress.step(),
        |result| match result {
            Ok(Checked { source, findings, .. }) => {
                known.extend(findings.iter().map(|finding| Known::new(&source, finding)));
            }
            Err(trouble) => totals.add_trouble(trouble),
        },
    );
    progress.finish();
    let count = known.len();
    Baseline::write(path, known).map_err(|error| miette::miette!("{}: {error}", path.display()))?;
    eprintln!(
        "{}",
        match lang {
            Lang::Zh => format!("{}：记下{count}处已知问题", path.display()),
            Lang::En => format!("{}: {count} known finding(s) written", path.display()),
        }
    );
    tell(&totals.troubles);
    Ok(if totals.troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble })
}

/// Flags that change nothing beside the others; `dated` when the day is told.
fn idle_flags(args: &CheckArgs, dated: bool) -> Vec<&'static str> {
    let input = &args.input;
    let stdin = input.paths.iter().any(|path| path.as_os_str() == "-");
    let day = args.select.iter().chain(&args.extend_select).any(|name| name.ends_with(OVERDUE));
    let idle = [
        ("--unsafe-fixes", args.unsafe_fixes && !args.fix && !args.diff),
        ("--fix", args.fix && args.diff),
        ("--format", args.diff && args.format != Format::Human),
        ("--statistics", args.diff && args.statistics),
        ("--output-file", args.diff && args.output_file.is_some()),
        ("--stdin-filename", !stdin && input.stdin_filename != STDIN_NAME),
        ("--force-exclude", input.isolated && input.force_exclude),
        ("overdue-deadline", day && !dated),
        ("--fail-on", args.exit_zero && args.fail_on.is_some()),
    ];
    idle.into_iter().filter(|(_, idle)| *idle).map(|(flag, _)| flag).collect()
}

fn tell_idle(flag: &str, lang: Lang) {
    match (flag, lang) {
        (OVERDUE, Lang::Zh) => eprintln!("{OVERDUE}要与--today同用，否则不起作用"),
        (OVERDUE, Lang::En) => eprintln!("{OVERDUE} has no effect without --today"),
        (_, Lang::Zh) => eprintln!("{flag}在这里不起作用"),
        (_, Lang::En) => eprintln!("{flag} has no effect here"),
    }
}

fn mode(args: &CheckArgs) -> Mode {
    let level = if args.unsafe_fixes { Level::Unsafe } else { Level::Safe };
    match (args.diff, args.fix) {
        _ if args.add_ignore => Mode::Silence,
        (true, _) => Mode::Preview(level),
        (false, true) => Mode::Fix(level),
        (false, false) => Mode::Check,
    }
}

/// What the command line says. `--today` asks for overdue-deadline without
/// naming it.
fn flags(args: &CheckArgs) -> miette::Result<Flags> {
    let day = |text: &String| Date::parse(text).ok_or_else(|| Refusal::Date(text.clone()));
    let overdue = args.today.iter().filter(|_| args.select.is_empty()).map(|_| OVERDUE.to_owned());
    Ok(Flags {
        choice: Choice {
            select: args.select.clone(),
            extend: args.extend_select.iter().cloned().chain(overdue).collect(),
            ignore: args.ignore.clone(),
            ..Choice::default()
        },
        today: args.today.as_ref().map(day).transpose()?,
        fail_on: args.fail_on.map(Into::into),
        ..input_flags(&args.input)
    })
}

/// What the flags say that all commands have that read files.
pub(super) fn input_flags(input: &InputArgs) -> Flags {
    let InputArgs { kind, lang, max_file_size, .. } = input;
    Flags { kind: kind.clone(), lang: *lang, max_file_size: *max_file_size, ..Flags::default() }
}
