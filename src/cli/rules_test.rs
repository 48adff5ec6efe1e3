//! `hegao rules test`: whether the examples of an office's own pages hold.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Outcome, print_text};
use crate::checker::Checker;
use crate::config::{Configs, FILE_NAME};
use crate::rule::{Choice, Date, Options, Selection};
use crate::rulebook::{Additions, Example, Lang, Page, Rulebook};
use crate::source::{Source, Syntax};

/// Tests the pages of `folder`, or of the `rules-folder` of the nearest
/// configuration.
pub(super) fn run(folder: Option<&Path>, lang: Lang) -> miette::Result<Outcome> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => configured()?,
    };
    let pages =
        Page::read_folder(&folder).map_err(|error| miette::miette!("{}: {error}", folder.display()))?;
    let pages = pages.into_iter().collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
    let rulebook = Arc::new(Rulebook::with(Additions { pages, ..Additions::default() })?);
    let (mut examples, mut wrong) = (0, Vec::new());
    for page in names.iter().filter_map(|name| rulebook.page(name)) {
        let all = page.examples();
        if all.is_empty() {
            wrong.push(format!("{}: no examples / 没有例子", page.path));
        }
        for (index, example) in all.iter().enumerate() {
            examples += 1;
            let place = format!("{} ({})", page.path, index + 1);
            wrong.extend(problem(&rulebook, page, example).map(|problem| format!("{place}: {problem}")));
        }
    }
    for problem in &wrong {
        eprintln!("{problem}");
    }
    let (rules, failed) = (names.len(), wrong.len());
    print_text(&match lang {
        Lang::Zh => format!("{rules}条规则，{examples}个例子，{failed}处不符。\n"),
        Lang::En => format!("{rules} rule(s), {examples} example(s), {failed} wrong.\n"),
    })?;
    Ok(if wrong.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn configured() -> miette::Result<PathBuf> {
    let config = Configs::nearest().of(Path::new(FILE_NAME))?;
    let files = config.iter().flat_map(|config| config.files.iter().rev());
    let folder = |file: &crate::config::ConfigFile| {
        let folder = file.whole.rules_folder.as_ref()?;
        Some(file.path.parent().unwrap_or(Path::new("")).join(folder.get_ref()))
    };
    files.filter_map(folder).next().ok_or_else(|| {
        miette::miette!(
            help = "name the folder, or set rules-folder in hegao.toml / 请写明文件夹，或在hegao.toml里设置rules-folder",
            "no folder of rules is known / 没有指定规则文件夹"
        )
    })
}

/// What is wrong with an example.
fn problem(rulebook: &Arc<Rulebook>, page: &Page, example: &Example) -> Option<String> {
    let Some((text, expected)) = example.unmarked() else {
        return Some("a ⟦ has no ⟧ / “⟦”没有配对的“⟧”".to_owned());
    };
    let select = Choice::only(&[&page.name]);
    let selection = match Selection::new(rulebook, [&select]) {
        Ok(selection) => selection,
        Err(error) => return Some(error.0),
    };
    let syntax = if example.markdown { Syntax::Markdown } else { Syntax::Plain };
    let today = example.today.as_deref().and_then(Date::parse);
    let kind = example.kind.as_deref().and_then(|name| rulebook.kinds.named(name));
    let options = Options { lang: Lang::Zh, today };
    let source = Source::new("example", text, syntax);
    let checker = Checker { rulebook: rulebook.clone(), selection, kind: kind.cloned(), options };
    let found = checker.check(&source);
    let found: Vec<_> = found.into_iter().map(|finding| finding.span).collect();
    if example.good != expected.is_empty() {
        return Some("a good example has no ⟦⟧, a bad one has some / 正例不带⟦⟧，反例要带".to_owned());
    }
    let show = |spans: &[crate::source::Span]| {
        let texts: Vec<&str> = spans.iter().map(|span| source.slice(*span)).collect();
        if texts.is_empty() { "-".to_owned() } else { texts.join(" | ") }
    };
    (found != expected)
        .then(|| format!("expected / 应报告：{}; found / 实际报告：{}", show(&expected), show(&found)))
}
