//! The report for people: miette diagnostics and a line that sums up.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as Level, SourceCode,
    ThemeCharacters,
};

use super::snippet::Snippet;
use super::{Counts, Look, Output, Totals};
use crate::check::Checked;
use crate::finding::{Finding, Fix};
use crate::rule::quoted;
use crate::rulebook::{Lang, Severity};
use crate::source::Source;
use crate::visible::{Form, visible};

/// A finding as miette shows it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    snippet: Snippet,
    help: String,
    lang: Lang,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gap = if self.lang == Lang::Zh { "：" } else { ": " };
        write!(f, "{}{gap}{}", self.finding.severity.word(self.lang), visible(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("hegao::{}", self.finding.rule)))
    }

    fn severity(&self) -> Option<Level> {
        Some(match self.finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Advice => Level::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_with_span(Some(here(self.lang).to_owned()), self.snippet.span);
        Some(Box::new(std::iter::once(label)))
    }
}

/// All findings, one after another, as miette's diagnostics.
pub struct Human {
    look: Look,
    summary: bool,
    handler: GraphicalReportHandler,
}

impl Human {
    /// With a last line that sums up, or without.
    pub fn new(look: Look, summary: bool) -> Self {
        let mut theme =
            if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        if look.ascii {
            theme.characters = ThemeCharacters::ascii();
        }
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(look.width)
            .with_context_lines(0)
            .with_links(false);
        Self { look, summary, handler }
    }
}

impl Output for Human {
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let Look { lang, width, .. } = self.look;
        for finding in &checked.findings {
            let shown = Shown {
                finding,
                snippet: Snippet::new(&checked.source, finding.span, width),
                help: Form::Plain.show(&help(&checked.source, finding, lang)),
                lang,
            };
            let mut text = String::new();
            self.handler.render_report(&mut text, &shown).map_err(io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let summary = if self.summary { summary(&totals.counts, self.look.lang) } else { String::new() };
        out.write_all(summary.as_bytes())
    }
}

fn here(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "这里",
        Lang::En => "here",
    }
}

/// The help, where the places are that belong to the finding, and what its fix does.
pub(super) fn help(source: &Source, finding: &Finding, lang: Lang) -> String {
    let mut help = finding.help.clone();
    for related in &finding.related {
        let place = source.position(related.span.start);
        help.push_str(&match lang {
            Lang::Zh => format!("\n{}：第{}行第{}列", related.message, place.line, place.column),
            Lang::En => format!("\n{}: line {}, column {}", related.message, place.line, place.column),
        });
    }
    if let Some(fix) = &finding.fix {
        help.push('\n');
        help.push_str(&cure(source, fix, lang));
    }
    help
}

/// What a fix does, and which flags make it.
fn cure(source: &Source, fix: &Fix, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
    let what = match fix.edits.as_slice() {
        [edit] => {
            let (old, new) = (shown(source.slice(edit.span)), shown(&edit.text));
            match (old.is_empty(), new.is_empty()) {
                (false, true) if zh => format!("删去“{old}”"),
                (false, true) => format!("take out “{old}”"),
                (true, _) if zh => format!("添上“{new}”"),
                (true, _) => format!("put in “{new}”"),
                _ => format!("“{old}” → “{new}”"),
            }
        }
        edits if zh => format!("共改{}处", edits.len()),
        edits => format!("{} changes", edits.len()),
    };
    if zh { format!("{flags}：{what}") } else { format!("{flags}: {what}") }
}

/// A text as one line that shows all its characters.
fn shown(text: &str) -> String {
    visible(&quoted(text))
}

fn fixed(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("修复了{count}处。"),
        (_, Lang::En) => format!("Fixed {count}. "),
    }
}

/// The line that sums up.
pub fn summary(counts: &Counts, lang: Lang) -> String {
    let Counts { files, error, warning, advice, unreadable: failed, fixed: made } = *counts;
    fixed(made, lang)
        + &match lang {
            Lang::Zh if files + failed == 0 => "没有检查任何文件。\n".to_owned(),
            Lang::En if files + failed == 0 => "No file was checked.\n".to_owned(),
            Lang::Zh if error + warning + advice == 0 && failed == 0 => {
                format!("检查了{files}个文件，没有发现问题。\n")
            }
            Lang::Zh => {
                let unread =
                    if failed > 0 { format!("，另有{failed}处无法读取") } else { String::new() };
                format!("检查了{files}个文件：{error}处错误，{warning}处警告，{advice}处建议{unread}。\n")
            }
            Lang::En => {
                let unread = if failed > 0 { format!(", {failed} not readable") } else { String::new() };
                format!(
                    "Checked {files} file(s): {error} error(s), {warning} warning(s), {advice} advice{unread}.\n"
                )
            }
        }
}
