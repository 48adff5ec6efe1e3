//! How results are shown.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::args::{CheckArgs, Format};
use super::progress::Progress;
use super::sink::Sink;
use super::terminal::{is_dumb, look};
use crate::baseline::Known;
use crate::check::{Checked, Mode};
use crate::files::Input;
use crate::plan::Plan;
use crate::report::{
    Checkstyle, Concise, Github, Gitlab, Html, Human, Json, Junit, Look, Ndjson, Output, Patch, Paths, Sarif,
    Statistics, Totals,
};
use crate::rule::quoted;
use crate::rulebook::{Lang, Rulebook};
use crate::trouble::Trouble;
use crate::visible::Form;

/// What a report is about.
pub(super) struct About<'f> {
    pub mode: Mode,
    pub lang: Lang,
    pub files: &'f [(Input, Arc<Plan>)],
}

/// The report, written while the files are checked: on standard output, on
/// standard error when standard output is for the mended text, or in a file.
pub(super) struct Reporter<'p> {
    output: Box<dyn Output>,
    /// Counts by rule that are told on standard error as well.
    statistics: Option<Statistics>,
    sink: BufWriter<Sink<'p>>,
    /// What first went wrong in writing.
    failure: Option<io::Error>,
}

impl<'p> Reporter<'p> {
    /// The report that the flags ask for; `aside` when standard output is taken.
    pub fn new(args: &CheckArgs, run: &About<'_>, aside: bool, progress: &'p Progress) -> Self {
        let About { mode, lang, files } = *run;
        let preview = matches!(mode, Mode::Preview(_));
        let sink = match &args.output_file {
            Some(path) if !preview => Sink::file(path),
            _ if aside => Sink::stderr(progress, form(args, preview)),
            _ => Sink::stdout(progress, form(args, preview)),
        };
        let look = look(lang, args.color, sink.is_terminal());
        let output: Box<dyn Output> = if preview { Box::new(Patch) } else { output(args, look, files) };
        let counted = args.statistics && !args.format.is_for_people() && !preview;
        let mut reporter = Self {
            output,
            statistics: counted.then(|| Statistics::new(lang, false)),
            sink: BufWriter::new(sink),
            failure: None,
        };
        reporter.write(|output, out| output.start(out));
        reporter
    }

    /// Writes, unless something went wrong before.
    fn write(&mut self, act: impl FnOnce(&mut dyn Output, &mut dyn Write) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = act(self.output.as_mut(), &mut self.sink).err();
        }
    }

    /// Writes the findings of a file; at once where someone reads along.
    pub fn file(&mut self, checked: &Checked) {
        self.write(|output, out| output.file(checked, out));
        if self.sink.get_ref().is_terminal() && !checked.findings.is_empty() {
            self.write(|_, out| out.flush());
        }
        if let Some(statistics) = &mut self.statistics {
            // Counting writes nothing.
            let _ = statistics.file(checked, &mut io::sink());
        }
    }

    /// Writes what comes last.
    ///
    /// # Errors
    /// When the report could not be written.
    pub fn finish(mut self, totals: &Totals) -> miette::Result<()> {
        self.write(|output, out| output.finish(totals, out));
        let name = self.sink.get_ref().name();
        let finish = |sink: BufWriter<Sink<'p>>| sink.into_inner()?.finish();
        let written = self.failure.map_or_else(|| finish(self.sink), Err);
        written.map_err(|error| miette::miette!("{name}: {error}"))?;
        if let Some(mut statistics) = self.statistics {
            // Where standard error is closed there is no one to tell.
            let _ = statistics.finish(totals, &mut io::stderr());
        }
        Ok(())
    }
}

/// How what must not reach a terminal is written out; a patch is data.
fn form(args: &CheckArgs, preview: bool) -> Option<Form> {
    match args.format {
        _ if preview => None,
        Format::Human if !args.statistics => Some(Form::Styled),
        Format::Human | Format::Concise | Format::Github => Some(Form::Plain),
        Format::Json | Format::Ndjson | Format::Sarif | Format::Gitlab => Some(Form::Json),
        Format::Junit | Format::Checkstyle | Format::Html => Some(Form::Markup),
    }
}

/// The format that the flags ask for.
fn output(args: &CheckArgs, look: Look, files: &[(Input, Arc<Plan>)]) -> Box<dyn Output> {
    let (lang, summary) = (look.lang, !args.quiet);
    match args.format {
        Format::Human | Format::Concise if args.statistics => Box::new(Statistics::new(lang, summary)),
        Format::Human => Box::new(Human::new(look, summary)),
        Format::Concise => Box::new(Concise { lang, summary }),
        Format::Json => Box::new(Json::default()),
        Format::Ndjson => Box::new(Ndjson),
        Format::Sarif => Box::new(Sarif::new(paths(), rulebooks(files), lang)),
        Format::Github => Box::new(Github { paths: paths() }),
        Format::Gitlab => Box::new(Gitlab::new(paths())),
        Format::Junit => Box::new(Junit),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Html => Box::new(Html::new(rulebooks(files), lang)),
    }
}

/// Paths are told from the working folder, which is the repository's root where CI
/// runs.
fn paths() -> Paths {
    Paths::from(std::env::current_dir().unwrap_or_default())
}

/// The rules that the files are checked by, each rulebook once.
fn rulebooks(files: &[(Input, Arc<Plan>)]) -> Vec<Arc<Rulebook>> {
    let mut rulebooks: Vec<Arc<Rulebook>> = Vec::new();
    for (_, plan) in files {
        if !rulebooks.iter().any(|known| Arc::ptr_eq(known, &plan.checker.rulebook)) {
            rulebooks.push(plan.checker.rulebook.clone());
        }
    }
    rulebooks
}

/// Names the documents that hegao cannot read, and how to make it so.
pub(super) fn tell_foreign(foreign: &[PathBuf], lang: Lang) {
    const MOST: usize = 5;
    let count = foreign.len();
    if count == 0 {
        return;
    }
    let names: Vec<String> = foreign.iter().take(MOST).map(|path| path.display().to_string()).collect();
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
