//! `hegao check`.

use std::path::Path;

use super::args::{CheckArgs, Format, InputArgs, STDIN_NAME};
use super::files::{Task, task};
use super::output::{preview, show, stdin_names, tell, tell_foreign, tell_gone};
use super::progress::Progress;
use super::watch::watch;
use super::{Outcome, Refusal, locale};
use crate::baseline::{Baseline, Known};
use crate::cache::Cache;
use crate::check::{Checked, Mode, check_all};
use crate::fix::Level;
use crate::plan::{Flags, OVERDUE};
use crate::report::Results;
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
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| miette::miette!("{error}"))?;
    let mode = mode(args);
    let mut results = Results { foreign: found.foreign, troubles: found.troubles, ..Results::default() };
    let progress = Progress::new(files.len());
    let cached = !args.no_cache && mode == Mode::Check;
    let cache = cached.then(|| Cache::open(Path::new(""), files.len())).flatten();
    let all = pool.install(|| check_all(&files, mode, cache.as_ref(), || progress.step()));
    progress.finish();
    for result in all {
        match result {
            Ok(file) => results.checked.push(file),
            Err(trouble) => results.troubles.push(trouble),
        }
    }
    let lang = locale(args.input.lang.or_else(|| files.first().map(|(_, plan)| plan.checker.options.lang)));
    if let Some(path) = &args.write_baseline {
        return write_baseline(path, &results, lang);
    }
    let gone = hide_known(args, &mut results)?;
    let mut failing = results.checked.iter().any(Checked::fails);
    if let Mode::Preview(_) = mode {
        failing = preview(&results)?;
    } else {
        let stdin = stdin_names(files.iter().map(|(input, _)| input));
        let mended = matches!(mode, Mode::Fix(_) | Mode::Silence) && !stdin.is_empty();
        show(args, lang, &results, mended.then_some(stdin.as_slice()))?;
    }
    tell(&results.troubles);
    if !args.quiet {
        tell_foreign(&results, lang);
        tell_gone(&gone, lang);
        let dated = files.iter().any(|(_, plan)| plan.checker.options.today.is_some());
        idle_flags(args, dated).into_iter().for_each(|flag| tell_idle(flag, lang));
    }
    let empty = files.is_empty() && found.excluded == 0 && !args.allow_empty;
    if empty {
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
    Ok(if empty || !results.troubles.is_empty() {
        Outcome::Trouble
    } else if failing && !args.exit_zero {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Takes out what is known from before; what of it is there no more.
fn hide_known(args: &CheckArgs, results: &mut Results) -> miette::Result<Vec<Known>> {
    let Some(path) = &args.baseline else { return Ok(Vec::new()) };
    let failed = |error| miette::miette!("{}: {error} / 基线文件无法读取", path.display());
    let mut known = Baseline::read(path).map_err(failed)?;
    for checked in &mut results.checked {
        known.hide(&checked.source, &mut checked.findings);
    }
    Ok(known.gone(results.checked.iter().map(|checked| &checked.source)))
}

fn write_baseline(path: &Path, results: &Results, lang: Lang) -> miette::Result<Outcome> {
    let files = results.checked.iter().map(|checked| (&checked.source, checked.findings.as_slice()));
    let count =
        Baseline::write(path, files).map_err(|error| miette::miette!("{}: {error}", path.display()))?;
    eprintln!(
        "{}",
        match lang {
            Lang::Zh => format!("{}：记下{count}处已知问题", path.display()),
            Lang::En => format!("{}: {count} known finding(s) written", path.display()),
        }
    );
    tell(&results.troubles);
    Ok(if results.troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble })
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
