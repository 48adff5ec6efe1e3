//! A rule page: TOML front matter, why the rule exists, and examples that are
//! tests.

use std::fmt;
use std::str::FromStr;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::{PatternSpec, RulebookError, embedded};

/// How grave a finding is. The order is that of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A matter of form; nobody is misled.
    Advice,
    /// Likely wrong; a person should look.
    Warning,
    /// Must not be issued so.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl FromStr for Lang {
    type Err = ();

    /// Reads a locale name such as `zh_CN.UTF-8`; every other is English.
    fn from_str(locale: &str) -> Result<Self, ()> {
        Ok(if locale.starts_with("zh") { Self::Zh } else { Self::En })
    }
}

/// What a rule says to people, in one language. `{name}` in a message or help
/// is filled with the finding's own words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// A few words that name the defect.
    pub title: String,
    /// What is wrong here.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// What to say instead of `message` in special cases, by name.
    #[serde(default)]
    pub other: std::collections::BTreeMap<String, String>,
}

/// An example of a rule page. ⟦…⟧ marks the exact span of each expected finding.
#[derive(Debug, Clone)]
pub struct Example {
    /// Whether the rule must be silent.
    pub good: bool,
    /// Whether the text is Markdown (```` ```bad md ````).
    pub markdown: bool,
    /// The document kind to check it as (```` ```bad kind=plan ````).
    pub kind: Option<String>,
    /// The day that counts as today (```` ```bad today=2024-07-01 ````).
    pub today: Option<String>,
    /// The text with its marks.
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Front {
    name: String,
    group: String,
    severity: Severity,
    #[serde(default)]
    fixable: bool,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    parameters: toml::Table,
    #[serde(default)]
    pattern_list: Option<String>,
    #[serde(default)]
    pattern: Vec<PatternSpec>,
    zh: Texts,
    en: Texts,
}

/// One rule as its page tells it.
#[derive(Debug)]
pub struct Page {
    /// Path below `rules/`.
    pub path: String,
    /// The rule's name, kebab-case.
    pub name: String,
    /// The group it belongs to, which is its folder.
    pub group: String,
    /// How grave its findings are.
    pub severity: Severity,
    /// Whether some of its findings carry a fix.
    pub fixable: bool,
    /// Whether it runs only when it is selected by name or group.
    pub off: bool,
    /// Numbers and word lists that its check reads.
    pub parameters: toml::Table,
    /// Patterns of a rule that needs no code.
    pub patterns: Vec<PatternSpec>,
    /// A file under `rules/` with more patterns.
    pub pattern_list: Option<String>,
    zh: Texts,
    en: Texts,
}

impl Page {
    /// A page of `rules/`.
    pub(super) fn embedded(path: &'static str) -> Result<Self, RulebookError> {
        let front: Front = embedded::data(path)?;
        Ok(Self {
            path: path.to_owned(),
            name: front.name,
            group: front.group,
            severity: front.severity,
            fixable: front.fixable,
            off: front.off,
            parameters: front.parameters,
            patterns: front.pattern,
            pattern_list: front.pattern_list,
            zh: front.zh,
            en: front.en,
        })
    }

    /// What the rule says in a language.
    pub fn texts(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Why the rule exists, in a language.
    pub fn why(&self, lang: Lang) -> &'static str {
        let body = self.body();
        let (zh, en) = body.split_once("\n---\n").unwrap_or((body, body));
        prose(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// The good and bad examples.
    pub fn examples(&self) -> Vec<Example> {
        examples(self.body())
    }

    /// What stands on the page after its front matter.
    fn body(&self) -> &'static str {
        let text = embedded::text(&self.path).unwrap_or_default();
        text.split_once("\n+++\n").map_or(text, |(_, body)| body)
    }

    /// Whether the rule is made of patterns, in whole or in part.
    pub fn has_patterns(&self) -> bool {
        !self.patterns.is_empty() || self.pattern_list.is_some()
    }

    /// A list of words from the page's parameters; empty when it has none.
    pub fn words(&self, key: &str) -> Vec<String> {
        let list = self.parameters.get(key).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    }

    /// A text from the page's parameters; empty when it has none.
    pub fn text(&self, key: &str) -> String {
        self.parameters.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    }

    /// A number from the page's parameters, or `otherwise`.
    pub fn number(&self, key: &str, otherwise: usize) -> usize {
        let value = self.parameters.get(key).and_then(toml::Value::as_integer);
        value.and_then(|value| usize::try_from(value).ok()).unwrap_or(otherwise)
    }
}

/// The text of a page's part up to its first example.
fn prose(part: &str) -> &str {
    part.split("\n```").next().unwrap_or_default().trim()
}

fn examples(body: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for event in Parser::new_ext(body, Options::empty()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => open = example(&info),
            Event::Text(text) => {
                if let Some(example) = &mut open {
                    example.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => examples.extend(open.take()),
            _ => {}
        }
    }
    examples
}

fn example(info: &str) -> Option<Example> {
    let mut words = info.split_whitespace();
    let good = match words.next()? {
        "good" => true,
        "bad" => false,
        _ => return None,
    };
    let mut example = Example { good, markdown: false, kind: None, today: None, text: String::new() };
    for word in words {
        match word.split_once('=') {
            Some(("kind", kind)) => example.kind = Some(kind.to_owned()),
            Some(("today", today)) => example.today = Some(today.to_owned()),
            _ => example.markdown |= word == "md",
        }
    }
    Some(example)
}
