//! duplicate-measure: measures that were copied from one item to another.

use std::collections::{BTreeMap, HashMap};

use crate::chars::{chinese_digit, is_han};
use crate::id::{Id, List};
use crate::item::{Item, ItemId, Origin};
use crate::rule::report::quoted;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Role;
use crate::source::Span;

/// How many characters make a passage that fingerprints tell apart.
const SHINGLE: usize = 10;
/// Of so many neighbouring fingerprints, at most, one is kept.
const WINDOW: usize = 12;
/// Spreads the hash of a shingle over all bits (FNV-1a).
const PRIME: u64 = 0x0000_0100_0000_01B3;
/// A measure of which so many in a hundred pairs of characters stand in another was
/// copied into it.
const HELD: usize = 90;
/// How many earlier measures one fingerprint may lead to.
const MOST: usize = 16;

/// A measure as it is compared: without marks, spaces and numbering.
struct Measure {
    span: Span,
    /// From its first paragraph to its last.
    reach: Span,
    item: ItemId,
    chars: Vec<char>,
    /// Whether it is the whole of several paragraphs, each of which is told by itself.
    several: bool,
}

impl Measure {
    /// Whether two measures are of different items and do not stand in one place.
    fn is_apart(&self, other: &Self) -> bool {
        let overlap = self.reach.start < other.reach.end && other.reach.start < self.reach.end;
        self.item != other.item && !overlap
    }
}

/// A measure equal to, nearly equal to, or wholly contained in that of another
/// item, at the later one.
pub(in crate::rule) fn duplicate_measure(context: &Context<'_>, report: &mut Report<'_>) {
    let page = report.page();
    let shortest = page.number("shortest");
    let passage = page.number("passage");
    let alike = page.number("alike-percent");
    let references: &Vec<String> = page.derived(|page| page.words("references"));
    let refers = |item: &Item| {
        let text = item.measure_text();
        let short = text.chars().count() <= page.number("longest-reference");
        short && references.iter().any(|word| text.contains(word.as_str()))
    };
    let items = &context.model.items.list;
    let measures: List<Measure> = items
        .enumerate()
        .filter(|(_, item)| !refers(item))
        .flat_map(|(id, item)| of_item(id, item, passage))
        .filter(|m| m.chars.len() >= shortest)
        .collect();
    let mut equal: HashMap<&[char], Id<Measure>> = HashMap::new();
    let mut prints: HashMap<u64, Vec<Id<Measure>>> = HashMap::new();
    let mut told = Told::default();
    for (id, measure) in measures.enumerate() {
        let own = fingerprints(&measure.chars);
        let is_restated = |earlier: &Measure| restates(context, &items[measure.item], &items[earlier.item]);
        let apart = |&earlier: &Id<Measure>| measures[earlier].is_apart(measure);
        let same = equal.get(measure.chars.as_slice()).copied().filter(apart);
        // What says again what its own problem has is a copy of nothing else.
        let first = same.filter(|&same| !is_restated(&measures[same])).or_else(|| {
            let mut near: Vec<Id<Measure>> =
                own.iter().filter_map(|print| prints.get(print)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            let copied = |other: &Id<Measure>| {
                let earlier = &measures[*other];
                let holds = measure.several && earlier.chars.len() < measure.chars.len();
                apart(other)
                    && if holds {
                        likeness(&earlier.chars, &measure.chars) >= alike
                    } else {
                        copied(&earlier.chars, &measure.chars, passage, alike)
                    }
            };
            let copied = near.into_iter().find(copied);
            copied.filter(|_| same.is_none()).filter(|&first| !is_restated(&measures[first]))
        });
        if let Some(first) = first.filter(|_| told.add(measure.span)) {
            let original = &measures[first];
            let text = quoted(context.model.source.slice(measure.span));
            report.add(Found::at(measure.span).with("measure", text).related(original.span, "first"));
        }
        equal.entry(&measure.chars).or_insert(id);
        for print in own {
            let list = prints.entry(print).or_default();
            if list.len() < MOST {
                list.push(id);
            }
        }
    }
}

/// Whether a row of a table says of a problem what the text above said of it: what is
/// attached to a plan lists it again.
fn restates(context: &Context<'_>, later: &Item, earlier: &Item) -> bool {
    let problem = |item: &Item| item.problem.map(|span| plain(context.model.source.slice(span)));
    let one = |(later, earlier): (Vec<char>, Vec<char>)| !later.is_empty() && holds(&later, &earlier);
    (later.document == earlier.document || context.model.document(later).attached)
        && later.origin == Origin::Table
        && earlier.origin != Origin::Table
        && problem(later).zip(problem(earlier)).is_some_and(one)
}

/// The places that are told, none within another.
#[derive(Default)]
struct Told {
    ends: BTreeMap<usize, usize>,
}

impl Told {
    /// Adds a place, unless one that holds it is told already.
    fn add(&mut self, span: Span) -> bool {
        let before = self.ends.range(..=span.start).next_back();
        if before.is_some_and(|(_, end)| *end >= span.end) {
            return false;
        }
        let inner = self.ends.range(span.start..).take_while(|(_, end)| **end <= span.end);
        let inner: Vec<usize> = inner.map(|(start, _)| *start).collect();
        inner.iter().for_each(|start| {
            self.ends.remove(start);
        });
        self.ends.insert(span.start, span.end);
        true
    }
}

/// The whole measure of an item, then each paragraph and each numbered part of it that
/// is long enough to be told as a copy by itself.
fn of_item(id: ItemId, item: &Item, passage: usize) -> Vec<Measure> {
    let texts: Vec<(Span, &str)> = item
        .of(Role::Measure)
        .flat_map(|field| field.parts.iter().copied().zip(field.text.split('\n')))
        .collect();
    let Some((&(first, _), &(last, _))) = texts.first().zip(texts.last()) else {
        return Vec::new();
    };
    let whole = item.measure_text();
    let reach = Span::new(first.start, last.end.max(first.end));
    let mut measures =
        vec![Measure { span: first, reach, item: id, chars: plain(&whole), several: texts.len() > 1 }];
    let part = |(span, text): (Span, &str)| {
        let chars = plain(text);
        Measure { span, reach: span, item: id, chars, several: false }
    };
    let long = |part: &Measure| part.chars.len() >= passage;
    if texts.len() > 1 {
        measures.extend(texts.iter().copied().map(part).filter(long));
    }
    measures.extend(texts.iter().flat_map(|&(span, text)| numbered(span, text)).map(part).filter(long));
    measures
}

/// The numbered parts of a paragraph, if it has several: ①……；②…….
fn numbered(span: Span, text: &str) -> Vec<(Span, &str)> {
    let mut starts: Vec<usize> =
        text.char_indices().filter(|(_, c)| matches!(c, '①'..='⑳')).map(|(at, _)| at).collect();
    // Where the file has the text otherwise its parts have no places of their own.
    if starts.len() < 2 || span.end - span.start != text.len() {
        return Vec::new();
    }
    starts.push(text.len());
    let part = |ends: &[usize]| {
        let range = ends[0]..ends[1];
        (Span::new(span.start + range.start, span.start + range.end), &text[range])
    };
    starts.windows(2).map(part).collect()
}

fn plain(text: &str) -> Vec<char> {
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        crate::outline::Marker::parse(line).map_or(line, |marker| &line[marker.len..])
    });
    let kept = lines.flat_map(str::chars).filter(|&c| is_han(c) || c.is_alphanumeric());
    kept.map(in_digits).collect()
}

/// 七天 and 7天 say the same.
fn in_digits(c: char) -> char {
    chinese_digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// Whether two texts are nearly equal, or the shorter, if it is a passage of
/// some length, stands whole in the longer.
fn copied(one: &[char], other: &[char], passage: usize, alike: usize) -> bool {
    let mostly_held = || {
        let (shared, shorter) = (shared(one, other), one.len().min(other.len()));
        share(shared, one, other) >= alike || shared * 100 / shorter.saturating_sub(1).max(1) >= HELD
    };
    one.len().min(other.len()) >= passage && (holds(one, other) || mostly_held())
}

/// Whether the shorter of two texts stands whole in the longer.
fn holds(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.windows(short.len().max(1)).any(|window| window == short)
}

/// How many in a hundred pairs of neighbouring characters two texts share
/// (Sørensen–Dice).
fn likeness(one: &[char], other: &[char]) -> usize {
    share(shared(one, other), one, other)
}

/// So many shared pairs as a share of all.
fn share(shared: usize, one: &[char], other: &[char]) -> usize {
    2 * shared * 100 / (one.len() + other.len()).saturating_sub(2).max(1)
}

/// How many pairs of neighbouring characters two texts share.
fn shared(one: &[char], other: &[char]) -> usize {
    let mut pairs: HashMap<(char, char), isize> = HashMap::new();
    for pair in one.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    let mut shared = 0;
    for pair in other.windows(2) {
        if let Some(count) = pairs.get_mut(&(pair[0], pair[1])).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

/// The least of each window of shingle hashes, so that any two texts that share
/// `SHINGLE + WINDOW - 1` characters in a row share a fingerprint (winnowing).
fn fingerprints(chars: &[char]) -> Vec<u64> {
    let hash = |shingle: &[char]| shingle.iter().fold(0_u64, |sum, &c| (sum ^ c as u64).wrapping_mul(PRIME));
    let hashes: Vec<u64> = chars.windows(SHINGLE).map(hash).collect();
    // A short measure keeps more of them: it may differ in the middle.
    let windows = hashes.windows((hashes.len() / 8).clamp(1, WINDOW));
    let mut prints: Vec<u64> = windows.filter_map(|window| window.iter().min().copied()).collect();
    prints.dedup();
    prints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_within_a_longer_measure_is_found_by_its_fingerprints() {
        let chars = |text: &str| plain(text);
        let short = chars("每月组织一次集中学习，每季度撰写一篇心得体会，年底前完成专题调研");
        let long =
            chars("落实主体责任，每月组织一次集中学习，每季度撰写一篇心得体会，年底前完成专题调研，形成制度");
        let own = fingerprints(&long);
        assert!(fingerprints(&short).iter().any(|print| own.contains(print)));
        assert!(copied(&short, &long, 25, 85));
    }

    #[test]
    fn different_measures_are_not_alike() {
        let one = plain("每月组织一次集中学习，每季度撰写一篇心得体会，年底前完成专题调研任务");
        let other = plain("严格执行公务接待标准，公开三公经费，接受群众监督，每半年通报一次情况");
        assert!(!copied(&one, &other, 25, 85));
    }
}
