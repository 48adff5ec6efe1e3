//! Document kinds: what each must have.

use std::sync::Arc;

use serde::Deserialize;

use super::choice::Choice;
use super::late::LateRegex;
use super::{Lang, Role};

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
    answered_by: Vec<Role>,
    #[serde(default)]
    text_answers: bool,
    #[serde(default)]
    open_cells: bool,
    #[serde(default)]
    results: bool,
    when_personal: Option<String>,
    with_measures: Option<String>,
    #[serde(default)]
    opens: Opens,
    #[serde(default)]
    section: Vec<SectionWords>,
}

/// Where a line that names a kind opens a document within a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// Wherever a title may stand.
    #[default]
    Title,
    /// Only right after the head of an attachment: 附件2.
    Attachment,
    /// Nowhere.
    Never,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionWords {
    role: Role,
    zh: String,
    en: String,
    #[serde(default)]
    title: Vec<String>,
}

/// A section that every document of a kind has.
#[derive(Debug)]
pub struct RequiredSection {
    /// What the section holds; its titles are those of the role.
    pub role: Role,
    /// Its usual name, in Chinese.
    pub zh: String,
    /// Its name in English messages.
    pub en: String,
    /// Titles that this kind has for it besides.
    titles: Choice,
}

impl RequiredSection {
    fn new(words: SectionWords) -> Self {
        Self { role: words.role, zh: words.zh, en: words.en, titles: Choice::any_of(&words.title) }
    }

    /// Whether a section's title is one that only this kind has for it.
    pub fn is_titled(&self, title: &str) -> bool {
        self.titles.is_match(title)
    }

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
    personal: Choice,
    /// Whether its problems and measures, in separate sections, answer each
    /// other by number.
    pub pairs: bool,
    /// The fields of which one answers a problem.
    pub answered_by: Vec<Role>,
    /// Whether running text under a problem answers it.
    pub text_answers: bool,
    /// Whether cells of its tables may be open still.
    pub open_cells: bool,
    /// Where a line that names it opens a document within a file.
    pub opens: Opens,
    /// Whether it tells results, which then must not be empty.
    pub results: bool,
    when_personal: Option<String>,
    with_measures: Option<String>,
    /// The sections that it must have.
    pub required: Vec<RequiredSection>,
}

impl Kind {
    fn new(file: KindFile) -> Self {
        Self {
            name: file.name,
            zh: file.zh,
            needs: file.needs,
            fields_make_it: file.fields_make_it,
            personal: Choice::any_of(&file.personal),
            pairs: file.pairs,
            answered_by: if file.answered_by.is_empty() { vec![Role::Measure] } else { file.answered_by },
            text_answers: file.text_answers,
            open_cells: file.open_cells,
            opens: file.opens,
            results: file.results,
            when_personal: file.when_personal,
            with_measures: file.with_measures,
            required: file.section.into_iter().map(RequiredSection::new).collect(),
        }
    }

    /// Whether such a document must hold anything: fields, results or sections.
    pub fn has_duties(&self) -> bool {
        !self.needs.is_empty() || self.results || !self.required.is_empty()
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TitleFile {
    stated_office: Vec<String>,
    signers: Vec<String>,
    authors: Vec<String>,
    person: String,
    positions: Vec<String>,
    tail: Vec<String>,
    beside: Vec<String>,
    date: Vec<String>,
    attachment: Vec<String>,
    after_text: Vec<String>,
    attachments: Vec<String>,
    collection: Vec<String>,
    member: Vec<String>,
    gathering: Vec<String>,
    byline: Vec<String>,
    contents: Vec<String>,
    caption: Vec<String>,
}

/// The words around the names of those who issue and write documents.
#[derive(Debug)]
pub struct Signatures {
    /// Before a colon and the office that issues it.
    pub offices: Vec<String>,
    /// Before a colon and the person who signs.
    pub signers: Vec<String>,
    /// Before a colon and the writer, at the head only.
    pub authors: Vec<String>,
    /// After the person whom a title names.
    pub person: String,
    /// What a line ends with before the writer's name.
    pub positions: Vec<String>,
}

/// All kinds, compiled. Titles are tried against all of them at once.
#[derive(Debug)]
pub struct Kinds {
    list: Vec<Arc<Kind>>,
    titles: Choice,
    sections: Choice,
    tail: LateRegex,
    beside: Choice,
    date: Choice,
    attachment: Choice,
    after_text: Choice,
    attachments: Choice,
    collection: Choice,
    member: Choice,
    gathering: Choice,
    byline: Choice,
    contents: Choice,
    caption: Choice,
    /// The words around the names of those who issue and write documents.
    pub signatures: Signatures,
}

impl Kinds {
    pub(super) fn new(mut files: Vec<KindFile>, head: TitleFile) -> Self {
        files.sort_by_key(|file| file.order);
        Self {
            titles: Choice::new(files.iter().map(|file| &file.title), true),
            sections: Choice::new(files.iter().map(|file| &file.sections), false),
            tail: LateRegex::made_of(format!("(?:{})+$", head.tail.join("|")), &head.tail),
            beside: Choice::any_of(&head.beside),
            date: Choice::any_of(&head.date),
            attachment: Choice::any_of(&head.attachment),
            after_text: Choice::any_of(&head.after_text),
            attachments: Choice::any_of(&head.attachments),
            collection: Choice::any_of(&head.collection),
            member: Choice::any_of(&head.member),
            gathering: Choice::any_of(&head.gathering),
            byline: Choice::any_of(&head.byline),
            contents: Choice::any_of(&head.contents),
            caption: Choice::any_of(&head.caption),
            signatures: Signatures {
                offices: head.stated_office,
                signers: head.signers,
                authors: head.authors,
                person: head.person,
                positions: head.positions,
            },
            list: files.into_iter().map(Kind::new).map(Arc::new).collect(),
        }
    }

    /// All kinds, in the order in which titles are tried.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.list.iter()
    }

    /// The kind that a document's title names: by the noun at its end, whatever
    /// it mentions before.
    pub fn by_title(&self, title: &str) -> Option<&Arc<Kind>> {
        let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        // No part of it names a kind when none of it may.
        self.titles.may_match(&title).then_some(())?;
        let matched = |title: &str| self.titles.first(title).map(|index| &self.list[index]);
        let kind = matched(&title).or_else(|| {
            let end = self.tail.find(&title)?.start;
            (end > 0).then(|| matched(&title[..end])).flatten()
        })?;
        let personal = kind.when_personal.as_deref().and_then(|name| self.by_name(name));
        Some(personal.filter(|kind| kind.is_personal(&title)).unwrap_or(kind))
    }

    /// The kind that a document of this kind is of when its items have measures.
    pub fn with_measures<'a>(&'a self, kind: &'a Arc<Kind>) -> &'a Arc<Kind> {
        kind.with_measures.as_deref().and_then(|name| self.by_name(name)).unwrap_or(kind)
    }

    /// Whether a line at the head of a document is no title: its number, its
    /// date, the header of an office or a site.
    pub fn stands_beside_title(&self, line: &str) -> bool {
        self.beside.is_match(line.trim())
    }

    /// Whether a line is the heading of a table of contents.
    pub fn heads_contents(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() <= 40 && self.contents.is_match(line)
    }

    /// Whether a line says that an attachment begins.
    pub fn is_attachment(&self, line: &str) -> bool {
        self.attachment.is_match(line.trim())
    }

    /// The title of a member of a collection, without what numbers it: 材料二：.
    pub fn member_of_collection<'l>(&self, line: &'l str) -> Option<&'l str> {
        self.collection.find(line).map(|number| line[number.end..].trim_start())
    }

    /// Whether a line says that a member of a collection begins, and no more: 材料二.
    pub fn is_member(&self, line: &str) -> bool {
        self.member.is_match(line)
    }

    /// Whether a line is the caption of a table or a picture: 表1　问题与措施.
    pub fn is_caption(&self, line: &str) -> bool {
        self.caption.is_match(line)
    }

    /// Whether a title is that of a gathering of documents.
    pub fn gathers(&self, title: &str) -> bool {
        self.gathering.is_match(title.trim())
    }

    /// Whether a line starts the list of what is attached: 附件：1. ……
    pub fn lists_attachments(&self, line: &str) -> bool {
        self.attachments.is_match(line.trim())
    }

    /// Whether a line stands after the text of a document: 附件：佐证材料.
    pub fn stands_after_text(&self, line: &str) -> bool {
        self.after_text.is_match(line.trim())
    }

    /// Whether a line may be the name of the office that signs a document.
    pub fn signs(&self, line: &str) -> bool {
        self.byline.is_match(line.trim())
    }

    /// Whether a line is a document's date and no more.
    pub fn is_date(&self, line: &str) -> bool {
        self.date.is_match(line.trim())
    }

    /// The kind in whose documents alone a section of this title is found.
    pub fn by_section(&self, title: &str) -> Option<&Arc<Kind>> {
        self.sections.first(title).map(|index| &self.list[index])
    }

    /// The kind with this name, in English or Chinese, or one of its titles.
    pub fn named(&self, name: &str) -> Option<&Arc<Kind>> {
        self.by_name(name).or_else(|| self.by_title(name))
    }

    fn by_name(&self, name: &str) -> Option<&Arc<Kind>> {
        self.list.iter().find(|kind| kind.name == name || kind.zh == name)
    }
}
