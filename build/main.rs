//! Reads `rules/` when hegao is built and writes what the program would
//! otherwise work out at each start: every TOML text as MessagePack, and the
//! fixed text of every regex. A file that is not of its form fails the build.

#[path = "../src/rulebook/fingerprint.rs"]
mod fingerprint;
mod first;
mod guard;
#[path = "../src/rulebook/literal.rs"]
mod literal;
mod signs;
// Of these the build needs what lays them out, the program what reads them.
#[allow(dead_code)]
#[path = "../src/rulebook/pairs.rs"]
mod pairs;
#[allow(dead_code)]
#[path = "../src/rulebook/reach.rs"]
mod reach;
#[path = "../src/rulebook/swaps.rs"]
mod swaps;
#[allow(dead_code)]
#[path = "../src/rulebook/table.rs"]
mod table;
// The program asks whether a word is one of them.
#[allow(dead_code)]
#[path = "../src/rulebook/twos.rs"]
mod twos;
#[path = "../src/rulebook/typo_list.rs"]
mod typo_list;
#[allow(dead_code)]
#[path = "../src/rulebook/typos.rs"]
mod typos;

use fingerprint::fingerprint;
use literal::Required;
use pairs::Pairs;
use table::{Table, Texts};
use typo_list::Pair;
use typos::Typos;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rulebook");
    let rules = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut built = Built::default();
    for path in files(&rules)? {
        let name = path.strip_prefix(&rules)?.to_string_lossy().replace('\\', "/");
        built
            .add(&name, &fs::read_to_string(&path)?, &out)
            .map_err(|error| format!("rules/{name}: {error}"))?;
    }
    built.join_patterns(&out)?;
    fs::write(out.join("rules.rs"), built.source()?)?;
    fs::write(out.join("levels"), levels())?;
    Ok(())
}

/// All files under a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Keys under which regexes stand that may be looked for by their fixed text.
const REGEXES: &[&str] = &[
    "find",
    "title",
    "sections",
    "personal",
    "item",
    "stated",
    "cited",
    "cited-last",
    "due",
    "number-list",
    "alongside",
    "except",
    "answers-for",
    "them-all",
    "others",
    "first-ones",
    "last-ones",
    "here",
    "below",
    "above",
    "numbered",
    "acts",
    "fault",
    "frame",
    "commitments",
    "tail",
    "beside",
    "attachment",
    "after-text",
    "gathering",
    "leads",
    "attachments",
    "collection",
    "byline",
    "contents",
    "date",
    "length",
    "frequency",
    "checkpoint",
    "finished",
    "pending",
    "immediate",
    "forward-date",
    "forward-start",
    "forward-length",
    "forward-rhythm",
    "open",
    "immediate-section",
    "later-section",
    "lasting-section",
    "done",
    "not-done",
    "told",
    "whole",
    "back",
    "intro",
];
/// Tables that hold no regexes: what a page says, and what its check reads.
const TEXTS: [&str; 3] = ["zh", "en", "parameters"];
/// Keys of regexes that are only tried around a find.
const GUARDS: [&str; 4] = ["before", "after", "not-before", "not-after"];

#[derive(Default)]
struct Built {
    /// The TOML of each file, by the file's name below `rules/`, as the name of
    /// the file with its MessagePack.
    data: BTreeMap<String, String>,
    /// The literals of each regex, those beside them, and what it begins with.
    needs: BTreeMap<String, Needs>,
    /// All texts that a guard can be, where they are few.
    guards: BTreeMap<String, Vec<String>>,
    /// Lists of pairs, as Rust sources of statics.
    pairs: String,
    /// What stands on each page after its front matter: its file.
    bodies: BTreeMap<String, String>,
    /// The patterns of each page and list, by the page's name or the list's path.
    patterns: BTreeMap<String, Patterns>,
}

/// The patterns of a page or a list.
#[derive(Default)]
struct Patterns {
    path: String,
    specs: Vec<toml::Value>,
    /// The fixed texts of each.
    texts: Vec<Vec<String>>,
    /// The list that the page goes on with.
    list: Option<String>,
}

impl Built {
    fn add(&mut self, name: &str, text: &str, out: &Path) -> Result<(), Failure> {
        match name {
            "words/typos.txt" => return self.add_typos(text),
            "words/verbs.txt" => return self.add_twos("VERBS", text),
            "words/adjectives.txt" => return self.add_twos("ADJECTIVES", text),
            "words/look-alikes.txt" => return self.add_twos("LOOK_ALIKES", text),
            "words/signs.toml" => return signs::write(text, out),
            _ => {}
        }
        let Some(toml) = toml_of(name, text) else {
            return Ok(());
        };
        if let Some((_, body)) = text.split_once("\n+++\n") {
            let file = format!("{}.body", name.replace('/', "-"));
            fs::write(out.join(&file), body)?;
            self.bodies.insert(name.to_owned(), file);
        }
        let mut value: toml::Value = toml::from_str(toml)?;
        match name {
            "words/pairs.toml" => {
                let lines = take(&mut value, "pairs")?;
                self.add_pairs("PAIRS", lines.lines())?;
            }
            "words/set-phrases.toml" => {
                let [near, phrases, spun, wrong] =
                    ["near", "phrases", "spun", "wrong"].map(|key| take(&mut value, key));
                let (near, phrases, spun, wrong) = (near?, phrases?, spun?, wrong?);
                let near = swaps::near(&near);
                let mut lines: Vec<String> = wrong.lines().map(str::to_owned).collect();
                phrases.lines().for_each(|line| swaps::swaps(line, &near, &mut lines));
                let mut places = spun.lines().filter(|line| !line.is_empty());
                places.try_for_each(|line| swaps::spun(line, &mut lines))?;
                lines.sort_by(|a, b| a.split(' ').next().cmp(&b.split(' ').next()));
                lines.dedup_by(|b, a| a.split(' ').next() == b.split(' ').next());
                self.add_pairs("SWAPPED", lines.iter().map(String::as_str))?;
                self.add_table("HALVES", &halves(&value));
                self.add_table("SET_WORDS", &set_words(&value));
            }
            _ => {}
        }
        if name.ends_with(".md") {
            let texts =
                ["zh", "en"].into_iter().filter_map(|key| Some((key.to_owned(), remove(&mut value, key)?)));
            let texts: toml::Table = texts.collect();
            if texts.len() < 2 {
                return Err("a page says what it says in zh and in en".into());
            }
            self.write(&format!("{name}#texts"), &toml::Value::Table(texts), out)?;
            let none = || toml::Value::Table(toml::Table::new());
            let parameters = remove(&mut value, "parameters").unwrap_or_else(none);
            self.write(&format!("{name}#parameters"), &parameters, out)?;
        }
        self.collect(name.starts_with("kinds/"), None, &value)?;
        if value.get("pattern").is_some() || value.get("pattern-list").is_some() {
            let texts = fixed_texts(&value)?;
            let called = value.get("name").and_then(toml::Value::as_str).unwrap_or(name).to_owned();
            let specs = remove(&mut value, "pattern").and_then(|list| list.as_array().cloned());
            let list = remove(&mut value, "pattern-list").and_then(|list| list.as_str().map(str::to_owned));
            let path = name.to_owned();
            self.patterns.insert(called, Patterns { path, specs: specs.unwrap_or_default(), texts, list });
        }
        self.write(name, &value, out)
    }

    /// Joins the patterns of each page with those of its list, and writes them by
    /// themselves.
    fn join_patterns(&mut self, out: &Path) -> Result<(), Failure> {
        let (mut pages, lists): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.patterns).into_iter().partition(|(name, _)| !name.contains('/'));
        for page in pages.values_mut() {
            if let Some(list) = page.list.as_ref().and_then(|list| lists.get(list)) {
                page.specs.extend(list.specs.iter().cloned());
                page.texts.extend(list.texts.iter().cloned());
            }
            let specs = toml::Table::from_iter([("pattern".to_owned(), page.specs.clone().into())]);
            self.write(&format!("{}#patterns", page.path), &specs.into(), out)?;
        }
        self.patterns = pages;
        Ok(())
    }

    fn write(&mut self, name: &str, value: &toml::Value, out: &Path) -> Result<(), Failure> {
        let file = format!("{}.mp", name.replace(['/', '#'], "-"));
        fs::write(out.join(&file), rmp_serde::to_vec_named(value)?)?;
        self.data.insert(name.to_owned(), file);
        Ok(())
    }

    fn add_table(&mut self, name: &str, words: &[String]) {
        let _ = writeln!(self.pairs, "pub static {name}: Table = {};", table_source(&Table::new(words)));
    }

    fn add_pairs<'l>(&mut self, name: &str, lines: impl Iterator<Item = &'l str>) -> Result<(), Failure> {
        let Pairs { table, rights, meant, unless } = Pairs::of_lines(lines)?;
        let (table, rights, unless) = (table_source(&table), texts_source(&rights), texts_source(&unless));
        let _ = writeln!(
            self.pairs,
            "pub static {name}: Pairs = Pairs {{ table: {table}, rights: {rights}, meant: Cow::Borrowed(&{meant:?}), unless: {unless} }};"
        );
        Ok(())
    }

    /// Mistyped words: those of two characters by themselves, for there are many.
    fn add_typos(&mut self, list: &str) -> Result<(), Failure> {
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for Pair { wrong, right, doubtful } in typo_list::pairs(list) {
            match typos::two(wrong).zip(typos::two(right)) {
                Some((wrong, right)) => short.push(Pair { wrong, right, doubtful }),
                None if doubtful => return Err(format!("only a word of two may be doubtful: {wrong}").into()),
                None => long.push(format!("{wrong} {right}")),
            }
        }
        let Typos { starts, rows } = typo_list::lay_out(&short)?;
        let _ = writeln!(
            self.pairs,
            "pub static TYPOS: Typos = Typos {{ starts: Cow::Borrowed(&{starts:?}), rows: Cow::Borrowed(&{rows:?}) }};"
        );
        self.add_pairs("LONG_TYPOS", long.iter().map(String::as_str))
    }

    /// Words of two characters, with spaces between them.
    fn add_twos(&mut self, name: &str, list: &str) -> Result<(), Failure> {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let numbers = |word| twos::numbers(word).ok_or_else(|| format!("no two common characters: {word}"));
        let mut words = lines.flat_map(str::split_whitespace).map(numbers).collect::<Result<Vec<_>, _>>()?;
        words.sort_unstable();
        words.dedup();
        let _ = writeln!(self.pairs, "pub static {name}: Twos = Twos(&{words:?});");
        Ok(())
    }

    /// Looks at the regexes of a file: each must be well-formed.
    fn collect(&mut self, kind: bool, key: Option<&str>, value: &toml::Value) -> Result<(), Failure> {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table.iter().filter(|(key, _)| !TEXTS.contains(&key.as_str())) {
                    self.collect(kind, Some(key), value)?;
                }
            }
            toml::Value::Array(list) => {
                for value in list {
                    self.collect(kind, key, value)?;
                }
            }
            toml::Value::String(text) if key.is_some_and(|key| REGEXES.contains(&key)) => {
                // The titles of kinds end with their regexes.
                if let Some(required) = literal::required(text, kind && key == Some("title"))? {
                    let beside = literal::beside(text, &required.texts);
                    let first = first::characters(text).unwrap_or_default();
                    self.needs.insert(text.clone(), Needs { required, beside, first });
                }
            }
            toml::Value::String(text) if key.is_some_and(|key| GUARDS.contains(&key)) => {
                if let Some(texts) = guard::all_texts(text)? {
                    self.guards.insert(text.clone(), texts);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The numbers of some regexes, sorted, each with what is known of the regex.
    fn by_number<V>(regexes: &BTreeMap<String, V>) -> Result<BTreeMap<u64, &V>, Failure> {
        let numbered: BTreeMap<u64, &V> =
            regexes.iter().map(|(regex, known)| (fingerprint(regex), known)).collect();
        (numbered.len() == regexes.len())
            .then_some(numbered)
            .ok_or_else(|| "two regexes of one number".into())
    }

    fn source(&self) -> Result<String, Failure> {
        let mut source = String::from("pub static DATA: &[(&str, &[u8])] = &[\n");
        list_files(&mut source, &self.data, "include_bytes");
        source.push_str("];\n\npub static BODIES: &[(&str, &str)] = &[\n");
        list_files(&mut source, &self.bodies, "include_str");
        source.push_str("];\n\npub static NEEDS: &[(u64, Needs)] = &[\n");
        for (number, needs) in Self::by_number(&self.needs)? {
            let _ = writeln!(source, "    ({number}, {}),", needs.source()?);
        }
        source.push_str("];\n\npub static GUARDS: &[(u64, Packed)] = &[\n");
        for (number, texts) in Self::by_number(&self.guards)? {
            let _ = writeln!(source, "    ({number}, {}),", packed(texts)?);
        }
        source.push_str("];\n");
        source.push_str(&self.pairs);
        let (texts, owners): (Vec<&String>, Vec<usize>) = self.pattern_texts().into_iter().unzip();
        let _ = writeln!(source, "pub static PATTERNS: Table = {};", table_source(&Table::new(texts)));
        let _ = writeln!(source, "pub static PATTERN_OWNERS: &[u16] = &{owners:?};");
        let pages: Vec<(&String, usize)> =
            self.patterns.iter().map(|(name, page)| (name, page.texts.len())).collect();
        let _ = writeln!(source, "pub static PATTERN_PAGES: &[(&str, usize)] = &{pages:?};");
        Ok(source)
    }

    /// The fixed texts of all patterns, each with the number of its pattern, in the
    /// order in which the program has them: by the pages' names.
    fn pattern_texts(&self) -> Vec<(&String, usize)> {
        let patterns = self.patterns.values().flat_map(|page| &page.texts).enumerate();
        patterns.flat_map(|(number, texts)| texts.iter().map(move |text| (text, number))).collect()
    }
}

/// What a regex does not match without.
struct Needs {
    required: Required,
    beside: Vec<String>,
    first: String,
}

impl Needs {
    fn source(&self) -> Result<String, Failure> {
        let Required { texts, reach } = &self.required;
        let (one_of, beside, first) = (packed(texts)?, packed(&self.beside)?, &self.first);
        Ok(format!("Needs {{ one_of: {one_of}, beside: {beside}, first: {first:?}, reach: {reach:?} }}"))
    }
}

/// Adds the files of a list to a source, each by its name.
fn list_files(source: &mut String, files: &BTreeMap<String, String>, include: &str) {
    for (name, file) in files {
        let _ = writeln!(
            source,
            "    ({name:?}, {include}!(concat!(env!(\"OUT_DIR\"), {:?}))),",
            format!("/{file}")
        );
    }
}

/// The halves of the phrases that are looked for with one fault: one half is
/// without.
fn halves(value: &toml::Value) -> Vec<String> {
    let list = value.get("exact").and_then(toml::Value::as_str).unwrap_or_default();
    let lines = list.lines().filter(|line| !line.is_empty());
    lines
        .flat_map(|line| {
            let chars: Vec<char> = line.split(" ! ").next().unwrap_or_default().chars().collect();
            let (first, second) = chars.split_at(chars.len() / 2);
            [first.iter().collect(), second.iter().collect()]
        })
        .collect()
}

/// The names of the counted sets and the forms of their members.
fn set_words(value: &toml::Value) -> Vec<String> {
    let sets = value.get("set").and_then(toml::Value::as_array).into_iter().flatten();
    let lists =
        sets.flat_map(|set| ["names", "members"].map(|key| set.get(key).and_then(toml::Value::as_array)));
    let words = lists.flatten().flatten().filter_map(toml::Value::as_str);
    words.flat_map(|word| word.split('|')).map(str::to_owned).collect()
}

/// What each pattern of a file is looked for by: its word, or the fixed text of its
/// regex.
fn fixed_texts(value: &toml::Value) -> Result<Vec<Vec<String>>, Failure> {
    let mut texts = Vec::new();
    for pattern in value.get("pattern").and_then(toml::Value::as_array).into_iter().flatten() {
        let text = |key: &str| pattern.get(key).and_then(toml::Value::as_str);
        match (text("word"), text("find")) {
            (Some(word), _) => texts.push(vec![word.to_owned()]),
            (None, Some(find)) => {
                texts.push(literal::required(find, false)?.map(|required| required.texts).unwrap_or_default())
            }
            (None, None) => return Err("a pattern has either a word or a find".into()),
        }
    }
    Ok(texts)
}

fn remove(value: &mut toml::Value, key: &str) -> Option<toml::Value> {
    value.as_table_mut().and_then(|table| table.remove(key))
}

/// Takes a text out of a table, so that it is not compiled in twice.
fn take(value: &mut toml::Value, key: &str) -> Result<String, Failure> {
    match remove(value, key) {
        Some(toml::Value::String(text)) => Ok(text),
        _ => Err(format!("no text under {key}").into()),
    }
}

fn table_source(table: &Table) -> String {
    let Table { filter, starts, ranks, words, firsts, singles } = table;
    format!(
        "Table {{ filter: Cow::Borrowed(&{filter:?}), starts: Cow::Borrowed(&{starts:?}), ranks: Cow::Borrowed(&{ranks:?}), words: {}, firsts: {firsts:?}, singles: {singles} }}",
        texts_source(words)
    )
}

fn texts_source(texts: &Texts) -> String {
    let Texts { text, ends } = texts;
    format!("Texts {{ text: Cow::Borrowed({text:?}), ends: Cow::Borrowed(&{ends:?}) }}")
}

/// The TOML of a file: all of it, or the front matter of a page.
fn toml_of<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    match name.rsplit('.').next()? {
        "toml" => Some(text),
        "md" => Some(text.strip_prefix("+++\n")?.split_once("\n+++\n")?.0),
        _ => None,
    }
}

/// For each Chinese character from U+4E00 to U+9FFF whether GB2312 has it among its
/// common ones (1), among the rare ones (2) or not at all (0). Rows 0xB0 to 0xD7 of
/// GB2312 hold the common ones.
fn levels() -> Vec<u8> {
    const COMMON: usize = 40 * 94;
    let rows = (0xB0..=0xF7_u8).flat_map(|row| (0xA1..=0xFE_u8).flat_map(move |cell| [row, cell]));
    let bytes: Vec<u8> = rows.collect();
    let (text, _, _) = encoding_rs::GBK.decode(&bytes);
    let mut levels = vec![0; 0x9FFF - 0x4E00 + 1];
    for (index, c) in text.chars().enumerate() {
        if let Some(level) = (c as usize).checked_sub(0x4E00).and_then(|at| levels.get_mut(at)) {
            *level = if index < COMMON { 1 } else { 2 };
        }
    }
    levels
}

/// A list of texts as the program reads it (src/rulebook/packed.rs): each after a character
/// whose number is its length in bytes.
fn packed(texts: &[String]) -> Result<String, Failure> {
    let mut packed = String::new();
    for text in texts {
        let length = u8::try_from(text.len()).ok().filter(u8::is_ascii);
        packed.push(length.ok_or("a text that a regex needs is too long")?.into());
        packed.push_str(text);
    }
    Ok(format!("Packed({packed:?})"))
}
