//! missing-owner.

use std::collections::HashMap;

use super::tell_empty;
use crate::chars::is_han;
use crate::document::{Document, DocumentId};
use crate::item::Item;
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;
use crate::signs;

/// An item for which nobody answers, at its problem; or an owner that was left
/// empty, at its label or cell.
pub(in crate::rule) fn missing_owner(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    tell_empty(context, report, Role::Owner);
    let page = report.page();
    let words = page.derived(|page| Words { named: page.words("named"), doers: page.words("doers") });
    let mut personal: HashMap<DocumentId, bool> = HashMap::new();
    for item in &model.items.list {
        let document = model.document(item);
        let Some(kind) = document.kind().filter(|kind| kind.needs(Role::Owner)) else {
            continue;
        };
        let title = model.source.slice(document.title);
        if item.of(Role::Owner).next().is_some() || kind.is_personal(title) || is_told(context, item, words) {
            continue;
        }
        if *personal.entry(item.document).or_insert_with(|| is_introduced(context, document)) {
            continue;
        }
        if let Some(span) = item.place() {
            report.add(Found::at(span).with("problem", quoted(model.source.slice(span))));
        }
    }
}

/// What names who answers for an item, outside of a field for it.
struct Words {
    named: Vec<String>,
    /// How the name of an office or a post ends.
    doers: Vec<String>,
}

/// The longest name of an office that is looked at, in characters.
const LONGEST_NAME: usize = 10;

/// Whether a measure says by whom it is done: 由保卫科…….
fn names_doer(measure: &str, doers: &[String]) -> bool {
    measure.match_indices(signs::BY).any(|(at, by)| {
        let after = &measure[at + by.len()..];
        let name: String = after.chars().take(LONGEST_NAME).take_while(|c| is_han(*c)).collect();
        !name.starts_with(signs::BY_NOBODY) && doers.iter().any(|doer| name.contains(doer.as_str()))
    })
}

/// Whether the introduction says that the document is one person's.
fn is_introduced(context: &Context<'_>, document: &Document) -> bool {
    let model = context.model;
    let body = document.segments.iter().take_while(|&segment| model.outline.segments[segment].node.is_none());
    let mut texts = body.map(|segment| model.parts().text(segment));
    texts.any(|text| document.kind().is_some_and(|kind| kind.is_personal(text)))
}

/// Whether the item's text or a title above it says who answers for it.
fn is_told(context: &Context<'_>, item: &Item, words: &Words) -> bool {
    let model = context.model;
    let tells = |text: &str| words.named.iter().any(|word| text.contains(word));
    if item.of(Role::Measure).any(|measure| names_doer(&measure.text, &words.doers)) {
        return true;
    }
    let Some(node) = item.node else { return false };
    let titled =
        model.outline.ancestors(node).any(|above| tells(model.outline.title(&model.blocks.list, above)));
    let mut own = model.outline.nodes[node].segments().iter();
    titled || own.any(|segment| tells(model.parts().text(segment)))
}
