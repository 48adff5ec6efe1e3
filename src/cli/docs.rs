//! `hegao docs`: the rule pages as a manual, one file a rule.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::explain::text;
use super::{Outcome, print};
use crate::rulebook::{Lang, Page, Rulebook};

/// Writes `README.md` with the index and a file for each rule.
pub(super) fn run(folder: &Path, lang: Lang, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| miette::miette!("{}: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| miette::miette!("{}: {error}", folder.display()))?;
    let mut pages: Vec<&Page> = rulebook.pages.iter().collect();
    pages.sort_by_key(|page| (&page.group, &page.name));
    write("README.md", &index(&pages))?;
    for page in &pages {
        let text = format!(
            "# {}\n\n```text\n{}```\n\n```text\n{}```\n",
            page.name,
            text(page, Lang::Zh),
            text(page, Lang::En)
        );
        write(&format!("{}.md", page.name), &text)?;
    }
    let count = pages.len();
    print(&match lang {
        Lang::Zh => format!("已写入{count}条规则的说明\n"),
        Lang::En => format!("wrote {count} page(s)\n"),
    })?;
    Ok(Outcome::Clean)
}

fn index(pages: &[&Page]) -> String {
    let mut text = String::from("# Rules 规则\n\nMade by `hegao docs`. 由`hegao docs`生成。\n");
    let mut group = "";
    for page in pages {
        // Writing to a string cannot fail.
        if page.group != group {
            group = &page.group;
            let _ = writeln!(text, "\n## {group}\n\n| rule 规则 | severity 级别 | |\n| --- | --- | --- |");
        }
        let (zh, en) = (&page.texts(Lang::Zh).title, &page.texts(Lang::En).title);
        let (severity, star) = (page.severity, if page.off { " \\*" } else { "" });
        let _ = writeln!(text, "| [{name}]({name}.md){star} | {severity} | {zh}; {en} |", name = page.name);
    }
    text
}
