//! JUnit's XML, which nearly every CI server shows.

use std::io::{self, Write};

use super::xml::{HEAD, xml};
use super::{Output, Totals};
use crate::check::Checked;
use crate::finding::Finding;

/// A suite for each file and a case for each finding. A finding fails its case if
/// it is grave enough to fail the run; a file without any has one case that passes.
#[derive(Debug, Default)]
pub struct Junit;

impl Output for Junit {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEAD)?;
        out.write_all(b"<testsuites name=\"hegao\">\n")
    }

    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let path = xml(checked.source.path());
        let failures = checked.findings.iter().filter(|finding| finding.severity >= checked.fail_on).count();
        let tests = checked.findings.len().max(1);
        writeln!(out, "{}", suite(&path, tests, failures, 0))?;
        if checked.findings.is_empty() {
            writeln!(out, "    <testcase name=\"hegao\" classname=\"{path}\" file=\"{path}\"/>")?;
        }
        for finding in &checked.findings {
            write_case(checked, finding, &path, out)?;
        }
        out.write_all(b"  </testsuite>\n")
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        for trouble in &totals.troubles {
            let (path, message) = (xml(trouble.path()), xml(&trouble.to_string()));
            writeln!(out, "{}", suite(&path, 1, 0, 1))?;
            writeln!(
                out,
                "    <testcase name=\"hegao\" classname=\"{path}\" file=\"{path}\">\n      <error type=\"unreadable\" message=\"{message}\"/>\n    </testcase>\n  </testsuite>"
            )?;
        }
        out.write_all(b"</testsuites>\n")
    }
}

fn suite(path: &str, tests: usize, failures: usize, errors: usize) -> String {
    format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">"
    )
}

fn write_case(checked: &Checked, finding: &Finding, path: &str, out: &mut dyn Write) -> io::Result<()> {
    let place = checked.source.position(finding.span.start);
    let (rule, message) = (xml(&finding.rule), xml(&finding.message));
    let (line, column) = (place.line, place.column);
    writeln!(
        out,
        "    <testcase name=\"{rule} {line}:{column}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">"
    )?;
    let (place, help) = (format!("{path}:{line}:{column}"), xml(&finding.help));
    if finding.severity >= checked.fail_on {
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{message}\">{place}\n{message}\n{help}</failure>",
            finding.severity
        )?;
    } else {
        writeln!(out, "      <system-out>{place}\n{message}\n{help}</system-out>")?;
    }
    out.write_all(b"    </testcase>\n")
}
