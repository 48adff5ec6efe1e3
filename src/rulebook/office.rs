//! Offices: by which word their names end, and how each speaks of itself.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;

use super::table::Table;
use super::{RulebookError, embedded};

/// A class of offices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// Its name: 局.
    pub class: String,
    /// What the name of such an office ends with: 分局.
    pub names: Vec<String>,
    /// How it speaks of itself: 我局.
    pub selves: Vec<String>,
    /// What after 我局 makes another word of it: 我局限.
    pub other_words: Vec<String>,
    /// What after the name makes another name of it: 中心小学.
    #[serde(default)]
    pub goes_on: Vec<String>,
    /// Posts that only such an office has: 局长.
    #[serde(default)]
    pub posts: Vec<String>,
    /// Organs within it, as it calls them itself: 局党组.
    #[serde(default)]
    pub inner: Vec<String>,
    /// Classes whose words it may use as well: they are above it or around it.
    #[serde(default)]
    pub allows: Vec<String>,
    /// Whether it decides for itself and has nothing to do with the inner organs
    /// of others.
    #[serde(default)]
    pub peer: bool,
    /// Whether each name is that of one office in its place: 文联.
    #[serde(default)]
    pub proper: bool,
    /// Whether an office with such a name is of no class that its last word alone names:
    /// 水库管理所 is not one of those that belong to a town.
    #[serde(default)]
    whole: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    not_names: Vec<String>,
    objects: Vec<String>,
    places: Vec<String>,
    before_self: Vec<String>,
    through: Vec<String>,
    approvals: Vec<String>,
    organs: Vec<String>,
    others: Vec<String>,
    r#as: Vec<String>,
    former: Vec<String>,
    posts: Vec<String>,
    between: Vec<String>,
    office: Vec<Office>,
}

/// No line that names an office is longer, in bytes.
const LONGEST_LINE: usize = 300;
/// No office's name is shorter, in characters.
const SHORTEST_NAME: usize = 3;

/// All classes of offices.
#[derive(Debug)]
pub struct Offices {
    file: File,
    /// The words that tell who speaks, and what each is.
    words: Table,
    voices: Vec<Voice>,
    /// The names by their last character, each with its class.
    by_end: HashMap<char, Vec<(usize, String)>>,
}

/// What a word tells of who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// An office of a class, of itself: 我局.
    Own(usize),
    /// An office of a class, of an organ within it: 局党组.
    Inner(usize),
    /// Any, of an organ that decides: 党组.
    Organ,
    /// A person, of what he is: 作为.
    Writer,
}

/// An office's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Index of its class in [`Offices::classes`].
    pub class: usize,
    /// Where its last word starts, a byte of the text.
    pub start: usize,
    /// Where its name ends.
    pub end: usize,
}

impl Offices {
    pub(super) fn load(path: &'static str) -> Result<Self, RulebookError> {
        let file: File = embedded::data(path)?;
        let mut all: Vec<(&str, Voice)> =
            file.r#as.iter().map(|word| (word.as_str(), Voice::Writer)).collect();
        all.extend(file.organs.iter().map(|organ| (organ.as_str(), Voice::Organ)));
        for (class, office) in file.office.iter().enumerate() {
            all.extend(office.selves.iter().map(|word| (word.as_str(), Voice::Own(class))));
            all.extend(office.inner.iter().map(|word| (word.as_str(), Voice::Inner(class))));
        }
        let words = Table::new(all.iter().map(|(word, _)| *word));
        let voices = all.iter().map(|(_, voice)| *voice).collect();
        let mut by_end: HashMap<char, Vec<(usize, String)>> = HashMap::new();
        for (class, office) in file.office.iter().enumerate() {
            for name in &office.names {
                by_end
                    .entry(name.chars().next_back().unwrap_or_default())
                    .or_default()
                    .push((class, name.clone()));
            }
        }
        Ok(Self { words, voices, by_end, file })
    }

    /// The words of a text that tell who speaks, in order: where each stands.
    pub fn voices(&self, text: &str) -> Vec<(Range<usize>, Voice)> {
        let word = |(at, index): (usize, usize)| (at..at + self.words.word(index).len(), self.voices[index]);
        self.words.find(text).into_iter().map(word).collect()
    }

    /// The classes.
    pub fn classes(&self) -> &[Office] {
        &self.file.office
    }

    /// The offices that a line names, by the word at the end of each name; of a
    /// word that ends names of several classes, all.
    pub fn named(&self, line: &str) -> Vec<Named> {
        if line.len() > LONGEST_LINE {
            return Vec::new();
        }
        // A word that covers a name starts no farther before its end than it is long.
        let covers = |word: &String, at: usize, end: usize| {
            let from = line.ceil_char_boundary(end.saturating_sub(word.len()));
            let starts = line[from..].char_indices().map(|(offset, _)| from + offset);
            starts.take_while(|&start| start <= at).any(|start| line[start..].starts_with(word.as_str()))
        };
        let mut found: Vec<Named> = Vec::new();
        for (at, c) in line.char_indices() {
            let end = at + c.len_utf8();
            for (class, name) in self.by_end.get(&c).into_iter().flatten() {
                let known = found.iter().any(|other| other.class == *class && other.end == end);
                if known || !line[..end].ends_with(name.as_str()) {
                    continue;
                }
                let start = end - name.len();
                let other = self.file.office[*class]
                    .goes_on
                    .iter()
                    .any(|word| line[end..].starts_with(word.as_str()));
                if !other && !self.file.not_names.iter().any(|word| covers(word, start, end)) {
                    found.push(Named { class: *class, start, end });
                }
            }
        }
        let whole: Vec<(usize, usize)> = found
            .iter()
            .filter(|named| self.file.office[named.class].whole)
            .map(|named| (named.start, named.end))
            .collect();
        found.retain(|named| !whole.iter().any(|&(start, end)| end == named.end && start < named.start));
        found
    }

    /// Whether an office that a document's title names is only what it is about.
    pub fn is_object(&self, before: &str) -> bool {
        self.file.objects.iter().any(|word| before.contains(word.as_str()))
    }

    /// An office's name without the places that it starts with.
    pub fn core<'t>(&self, name: &'t str) -> &'t str {
        let ends =
            self.file.places.iter().filter_map(|place| name.rfind(place.as_str()).map(|at| at + place.len()));
        &name[ends.filter(|&end| end < name.len()).max().unwrap_or_default()..]
    }

    /// Whether a text names a place: 县 of 县教育局.
    pub fn has_place(&self, text: &str) -> bool {
        self.file.places.iter().any(|place| text.contains(place.as_str()))
    }

    /// Whether a text ends with what makes another word of 我 after it: 自我.
    pub fn is_before_self(&self, before: &str) -> bool {
        self.file.before_self.iter().any(|word| before.ends_with(word.as_str()))
    }

    /// Whether a text tells of a post that one no longer has: 当年的.
    pub fn is_former(&self, text: &str) -> bool {
        self.file.former.iter().any(|word| text.contains(word.as_str()))
    }

    /// Whether a text ends with a word before an organ that papers go through.
    pub fn goes_through(&self, before: &str) -> bool {
        self.file.through.iter().any(|word| before.ends_with(word.as_str()))
    }

    /// Where the name of an office starts that a text ends with and papers go
    /// through: 县财政局 in 报县财政局. 乡 in 请假须经乡 names no certain one.
    pub fn name_at_end(&self, text: &str) -> Option<usize> {
        let (class, _) = text.char_indices().next_back()?;
        if self.goes_through(&text[..class]) {
            return None;
        }
        let ends = self.file.through.iter().flat_map(|word| text.match_indices(word.as_str()));
        let starts = ends.map(|(at, word)| at + word.len());
        starts.filter(|&start| text[start..].chars().count() >= SHORTEST_NAME).max()
    }

    /// Whether a text says that an organ decides.
    pub fn approves(&self, after: &str) -> bool {
        self.file.approvals.iter().any(|word| after.contains(word.as_str()))
    }

    /// The deciding organ that a word ends with: 党组 of 局党组.
    pub fn organ_of(&self, word: &str) -> Option<&str> {
        self.file.organs.iter().map(String::as_str).find(|organ| word.ends_with(organ))
    }

    /// Whether a name is not that of one certain office.
    pub fn is_any(&self, name: &str) -> bool {
        self.file.others.iter().any(|word| name.contains(word.as_str()))
    }

    /// Where a person's post ends that starts right after an office's name:
    /// 党组副书记.
    pub fn post(&self, class: usize, text: &str) -> Option<usize> {
        let own = &self.file.office[class].posts;
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let longest = |words: &mut dyn Iterator<Item = &String>| {
                words.filter(|word| rest.starts_with(word.as_str())).map(String::len).max()
            };
            let post = longest(&mut self.file.posts.iter().chain(own));
            let between = longest(&mut self.file.between.iter());
            match (post, between) {
                (Some(post), between) if between.is_none_or(|between| between <= post) => {
                    return Some(at + post);
                }
                (_, Some(between)) => at += between,
                _ => return None,
            }
        }
    }

    /// A name without the words before it: 一名.
    pub fn bare_name<'t>(&self, name: &'t str) -> &'t str {
        let mut rest = name;
        while let Some(word) = self.file.between.iter().find(|word| rest.starts_with(word.as_str())) {
            rest = &rest[word.len()..];
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use crate::rulebook::Rulebook;

    #[test]
    fn the_list_of_offices_is_of_its_form_and_reads_names_and_posts() {
        let rulebook = Rulebook::embedded().expect("rules");
        let offices = rulebook.offices.load().expect("offices");
        let classes = |line: &str| -> Vec<String> {
            offices.named(line).iter().map(|named| offices.classes()[named.class].class.clone()).collect()
        };
        assert_eq!(classes("青禾县教育局"), ["局"]);
        assert_eq!(classes("石桥镇中心小学"), ["镇", "校"]);
        assert!(classes("顾全大局，服务乡村").is_empty());
        assert_eq!(offices.core("青禾县教育局"), "教育局");
        let class = offices.named("县财政局")[0].class;
        assert_eq!(offices.post(class, "党组成员、副局长"), Some("党组成员".len()));
        assert_eq!(offices.post(class, "副局长"), Some("副局长".len()));
        assert_eq!(offices.post(class, "召开会议"), None);
    }
}
