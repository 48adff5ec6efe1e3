//! Sections that an office's own rules require or forbid.

use super::report::quoted;
use super::{Context, Found, Report};
use crate::document::Document;
use crate::outline::NodeId;
use crate::rulebook::SectionRule;

/// Reports documents without a required section, at their title, and forbidden
/// sections, at their heading.
pub(super) fn check(context: &Context<'_>, rule: &SectionRule, report: &mut Report<'_>) {
    let model = context.model;
    for document in model.documents.iter().filter(|document| is_meant(document, rule)) {
        let title = quoted(model.source.slice(document.title));
        let named = |node: &NodeId| rule.names(model.parts().title(*node));
        let mut nodes = document.nodes(&model.outline).iter().filter(named);
        if rule.required && nodes.next().is_none() {
            report.add(Found::at(document.title).with("text", title));
        } else if !rule.required {
            for node in nodes {
                let span = model.parts().heading_span(node);
                report.add(Found::at(span).with("text", quoted(model.source.slice(span))));
            }
        }
    }
}

fn is_meant(document: &Document, rule: &SectionRule) -> bool {
    let named = |name: &String| document.kind().is_some_and(|kind| kind.name == *name || kind.zh == *name);
    rule.documents.is_empty() || rule.documents.iter().any(named)
}
