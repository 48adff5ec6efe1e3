//! What hegao understood of a file, for people who wonder about a finding.

use std::fmt::Write;

use crate::analysis::Analysis;
use crate::chars::one_line;
use crate::item::Item;
use crate::rulebook::{Lang, Role};

/// Documents, sections and items of a file.
pub fn outline(model: &Analysis, lang: Lang) -> String {
    let mut text = String::new();
    let zh = lang == Lang::Zh;
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", model.source.path());
    for (number, (id, document)) in (1..).zip(model.documents.enumerate()) {
        let title = model.source.slice(document.title);
        let kind = document.kind().map_or(if zh { "文种不明" } else { "unknown kind" }, |kind| {
            if zh { &kind.zh } else { &kind.name }
        });
        let _ = writeln!(text, "  {number} {}  [{kind}]", shortened(title));
        for node in document.nodes(&model.outline).iter() {
            let depth = model.outline.ancestors(node).count();
            let span = model.outline.heading_span(&model.blocks.list, node);
            let line = model.source.position(span.start).line;
            let _ = writeln!(
                text,
                "{:>6} {}{}",
                line,
                "  ".repeat(depth + 1),
                shortened(model.source.slice(span))
            );
        }
        let items: Vec<&Item> = model.items.list.iter().filter(|item| item.document == id).collect();
        if !items.is_empty() {
            let _ = writeln!(text, "    {}", if zh { "整改事项：" } else { "items:" });
        }
        for item in items {
            write_item(&mut text, model, item, zh);
        }
    }
    text
}

fn write_item(text: &mut String, model: &Analysis, item: &Item, zh: bool) {
    let Some(place) = item.place() else { return };
    let line = model.source.position(place.start).line;
    let _ = writeln!(text, "{line:>6}   {}", shortened(model.source.slice(place)));
    let lang = if zh { Lang::Zh } else { Lang::En };
    for role in [Role::Goal, Role::Measure, Role::Deadline, Role::Owner, Role::Result] {
        for field in item.of(role) {
            let name = role.word(lang);
            let value =
                if field.is_empty() { if zh { "（空）" } else { "(empty)" } } else { field.text.as_str() };
            let _ = writeln!(text, "           {name}: {}", shortened(value));
        }
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 48;
    let flat = one_line(text);
    if flat.chars().count() <= MOST {
        return flat;
    }
    format!("{}…", flat.chars().take(MOST).collect::<String>())
}
