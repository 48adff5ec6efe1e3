//! Checkstyle's XML.

use std::io::{self, Write};

use super::xml::{HEAD, xml};
use super::{Output, Totals};
use crate::check::Checked;
use crate::rulebook::Severity;

/// An element for each file that has findings.
#[derive(Debug, Default)]
pub struct Checkstyle;

impl Output for Checkstyle {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEAD)?;
        out.write_all(b"<checkstyle version=\"4.3\">\n")
    }

    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "  <file name=\"{}\">", xml(checked.source.path()))?;
        for finding in &checked.findings {
            let place = checked.source.position(finding.span.start);
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "info",
            };
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"hegao.{}\"/>",
                place.line,
                place.column,
                xml(&finding.message),
                xml(&finding.rule)
            )?;
        }
        out.write_all(b"  </file>\n")
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        for trouble in &totals.troubles {
            let (path, message) = (xml(trouble.path()), xml(&trouble.to_string()));
            writeln!(
                out,
                "  <file name=\"{path}\">\n    <error severity=\"error\" message=\"{message}\" source=\"hegao\"/>\n  </file>"
            )?;
        }
        out.write_all(b"</checkstyle>\n")
    }
}
