//! A rule page: TOML front matter, why the rule exists, and examples that are
//! tests.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::form::FormKeys;
use super::pattern::specs_of;
use super::{Form, PatternSpec, RulebookError, SectionRule, embedded};

/// How grave a finding is. The order is that of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "config", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A matter of form; nobody is misled.
    Advice,
    /// Likely wrong; a person should look.
    Warning,
    /// Must not be issued so.
    Error,
}

impl Severity {
    /// Its name in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Zh) => "错误",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Advice, Lang::Zh) => "建议",
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::En) => "warning",
            (Self::Advice, Lang::En) => "advice",
        }
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "config", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
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
#[derive(Debug, Clone, Default, Deserialize)]
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

/// What a rule says in both languages.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BothTexts {
    zh: Texts,
    en: Texts,
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
    /// Other rules that run as well (```` ```bad with=placeholder ````).
    pub with: Vec<String>,
    /// The text with its marks.
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Front {
    name: String,
    #[serde(default = "own_group")]
    group: String,
    severity: Severity,
    #[serde(default)]
    kind: Form,
    #[serde(default)]
    fixable: bool,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    parameters: toml::Table,
    #[serde(default)]
    pattern: Vec<PatternSpec>,
    #[serde(default)]
    swap: BTreeMap<String, String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    sections: Vec<String>,
    zh: Option<Texts>,
    en: Option<Texts>,
}

/// The group of pages that name none.
fn own_group() -> String {
    "own".to_owned()
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
    /// Patterns of a page that is not under `rules/`.
    pub(super) patterns: Vec<PatternSpec>,
    /// What it says of sections, if that is its form.
    pub sections: Option<SectionRule>,
    /// What it says, in Chinese and in English; read when it is first asked for.
    texts: OnceLock<BothTexts>,
    /// Numbers and word lists that its check reads; read when first asked for.
    parameters: OnceLock<toml::Table>,
    /// What an office has in the place of some of them.
    own_parameters: toml::Table,
    /// What stands after the front matter of a page that is not under `rules/`.
    own_body: Option<String>,
    derived: Derived,
}

/// What a rule's check made of the page's parameters.
#[derive(Debug, Default)]
struct Derived(OnceLock<Box<dyn Any + Send + Sync>>);

impl Page {
    /// A page of `rules/`.
    pub(super) fn embedded(path: &'static str) -> Result<Self, RulebookError> {
        Self::new(path, embedded::data(path)?, None)
    }

    /// A page of an office's own.
    ///
    /// # Errors
    /// When the front matter is missing, or has an unknown or missing key.
    pub fn parse(path: &str, text: &str) -> Result<Self, RulebookError> {
        let rest = text.strip_prefix("+++\n").ok_or_else(|| RulebookError::new(path, "no front matter"))?;
        let (front, body) = rest
            .split_once("\n+++\n")
            .ok_or_else(|| RulebookError::new(path, "the front matter has no end"))?;
        // A line for the fence, so that errors tell the file's own lines.
        let front = toml::from_str(&format!("\n{front}")).map_err(|error| RulebookError::new(path, error))?;
        Self::new(path, front, Some(body.to_owned()))
    }

    fn new(path: &str, front: Front, own_body: Option<String>) -> Result<Self, RulebookError> {
        let texts = match (front.zh, front.en, &own_body) {
            (Some(zh), Some(en), _) => OnceLock::from(BothTexts { zh, en }),
            (Some(one), None, _) | (None, Some(one), _) => {
                OnceLock::from(BothTexts { zh: one.clone(), en: one })
            }
            // The build keeps those of a page of `rules/` by themselves.
            (None, None, None) => OnceLock::new(),
            (None, None, Some(_)) => {
                return Err(RulebookError::new(path, "there is neither [zh] nor [en]"));
            }
        };
        let keys = FormKeys {
            pattern: front.pattern,
            swap: front.swap,
            words: front.words,
            documents: front.documents,
            sections: front.sections,
        };
        Ok(Self {
            path: path.to_owned(),
            name: front.name,
            group: front.group,
            severity: front.severity,
            fixable: front.fixable || front.kind == Form::Substitution,
            off: front.off,
            // And these.
            parameters: if own_body.is_some() { front.parameters.into() } else { OnceLock::new() },
            own_parameters: toml::Table::new(),
            sections: keys.sections(path, front.kind)?,
            patterns: keys.patterns(path, front.kind)?,
            texts,
            own_body,
            derived: Derived::default(),
        })
    }

    /// Sets the parameters that the page has, where the new value is of the same
    /// type; those of a page of `rules/` when they are read.
    pub(super) fn set(&mut self, parameters: toml::Table) {
        match self.parameters.get_mut() {
            Some(known) => replace(known, &parameters),
            None => self.own_parameters = parameters,
        }
    }

    /// Numbers and word lists that its check reads.
    pub fn parameters(&self) -> &toml::Table {
        self.parameters.get_or_init(|| {
            let mut known = embedded::data(&format!("{}#parameters", self.path)).unwrap_or_default();
            replace(&mut known, &self.own_parameters);
            known
        })
    }

    /// What the rule says in a language.
    pub fn texts(&self, lang: Lang) -> &Texts {
        let read = || embedded::data(&format!("{}#texts", self.path)).unwrap_or_default();
        let texts: &BothTexts = self.texts.get_or_init(read);
        match lang {
            Lang::Zh => &texts.zh,
            Lang::En => &texts.en,
        }
    }

    /// Why the rule exists, in a language.
    pub fn why(&self, lang: Lang) -> &str {
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
    fn body(&self) -> &str {
        if let Some(body) = &self.own_body {
            return body;
        }
        embedded::body(&self.path)
    }

    /// Whether the rule is made of patterns, in whole or in part.
    pub fn has_patterns(&self) -> bool {
        let known = embedded::pattern_pages().binary_search_by_key(&self.name.as_str(), |(name, _)| name);
        !self.patterns.is_empty() || known.is_ok()
    }

    /// The patterns of the page.
    ///
    /// # Errors
    /// When they are not of their form.
    pub(super) fn pattern_specs(&self) -> Result<Vec<PatternSpec>, RulebookError> {
        if self.own_body.is_some() {
            return Ok(self.patterns.clone());
        }
        specs_of(&self.path)
    }

    /// What a check makes of the parameters, made once however many files there
    /// are. A page has one check, and so one type.
    pub fn derived<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> &T {
        let derived = self.derived.0.get_or_init(|| Box::new(make(self)));
        derived.downcast_ref().expect("a page has one check")
    }

    /// A list of words from the page's parameters.
    pub fn words(&self, key: &str) -> Vec<String> {
        let list = self.parameter(key).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    }

    /// A text from the page's parameters.
    pub fn text(&self, key: &str) -> String {
        self.parameter(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    }

    /// A number from the page's parameters.
    pub fn number(&self, key: &str) -> usize {
        let value = self.parameter(key).and_then(toml::Value::as_integer);
        value.and_then(|value| usize::try_from(value).ok()).unwrap_or_default()
    }

    /// A parameter. A check that names one which its page lacks fails its tests.
    fn parameter(&self, key: &str) -> Option<&toml::Value> {
        let value = self.parameters().get(key);
        debug_assert!(value.is_some(), "{} has no parameter {key}", self.name);
        value
    }
}

/// Puts parameters in the place of those of the same name and type.
fn replace(known: &mut toml::Table, parameters: &toml::Table) {
    for (key, value) in parameters {
        if let Some(own) = known.get_mut(key).filter(|own| own.same_type(value)) {
            *own = value.clone();
        }
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
    let mut example =
        Example { good, markdown: false, kind: None, today: None, with: Vec::new(), text: String::new() };
    for word in words {
        match word.split_once('=') {
            Some(("kind", kind)) => example.kind = Some(kind.to_owned()),
            Some(("today", today)) => example.today = Some(today.to_owned()),
            Some(("with", rules)) => example.with = rules.split(',').map(str::to_owned).collect(),
            _ => example.markdown |= word == "md",
        }
    }
    Some(example)
}
