//! `hegao explain` and `hegao rules`.

use std::fmt::Write;

use serde::Serialize;

use super::args::RulesFormat;
use super::{Outcome, Refusal, print};
use crate::rulebook::{Lang, Page, Rulebook, Severity};

pub(super) fn explain(rule: &str, lang: Lang, rulebook: &Rulebook) -> miette::Result<Outcome> {
    let page = rulebook.page(rule).ok_or_else(|| Refusal::Rule(rule.to_owned()))?;
    print(&text(page, lang))?;
    Ok(Outcome::Clean)
}

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
    let severity = severity(page.severity, lang);
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

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Advice, Lang::Zh) => "建议",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Advice, Lang::En) => "advice",
    }
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
        print(&(json + "\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    let mut group = "";
    for page in pages {
        if page.group != group {
            group = &page.group;
            let _ = writeln!(text, "{group}");
        }
        let star = if page.off { "*" } else { " " };
        let severity = severity(page.severity, lang);
        let _ = writeln!(text, " {star}{:<22} {severity:<8} {}", page.name, page.texts(lang).title);
    }
    text.push_str(match lang {
        Lang::Zh => "带*的规则默认关闭，用 --select 打开。\n",
        Lang::En => "Rules with * run only when selected.\n",
    });
    print(&text)?;
    Ok(Outcome::Clean)
}
