//! SARIF 2.1.0, the OASIS standard for results of static analysis.

mod form;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use form::{
    ArtifactChange, ArtifactLocation, Configuration, Driver, Fix, Invocation, Level, Location, Message,
    Notification, PhysicalLocation, Properties, Region, Replacement, Result, Rule, Tool,
};

use super::fingerprint::Fingerprints;
use super::list::List;
use super::place::{Paths, Utf16};
use super::rules::Rules;
use super::{Output, Totals};
use crate::check::Checked;
use crate::finding::{self, Finding};
use crate::rulebook::{Lang, Page, Rulebook};
use crate::source::Span;
use crate::visible::{Form, visible};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One log with one run. The results come first, since they are written while the
/// files are checked; what is known only at the end comes after.
#[derive(Debug)]
pub struct Sarif {
    paths: Paths,
    rules: Rules,
    list: List,
}

impl Sarif {
    /// Paths are told from the root of the repository; what rules are is read in
    /// these rulebooks.
    pub fn new(paths: Paths, rulebooks: Vec<Arc<Rulebook>>, lang: Lang) -> Self {
        Self { paths, rules: Rules::new(rulebooks, lang), list: List::new("      ") }
    }
}

impl Output for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {{\n      \"columnKind\": \"utf16CodeUnits\",\n      \"newlineSequences\": [\"\\r\\n\", \"\\n\", \"\\r\"],\n      \"results\": ["
        )
    }

    fn file(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let source = &checked.source;
        let file =
            File { uri: self.paths.uri(source.path()), places: Utf16::new(source), lang: self.rules.lang };
        let mut fingerprints = Fingerprints::new(source, &self.paths);
        for finding in &checked.findings {
            let number = self.rules.number(&finding.rule);
            let result = file.result(finding, number, fingerprints.of(finding));
            self.list.item(&result, Some(Form::Json), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        self.list.end(out)?;
        let rules = self.rules.named().map(|(name, page)| rule(name, page, self.rules.lang)).collect();
        let driver = Driver {
            name: "hegao",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            language: match self.rules.lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en-US",
            },
            rules,
        };
        let notifications = totals.troubles.iter().map(|trouble| Notification {
            level: Level::Error,
            message: message(&trouble.to_string()),
            locations: [location(self.paths.uri(trouble.path()), None)],
        });
        let invocation = Invocation {
            execution_successful: totals.troubles.is_empty(),
            tool_execution_notifications: notifications.collect(),
        };
        let mut tail = List::new("    ");
        let (mut tool, mut invocations) = (Vec::new(), Vec::new());
        tail.item(&Tool { driver }, Some(Form::Json), &mut tool)?;
        tail.item(&[invocation], Some(Form::Json), &mut invocations)?;
        let (tool, invocations) = (String::from_utf8_lossy(&tool), String::from_utf8_lossy(&invocations));
        writeln!(
            out,
            "],\n      \"tool\": {},\n      \"invocations\": {}\n    }}\n  ]\n}}",
            tool.trim_start(),
            invocations.trim_start_matches(',').trim_start()
        )
    }
}

/// What all results of a file share.
struct File<'s> {
    uri: String,
    places: Utf16<'s>,
    lang: Lang,
}

impl File<'_> {
    fn result<'f>(&self, finding: &'f Finding, rule_index: usize, fingerprint: String) -> Result<'f> {
        let related = finding.related.iter().enumerate().map(|(index, related)| {
            let mut place = location(self.uri.clone(), Some(self.region(related.span)));
            (place.id, place.message) = (Some(index + 1), Some(message(&related.message)));
            place
        });
        Result {
            rule_id: &finding.rule,
            rule_index,
            level: finding.severity.into(),
            message: message(&format!("{}\n{}", finding.message, finding.help)),
            locations: [location(self.uri.clone(), Some(self.region(finding.span)))],
            related_locations: related.collect(),
            fixes: finding.fix.iter().map(|fix| self.fix(fix, &finding.help)).collect(),
            partial_fingerprints: BTreeMap::from([("hegao/v1", fingerprint)]),
        }
    }

    fn fix<'f>(&self, fix: &'f finding::Fix, help: &str) -> Fix<'f> {
        let safe = match (fix.safe, self.lang) {
            (true, _) => "",
            (false, Lang::Zh) => "（请先核对）",
            (false, Lang::En) => " (look at it first)",
        };
        let replacement = |edit: &'f finding::Edit| Replacement {
            deleted_region: self.region(edit.span),
            inserted_content: Message { text: edit.text.as_str().into() },
        };
        Fix {
            description: message(&format!("{help}{safe}")),
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation { uri: self.uri.clone() },
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
        }
    }

    fn region(&self, span: Span) -> Region {
        let [(start_line, start_column), (end_line, end_column)] = self.places.ends(span);
        Region { start_line, start_column, end_line, end_column }
    }
}

fn location(uri: String, region: Option<Region>) -> Location {
    let physical_location = PhysicalLocation { artifact_location: ArtifactLocation { uri }, region };
    Location { id: None, physical_location, message: None }
}

/// A text as a message: braces would stand for arguments, and `[…](…)` for a link.
fn message(text: &str) -> Message<'static> {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    let text = lines.join("\n").replace('{', "{{").replace('}', "}}").replace("](", "] (");
    Message { text: text.into() }
}

fn rule<'p>(name: &'p str, page: Option<&'p Page>, lang: Lang) -> Rule<'p> {
    let Some(page) = page else { return Rule { id: name, ..Rule::default() } };
    let why = message(page.why(lang));
    Rule {
        id: name,
        short_description: Some(message(&page.texts(lang).title)),
        full_description: Some(message(page.why(lang).split("\n\n").next().unwrap_or_default())),
        help: Some(why),
        default_configuration: Some(Configuration { enabled: !page.off, level: page.severity.into() }),
        properties: Some(Properties { tags: [&page.group] }),
    }
}
