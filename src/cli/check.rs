//! `hegao check`.

use super::args::{CheckArgs, InputArgs};
use super::files::{Task, task};
use super::output::{preview, show, stdin_names, tell};
use super::{Outcome, Refusal, locale};
use crate::check::{Mode, check_all};
use crate::fix::Level;
use crate::plan::{Flags, OVERDUE};
use crate::report::Results;
use crate::rule::{Choice, Date};

pub(super) fn run(args: &CheckArgs) -> miette::Result<Outcome> {
    let Task { files, found } = task(&args.input, flags(args)?)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| miette::miette!("{error}"))?;
    let mode = mode(args);
    let mut results = Results { checked: Vec::new(), troubles: found.troubles };
    let mut failing = false;
    let all = pool.install(|| check_all(&files, mode));
    for ((_, plan), result) in files.iter().zip(all) {
        match result {
            Ok(file) => {
                failing |= file.findings.iter().any(|finding| finding.severity >= plan.fail_on);
                results.checked.push(file);
            }
            Err(trouble) => results.troubles.push(trouble),
        }
    }
    if let Mode::Preview(_) = mode {
        failing = preview(&results)?;
    } else {
        let lang = locale(args.input.lang.or_else(|| files.first().map(|(_, plan)| plan.options.lang)));
        let stdin = stdin_names(files.iter().map(|(input, _)| input));
        let mended = matches!(mode, Mode::Fix(_)) && !stdin.is_empty();
        show(args, lang, &results, mended.then_some(stdin.as_slice()))?;
    }
    tell(&results.troubles);
    Ok(if !results.troubles.is_empty() {
        Outcome::Trouble
    } else if failing && !args.exit_zero {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn mode(args: &CheckArgs) -> Mode {
    let level = if args.unsafe_fixes { Level::Unsafe } else { Level::Safe };
    match (args.diff, args.fix) {
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
    Flags { kind: input.kind.clone(), lang: input.lang, ..Flags::default() }
}
