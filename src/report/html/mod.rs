//! One page for people: a summary, filters, and each document with its findings
//! marked in place. It needs no script and fetches nothing.

mod marked;
mod page;

use std::io::{self, Seek, Write};
use std::sync::Arc;

use tempfile::SpooledTempFile;

use super::human::help;
use super::rules::Rules;
use super::{Counts, Output, Totals};
use crate::check::Checked;
use crate::finding::Finding;
use crate::rulebook::{Lang, Rulebook};
use crate::source::Source;
use marked::{Marks, class, escaped, shown_lines};
use page::Words;

/// So much of the documents is kept in memory; more is kept on disk.
const IN_MEMORY: usize = 1 << 20;

/// The page. Its documents wait in a file of their own, since the summary that
/// stands before them is known last.
#[derive(Debug)]
pub struct Html {
    rules: Rules,
    /// How often each rule has found something.
    found: Vec<usize>,
    documents: Vec<Document>,
    spool: SpooledTempFile,
}

/// What the page's table of files holds of one.
#[derive(Debug)]
struct Document {
    path: String,
    counts: Counts,
    /// The classes of its findings: severities and rules.
    classes: String,
}

impl Html {
    /// What rules are called is read in these rulebooks.
    pub fn new(rulebooks: Vec<Arc<Rulebook>>, lang: Lang) -> Self {
        Self {
            rules: Rules::new(rulebooks, lang),
            found: Vec::new(),
            documents: Vec::new(),
            spool: SpooledTempFile::new(IN_MEMORY),
        }
    }

    /// The numbers of the findings' rules.
    fn numbers(&mut self, findings: &[Finding]) -> Vec<usize> {
        let numbers: Vec<usize> = findings.iter().map(|finding| self.rules.number(&finding.rule)).collect();
        for &number in &numbers {
            self.found.resize(self.found.len().max(number + 1), 0);
            self.found[number] += 1;
        }
        numbers
    }
}

impl Output for Html {
    fn file(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let numbers = self.numbers(&checked.findings);
        let mut counts = Counts::default();
        counts.add(checked);
        let mut classes: Vec<String> = numbers.iter().map(|number| format!("r{number}")).collect();
        classes.extend(checked.findings.iter().map(|finding| class(finding.severity).to_owned()));
        classes.sort_unstable();
        classes.dedup();
        let document =
            Document { path: checked.source.path().to_owned(), counts, classes: classes.join(" ") };
        let words = Words::of(self.rules.lang);
        write!(self.spool, "{}", page::document_head(&document, self.documents.len(), words))?;
        self.documents.push(document);
        let body = Body { checked, numbers: &numbers, words, lang: self.rules.lang };
        body.write(&mut self.spool)?;
        self.spool.write_all(b"</div></section>\n")
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        page::write_head(&self.rules, &self.found, &self.documents, totals, out)?;
        self.spool.rewind()?;
        io::copy(&mut self.spool, out)?;
        out.write_all(b"</main>\n</body>\n</html>\n")
    }
}

/// A document's lines with their findings.
struct Body<'c> {
    checked: &'c Checked,
    numbers: &'c [usize],
    words: &'c Words,
    lang: Lang,
}

impl Body<'_> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (source, findings) = (&self.checked.source, &self.checked.findings);
        let mut marks = Marks::new(findings, self.numbers);
        let mut last = 0;
        for range in shown_lines(source, findings) {
            if range.start > last {
                writeln!(out, "<div class=\"cut\">{}</div>", self.words.left_out(range.start - last))?;
            }
            last = range.end;
            for line in range {
                let (start, end) = ends(source, line);
                let (html, started) = marks.line(source, start..end);
                writeln!(out, "<div class=\"l\" data-n=\"{}\">{html}</div>", line + 1)?;
                for index in started {
                    self.note(index, out)?;
                }
            }
        }
        Ok(())
    }

    /// What is wrong, and what to do.
    fn note(&self, index: usize, out: &mut impl Write) -> io::Result<()> {
        let finding = &self.checked.findings[index];
        let help = help(&self.checked.source, finding, self.lang);
        let help: Vec<String> = help.split('\n').map(escaped).collect();
        writeln!(
            out,
            "<aside class=\"note {severity} r{rule}\"><b>{number}</b><div><p><strong>{word}</strong> {message} <code>{name}</code></p><p class=\"help\">{help}</p></div></aside>",
            severity = class(finding.severity),
            rule = self.numbers[index],
            number = index + 1,
            word = finding.severity.word(self.lang),
            message = escaped(&finding.message),
            name = escaped(&finding.rule),
            help = help.join("<br>")
        )
    }
}

/// Where a 0-based line starts and where its text ends.
fn ends(source: &Source, line: usize) -> (usize, usize) {
    let (start, end) = (source.lines().start(line), source.lines().end(line));
    (start, start + source.text()[start..end].trim_end_matches(['\r', '\n']).len())
}
