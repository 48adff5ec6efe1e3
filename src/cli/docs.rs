//! `hegao docs`: the rule pages as a manual, one file a rule.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::{Outcome, print_text};
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
        write(&format!("{}.md", page.name), &manual(page))?;
    }
    let count = pages.len();
    print_text(&match lang {
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

/// A rule's page, in both languages.
fn manual(page: &Page) -> String {
    let (zh, en) = (page.texts(Lang::Zh), page.texts(Lang::En));
    let mut text = format!("# {} {}\n\n{}\n\n", page.name, zh.title, en.title);
    let _ = write!(text, "{} · {} {}", page.group, page.severity, page.severity.word(Lang::Zh));
    if page.fixable {
        text.push_str(" · fixable 可修复");
    }
    if page.off {
        text.push_str(" · off by default 默认关闭");
    }
    let _ = writeln!(text, "\n\n{}\n\n{}", page.why(Lang::Zh), page.why(Lang::En));
    if !page.parameters().is_empty() {
        let _ = writeln!(
            text,
            "\n## Parameters 参数\n\n```toml\n[rules.{}]\n{}```",
            page.name,
            page.parameters()
        );
    }
    text.push_str("\n## Examples 例子\n\n⟦…⟧ marks what is reported. ⟦⟧内是报告的位置。\n");
    for example in page.examples() {
        let head = if example.good { "Good 正确" } else { "Bad 有误" };
        let fence = "`".repeat(longest_run(&example.text, '`').max(2) + 1);
        let _ = writeln!(text, "\n{head}:\n\n{fence}text\n{}{fence}", example.text);
    }
    text
}

/// How often a character stands in a row at most.
fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}
