//! Document kinds: what each must have.

use regex::Regex;
use serde::Deserialize;

use super::{Lang, Role, RulebookError, any_of};

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
    /// Kinds are tried against a title in this order.
    pub order: u32,
    /// Its name in English, kebab-case: the value of `--kind`.
    pub name: String,
    /// Its name in Chinese, also a value of `--kind`.
    pub zh: String,
    title: Regex,
    sections: Regex,
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
    pub(super) fn compile(path: &str, file: KindFile) -> Result<Self, RulebookError> {
        Ok(Self {
            order: file.order,
            title: any_of(path, &file.title)?,
            sections: any_of(path, &file.sections)?,
            name: file.name,
            zh: file.zh,
            needs: file.needs,
            fields_make_it: file.fields_make_it,
            personal: any_of(path, &file.personal)?,
            pairs: file.pairs,
            required: file.section,
        })
    }

    /// Whether a title names this kind.
    pub fn title_is(&self, title: &str) -> bool {
        self.title.is_match(title)
    }

    /// Whether a section title is found in documents of this kind only.
    pub fn section_is(&self, title: &str) -> bool {
        self.sections.is_match(title)
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
