//! missing-owner.

use super::tell_empty;
use crate::item::Item;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;

/// An item for which nobody answers, at its problem; or an owner that was left
/// empty, at its label or cell.
pub(in crate::rule) fn missing_owner(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    tell_empty(context, report, Role::Owner);
    let named = report.page().words("named");
    for item in &model.items.list {
        let document = model.document(item);
        let Some(kind) = document.kind.filter(|kind| kind.needs(Role::Owner)) else {
            continue;
        };
        let title = model.source.slice(document.title);
        if item.of(Role::Owner).next().is_some() || kind.is_personal(title) || is_told(context, item, &named)
        {
            continue;
        }
        if let Some(span) = item.place() {
            report.add(Found::at(span).with("problem", quoted(model.source.slice(span))));
        }
    }
}

/// Whether the item's text or a title above it says who answers for it, or the
/// introduction says that the document is one person's.
fn is_told(context: &Context<'_>, item: &Item, named: &[String]) -> bool {
    let model = context.model;
    let tells = |text: &str| named.iter().any(|word| text.contains(word));
    let document = model.document(item);
    let body =
        document.segments.clone().take_while(|&segment| model.outline.segments[segment].node.is_none());
    let intro = body
        .map(|segment| model.parts().text(segment))
        .any(|text| document.kind.is_some_and(|kind| kind.is_personal(text)));
    let Some(node) = item.node else { return intro };
    let titled =
        model.outline.ancestors(node).any(|above| tells(model.outline.title(&model.blocks.list, above)));
    let entry = &model.outline.nodes[node];
    intro || titled || (entry.segment..entry.end).any(|segment| tells(model.parts().text(segment)))
}
