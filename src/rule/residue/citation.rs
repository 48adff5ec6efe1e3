//! orphan-citation: [1] in the text, and no note that it points to.

use std::collections::HashSet;
use std::ops::Range;

use crate::block::{Block, Mark};
use crate::chars::{digits, head, is_closing, is_han, is_sentence_end, is_space};
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;
use crate::signs;
use crate::source::Span;

/// No note's number is longer with its brackets, in bytes.
const LONGEST: usize = 40;

/// Brackets with one number are no longer, in bytes.
const LONE: usize = 4;

pub(in crate::rule) fn orphan_citation(context: &Context<'_>, report: &mut Report<'_>) {
    let lists = |page: &Page| ["list-titles", "note-words", "intervals"].map(|key| page.words(key));
    let [titles, words, intervals] = report.page().derived(lists);
    let mut notes = Notes::default();
    let mut cited: Vec<(String, Span)> = Vec::new();
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let text = block.as_str().trim();
        let titled = |title: &String| {
            text.starts_with(title.as_str()) && text.chars().count() <= title.chars().count() + 2
        };
        if titles.iter().any(titled) {
            notes.listed = true;
            continue;
        }
        notes.read(text, words);
        for (name, range) in citations(block, words) {
            let after = &block.as_str()[range.end..];
            // Between 80 and 100.
            let interval =
                range.len() > LONE && intervals.iter().any(|word| after.starts_with(word.as_str()));
            if !interval && !block.as_str()[..range.start].trim().is_empty() {
                cited.push((name, block.span_of(range)));
            }
        }
    }
    // A list of notes without numbers may hold any of them.
    if notes.listed && notes.names.is_empty() {
        return;
    }
    for (name, span) in cited.into_iter().filter(|(name, _)| !notes.names.contains(name)) {
        report.add(Found::at(span).saying("number").with("number", name));
    }
}

/// The notes of a file.
#[derive(Default)]
struct Notes {
    /// Whether a title such as 注释 stands before them.
    listed: bool,
    names: HashSet<String>,
}

impl Notes {
    /// Reads a line that may be a note: [1]……, ①……, 注1：……, and under the title of
    /// a list 1.…… as well.
    fn read(&mut self, text: &str, words: &[String]) {
        let line = text.trim_start_matches('#').trim_start();
        let Some(first) = line.chars().next() else { return };
        let worded = words.iter().find_map(|word| line.strip_prefix(word.as_str()));
        let bare = worded.or(Some(line).filter(|_| self.listed));
        let number = bare.and_then(|rest| digits(rest.trim_start_matches(is_space)));
        if let Some((number, _)) = number {
            self.add(number);
        }
        let after_word = worded.map(|rest| rest.trim_start_matches([':', '：', ' ']));
        let noted = after_word.and_then(|rest| rest.chars().next());
        [Some(first), noted].into_iter().flatten().filter_map(circled).for_each(|number| self.add(number));
        if let Some((name, _)) = bracketed(after_word.unwrap_or(line)) {
            self.names.insert(name);
        }
    }

    /// Adds a note that is cited as [2] or ②. One that is [2] itself is not cited as ②.
    fn add(&mut self, number: u32) {
        self.names.insert(number.to_string());
        self.names.extend(encircled(number).map(String::from));
    }
}

/// The citations of a block: [3], 〔2〕, [^note], [1-3] by its first number, and ①
/// at the end of a clause.
fn citations<'a>(block: &'a Block, words: &'a [String]) -> impl Iterator<Item = (String, Range<usize>)> + 'a {
    let text = block.as_str();
    block.marks.iter().filter_map(move |mark| match circled(mark.ch) {
        Some(_) if ends_clause(text, *mark) => Some((mark.ch.to_string(), mark.at()..mark.end())),
        Some(_) => None,
        None => {
            let (name, length) =
                bracketed(&text[mark.at()..]).or_else(|| worded(&text[mark.at()..], words))?;
            let end = mark.at() + length;
            // 第[27]号 and 财办〔2〕号 are numbers of documents.
            let document =
                text[..mark.at()].ends_with(signs::ORDINAL) || text[end..].starts_with(signs::ISSUE);
            let numbered = text[end..].starts_with(|c: char| c.is_ascii_digit());
            (!document && !numbered).then_some((name, mark.at()..end))
        }
    })
}

/// ① counts what follows it, unless nothing of its clause does.
fn ends_clause(text: &str, mark: Mark) -> bool {
    let before = text[..mark.at()].chars().next_back();
    let after = text[mark.end()..].chars().next();
    let ended =
        |c: char| is_sentence_end(c) || is_closing(c) || matches!(c, '，' | '；' | ',' | ';' | '、' | '\n');
    // ①、② counts.
    let counts =
        text[mark.end()..].strip_prefix('、').is_some_and(|rest| rest.starts_with(|c| circled(c).is_some()));
    !counts
        && before.is_some_and(|c| is_han(c) || is_closing(c) || is_sentence_end(c) || matches!(c, '%' | '％'))
        && after.is_none_or(ended)
}

fn circled(c: char) -> Option<u32> {
    matches!(c, '①'..='⑳').then(|| c as u32 - '①' as u32 + 1)
}

fn encircled(number: u32) -> Option<char> {
    char::from_u32('①' as u32 + number.checked_sub(1)?).filter(|c| circled(*c).is_some())
}

/// The number of a note that is called so in brackets at the start of a text, and its
/// length in bytes: （注3）.
fn worded(text: &str, words: &[String]) -> Option<(String, usize)> {
    let inner = text.strip_prefix(['（', '('])?;
    let rest = words.iter().find_map(|word| inner.strip_prefix(word.as_str()))?;
    let (number, length) = digits(rest)?;
    let after = rest[length..].strip_prefix(['）', ')'])?;
    Some((number.to_string(), text.len() - after.len()))
}

/// A number or a name of a note in brackets at the start of a text, and its
/// length in bytes.
fn bracketed(text: &str) -> Option<(String, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '[' | '［' | '〔' | '【'))?;
    let inner = &text[open.len_utf8()..];
    let close = head(inner, LONGEST).find([']', '］', '〕', '】'])?;
    let end = open.len_utf8() + close + inner[close..].chars().next().map_or(0, char::len_utf8);
    let name = &inner[..close];
    if let Some(named) = name.strip_prefix('^') {
        return (!named.is_empty() && !named.contains(is_space)).then(|| (named.to_owned(), end));
    }
    // 〔01〕 numbers a card or a file.
    let (number, length) = digits(name).filter(|_| !name.starts_with('0'))?;
    let listed = name[length..].chars().all(|c| c.is_ascii_digit() || ",，、-–—~ ".contains(c));
    listed.then_some((number.to_string(), end))
}
