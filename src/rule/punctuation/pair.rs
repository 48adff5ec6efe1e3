//! unbalanced-pair: quotes, brackets and book marks, over a paragraph.

use crate::block::{Block, Mark};
use crate::chars::{is_han, is_space};
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
    let blocks: Vec<&Block<'_>> = context.model.blocks.list.iter().filter(|block| block.is_text()).collect();
    for (index, block) in blocks.iter().enumerate() {
        let text = block.as_str();
        if !text.contains(is_han) {
            continue;
        }
        let next = blocks.get(index + 1).map_or("", |next| next.as_str());
        for lone in lone_marks(text, &block.marks) {
            // A quotation of several paragraphs opens each and closes the last.
            let goes_on = lone.mark.ch == '“' && next.trim_start().starts_with('“') && lone.turned.is_none();
            if goes_on {
                continue;
            }
            let span = block.span_of(lone.mark.at..lone.mark.end());
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

fn closing(open: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.0 == open).map(|pair| pair.1)
}

fn opening(close: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.1 == close).map(|pair| pair.0)
}

fn closes(open: char, close: char) -> bool {
    PAIRS.iter().any(|&(o, c, other)| o == open && (c == close || other == close))
}

fn lone_marks(text: &str, marks: &[Mark]) -> Vec<Lone> {
    let mut open: Vec<Mark> = Vec::new();
    let mut lone: Vec<Mark> = Vec::new();
    let mut straight: Vec<Mark> = Vec::new();
    for &mark in marks {
        if mark.ch == '"' {
            straight.push(mark);
        } else if closing(mark.ch).is_some() || mark.ch == '［' {
            open.push(mark);
        } else if opening(mark.ch).is_some() || mark.ch == '］' {
            let fits = |o: &Mark| closes(o.ch, mark.ch) || o.ch == '［' && matches!(mark.ch, '］' | ']');
            let nearest = open.len().saturating_sub(DEPTH);
            match open[nearest..].iter().rposition(fits).map(|at| nearest + at) {
                Some(at) => {
                    lone.extend(open.drain(at + 1..));
                    open.pop();
                }
                None if is_apostrophe(text, mark) || is_numbering(text, mark) => {}
                None => lone.push(mark),
            }
        }
    }
    lone.extend(open);
    lone.sort_by_key(|mark| mark.at);
    let mut found = pair_up(&lone);
    if straight.len() % 2 == 1 {
        found.extend(straight.pop().map(|mark| Lone { mark, turned: None }));
    }
    found
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
    mark.ch == '’' && text[..mark.at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// 1) and 一) at the start of a list's item are markers.
fn is_numbering(text: &str, mark: Mark) -> bool {
    let before = &text[..mark.at];
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let lead = before.trim_end_matches(numeral);
    let starts = lead.chars().next_back().is_none_or(|c| is_space(c) || "。；;：:，,、".contains(c));
    matches!(mark.ch, ')' | '）')
        && lead.len() < before.len()
        && before[lead.len()..].chars().count() <= 2
        && starts
}
