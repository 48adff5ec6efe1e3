//! mojibake: text that was read in the wrong encoding, told by reading it back.
//!
//! What programs write for characters (entities, escapes) is a pattern on the
//! rule's page.

mod charset;
mod han;
mod western;

use std::ops::Range;

use charset::{is_kangxi, is_radical, simplified};

use crate::block::Block;
use crate::chars::is_han;
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;
use crate::source::{Span, Syntax};

/// A text of which more characters than one in this many are traditional is
/// written in them.
const TRADITIONAL_SHARE: usize = 25;

pub(in crate::rule) fn mojibake(context: &Context<'_>, report: &mut Report<'_>) {
    let words = |page: &Page| (page.words("talk-of-it"), page.text("radicals"), page.text("halves"));
    let (talk, radicals, halves) = report.page().derived(words);
    let mut traditional = Vec::new();
    let mut size = 0;
    for block in context.model.blocks.list.iter().filter(|block| block.has_text()) {
        let text = block.as_str();
        size += text.len() / 3;
        let rare = han::rare_places(text);
        let mut garbled = han::garbled(text, &rare, halves);
        let is_garbled = |range: &Range<usize>| western::is_garbled(&text[range.clone()]);
        let whole = block.stretches(|mark| western::is_western(mark.ch) || western::is_western_sign(mark.ch));
        let signs = |range: &Range<usize>| text[range.clone()].chars().all(western::is_western_sign);
        let whole: Vec<Range<usize>> =
            whole.into_iter().filter(|range| !signs(range) && is_garbled(range)).collect();
        let within = |part: &Range<usize>| {
            let next = whole.partition_point(|run| run.end <= part.start);
            whole.get(next).is_some_and(|run| run.start <= part.start && part.end <= run.end)
        };
        let parts = block.stretches(|mark| western::is_western(mark.ch)).into_iter();
        garbled.extend(parts.filter(|part| !within(part) && is_garbled(part)));
        garbled.extend(whole.iter().cloned());
        garbled.sort_by_key(|range| range.start);
        let discussed = !garbled.is_empty() && talk.iter().any(|word| text.contains(word.as_str()));
        for range in garbled.iter().filter(|range| !(discussed && is_quoted(text, range))) {
            report.add(Found::at(block.span_of(range.clone())).with("text", &text[range.clone()]));
        }
        for range in block.stretches(|mark| is_radical(mark.ch)) {
            let span = block.span_of(range.clone());
            let shown = &text[range];
            let found = Found::at(span).saying("radical").with("text", shown);
            report.add(if shown.chars().all(is_kangxi) {
                let right: String = shown.chars().map(|c| charset::of_radical(c, radicals)).collect();
                found.safe_fix(vec![Edit::new(span, right)])
            } else {
                found
            });
        }
        for span in entities(context, block) {
            report.add(Found::at(span).with("text", context.model.source.slice(span)));
        }
        let written = rare.iter().filter_map(|&(at, c)| Some((at..at + c.len_utf8(), simplified(c)?)));
        let free = written
            .filter(|(range, _)| !garbled.iter().any(|run| run.start <= range.start && range.end <= run.end));
        traditional.extend(free.map(|(range, right)| (block, range, right)));
    }
    if traditional.len() * TRADITIONAL_SHARE > size {
        return;
    }
    for (block, range, right) in traditional {
        let span = block.span_of(range.clone());
        let found =
            Found::at(span).saying("traditional").with("text", &block.as_str()[range]).with("right", right);
        report.add(found.unsafe_fix(vec![Edit::new(span, right)]));
    }
}

/// Entities within the text of a Markdown block, those side by side as one. At its start
/// they indent it, and some characters cannot stand there otherwise.
fn entities(context: &Context<'_>, block: &Block) -> Vec<Span> {
    const NEEDED: [&str; 4] = ["&lt;", "&gt;", "&amp;", "&quot;"];
    let source = &context.model.source;
    let mut found: Vec<Span> = Vec::new();
    if source.syntax() != Syntax::Markdown {
        return found;
    }
    for (at, span) in block.text.stand_ins() {
        let written = source.slice(span);
        let indents = block.as_str()[..at].trim().is_empty();
        if indents || !written.starts_with('&') || NEEDED.contains(&written) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => found.push(span),
        }
    }
    found
}

/// Whether the text quotes the place, as one does that tells of an error.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let near = |c: char| !is_han(c) && !c.is_whitespace();
    let letter = |c: char| c.is_ascii_alphanumeric();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    before.trim_end_matches(letter).ends_with(|c: char| near(c) && "“‘「『（(\"".contains(c))
        || after.trim_start_matches(letter).starts_with(|c: char| near(c) && "”’」』）)\"".contains(c))
}
