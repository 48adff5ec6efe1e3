//! Workflow commands, from which GitHub makes annotations.

use std::io::{self, Write};

use super::place::Paths;
use super::{Output, Totals};
use crate::check::Checked;
use crate::rulebook::Severity;
use crate::visible::visible;

/// `::error file=…,line=…::message`, one line a finding.
#[derive(Debug)]
pub struct Github {
    /// How paths are told: from the root of the repository.
    pub paths: Paths,
}

impl Output for Github {
    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let path = property(&self.paths.plain(checked.source.path()));
        for finding in &checked.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "notice",
            };
            let start = checked.source.position(finding.span.start);
            let end = checked.source.position(finding.span.end);
            // Columns are for places within one line only.
            let columns = match start.line == end.line {
                true => format!(",col={},endColumn={}", start.column, end.column),
                false => String::new(),
            };
            let title = property(&format!("hegao {}", finding.rule));
            let message = data(&format!("{}\n{}", finding.message, finding.help));
            writeln!(
                out,
                "::{command} file={path},line={},endLine={}{columns},title={title}::{message}",
                start.line, end.line
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        for trouble in &totals.troubles {
            let path = property(&self.paths.plain(trouble.path()));
            writeln!(out, "::error file={path},title=hegao::{}", data(&trouble.to_string()))?;
        }
        Ok(())
    }
}

/// A text as the message of a command: nothing in it ends the line.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A text as the value of a property: nothing in it ends the value either.
fn property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(data("100%\n::error::x"), "100%25%0A::error::x");
        assert_eq!(property("a,b:c%\n::d"), "a%2Cb%3Ac%25<U+000A>%3A%3Ad");
        assert!(!data("\u{1B}[31m\r").contains(['\u{1B}', '\r']));
    }
}
