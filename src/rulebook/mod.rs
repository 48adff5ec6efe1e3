//! `rules/` as the program sees it: rule pages, document kinds and word lists,
//! read from the copy that is compiled in.

mod embedded;
mod kind;
mod label;
mod late;
mod literal;
mod office;
mod page;
mod pairs;
mod pattern;
#[cfg(test)]
mod swaps;
mod table;
mod value;
mod wording;
mod wordlist;
mod words;

pub use kind::{Kind, Kinds, Opens, RequiredSection, Signatures};
pub use label::{LabelMatch, LabelSet, Labels, Role};
pub use office::{Named, Office, Offices, Voice};
pub use page::{Example, Lang, Page, Severity, Texts};
pub use pairs::Pairs;
pub use pattern::{Guards, PatternHit, PatternSet, PatternSpec};
pub use value::Values;
pub use wording::{Doubled, Late, Neighbours, SetPhrases, Sets as CountedSets, Wording, WrongList};
pub use words::{Deadlines, Horizon, Sections, StockPhrases};

/// What is wrong with a file under `rules/`.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{file}: {problem}")]
#[diagnostic(code(hegao::rulebook), help("mend the file under rules/ and build again"))]
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
    /// What a deadline's value may say.
    pub deadlines: Deadlines,
    /// What the value of a field may say besides its content.
    pub values: Values,
    /// Phrases that say nothing.
    pub stock: Late<StockPhrases>,
    /// Offices, and how each speaks of itself.
    pub offices: Late<Offices>,
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
        let mut pages = Vec::new();
        let mut kinds: Vec<kind::KindFile> = Vec::new();
        for path in embedded::paths() {
            match path.split_once('/') {
                Some(("kinds", _)) => kinds.push(embedded::data(path)?),
                Some(_) if path.ends_with(".md") => pages.push(Page::embedded(path)?),
                _ => {}
            }
        }
        pages.sort_by(|a, b| a.name.cmp(&b.name));
        let mut patterns = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            patterns.extend(page.patterns.iter().map(|spec| (index, spec.clone())));
            if let Some(list) = &page.pattern_list {
                let file: pattern::PatternFile = embedded::data(list)?;
                patterns.extend(file.pattern.into_iter().map(|spec| (index, spec)));
            }
        }
        Ok(Self {
            labels: Labels::compile("words/labels.toml", embedded::data("words/labels.toml")?)?,
            sections: Sections::new(embedded::data("words/sections.toml")?),
            deadlines: Deadlines::new(embedded::data("words/deadlines.toml")?),
            values: Values::new(embedded::data("words/values.toml")?),
            offices: Late::new("words/offices.toml", Offices::load),
            wording: Wording::new(),
            stock: Late::new("words/stock-phrases.toml", StockPhrases::load),
            patterns: PatternSet::compile(patterns, |rule| pages[rule].path.clone())?,
            pages,
            kinds: Kinds::new(kinds, embedded::data("words/titles.toml")?),
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

/// The words as alternatives of a regex, longest first, so that 整改措施 wins
/// over 整改.
fn alternatives<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut words: Vec<&String> = words.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}
