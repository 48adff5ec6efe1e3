//! confusable-word: words that a list knows to be wrong, and words that the
//! speller finds.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use super::particle::{PARTICLES, Particle, Particles};
use crate::block::{Block, BlockId};
use crate::chars::{is_han, is_space};
use crate::finding::Edit;
use crate::item::{Field, Origin};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report, RightWords};
use crate::rulebook::{Page, PatternHit, Role, WrongKind, WrongWord};
use crate::signs;
use crate::source::Span;
use crate::spell::{Misspelling, Writing, is_common_word, likelier_with, misspellings};

pub(in crate::rule) fn confusable_word(context: &Context<'_>, report: &mut Report<'_>) {
    let page = report.page();
    let own = Own { page, words: page.derived(|_| Words::default()), names: names(context) };
    listed(context, &own, report);
    particles(context, &own, report);
    misspelt(context, &own, report);
}

/// What the page says, each made when a text first needs it.
#[derive(Default)]
struct Words {
    right: OnceLock<Option<RightWords>>,
    particles: OnceLock<Particles>,
    frames: OnceLock<Vec<String>>,
}

struct Own<'p> {
    page: &'p Page,
    words: &'p Words,
    /// The cells that hold nothing but a person's name.
    names: HashSet<Span>,
}

impl<'p> Own<'p> {
    /// The words in which this rule takes every character for right.
    fn right(&self) -> Option<&'p RightWords> {
        self.words.right.get_or_init(|| RightWords::new(&self.page.words("right"))).as_ref()
    }

    fn particles(&self) -> &'p Particles {
        self.words.particles.get_or_init(|| Particles::new(self.page))
    }

    /// Four characters of which two may be any verbs.
    fn frames(&self) -> &'p [String] {
        self.words.frames.get_or_init(|| self.page.words("frames"))
    }
}

fn misspelt(context: &Context<'_>, own: &Own<'_>, report: &mut Report<'_>) {
    let (blocks, hits) = (context.model.blocks.list.as_slice(), context.hits.as_slice());
    // What a quote says belongs to others.
    let text = |block: &Block| block.has_text() && !block.quoted && !own.names.contains(&block.span);
    let texts = blocks.iter().map(|block| if text(block) { block.as_str() } else { "" });
    let is_right = |text: &str, range: Range<usize>| {
        let span = Span::new(range.start, range.end);
        context.selection.holds_right(text, span)
            || own.right().is_some_and(|own| own.hold(text, span))
            || is_signed(text, &range)
    };
    let (mut of, mut settled) = (None, Vec::new());
    let mut kinds = context.model.documents.iter().filter_map(|document| document.kind());
    let is_draft = kinds.any(|kind| kind.has_duties());
    let writing = if is_draft { Writing::Draft } else { Writing::Other };
    for found in misspellings(texts, writing, is_right) {
        if of != Some(found.text) {
            let places = settled_places(context, blocks[found.text].as_str(), &hits[found.text]);
            (of, settled) = (Some(found.text), places);
        }
        let next = settled.partition_point(|place| place.end <= found.range.start);
        if settled.get(next).is_some_and(|place| place.start < found.range.end) {
            continue;
        }
        let block = &blocks[found.text];
        if fits_frame(block.as_str(), &found, own.frames()) || is_asked(block.as_str(), &found.range) {
            continue;
        }
        let text = quoted(&block.as_str()[found.range.clone()]);
        let span = block.span_of(found.range);
        let right = Found::at(span).with("text", text).with("right", &found.right);
        report.add(right.unsafe_fix(vec![Edit::new(span, found.right)]));
    }
}

/// The cells that, by their length, name a person who answers for something, and no more.
fn names(context: &Context<'_>) -> HashSet<Span> {
    const NAME: RangeInclusive<usize> = 2..=3;
    let is_name =
        |field: &&Field| NAME.contains(&field.text.chars().count()) && field.text.chars().all(is_han);
    let rows = context.model.items.list.iter().filter(|item| item.origin == Origin::Table);
    let fields = rows.flat_map(|item| item.of(Role::Owner)).filter(is_name);
    fields.filter_map(|field| field.label).collect()
}

/// Whether a word has a part in 近不近, in which any verb or adjective may stand.
fn is_asked(text: &str, range: &Range<usize>) -> bool {
    let from = text[..range.start].char_indices().next_back().map_or(range.start, |(at, _)| at);
    text[range.start..range.end].match_indices(signs::NOT).any(|(at, not)| {
        let at = range.start + at;
        let before = text[from..at].chars().next_back();
        before.is_some() && before == text[at + not.len()..].chars().next()
    })
}

/// Whether a word that would be shorter stands in a frame such as 只…不…, in which any
/// verb may stand: 只检不管.
fn fits_frame(text: &str, found: &Misspelling, frames: &[String]) -> bool {
    let fits = |frame: &String| {
        let stands = |from: usize| {
            let mut written = text[from..].chars();
            let same = |c: char| written.next().is_some_and(|other| c == other || c == '…' && is_han(other));
            frame.chars().all(same)
        };
        let before = text[..found.range.start].char_indices().rev().take(frame.chars().count() - 1);
        let starts = before.map(|(at, _)| at).chain([found.range.start]);
        found.right.len() < frame.len() && starts.into_iter().any(stands)
    };
    frames.iter().any(fits)
}

/// The places of a block that the list, a pattern, an office's own rule or
/// set-phrase speaks of, in order and apart.
fn settled_places(context: &Context<'_>, text: &str, hits: &[PatternHit]) -> Vec<Range<usize>> {
    let page = context.model.rulebook.page_index("confusable-word");
    let runs = |rule: usize| context.selection.has(&context.model.rulebook.pages[rule].name);
    let told = |hit: &&PatternHit| Some(hit.rule) == page || hit.replace.is_some() && runs(hit.rule);
    let hits = hits.iter().filter(told).map(|hit| hit.start..hit.end);
    let listed = wrong_words(context, text).map(|wrong| wrong.range);
    let phrases =
        Some(&context.model.rulebook.wording.phrases).filter(|_| context.selection.has("set-phrase"));
    let misquoted = phrases.into_iter().flat_map(|phrases| phrases.misquotes(text)).map(|(range, _)| range);
    in_order(hits.chain(listed).chain(misquoted).collect())
}

fn listed(context: &Context<'_>, own: &Own<'_>, report: &mut Report<'_>) {
    let text = |block: &&Block| block.has_text() && !own.names.contains(&block.span);
    for block in context.model.blocks.list.iter().filter(text) {
        let text = block.as_str();
        for WrongWord { range, right, .. } in wrong_words(context, text) {
            let is_right = abbreviates(&text[range.end..])
                || context.selection.holds_change(text, &range, &right)
                || own.right().is_some_and(|own| own.hold_change(text, &range, &right));
            if is_right {
                continue;
            }
            let text = quoted(&block.as_str()[range.clone()]);
            let span = block.span_of(range);
            let found = Found::at(span).with("text", text).with("right", &right);
            report.add(found.unsafe_fix(vec![Edit::new(span, right)]));
        }
    }
}

/// Whether what follows is the rest of the short name of an office, and the year of its
/// paper: 审意〔2024〕2号.
fn abbreviates(after: &str) -> bool {
    const LONGEST: usize = 6;
    let name: usize = after.chars().take(LONGEST).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
    let number = after[name..].strip_prefix(['〔', '［', '[']);
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// The words of a text that the lists take for others.
fn wrong_words<'t>(context: &'t Context<'_>, text: &'t str) -> impl Iterator<Item = WrongWord> + 't {
    context.model.rulebook.wording.wrong_words(text).filter(|wrong| match wrong.kind {
        WrongKind::Confused => !is_divided(context, text, wrong.range.clone()),
        WrongKind::Mistyped | WrongKind::Doubtful if is_signed(text, &wrong.range) => false,
        WrongKind::Mistyped => !goes_on(text, &wrong.range) && gain(text, wrong) >= 0.0,
        WrongKind::Doubtful => !goes_on(text, &wrong.range) && gain(text, wrong) >= FAR,
    })
}

/// The words around go so much better with the right word than with two others that stand
/// side by side (每月各查一次), as a logarithm; found on documents without errors and on
/// newspapers.
const FAR: f32 = 8.0;

/// How much better the words around go with the right word.
fn gain(text: &str, WrongWord { range, right, .. }: &WrongWord) -> f32 {
    likelier_with(text, range.clone(), right)
}

/// Whether a mistyped word stands in the name of somebody who signs a form: 填表人：臧书言.
fn is_signed(text: &str, range: &Range<usize>) -> bool {
    const LONGEST_NAME: usize = 4;
    let before = text[..range.start].trim_end_matches(is_han);
    let signer = before.trim_end_matches(is_space).trim_end_matches(['：', ':']);
    let rest = &text[range.end..];
    let end = range.end + rest.find(|c| !is_han(c)).unwrap_or(rest.len());
    signer.len() < before.len()
        && signer.ends_with(|c| signs::SIGNER.contains(c))
        && text[before.len()..end].chars().count() <= LONGEST_NAME
}

/// Whether a common word goes on over one of the ends of a mistyped word: 报休 in
/// 汇报休假.
fn goes_on(text: &str, range: &Range<usize>) -> bool {
    let mut inner = text[range.clone()].chars();
    let (Some(first), Some(last)) = (inner.next(), inner.next_back()) else { return false };
    let (end, start) = (range.start + first.len_utf8(), range.end - last.len_utf8());
    let mut before = text[..range.start].char_indices().rev().take(2).take_while(|(_, c)| is_han(*c));
    let mut after = text[range.end..].char_indices().take(2).take_while(|(_, c)| is_han(*c));
    before.any(|(at, _)| is_common_word(&text[at..end]))
        || after.any(|(at, c)| is_common_word(&text[start..range.end + at + c.len_utf8()]))
}

/// 的, 得 and 地 that no pattern tells.
fn particles(context: &Context<'_>, own: &Own<'_>, report: &mut Report<'_>) {
    let page = context.model.rulebook.page_index("confusable-word");
    for (id, block) in context.model.blocks.list.enumerate().filter(|(_, block)| block.has_text()) {
        let text = block.as_str();
        if !text.contains(PARTICLES) {
            continue;
        }
        let told = |at: usize| {
            let mut hits = context.hits[id].iter().filter(|hit| Some(hit.rule) == page);
            hits.any(|hit| (hit.start..hit.end).contains(&at))
        };
        for Particle { range, right } in own.particles().wrong(text) {
            let span = Span::new(range.start, range.end);
            let is_right = context.selection.holds_right(text, span)
                || own.right().is_some_and(|own| own.hold(text, span));
            if is_right || told(range.start) {
                continue;
            }
            let span = block.span_of(range.clone());
            let found = Found::at(span).with("text", quoted(&text[range])).with("right", right);
            report.add(found.unsafe_fix(vec![Edit::new(span, right)]));
        }
    }
}

/// The places of a block where the lists, or a pattern, have a word that is taken for
/// another, in order.
pub(super) fn listed_places(context: &Context<'_>, block: BlockId) -> Vec<Range<usize>> {
    let page = context.model.rulebook.page_index("confusable-word");
    let text = context.model.blocks.list[block].as_str();
    let hits = context.hits[block].iter().filter(|hit| Some(hit.rule) == page);
    let listed = wrong_words(context, text).map(|wrong| wrong.range);
    in_order(hits.map(|hit| hit.start..hit.end).chain(listed).collect())
}

/// Places in their order, those that meet as one.
fn in_order(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by(|next, place| {
        let meet = next.start < place.end;
        if meet {
            place.end = place.end.max(next.end);
        }
        meet
    });
    places
}

/// Whether a word of two characters is the end of one word and the start of the
/// next.
fn is_divided(context: &Context<'_>, text: &str, range: Range<usize>) -> bool {
    let mut word = text[range.clone()].chars();
    let (Some(first), Some(second), None) = (word.next(), word.next(), word.next()) else {
        return false;
    };
    let neighbours = context.model.rulebook.wording.neighbours.get();
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    neighbours.is_some_and(|neighbours| neighbours.divide(before, [first, second], after))
}
