//! `hegao config`: what holds for a file, and from where.

use std::fmt::Write;
use std::path::Path;

use super::args::ConfigArgs;
use super::{Outcome, locale, print_text};
use crate::config::{Configs, Entry, Held, schema};
use crate::plan::{Flags, Plan, Plans};
use crate::rulebook::Lang;

/// Keys whose values add up; of all others the last one holds.
const ADDING: [&str; 6] = ["exclude", "extend-select", "ignore", "phrases", "words", "labels"];
/// Keys that a later `select` makes void.
const CHOOSING: [&str; 3] = ["select", "extend-select", "ignore"];

pub(super) fn run(args: &ConfigArgs) -> miette::Result<Outcome> {
    if args.schema {
        print_text(&schema())?;
        return Ok(Outcome::Clean);
    }
    let lang = locale(args.lang);
    let configs = match &args.config {
        Some(path) => Configs::only(path)?,
        None => Configs::nearest(),
    };
    let file = if args.file.is_dir() { args.file.join("*.txt") } else { args.file.clone() };
    let mut plans = Plans::new(configs, Flags::default(), lang);
    let plan = plans.of(&file)?;
    let config = plans.config(&file)?;
    let held = config.as_ref().map(|config| config.held(&file)).unwrap_or_default();
    print_text(&text(&args.file, &held, &plan, lang))?;
    Ok(Outcome::Clean)
}

fn text(file: &Path, held: &[Held<'_>], plan: &Plan, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut text = format!("# {}\n", file.display());
    if held.is_empty() {
        text.push_str(if zh { "# 没有配置文件\n" } else { "# no configuration\n" });
    }
    let defaults = [
        ("fail-on", plan.fail_on.to_string()),
        ("lang", name(plan.checker.options.lang).to_owned()),
        ("max-file-size", plan.max_file_size.to_string()),
    ];
    let mut rows: Vec<(&str, &str, String)> = entries(held)
        .map(|(held, entry)| {
            (entry.key.as_str(), entry.value.as_str(), format!("{}:{}", held.file.path.display(), entry.line))
        })
        .collect();
    for (key, value) in &defaults {
        if !rows.iter().any(|(known, _, _)| known == key) {
            let value: &str = value;
            rows.push((key, value, (if zh { "默认" } else { "default" }).to_owned()));
        }
    }
    rows.sort_by_key(|(key, _, _)| *key);
    for (key, value, from) in rows {
        let quote = if from.contains(':') { "" } else { "\"" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{key} = {quote}{value}{quote}  # {from}");
    }
    let running =
        plan.checker.rulebook.pages.iter().filter(|page| plan.checker.selection.has(&page.name)).count();
    let silent: Vec<&str> = plan
        .checker
        .rulebook
        .pages
        .iter()
        .filter(|page| !plan.checker.selection.has(&page.name))
        .map(|page| page.name.as_str())
        .collect();
    let (all, silent) = (plan.checker.rulebook.pages.len(), silent.join(", "));
    let _ = if zh {
        writeln!(text, "# 共{all}条规则，运行{running}条；不运行：{silent}")
    } else {
        writeln!(text, "# {running} of {all} rules run; not: {silent}")
    };
    text
}

/// The settings that hold, in the order in which they were said.
fn entries<'h>(held: &'h [Held<'_>]) -> impl Iterator<Item = (&'h Held<'h>, &'h Entry)> {
    let all: Vec<(&Held<'_>, &Entry)> =
        held.iter().flat_map(|held| held.entries.iter().map(move |entry| (held, entry))).collect();
    let says = |held: &Held<'_>, key: &str| held.entries.iter().any(|entry| entry.key == key);
    let holds = {
        let all = all.clone();
        move |at: usize, entry: &Entry, origin| {
            let later = all[at + 1..].iter().filter(|(held, _)| held.origin != origin);
            let adding = ADDING.iter().any(|key| entry.key == *key || entry.key.starts_with("labels."));
            let said_again = later.clone().any(|(_, other)| other.key == entry.key);
            let chosen_anew =
                CHOOSING.contains(&entry.key.as_str()) && later.clone().any(|(held, _)| says(held, "select"));
            entry.key != "extend" && entry.key != "files" && !chosen_anew && (adding || !said_again)
        }
    };
    all.into_iter()
        .enumerate()
        .filter(move |(at, (held, entry))| holds(*at, entry, held.origin))
        .map(|(_, row)| row)
}

fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}
