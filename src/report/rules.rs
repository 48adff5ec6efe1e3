//! The rules that a report names.

use std::collections::HashMap;
use std::sync::Arc;

use crate::rulebook::{Lang, Page, Rulebook};

/// The rules that have found something, numbered in the order in which the report
/// came upon them.
#[derive(Debug)]
pub(super) struct Rules {
    rulebooks: Vec<Arc<Rulebook>>,
    /// The language of their texts.
    pub lang: Lang,
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Rules {
    /// Rules whose pages are in one of these rulebooks.
    pub fn new(rulebooks: Vec<Arc<Rulebook>>, lang: Lang) -> Self {
        Self { rulebooks, lang, names: Vec::new(), numbers: HashMap::new() }
    }

    /// The number of a rule, from 0.
    pub fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// The rules by number, each with its page.
    pub fn named(&self) -> impl Iterator<Item = (&str, Option<&Page>)> {
        let page = |name: &str| self.rulebooks.iter().find_map(|rulebook| rulebook.page(name));
        self.names.iter().map(move |name| (name.as_str(), page(name)))
    }
}
