//! `rules/` as the program sees it: rule pages, document kinds and word lists,
//! read from the copy that is compiled in.

mod choice;
mod deadlines;
mod embedded;
mod fingerprint;
#[cfg(feature = "config")]
mod folder;
mod form;
mod guard;
mod kind;
mod label;
mod late;
mod literal;
mod marked;
mod offer;
mod office;
mod packed;
mod page;
mod pairs;
mod pattern;
mod reach;
mod references;
mod role;
mod sections;
mod sketch;
mod spelled;
mod stock;
#[cfg(test)]
mod swaps;
mod table;
mod twos;
#[cfg(test)]
mod typo_list;
mod typos;
mod value;
mod wording;
mod wordlist;

use std::collections::BTreeMap;

pub use deadlines::{Deadlines, Horizon};
pub use embedded::{adjectives, look_alikes, verbs};
pub use form::{Form, SectionRule};
pub use guard::Guards;
pub use kind::{Kind, Kinds, Opens, RequiredSection, Signatures};
pub use label::{LabelMatch, LabelSet, Labels, Manner};
pub use offer::Offers;
pub use office::{Named, Office, Offices, Voice};
pub use page::{Example, Lang, Page, Severity, Texts};
pub use pairs::Pairs;
pub use pattern::{PatternHit, PatternSet, PatternSpec};
pub use references::{Place, Reference, References, numbers_in};
pub use role::Role;
pub use sections::Sections;
pub use stock::StockPhrases;
pub use twos::Twos;
pub use value::Values;
pub use wording::{Doubled, Late, Neighbours, SetPhrases, Wording, WrongKind, WrongList, WrongWord};

/// What stands before a rule's name in reports: `hegao::placeholder`.
pub const CODE: &str = "hegao::";

/// What is wrong with a file under `rules/`.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{file}: {problem}")]
#[diagnostic(
    code(hegao::rulebook),
    help("mend this page; `hegao rules test` tries it / 请修改这个规则文件，再用 hegao rules test 检验")
)]
pub struct RulebookError {
    /// Path below `rules/`.
    pub file: String,
    /// What is wrong, with the place where it is known.
    pub problem: String,
}

impl RulebookError {
    fn new(file: &str, problem: impl ToString) -> Self {
        Self { file: file.to_owned(), problem: problem.to_string() }
    }
}

/// What an office adds to the rules that are compiled in.
#[derive(Debug, Default)]
pub struct Additions {
    /// Rule pages of its own.
    pub pages: Vec<Page>,
    /// Parameters of rules, by the rule's name; those that the rule's page does
    /// not have, or of another type, count for nothing.
    pub parameters: BTreeMap<String, toml::Table>,
    /// Labels, by what their fields hold.
    pub labels: BTreeMap<Role, Vec<String>>,
    /// Phrases that say nothing.
    pub phrases: Vec<String>,
}

impl Additions {
    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
            && self.parameters.is_empty()
            && self.labels.is_empty()
            && self.phrases.is_empty()
    }
}

/// All that hegao knows of the documents it reads.
#[derive(Debug)]
pub struct Rulebook {
    /// The rule pages, sorted by name.
    pub pages: Vec<Page>,
    /// The document kinds.
    pub kinds: Kinds,
    /// Field labels.
    pub labels: Labels,
    /// Section titles.
    pub sections: Sections,
    /// How sentences speak of several items at once.
    pub references: Late<References>,
    /// What a deadline's value may say.
    pub deadlines: Deadlines,
    /// What the value of a field may say besides its content.
    pub values: Values,
    /// Phrases that say nothing.
    pub stock: Late<StockPhrases>,
    /// More of them, each a clause, that an office added.
    pub own_phrases: Vec<String>,
    /// Offices, and how each speaks of itself.
    pub offices: Late<Offices>,
    /// What editors offer to write.
    pub offers: Late<Offers>,
    /// Words that may be wrong, whatever the document.
    pub wording: Wording,
    /// The patterns of every rule that is made of patterns; [`PatternHit::rule`]
    /// is an index into [`Rulebook::pages`].
    pub patterns: PatternSet,
}

impl Rulebook {
    /// Reads the rules that are compiled into the program.
    ///
    /// # Errors
    /// When a file under `rules/` is not of its form. A test reads them all, so
    /// this happens only while a rule is being written.
    pub fn embedded() -> Result<Self, RulebookError> {
        Self::with(Additions::default())
    }

    /// Reads the same rules and what an office adds to them.
    ///
    /// # Errors
    /// When an added page is not of its form, or is called as another.
    pub fn with(additions: Additions) -> Result<Self, RulebookError> {
        let Additions { mut pages, mut parameters, labels, phrases } = additions;
        let own = !pages.is_empty();
        let mut kinds: Vec<kind::KindFile> = Vec::new();
        for path in embedded::paths() {
            match path.split_once('/') {
                Some(("kinds", _)) => kinds.push(embedded::data(path)?),
                Some(_) if path.ends_with(".md") => pages.push(Page::embedded(path)?),
                _ => {}
            }
        }
        pages.sort_by(|a, b| a.name.cmp(&b.name));
        if let Some(pair) = pages.windows(2).find(|pair| pair[0].name == pair[1].name) {
            let problem = format!("there is another rule that is called {}", pair[0].name);
            return Err(RulebookError::new(&pair[0].path, problem));
        }
        for page in &mut pages {
            page.set(parameters.remove(&page.name).unwrap_or_default());
        }
        let patterns = match own {
            true => PatternSet::compile(specs(&pages)?, |rule| pages[rule].path.clone())?,
            false => PatternSet::built(&pages),
        };
        let kinds = Kinds::new(kinds, embedded::data("words/titles.toml")?);
        check_kinds(&pages, &kinds)?;
        let mut label_file: label::LabelFile = embedded::data("words/labels.toml")?;
        label_file.add(labels);
        Ok(Self {
            labels: Labels::compile("words/labels.toml", label_file)?,
            sections: Sections::new(embedded::data("words/sections.toml")?),
            references: Late::new("words/references.toml", References::load),
            deadlines: Deadlines::new(embedded::data("words/deadlines.toml")?),
            values: Values::new(embedded::data("words/values.toml")?),
            offices: Late::new("words/offices.toml", Offices::load),
            offers: Late::new("words/offers.toml", Offers::load),
            wording: Wording::new(),
            own_phrases: phrases,
            stock: Late::new("words/stock-phrases.toml", StockPhrases::load),
            patterns,
            pages,
            kinds,
        })
    }

    /// The page of a rule.
    pub fn page(&self, name: &str) -> Option<&Page> {
        let index = self.page_index(name)?;
        self.pages.get(index)
    }

    /// Where the page of a rule stands in [`Rulebook::pages`].
    pub fn page_index(&self, name: &str) -> Option<usize> {
        self.pages.binary_search_by(|page| page.name.as_str().cmp(name)).ok()
    }
}

/// The patterns of pages, with the index of their rule.
fn specs(pages: &[Page]) -> Result<Vec<(usize, PatternSpec)>, RulebookError> {
    let mut specs = Vec::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.has_patterns()) {
        let own = page.pattern_specs()?.into_iter();
        specs.extend(own.map(|spec| (index, spec)));
    }
    Ok(specs)
}

/// Whether there are the kinds of documents that pages name.
fn check_kinds(pages: &[Page], kinds: &Kinds) -> Result<(), RulebookError> {
    for page in pages {
        let named = page.sections.iter().flat_map(|sections| &sections.documents);
        if let Some(name) = named.into_iter().find(|name| kinds.named(name).is_none()) {
            return Err(RulebookError::new(&page.path, format!("no kind of document is called {name}")));
        }
    }
    Ok(())
}

/// The words as alternatives of a regex, longest first, so that 整改措施 wins
/// over 整改.
fn alternatives<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut words: Vec<&String> = words.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}
