//! `hegao outline`.

use super::args::{OutlineArgs, OutlineFormat};
use super::check::input_flags;
use super::files::{Task, task};
use super::output::tell;
use super::{Outcome, print_json, print_text};
use crate::file_outline::file_outline;
use crate::report::outline;

pub(super) fn run(args: &OutlineArgs) -> miette::Result<Outcome> {
    let Task { files, found } = task(&args.input, input_flags(&args.input))?;
    let mut troubles = found.troubles;
    let mut outlines = Vec::new();
    for (file, plan) in &files {
        let read = file.read(plan.max_file_size).and_then(|source| Ok((plan.for_source(&source)?, source)));
        let (plan, source) = match read {
            Ok(read) => read,
            Err(trouble) => {
                troubles.push(trouble);
                continue;
            }
        };
        let analysis = plan.checker.analyse(&source);
        match args.format {
            OutlineFormat::Json => outlines.push(file_outline(&analysis)),
            OutlineFormat::Human => print_text(&outline(&analysis, plan.checker.options.lang))?,
        }
    }
    if args.format == OutlineFormat::Json {
        let text = serde_json::to_string_pretty(&serde_json::json!({ "version": 1, "files": outlines }));
        print_json(&format!("{}\n", text.unwrap_or_default()))?;
    }
    tell(&troubles);
    Ok(if troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble })
}
