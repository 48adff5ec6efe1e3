//! Document kinds: what each must have.

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::{Lang, NEVER, Role, RulebookError, any_of};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct KindFile {
    order: u32,
    name: String,
    zh: String,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    needs: Vec<Role>,
    #[serde(default)]
    fields_make_it: bool,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(default)]
    pairs: bool,
    #[serde(default)]
    section: Vec<RequiredSection>,
}

/// A section that every document of a kind has.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredSection {
    /// What the section holds; its titles are those of the role.
    pub role: Role,
    /// Its usual name, in Chinese.
    pub zh: String,
    /// Its name in English messages.
    pub en: String,
}

impl RequiredSection {
    /// The section's name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A kind of document.
#[derive(Debug)]
pub struct Kind {
    /// Its name in English, kebab-case: the value of `--kind`.
    pub name: String,
    /// Its name in Chinese, also a value of `--kind`.
    pub zh: String,
    /// The fields that each of its items needs.
    pub needs: Vec<Role>,
    /// Whether a document whose items carry a measure and a deadline is of this
    /// kind, when its own title does not say.
    pub fields_make_it: bool,
    personal: Regex,
    /// Whether its problems and measures, in separate sections, answer each
    /// other by number.
    pub pairs: bool,
    /// The sections that it must have.
    pub required: Vec<RequiredSection>,
}

impl Kind {
    fn compile(path: &str, file: KindFile) -> Result<Self, RulebookError> {
        Ok(Self {
            name: file.name,
            zh: file.zh,
            needs: file.needs,
            fields_make_it: file.fields_make_it,
            personal: any_of(path, &file.personal)?,
            pairs: file.pairs,
            required: file.section,
        })
    }

    /// Whether a title or an introduction says that the document is one
    /// person's, who then answers for all its measures.
    pub fn is_personal(&self, text: &str) -> bool {
        self.personal.is_match(text)
    }

    /// Whether each item needs a field of this role.
    pub fn needs(&self, role: Role) -> bool {
        self.needs.contains(&role)
    }
}

/// All kinds, compiled. Titles are tried against all of them at once.
#[derive(Debug)]
pub struct Kinds {
    list: Vec<Kind>,
    titles: RegexSet,
    sections: RegexSet,
}

impl Kinds {
    pub(super) fn compile(mut files: Vec<(&str, KindFile)>) -> Result<Self, RulebookError> {
        files.sort_by_key(|(_, file)| file.order);
        let pattern = |words: &[String]| if words.is_empty() { NEVER.to_owned() } else { words.join("|") };
        let titles = RegexSet::new(files.iter().map(|(_, file)| pattern(&file.title)));
        let sections = RegexSet::new(files.iter().map(|(_, file)| pattern(&file.sections)));
        let failed = |error: regex::Error| RulebookError::new("kinds", error);
        Ok(Self {
            titles: titles.map_err(failed)?,
            sections: sections.map_err(failed)?,
            list: files
                .into_iter()
                .map(|(path, file)| Kind::compile(path, file))
                .collect::<Result<_, _>>()?,
        })
    }

    /// All kinds, in the order in which titles are tried.
    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.list.iter()
    }

    /// The kind that a document's title names.
    pub fn by_title(&self, title: &str) -> Option<&Kind> {
        self.titles.matches(title).iter().next().map(|index| &self.list[index])
    }

    /// The kind in whose documents alone a section of this title is found.
    pub fn by_section(&self, title: &str) -> Option<&Kind> {
        self.sections.matches(title).iter().next().map(|index| &self.list[index])
    }

    /// The kind with this name, in English or Chinese, or one of its titles.
    pub fn named(&self, name: &str) -> Option<&Kind> {
        self.list.iter().find(|kind| kind.name == name || kind.zh == name).or_else(|| self.by_title(name))
    }
}
