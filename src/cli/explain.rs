//! `hegao explain` and `hegao rules`.

use std::fmt::Write;

use serde::Serialize;

use super::args::RulesFormat;
use super::{Outcome, print_json, print_text};
use crate::plan::unknown_among;
use crate::rule::rule_names;
use crate::rulebook::{CODE, Kind, Lang, Page, Rulebook, Severity};

pub(super) fn explain(rule: &str, lang: Lang, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let plain = rule.strip_prefix(CODE).unwrap_or(rule);
    let group: Vec<&Page> = rulebook.pages.iter().filter(|page| page.group == plain).collect();
    let kind = rulebook.kinds.iter().find(|kind| kind.name == plain || kind.zh == plain);
    print_text(&match (rulebook.page(plain), kind) {
        (Some(page), _) => text(page, lang),
        (None, _) if !group.is_empty() => group.iter().map(|page| row(page, lang)).collect(),
        (None, Some(kind)) => kind_text(kind, lang),
        (None, None) => {
            let kinds = rulebook.kinds.iter().flat_map(|kind| [kind.name.as_str(), kind.zh.as_str()]);
            return Err(unknown_among(rule, rule_names(rulebook).into_iter().chain(kinds)).into());
        }
    })?;
    Ok(Outcome::Clean)
}

/// A kind of document and what it owes.
fn kind_text(kind: &Kind, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut text = format!("{}  {}\n", kind.name, kind.zh);
    let mut owes = |what: &str, names: Vec<String>| {
        if !names.is_empty() {
            let gap = if zh { "：" } else { ": " };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{what}{gap}{}", names.join(if zh { "、" } else { ", " }));
        }
    };
    let sections = kind.required.iter().map(|section| section.name(lang).to_owned()).collect();
    owes(if zh { "应有的部分" } else { "sections" }, sections);
    let fields = kind.needs.iter().map(|role| role.word(lang).to_owned()).collect();
    owes(if zh { "每个问题应有" } else { "for each problem" }, fields);
    text
}

/// A rule on one line.
fn row(page: &Page, lang: Lang) -> String {
    let star = if page.off { "*" } else { " " };
    format!(" {star}{:<22} {:<8} {}\n", page.name, page.severity.word(lang), page.texts(lang).title)
}

/// What a page says, with its examples.
fn text(page: &Page, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let texts = page.texts(lang);
    let off = match (page.off, zh) {
        (true, true) => "，默认关闭",
        (true, false) => ", off by default",
        (false, _) => "",
    };
    let fix = match (page.fixable, zh) {
        (true, true) => "，可修复",
        (true, false) => ", fixable",
        (false, _) => "",
    };
    let severity = page.severity.word(lang);
    let mut text = format!(
        "{}  {}\n{} / {severity}{fix}{off}\n\n{}\n",
        page.name,
        texts.title,
        page.group,
        page.why(lang)
    );
    for example in &page.examples() {
        let head = match (example.good, zh) {
            (true, true) => "正确：",
            (true, false) => "Good:",
            (false, true) => "有误（⟦⟧内是报告的位置）：",
            (false, false) => "Bad (⟦⟧ marks what is reported):",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{head}");
        for line in example.text.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    group: &'a str,
    severity: Severity,
    fixable: bool,
    default: bool,
    title: &'a str,
}

impl<'a> Row<'a> {
    fn of(page: &'a Page, lang: Lang) -> Self {
        Self {
            name: &page.name,
            group: &page.group,
            severity: page.severity,
            fixable: page.fixable,
            default: !page.off,
            title: &page.texts(lang).title,
        }
    }
}

pub(super) fn rules(lang: Lang, format: RulesFormat, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let mut pages: Vec<&Page> = rulebook.pages.iter().collect();
    pages.sort_by_key(|page| (&page.group, &page.name));
    if format == RulesFormat::Json {
        let rows: Vec<Row<'_>> = pages.iter().map(|page| Row::of(page, lang)).collect();
        let json = serde_json::to_string_pretty(&rows).map_err(|error| miette::miette!("{error}"))?;
        print_json(&(json + "\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    let mut group = "";
    for page in pages {
        if page.group != group {
            group = &page.group;
            let _ = writeln!(text, "{group}");
        }
        text.push_str(&row(page, lang));
    }
    text.push_str(match lang {
        Lang::Zh => "带*的规则默认关闭，用 --select 打开。\n",
        Lang::En => "Rules with * run only when selected.\n",
    });
    print_text(&text)?;
    Ok(Outcome::Clean)
}
