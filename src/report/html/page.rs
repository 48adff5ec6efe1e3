//! What stands around the documents: the head, the summary, the filters.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Document;
use super::marked::escaped;
use crate::report::human::summary;
use crate::report::rules::Rules;
use crate::report::{Counts, Totals};
use crate::rulebook::{Lang, Severity};

const STYLE: &str = include_str!("style.css");

/// For so many files the list shows which one is looked at; it takes a line of
/// style for each.
const MOST_SHOWN: usize = 500;

/// The page's own words in one language.
#[derive(Debug)]
pub(super) struct Words {
    lang: Lang,
    code: &'static str,
    title: &'static str,
    filter: &'static str,
    show: &'static str,
    files: &'static str,
    all: &'static str,
    all_files: &'static str,
    checked: &'static str,
    unreadable: &'static str,
    foreign: &'static str,
}

const CHINESE: Words = Words {
    lang: Lang::Zh,
    code: "zh-CN",
    title: "核稿报告",
    filter: "筛选",
    show: "按问题",
    files: "按文件",
    all: "全部问题",
    all_files: "全部文件",
    checked: "文件",
    unreadable: "无法检查",
    foreign: "不是文本，未检查",
};

const ENGLISH: Words = Words {
    lang: Lang::En,
    code: "en",
    title: "hegao report",
    filter: "Filter",
    show: "By finding",
    files: "By file",
    all: "All findings",
    all_files: "All files",
    checked: "files",
    unreadable: "Not checked",
    foreign: "No text, not checked",
};

impl Words {
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &CHINESE,
            Lang::En => &ENGLISH,
        }
    }

    /// In place of lines that are not shown.
    pub fn left_out(&self, lines: usize) -> String {
        match self.lang {
            Lang::Zh => format!("略去{lines}行"),
            Lang::En => format!("{lines} line(s) left out"),
        }
    }
}

/// A thing to filter by: a severity or a rule.
struct Choice {
    class: String,
    label: String,
    count: usize,
}

/// Everything before the documents.
pub(super) fn write_head(
    rules: &Rules,
    found: &[usize],
    documents: &[Document],
    totals: &Totals,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(rules.lang);
    let choices = choices(rules, found, &totals.counts);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>",
        words.code,
        words.title,
        filters(&choices, documents.len())
    )?;
    for (index, choice) in choices.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let (class, label) = (&choice.class, &choice.label);
        writeln!(
            out,
            "<input class=\"pick\" type=\"radio\" name=\"show\" id=\"{class}\" aria-label=\"{label}\"{checked}>"
        )?;
    }
    writeln!(out, "{}", header(words, totals))?;
    if !documents.is_empty() {
        write_nav(words, &choices, documents, out)?;
    }
    writeln!(out, "<main>")?;
    write_troubles(words, totals, out)
}

fn choices(rules: &Rules, found: &[usize], counts: &Counts) -> Vec<Choice> {
    let words = Words::of(rules.lang);
    let total = counts.error + counts.warning + counts.advice;
    let mut choices = vec![Choice { class: "all".to_owned(), label: words.all.to_owned(), count: total }];
    let severities = [
        (Severity::Error, counts.error),
        (Severity::Warning, counts.warning),
        (Severity::Advice, counts.advice),
    ];
    for (severity, count) in severities.into_iter().filter(|(_, count)| *count > 0) {
        let label = severity.word(rules.lang).to_owned();
        choices.push(Choice { class: super::class(severity).to_owned(), label, count });
    }
    let mut of_rules: Vec<Choice> = rules
        .named()
        .enumerate()
        .map(|(number, (name, page))| {
            let title = page.map_or(name, |page| &page.texts(rules.lang).title);
            Choice { class: format!("r{number}"), label: escaped(title), count: found[number] }
        })
        .collect();
    of_rules.sort_by_key(|choice| std::cmp::Reverse(choice.count));
    choices.extend(of_rules);
    choices
}

/// What a choice hides. A file that is chosen as well stands alone, unless it has
/// nothing of what was chosen.
fn filters(choices: &[Choice], documents: usize) -> String {
    let mut style = String::new();
    for Choice { class, .. } in choices {
        // Writing to a string cannot fail.
        let _ = writeln!(
            style,
            "#{class}:checked~nav label[for={class}]{{background:var(--chosen);font-weight:600}}\n#{class}:focus-visible~nav label[for={class}]{{outline:2px solid var(--link)}}"
        );
        if class == "all" {
            style.push_str("#all:checked~main:has(>.doc:target)>.doc:not(:target){display:none}\n");
            continue;
        }
        let _ = writeln!(
            style,
            "#{class}:checked~main :is(.doc,.note,.no):not(.{class}),#{class}:checked~nav li:not(.every,.{class}),#{class}:checked~main:has(>.doc.{class}:target)>.doc:not(:target){{display:none}}\n#{class}:checked~main mark:not(.{class}){{all:unset}}"
        );
    }
    for number in 0..if documents > MOST_SHOWN { 0 } else { documents } {
        let _ =
            writeln!(style, "body:has(#d{number}:target) a[href=\"#d{number}\"]{{background:var(--chosen)}}");
    }
    style
}

fn header(words: &Words, totals: &Totals) -> String {
    let Counts { files, error, warning, advice, .. } = totals.counts;
    let severities = [(Severity::Error, error), (Severity::Warning, warning), (Severity::Advice, advice)];
    let tiles: String = severities
        .into_iter()
        .map(|(severity, count)| {
            let (class, word) = (super::class(severity), severity.word(words.lang));
            format!("<div class=\"tile {class}\"><b>{count}</b> {word}</div>")
        })
        .collect();
    // Where there is nothing to count, words say so.
    let nothing = match error + warning + advice {
        0 => format!("<p>{}</p>", summary(&totals.counts, words.lang).trim_end()),
        _ => String::new(),
    };
    format!(
        "<header id=\"top\"><h1>{}</h1>{nothing}<div class=\"tiles\"><div class=\"tile\"><b>{files}</b> {}</div>{tiles}</div></header>",
        words.title, words.checked
    )
}

fn write_nav(
    words: &Words,
    choices: &[Choice],
    documents: &[Document],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<nav><input type=\"checkbox\" id=\"open\"><label for=\"open\" class=\"opener\">{}</label><div class=\"filters\"><section><h2>{}</h2><div class=\"choices\">",
        words.filter, words.show
    )?;
    for Choice { class, label, count } in choices {
        writeln!(
            out,
            "<label for=\"{class}\"><i class=\"dot {class}\"></i><span>{label}</span><b>{count}</b></label>"
        )?;
    }
    writeln!(
        out,
        "</div></section><section><h2>{}</h2><ul><li class=\"every\"><a href=\"#top\">{}</a></li>",
        words.files, words.all_files
    )?;
    for (number, document) in documents.iter().enumerate() {
        let (path, count) = (escaped(&document.path), total(&document.counts));
        // The list of files follows the choice of findings.
        let classes = &document.classes;
        writeln!(
            out,
            "<li class=\"{classes}\"><a href=\"#d{number}\"><span>{path}</span><b>{count}</b></a></li>"
        )?;
    }
    writeln!(out, "</ul></section></div></nav>")
}

fn total(counts: &Counts) -> usize {
    counts.error + counts.warning + counts.advice
}

fn write_troubles(words: &Words, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let list = |title: &str, items: Vec<String>| match items.is_empty() {
        true => String::new(),
        false => format!(
            "<section class=\"troubles\"><h2>{title}</h2><ul><li>{}</li></ul></section>\n",
            items.join("</li><li>")
        ),
    };
    let troubles = totals.troubles.iter().map(|trouble| escaped(&trouble.to_string())).collect();
    let foreign = totals.foreign.iter().map(|path| escaped(&path.to_string_lossy())).collect();
    write!(out, "{}{}", list(words.unreadable, troubles), list(words.foreign, foreign))
}

/// What stands before the lines of a document.
pub(super) fn document_head(document: &Document, number: usize, words: &Words) -> String {
    let Counts { error, warning, advice, .. } = document.counts;
    let counts = [(Severity::Error, error), (Severity::Warning, warning), (Severity::Advice, advice)];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| {
            format!("<span class=\"{}\">{count} {}</span>", super::class(severity), severity.word(words.lang))
        })
        .collect();
    format!(
        "<section class=\"doc {}\" id=\"d{number}\"><h2><a href=\"#d{number}\">{}</a><small>{}</small></h2><div class=\"text\" lang=\"zh-CN\">\n",
        document.classes,
        escaped(&document.path),
        counts.join(" ")
    )
}
