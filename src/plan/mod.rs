//! How each file is checked: what the configuration says of it, and then the
//! command line, which has the last word.

mod added;
mod front;
mod named;
mod words;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::checker::Checker;
use crate::config::{Config, ConfigError, Configs, Held, Origin};
use crate::rule::{Choice, Date, Options, RightWords, Selection, UnknownRule, rule_names};
use crate::rulebook::{Additions, Lang, Rulebook, RulebookError, Severity};
use crate::size::Size;
use added::additions;
use named::Named;
pub use words::is_word;
use words::words;

/// What the command line says.
#[derive(Debug, Default, Clone)]
pub struct Flags {
    /// Which rules run.
    pub choice: Choice,
    /// The kind of every document.
    pub kind: Option<String>,
    /// The day to measure deadlines against.
    pub today: Option<Date>,
    /// The language of messages.
    pub lang: Option<Lang>,
    /// The least severity that makes the exit code 1.
    pub fail_on: Option<Severity>,
    /// The largest file that is read.
    pub max_file_size: Option<Size>,
}

/// Why a file cannot be checked as the user wants it.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum PlanError {
    /// The configuration says something wrong.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] ConfigError),
    /// A page of rules is not of its form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Rules(#[from] RulebookError),
    /// The command line names a rule that there is not.
    #[error("no rule or group is called {name} / 没有名为{name}的规则")]
    #[diagnostic(code(hegao::usage), help("{help}"))]
    Rule {
        /// The name given.
        name: String,
        /// The name that was meant, or how to find it.
        help: String,
    },
    /// The command line names a kind of document that there is not.
    #[error("no kind of document is called {name} / 没有名为{name}的文种")]
    #[diagnostic(code(hegao::usage), help("{help}"))]
    Kind {
        /// The name given.
        name: String,
        /// The name that was meant, or all there are.
        help: String,
    },
}

/// How a file is checked.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What is looked for, with what the office added.
    pub checker: Checker,
    /// Whether the kind is from the command line.
    kind_is_last: bool,
    /// What the configuration chose, and what the command line did.
    choices: Vec<Choice>,
    last_choice: Choice,
    /// What the configuration adds to the rules and to the words that are right.
    added: String,
    /// The least severity that makes the exit code 1.
    pub fail_on: Severity,
    /// The largest file that is read.
    pub max_file_size: Size,
}

impl Plan {
    /// All that the findings of a file follow from, beside its text.
    pub fn fingerprint(&self) -> String {
        let Self { choices, last_choice, added, .. } = self;
        let Checker { kind, options, .. } = &self.checker;
        let kind = kind.as_ref().map(|kind| &kind.name);
        format!("{choices:?} {last_choice:?} {kind:?} {options:?} {added}")
    }
}

/// The address of a configuration and what of it holds: the same for all files
/// that are checked alike.
type Key = (usize, Vec<Origin>);

/// Makes the plans for all files, each only once.
#[derive(Debug)]
pub struct Plans {
    configs: Configs,
    flags: Flags,
    lang: Lang,
    rulebook: Option<Arc<Rulebook>>,
    plans: HashMap<Key, Arc<Plan>>,
}

impl Plans {
    /// `lang` is the language of messages where nothing else says so.
    pub fn new(configs: Configs, flags: Flags, lang: Lang) -> Self {
        Self { configs, flags, lang, rulebook: None, plans: HashMap::new() }
    }

    /// The configuration of a file.
    ///
    /// # Errors
    /// When it cannot be read or says something wrong.
    pub fn config(&mut self, path: &Path) -> Result<Option<Arc<Config>>, PlanError> {
        Ok(self.configs.of(path)?)
    }

    /// Whether a plan that was made rests on a file: a configuration, a list of
    /// words, a page of rules.
    pub fn rest_on(&self, path: &Path) -> bool {
        self.configs.known().any(|config| config.reads(path))
    }

    /// How a file is to be checked.
    ///
    /// # Errors
    /// When its configuration or the command line says something wrong.
    pub fn of(&mut self, path: &Path) -> Result<Arc<Plan>, PlanError> {
        let config = self.config(path)?;
        let held = config.as_ref().map(|config| config.held(path)).unwrap_or_default();
        let address = config.as_ref().map_or(0, |config| Arc::as_ptr(config) as usize);
        let key = (address, held.iter().map(|held| held.origin).collect());
        if let Some(plan) = self.plans.get(&key) {
            return Ok(plan.clone());
        }
        let plan = Arc::new(self.make(config.as_deref(), &held)?);
        self.plans.insert(key, plan.clone());
        Ok(plan)
    }

    fn make(&mut self, config: Option<&Config>, held: &[Held<'_>]) -> Result<Plan, PlanError> {
        let additions = additions(config, held)?;
        let words = words(held)?;
        let added = format!("{additions:?} {words:?}");
        let rulebook = self.rulebook(additions)?;
        // What is wrong is told, although it may hold for other files only.
        for held in config.iter().flat_map(|config| config.all()) {
            Named { held: &held, rulebook: &rulebook }.check()?;
        }
        let fail_on = held.iter().rev().find_map(|held| held.layer.fail_on);
        let max_file_size = held.iter().rev().find_map(|held| held.layer.max_file_size);
        let lang = held.iter().rev().find_map(|held| held.layer.lang);
        let (mut choices, mut kind, mut today) = (Vec::new(), None, None);
        for held in held {
            let layer = Named { held, rulebook: &rulebook };
            choices.push(layer.choice()?);
            kind = layer.kind()?.or(kind);
            today = layer.today()?.or(today);
        }
        if self.flags.kind.as_deref().is_some_and(|name| rulebook.kinds.named(name).is_none()) {
            return Err(self.unknown_kind(&rulebook));
        }
        let last_choice = self.flags.choice.clone();
        let unknown = |UnknownRule(name)| unknown_rule(&name, &rulebook);
        let selection = Selection::new(&rulebook, choices.iter().chain([&last_choice])).map_err(unknown)?;
        let kind = self.flags.kind.clone().or(kind);
        let options = Options {
            lang: self.flags.lang.or(lang).unwrap_or(self.lang),
            today: self.flags.today.or(today),
        };
        Ok(Plan {
            checker: Checker {
                selection: selection.with_words(RightWords::new(&words)),
                kind: kind.as_deref().and_then(|name| rulebook.kinds.named(name)).cloned(),
                options,
                rulebook,
            },
            kind_is_last: self.flags.kind.is_some(),
            choices,
            last_choice,
            added,
            fail_on: self.flags.fail_on.or(fail_on).unwrap_or(Severity::Warning),
            max_file_size: self.flags.max_file_size.or(max_file_size).unwrap_or_default(),
        })
    }

    fn unknown_kind(&self, rulebook: &Rulebook) -> PlanError {
        let name = self.flags.kind.clone().unwrap_or_default();
        let known: Vec<&str> =
            rulebook.kinds.iter().flat_map(|kind| [kind.name.as_str(), kind.zh.as_str()]).collect();
        let help = match crate::nearest::nearest(&name, known.iter().copied()) {
            Some(near) => format!("did you mean {near}? / 是不是“{near}”？"),
            None => format!("one of / 可用的文种：{}", known.join(" ")),
        };
        PlanError::Kind { name, help }
    }

    /// The rules with what the office adds; the plain ones are read only once.
    fn rulebook(&mut self, additions: Additions) -> Result<Arc<Rulebook>, PlanError> {
        if !additions.is_empty() {
            return Ok(Arc::new(Rulebook::with(additions)?));
        }
        let plain = match self.rulebook.take() {
            Some(plain) => plain,
            None => Arc::new(Rulebook::embedded()?),
        };
        self.rulebook = Some(plain.clone());
        Ok(plain)
    }
}

/// The trouble with a rule's name on the command line.
pub fn unknown_rule(name: &str, rulebook: &Rulebook) -> PlanError {
    unknown_among(name, rule_names(rulebook))
}

/// The same for a name that might have been one of `names`.
pub fn unknown_among<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> PlanError {
    let near = crate::nearest::nearest(name, names);
    let help = near.map_or_else(
        || "`hegao rules` lists all rules / 用 hegao rules 列出全部规则".to_owned(),
        |near| format!("did you mean {near}? / 是不是{near}？"),
    );
    PlanError::Rule { name: name.to_owned(), help }
}

/// The rule that a day turns on.
pub const OVERDUE: &str = "overdue-deadline";
