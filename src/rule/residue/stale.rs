//! stale-year: deadlines that lie before the document's own year.

use crate::chars::{clause_start, head, is_han};
use crate::document::Document;
use crate::item::Item;
use crate::rule::report::quoted;
use crate::rule::{Context, Date, Found, Report};
use crate::rulebook::{Page, Role};
use crate::signs;
use crate::source::Span;

pub(in crate::rule) fn stale_year(context: &Context<'_>, report: &mut Report<'_>) {
    let words = |page: &Page| Words { past: page.words("past"), ahead: page.words("ahead") };
    let words = report.page().derived(words);
    let model = context.model;
    let mut told: Vec<(Span, u32)> = Vec::new();
    for item in &model.items.list {
        let Some(year) = model.document(item).imprint.year else { continue };
        told.extend(fields(context, item, year, words).into_iter().map(|span| (span, year)));
    }
    for document in &model.documents {
        let Some(year) = document.imprint.year else { continue };
        told.extend(running_text(context, document, year, words).into_iter().map(|span| (span, year)));
    }
    told.sort_unstable();
    told.dedup_by(|later, first| first.0.end > later.0.start);
    for (span, year) in told {
        let text = quoted(model.source.slice(span));
        report.add(Found::at(span).with("text", text).with("year", year));
    }
}

/// What the page says of the words around dates.
struct Words {
    /// In a clause that tells what was.
    past: Vec<String>,
    /// After a date up to which something is to be done.
    ahead: Vec<String>,
}

impl Words {
    fn tells_past(&self, clause: &str) -> bool {
        self.past.iter().any(|word| clause.contains(word.as_str()))
    }
}

/// The deadlines of an item that is not done.
fn fields(context: &Context<'_>, item: &Item, year: u32, words: &Words) -> Vec<Span> {
    let deadlines = &context.model.rulebook.deadlines;
    let done = item.of(Role::Result).any(|result| deadlines.is_done(&result.text));
    let reported = context.model.document(item).kind().is_some_and(|kind| kind.results);
    if done || reported {
        return Vec::new();
    }
    let stale = |field: &&crate::item::Field| {
        let last = Date::last_day(&field.text).filter(|_| !deadlines.is_done(&field.text));
        last.is_some_and(|last| last.year() < year) && !words.tells_past(&field.text)
    };
    let spans = item.of(Role::Deadline).filter(stale).filter_map(|field| field.parts.first().copied());
    spans.collect()
}

/// Dates in running text by which something is to be done: the year, a month or
/// the year's end, and 前.
fn running_text(context: &Context<'_>, document: &Document, year: u32, words: &Words) -> Vec<Span> {
    let model = context.model;
    let deadlines = &model.rulebook.deadlines;
    let mut found = Vec::new();
    for segment in document.segments.iter() {
        let entry = &model.outline.segments[segment];
        let block = &model.blocks.list[entry.block];
        if !block.has_text() || block.quoted || document.title.holds(block.span) {
            continue;
        }
        let text = &block.as_str()[..entry.range.end];
        for (at, _) in text.match_indices(signs::YEAR).filter(|(at, _)| *at >= entry.range.start) {
            let Some(start) = year_before(text, at) else { continue };
            let rest = head(&text[at..], CLAUSE);
            let end = at + rest.find(MARKS).unwrap_or(rest.len());
            let begin = clause_start(text, start, &MARKS);
            let clause = &text[begin..end];
            let Some(day) = deadlines.completions(&text[start..end]).next() else { continue };
            let from = text[start..end].find(day).unwrap_or_default();
            // 2023年联单8月底前补齐 tells no year of the limit.
            if from > at - start && text[at + signs::YEAR.len_utf8()..start + from].contains(is_han) {
                continue;
            }
            let length = from + day.len();
            let date = &text[start..start + length];
            // 2022年底前登记的 tells of what was.
            let (tail, of) = match text[start + length..end].split_once(signs::ATTRIBUTIVE) {
                Some((tail, _)) => (tail, true),
                None => (&text[start + length..end], false),
            };
            // 2023年完成的项目 are done.
            let done = text[start + length..].starts_with(signs::ATTRIBUTIVE);
            // So does 2023年10月底前移交的.
            let said = |word: &String| {
                let said = tail.contains(word.as_str()) && !(of && tail.ends_with(word.as_str()));
                said || !done && date.ends_with(word.as_str())
            };
            let ahead = words.ahead.iter().any(said);
            let stale = Date::last_day(date).is_some_and(|last| last.year() < year);
            if stale && ahead && !words.tells_past(clause) {
                found.push(block.span_of(start..start + length));
            }
        }
    }
    found
}

/// What ends a clause.
const MARKS: [char; 6] = ['，', '。', '；', '、', '：', '\n'];
/// No clause goes on farther, in bytes.
const CLAUSE: usize = 300;

/// Where the four digits start that stand before a place.
fn year_before(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (at - start == 4).then_some(start)
}
