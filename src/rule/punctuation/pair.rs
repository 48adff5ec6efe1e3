//! unbalanced-pair: quotes, brackets and book marks, over a paragraph.

use std::cell::LazyCell;
use std::ops::Range;

use crate::block::{Block, Mark};
use crate::chars::{is_han, is_numeral, is_space};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

/// Opening marks, their closing marks, and what else may close them.
const PAIRS: [(char, char, char); 11] = [
    ('“', '”', '”'),
    ('‘', '’', '’'),
    ('（', '）', ')'),
    ('(', ')', '）'),
    ('《', '》', '》'),
    ('〈', '〉', '〉'),
    ('【', '】', '】'),
    ('〔', '〕', '〕'),
    ('「', '」', '」'),
    ('『', '』', '』'),
    ('[', ']', '］'),
];

/// How many open marks a closing mark may look back over.
const DEPTH: usize = 32;

pub(in crate::rule) fn unbalanced_pair(context: &Context<'_>, report: &mut Report<'_>) {
    // 2） that was joined to the line before counts too.
    let markers = LazyCell::new(|| super::markers(context));
    let blocks: Vec<&Block> = context.model.blocks.list.iter().filter(|block| block.has_text()).collect();
    for (index, block) in blocks.iter().enumerate() {
        let text = block.as_str();
        if !text.contains(is_han) {
            continue;
        }
        let next = blocks.get(index + 1).map_or("", |next| next.as_str());
        let before = index.checked_sub(1).map_or("", |before| blocks[before].as_str());
        let pairing = Pairing::of(text, &block.marks);
        for nested in &pairing.nested {
            report.add(tell_nested(block, nested));
        }
        for lone in pairing.lone_marks() {
            // A quotation of several paragraphs opens each and closes the last.
            let goes_on = lone.mark.ch == '“' && next.trim_start().starts_with('“') && lone.turned.is_none();
            if goes_on || ends_in(&lone, text, next) || begins_in(&lone, before, text) {
                continue;
            }
            // ““ is one slip.
            let twice = text[lone.mark.end()..].starts_with(lone.mark.ch);
            let end = lone.mark.end() + if twice { lone.mark.ch.len_utf8() } else { 0 };
            let span = block.span_of(lone.mark.at()..end);
            if super::within(&markers, span.start) {
                continue;
            }
            let found = Found::at(span).with("mark", lone.mark.ch);
            report.add(match lone.turned {
                Some(right) => {
                    found.saying("turned").with("right", right).unsafe_fix(vec![Edit::new(span, right)])
                }
                None if closing(lone.mark.ch).is_some() => {
                    found.saying("open").with("right", closing(lone.mark.ch).unwrap_or_default())
                }
                None => found.with("right", opening(lone.mark.ch).unwrap_or('"')),
            });
        }
    }
}

/// A mark without its partner.
struct Lone {
    mark: Mark,
    /// The mark that was meant, when two of the same kind stand as a pair.
    turned: Option<char>,
}

/// No line of a title is longer, in bytes.
const LONGEST_LINE: usize = 120;

/// Whether a mark opens on a line of a title and the next line closes it.
fn ends_in(lone: &Lone, text: &str, next: &str) -> bool {
    let Some(close) = closing(lone.mark.ch).filter(|_| lone.turned.is_none()) else { return false };
    let closed = || next.find(close).is_some_and(|at| !next[..at].contains(lone.mark.ch));
    is_title_line(text) && is_title_line(next) && closed()
}

/// The same for the mark that closes.
fn begins_in(lone: &Lone, before: &str, text: &str) -> bool {
    let Some(open) = opening(lone.mark.ch).filter(|_| lone.turned.is_none()) else { return false };
    let opened = || before.rfind(open).is_some_and(|at| !before[at..].contains(lone.mark.ch));
    is_title_line(before) && is_title_line(text) && opened() && !text[..lone.mark.at()].contains(open)
}

fn is_title_line(line: &str) -> bool {
    line.len() <= LONGEST_LINE && !line.contains(['。', '，', '；', '：', '、', ':'])
}

fn closing(open: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.0 == open).map(|pair| pair.1)
}

fn opening(close: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.1 == close).map(|pair| pair.0)
}

fn closes(open: char, close: char) -> bool {
    PAIRS.iter().any(|&(o, c, other)| o == open && (c == close || other == close))
}

/// A pair within a pair of the same kind, where the other kind should stand:
/// “…“…”…”, 《…《…》…》.
struct Nested {
    outer: Range<usize>,
    inner: Range<usize>,
}

/// What the other kind of a pair is, with which pairs alternate (GB/T 15834,
/// 4.8.3.3 and 4.15.3.5).
fn alternate(open: char) -> Option<(char, char)> {
    match open {
        '“' => Some(('‘', '’')),
        '《' => Some(('〈', '〉')),
        _ => None,
    }
}

fn tell_nested(block: &Block, nested: &Nested) -> Found {
    let Nested { outer, inner } = nested;
    let text = block.as_str();
    let mark = text[inner.clone()].chars().next().unwrap_or_default();
    let width = mark.len_utf8();
    let doubled = outer.start + width == inner.start && inner.end + width == outer.end;
    let range = if doubled { outer } else { inner };
    let right = alternate(mark).filter(|_| !doubled);
    let of = |at: usize, right: Option<char>| {
        Edit::new(block.span_of(at..at + width), right.map(String::from).unwrap_or_default())
    };
    let edits =
        vec![of(inner.start, right.map(|pair| pair.0)), of(inner.end - width, right.map(|pair| pair.1))];
    let found = Found::at(block.span_of(range.clone())).with("mark", mark).unsafe_fix(edits);
    match right {
        Some((open, close)) => found.saying("nested").with("right", format!("{open}{close}")),
        None => found.saying("doubled"),
    }
}

/// What the marks of a block are to each other.
/// Whether minutes and seconds stand before a mark: 4'30".
fn ends_seconds(before: &str) -> bool {
    let minutes = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    minutes.len() < before.len() && minutes.strip_suffix(['\'', '′', '’', '＇']).is_some_and(digit)
}

#[derive(Default)]
struct Pairing {
    open: Vec<Mark>,
    lone: Vec<Mark>,
    straight: Vec<Mark>,
    nested: Vec<Nested>,
    /// Pairs within an open mark, which is the first of each.
    within: Vec<(Mark, Range<usize>)>,
}

impl Pairing {
    fn of(text: &str, marks: &[Mark]) -> Self {
        let mut pairing = Self::default();
        let mut timed = false;
        for &mark in marks {
            if mark.ch == '"' {
                let before = &text[..mark.at()];
                let minutes = ends_seconds(before);
                // 2'30", 25": beside a time in minutes others may be in seconds.
                if !(minutes || timed && before.ends_with(|c: char| c.is_ascii_digit())) {
                    pairing.straight.push(mark);
                }
                timed |= minutes;
            } else if closing(mark.ch).is_some() || mark.ch == '［' {
                pairing.open.push(mark);
            } else if opening(mark.ch).is_some() || mark.ch == '］' {
                pairing.close(text, mark);
            }
        }
        pairing.lone.append(&mut pairing.open);
        pairing.lone.sort_by_key(|mark| mark.at());
        pairing
    }

    fn close(&mut self, text: &str, mark: Mark) {
        let fits = |o: &Mark| closes(o.ch, mark.ch) || o.ch == '［' && matches!(mark.ch, '］' | ']');
        let nearest = self.open.len().saturating_sub(DEPTH);
        let Some(at) = self.open[nearest..].iter().rposition(fits).map(|at| nearest + at) else {
            if !is_apostrophe(text, mark) && !is_numbering(text, mark) {
                self.lone.push(mark);
            }
            return;
        };
        self.lone.extend(self.open.drain(at + 1..));
        let Some(open) = self.open.pop() else {
            return;
        };
        while let Some((outer, inner)) = self.within.pop_if(|(outer, _)| outer.at() >= open.at()) {
            if outer.at() == open.at() {
                self.nested.push(Nested { outer: open.at()..mark.end(), inner });
            }
        }
        let kin = |c: char| alternate(open.ch).is_some_and(|(single, _)| c == open.ch || c == single);
        let nearest = self.open.len().saturating_sub(DEPTH);
        if let Some(outer) = self.open[nearest..].iter().rfind(|outer| kin(outer.ch))
            && outer.ch == open.ch
        {
            self.within.push((*outer, open.at()..mark.end()));
        }
    }

    fn lone_marks(mut self) -> Vec<Lone> {
        let mut found = pair_up(&self.lone);
        if self.straight.len() % 2 == 1 {
            found.extend(self.straight.pop().map(|mark| Lone { mark, turned: None }));
        }
        found
    }
}

/// Two lone marks of one kind in a row are a pair with one mark turned the
/// wrong way: “…“ or ”…”.
fn pair_up(lone: &[Mark]) -> Vec<Lone> {
    let mut found = Vec::new();
    let mut rest = lone.iter().peekable();
    while let Some(&mark) = rest.next() {
        let twin =
            rest.next_if(|next| next.ch == mark.ch && matches!(mark.ch, '“' | '”' | '‘' | '’' | '《' | '》'));
        found.push(match (twin, closing(mark.ch)) {
            (Some(&twin), Some(close)) => Lone { mark: twin, turned: Some(close) },
            (Some(_), None) => Lone { mark, turned: opening(mark.ch) },
            (None, _) => Lone { mark, turned: None },
        });
    }
    found
}

fn is_apostrophe(text: &str, mark: Mark) -> bool {
    let year = |text: &str| text.chars().take_while(char::is_ascii_digit).count() == 2;
    mark.ch == '’'
        && (text[..mark.at()].ends_with(|c: char| c.is_ascii_alphanumeric()) || year(&text[mark.end()..]))
}

/// 1) and 一) at the start of a list's item are markers.
fn is_numbering(text: &str, mark: Mark) -> bool {
    let before = &text[..mark.at()];
    let numeral = |c: char| c.is_ascii_alphanumeric() || is_numeral(c);
    let lead = before.trim_end_matches(numeral);
    let letter =
        before.chars().next_back().is_some_and(|c| c.is_ascii_lowercase()) && before.len() == lead.len() + 1;
    let starts = lead.chars().next_back().is_none_or(|c| is_space(c) || "。；;：:，,、".contains(c));
    matches!(mark.ch, ')' | '）')
        && lead.len() < before.len()
        && before[lead.len()..].chars().count() <= 2
        && (starts || letter)
}
