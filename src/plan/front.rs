//! What a Markdown file says of itself in its front matter:
//! `hegao: {kind: plan, ignore: [vague-deadline]}`.

use std::borrow::Cow;

use serde::Deserialize;

use super::Plan;
use crate::rule::{Choice, Selection, UnknownRule};
use crate::source::{Source, Syntax};
use crate::trouble::Trouble;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Front {
    hegao: Option<Keys>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Keys {
    kind: Option<String>,
    select: Vec<String>,
    extend_select: Vec<String>,
    ignore: Vec<String>,
}

impl Plan {
    /// The plan with what the file's front matter says; the command line still
    /// has the last word.
    ///
    /// # Errors
    /// When the front matter says something wrong to hegao.
    pub fn for_source(&self, source: &Source) -> Result<Cow<'_, Self>, Trouble> {
        let wrong = |problem: String| Trouble::FrontMatter { path: source.path().to_owned(), problem };
        let Some(keys) = read(source).map_err(wrong)? else { return Ok(Cow::Borrowed(self)) };
        let own = Choice {
            select: keys.select,
            extend: keys.extend_select,
            ignore: keys.ignore,
            ..Choice::default()
        };
        let unknown = |UnknownRule(name)| wrong(format!("no rule is called {name} / 没有名为{name}的规则"));
        let choices = self.choices.iter().chain([&own, &self.last_choice]);
        let selection = Selection::new(&self.checker.rulebook, choices).map_err(unknown)?;
        let mut plan = self.clone();
        plan.checker.selection = selection.with_words_of(&self.checker.selection);
        if let Some(kind) = keys.kind.filter(|_| !self.kind_is_last) {
            let Some(kind) = self.checker.rulebook.kinds.named(&kind) else {
                return Err(wrong(format!("no kind is called {kind} / 没有名为{kind}的文种")));
            };
            plan.checker.kind = Some(kind.clone());
        }
        Ok(Cow::Owned(plan))
    }
}

/// What the front matter says to hegao, when it does.
fn read(source: &Source) -> Result<Option<Keys>, String> {
    let text = source.text();
    if source.syntax() != Syntax::Markdown {
        return Ok(None);
    }
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence)) else {
        return Ok(None);
    };
    let Some(inner) = between(text, fence).filter(|inner| inner.contains("hegao")) else { return Ok(None) };
    let front: Front = if fence == "+++" {
        toml::from_str(inner).map_err(|error| error.to_string())?
    } else {
        serde_saphyr::from_str(inner).map_err(|error| error.to_string())?
    };
    Ok(front.hegao)
}

/// The lines between the first line and the next one like it.
fn between<'t>(text: &'t str, fence: &str) -> Option<&'t str> {
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some(&text[start..at]);
        }
        at += line.len();
    }
    None
}
