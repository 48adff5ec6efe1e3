//! doubled-punctuation: ，。 。。 ,, but not …… —— or ?! And the forms of the
//! ellipsis and the dash that are none.

use std::ops::Range;

use super::halfwidth::ends_entity;
use crate::block::{Block, Mark};
use crate::chars::{is_chinese, is_chinese_mark, is_closing, is_han, is_numeral, is_opening};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};
use crate::rulebook::{Page, Rulebook};

/// More than three ！ or ？ shout too loud (GB/T 15834, 4.3.3.2).
const MOST_STOPS: usize = 3;

/// A run of marks that is wrong, and what it should be.
struct Run {
    range: Range<usize>,
    right: String,
}

/// What tells a name beside a dash.
struct Names {
    /// The characters of foreign names.
    characters: String,
    /// What ends the names of places.
    places: Vec<String>,
    /// What ends the names of firms.
    firms: Vec<String>,
}

/// What the page says of the words around marks.
struct Words {
    conjunctions: Vec<String>,
    /// Words that begin or end like conjunctions.
    compounds: Vec<String>,
    /// 等, and what says the same.
    others: Vec<String>,
    names: Names,
    /// Dots before these are fill, which placeholder tells.
    slots: Vec<String>,
}

impl Words {
    fn new(page: &Page, rulebook: &Rulebook) -> Self {
        let of = |page: &str, key: &str| rulebook.page(page).map(|page| page.words(key)).unwrap_or_default();
        Self {
            conjunctions: page.words("conjunctions"),
            compounds: page.words("conjunction-compounds"),
            others: page.words("and-others"),
            names: Names {
                characters: of("halfwidth-punctuation", "name-characters").concat(),
                places: page.words("places"),
                firms: page.words("firms"),
            },
            slots: of("placeholder", "slots"),
        }
    }
}

impl Names {
    /// No name of a firm is longer, in characters.
    const LONGEST: usize = 16;
    const LONGEST_PLACE: usize = 4;

    /// Whether a text begins with the name of a place or a firm.
    fn begin(&self, text: &[char]) -> bool {
        let ends = |words: &[String], longest: usize| {
            (2..=longest.min(text.len())).any(|at| {
                words
                    .iter()
                    .any(|word| word.chars().eq(text[at..].iter().copied().take(word.chars().count())))
            })
        };
        ends(&self.places, Self::LONGEST_PLACE) || ends(&self.firms, Self::LONGEST)
    }
}

pub(in crate::rule) fn doubled(context: &Context<'_>, report: &mut Report<'_>) {
    let words = report.page().derived(|page| Words::new(page, &context.model.rulebook));
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let mut runs = pauses(block);
        runs.extend(shouts(block));
        runs.extend(ellipses(block, &words.slots));
        runs.extend(dashes(block, &words.names));
        runs.extend(listed(block, &words.conjunctions, &words.compounds));
        runs.extend(trailing(block, &words.others));
        runs.sort_by_key(|run| (run.range.start, run.range.end));
        let mut end = 0;
        for run in runs {
            if run.range.start < end || is_quoted(block.as_str(), &run.range) {
                continue;
            }
            end = run.range.end;
            let text = &block.as_str()[run.range.clone()];
            let span = block.span_of(run.range.clone());
            let found = Found::at(span).with("text", text).with("right", &run.right);
            // One mark written twice says no more than once; between 、 and 、 an
            // item may be missing.
            let plain = text.chars().all(|c| c != '、' && run.right.starts_with(c));
            let edits = vec![Edit::new(span, run.right)];
            report.add(if plain { found.safe_fix(edits) } else { found.unsafe_fix(edits) });
        }
    }
}

/// Whether the text speaks of the marks: “—”.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with(is_opening) && text[range.end..].starts_with(is_closing)
}

/// Two or more marks of which one must go.
fn pauses(block: &Block) -> Vec<Run> {
    let text = block.as_str();
    let mut runs = Vec::new();
    let mut marks = block.marks.iter().peekable();
    while let Some(first) = marks.next() {
        if !is_pause(first.ch) && !is_stop(first.ch) || ends_entity(text, *first) {
            continue;
        }
        let mut end = first.end();
        let (mut count, mut pause) = (1, is_pause(first.ch));
        while let Some(next) = marks.next_if(|next| {
            let opens_image = next.ch == '!' && text[next.end()..].starts_with('[');
            let joins = is_pause(next.ch) || is_stop(next.ch) && !opens_image || is_dot(text, **next);
            next.at() == end && joins
        }) {
            end = next.end();
            count += 1;
            pause |= is_pause(next.ch);
        }
        let run = &text[first.at()..end];
        let before = text[..first.at()].chars().next_back();
        let chinese = run.chars().any(is_chinese_mark) || before.is_some_and(is_chinese);
        // A number of a list may carry a mark of its own: 1、：
        let numbered = first.ch == '、' && before.is_some_and(|c| c.is_ascii_digit());
        if count > 1 && pause && chinese && !numbered {
            let stop = run.chars().all(|c| c == '。') && count >= 3;
            let right = if stop && !text[end..].trim().is_empty() {
                "……".to_owned()
            } else {
                strongest(run).to_string()
            };
            runs.push(Run { range: first.at()..end, right });
        }
    }
    runs
}

/// Four or more ！ or ？, and doubled signs of percent.
fn shouts(block: &Block) -> impl Iterator<Item = Run> {
    let text = block.as_str();
    let stops = block
        .stretches(|mark| is_stop(mark.ch))
        .into_iter()
        .filter(|range| text[range.clone()].chars().count() > MOST_STOPS);
    let percents = block
        .stretches(|mark| matches!(mark.ch, '%' | '％'))
        .into_iter()
        .filter(|range| text[range.clone()].chars().count() == 2);
    let first = |range: Range<usize>| {
        let right = text[range.clone()].chars().next().unwrap_or('！').to_string();
        Run { range, right }
    };
    stops
        .chain(percents.filter(|range| text[..range.start].ends_with(|c: char| c.is_ascii_digit())))
        .map(first)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Dots with blanks between them.
const SPACED: &str = ". . .";

/// What stands for …… in Chinese text: ... and a single or a tripled ….
fn ellipses(block: &Block, slots: &[String]) -> Vec<Run> {
    let text = block.as_str();
    let mut runs = block.stretches(|mark| matches!(mark.ch, '.' | '…'));
    runs.retain(|range| {
        let run = &text[range.clone()];
        let (count, dots) = (run.chars().count(), run.chars().all(|c| c == '.'));
        let after = &text[range.end..];
        let fill = dots && count >= 4 && slots.iter().any(|slot| after.starts_with(slot.as_str()));
        let wrong = if dots { (2..=6).contains(&count) } else { matches!(count, 1 | 3) || run.contains('.') };
        let left = text[..range.start].chars().next_back().is_some_and(is_chinese);
        wrong && !fill && left && after.chars().next().is_none_or(|c| is_chinese(c) || c == '\n')
    });
    let mut found: Vec<Run> = runs.into_iter().map(|range| Run { range, right: "……".into() }).collect();
    // . . . with blanks between them.
    for (at, dots) in text.match_indices(SPACED) {
        let more = &text[at + dots.len()..];
        let end = text.len() - more.trim_start_matches([' ', '.']).len();
        let after = text[end..].chars().next();
        if text[..at].ends_with(is_chinese) && after.is_none_or(|c| is_chinese(c) || c == '\n') {
            found.push(Run { range: at..end, right: "……".into() });
        }
    }
    // ……。 ends twice.
    for (at, run) in text.match_indices("……。").filter(|(at, _)| !text[..*at].ends_with('…')) {
        found.push(Run { range: at..at + run.len(), right: "……".into() });
    }
    found
}

/// What stands for —— in Chinese text: -- and a single — between clauses.
fn dashes(block: &Block, names: &Names) -> Vec<Run> {
    let text = block.as_str();
    let mut runs = block.stretches(|mark| matches!(mark.ch, '-' | '—' | '－'));
    runs.retain(|range| {
        let run = &text[range.clone()];
        let (left, right) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
        let chinese = left.is_some_and(is_chinese) && right.is_some_and(is_chinese);
        match run.chars().count() {
            1 => run == "—" && chinese && parts_clauses(text, range, names),
            // Newspapers print ———, but nobody ——-.
            2..=6 => chinese && (run.contains('-') || !run.contains('—')),
            _ => false,
        }
    });
    runs.into_iter().map(|range| Run { range, right: "——".into() }).collect()
}

/// Whether a dash stands beside a mark, or between two clauses rather than
/// between two names (北京—上海, 张北—尚义地区, 海燕（南京）—长江公司).
fn parts_clauses(text: &str, range: &Range<usize>, names: &Names) -> bool {
    const LONG: usize = 8;
    let marked = |c: Option<char>| c.is_some_and(|c| is_chinese_mark(c) && !matches!(c, '《' | '》'));
    let (before, after) = (before_bracket(&text[..range.start]), &text[range.end..]);
    let more: Vec<char> = after.chars().take_while(|c| is_han(*c)).take(Names::LONGEST).collect();
    let long =
        before.chars().rev().take_while(|c| is_han(*c)).take(LONG).count() >= LONG && more.len() >= LONG;
    let name = |c: Option<char>| c.is_some_and(|c| names.characters.contains(c));
    let (left, right) = (before.chars().next_back(), after.chars().next());
    marked(left) || marked(right) || long && !name(left) && !name(right) && !names.begin(&more)
}

/// A text without the brackets at its end.
fn before_bracket(text: &str) -> &str {
    let opening = text.strip_suffix('）').and_then(|inner| inner.rfind('（'));
    opening.filter(|&at| text[..at].ends_with(is_han)).map_or(text, |at| &text[..at])
}

/// A mark before a word that joins the last members of a list: 、和
fn listed(block: &Block, conjunctions: &[String], compounds: &[String]) -> Vec<Run> {
    let text = block.as_str();
    let mut runs = Vec::new();
    for mark in block.marks.iter().filter(|mark| mark.ch == '、') {
        let word = conjunctions.iter().find(|word| text[mark.end()..].starts_with(word.as_str()));
        let word = word.filter(|word| {
            let after = &text[mark.end() + word.len()..];
            !compounds.iter().any(|rest| after.starts_with(rest.as_str()))
        });
        // 二、和患者沟通缺少耐心 is the second part.
        let numbers = |before: &str| before.trim_start().chars().all(is_numeral);
        let before = &text[..mark.at()];
        if let Some(word) = word.filter(|_| before.ends_with(is_han) && !numbers(before)) {
            runs.push(Run { range: mark.at()..mark.end() + word.len(), right: word.clone() });
        }
    }
    runs
}

/// 等等……: both say that there is more.
fn trailing(block: &Block, others: &[String]) -> Vec<Run> {
    let text = block.as_str();
    let dots = block.stretches(|mark| mark.ch == '…').into_iter();
    dots.filter_map(|range| {
        let word = others.iter().find(|word| text[..range.start].ends_with(word.as_str()))?;
        Some(Run { range: range.start - word.len()..range.end, right: word.clone() })
    })
    .collect()
}

/// Marks that never stand beside another.
fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';' | ':' | '｡')
}

/// A dot that is no part of an ellipsis or a number.
fn is_dot(text: &str, mark: Mark) -> bool {
    let after = text[mark.end()..].chars().next();
    mark.ch == '.' && after.is_none_or(|c| is_chinese(c) || c == '\n')
}

/// Marks that may stand beside each other: ?! and !!
fn is_stop(c: char) -> bool {
    matches!(c, '！' | '？' | '!' | '?')
}

/// The mark that ends most: that of the sentence before that of a clause.
fn strongest(run: &str) -> char {
    let rank = |c: &char| match c {
        '！' | '？' | '!' | '?' => 5,
        '。' | '｡' => 4,
        '；' | ';' => 3,
        '：' | ':' => 2,
        '，' | ',' => 1,
        _ => 0,
    };
    run.chars().rev().max_by_key(rank).unwrap_or('。')
}
