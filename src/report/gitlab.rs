//! GitLab's Code Quality report.

use std::io::{self, Write};

use serde_json::json;

use super::fingerprint::{Fingerprints, hash};
use super::list::List;
use super::place::Paths;
use super::{Output, Totals};
use crate::check::Checked;
use crate::rulebook::Severity;
use crate::visible::{Form, visible};

/// A list of findings, each with a fingerprint by which GitLab knows it again.
#[derive(Debug)]
pub struct Gitlab {
    paths: Paths,
    list: List,
}

impl Gitlab {
    /// Paths are told from the root of the repository.
    pub fn new(paths: Paths) -> Self {
        Self { paths, list: List::new("") }
    }
}

impl Output for Gitlab {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let source = &checked.source;
        let path = self.paths.plain(source.path());
        let mut fingerprints = Fingerprints::new(source, &self.paths);
        for finding in &checked.findings {
            let lines = [finding.span.start, finding.span.end].map(|at| source.position(at).line);
            let item = json!({
                "description": visible(&finding.message),
                "check_name": finding.rule,
                "fingerprint": fingerprints.of(finding),
                "severity": match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Advice => "minor",
                },
                "location": { "path": path, "lines": { "begin": lines[0], "end": lines[1] } },
            });
            self.list.item(&item, Some(Form::Json), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        for (index, trouble) in totals.troubles.iter().enumerate() {
            let path = self.paths.plain(trouble.path());
            let text = trouble.to_string();
            let item = json!({
                "description": visible(&text),
                "check_name": "unreadable",
                "fingerprint": format!("{:032x}", hash(&[&path, &text, &index.to_string()])),
                "severity": "blocker",
                "location": { "path": path, "lines": { "begin": 1 } },
            });
            self.list.item(&item, Some(Form::Json), out)?;
        }
        self.list.end(out)?;
        out.write_all(b"]\n")
    }
}
