//! stray-character: a lone character that belongs to nothing.

mod edge;
mod script;

use std::ops::Range;

use crate::block::{ATOM, Block, BlockKind};
use crate::chars::{is_no_character, is_sentence_end};
use crate::finding::Edit;
use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn stray_character(context: &Context<'_>, report: &mut Report<'_>) {
    let lists =
        ["whole-paragraphs", "letter-words", "greek-words", "small-words", "named", "adverbs", "brands"];
    let [words, letter_words, greek_words, small_words, named, adverbs, brands] =
        report.page().derived(|page| lists.map(|key| page.words(key)));
    let blocks: Vec<&Block> = context.model.blocks.list.iter().filter(|block| block.has_text()).collect();
    let letters = script::lone_letters(&blocks, &named.concat(), &adverbs.concat());
    for (index, block) in blocks.iter().enumerate() {
        let neighbours = [index.checked_sub(1), Some(index + 1)]
            .map(|at| at.and_then(|at| blocks.get(at)).map_or("", |block| block.as_str()));
        let place = edge::Place {
            paragraph: matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem),
            broken: index > 0 && !neighbours[0].ends_with(is_sentence_end),
            verse: neighbours.iter().any(|text| edge::is_verse(text)),
        };
        let mut start = 0;
        for line in block.as_str().split('\n') {
            for (at, ch) in edge::at_edges(line, &place, words) {
                tell(report, block, start + at..start + at + ch.len_utf8(), &ch.to_string(), "lone");
            }
            start += line.len() + 1;
        }
        // Most blocks hold nothing else than text and its usual marks.
        if block.marks.iter().all(|mark| is_usual(mark.ch)) {
            continue;
        }
        let codes = block.stretches(|mark| {
            is_no_character(mark.ch) && (mark.ch != ATOM || block.text.is_verbatim(mark.at()))
        });
        for range in codes {
            let shown: Vec<String> =
                block.as_str()[range.clone()].chars().map(|c| format!("U+{:04X}", c as u32)).collect();
            tell(report, block, range, &shown.join(" "), "code");
        }
        for range in script::foreign(block, greek_words) {
            tell(report, block, range.clone(), &block.as_str()[range], "script");
        }
        let pinyin = script::pinyin(block).into_iter().chain(script::typed(block, small_words));
        for range in pinyin {
            tell(report, block, range.clone(), &block.as_str()[range], "pinyin");
        }
        for at in letters.iter().filter(|(of, _)| *of == index).map(|(_, at)| *at) {
            let rest = &block.as_str()[at..];
            if !letter_words.iter().any(|word| rest.starts_with(word.as_str())) && !is_brand(rest, brands) {
                tell(report, block, at..at + 1, &block.as_str()[at..=at], "lone-letter");
            }
        }
    }
    after_markers(context, report);
}

/// Whether a letter begins the name of an app or a site: i健康公众号.
fn is_brand(text: &str, brands: &[String]) -> bool {
    const LONGEST: usize = 6;
    let name: String = text.chars().skip(1).take(LONGEST).collect();
    brands.iter().any(|brand| name.contains(brand.as_str()))
}

/// Whether a mark is one that nearly every text has.
fn is_usual(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '“'
                | '”'
                | '《'
                | '》'
                | '（'
                | '）'
                | '\n'
                | '\u{3000}'
                | ' '
        )
}

/// A bullet that was lost between a number and its text: （三）?对……
fn after_markers(context: &Context<'_>, report: &mut Report<'_>) {
    let model = context.model;
    for segment in model.outline.segments.iter().filter(|segment| segment.marker.is_some()) {
        let block = &model.blocks.list[segment.block];
        let body = &block.as_str()[segment.body..segment.range.end];
        if let Some(ch) = edge::lost_bullet(body) {
            tell(report, block, segment.body..segment.body + ch.len_utf8(), &ch.to_string(), "lone");
        }
    }
}

fn tell(report: &mut Report<'_>, block: &Block, range: Range<usize>, shown: &str, what: &'static str) {
    let span = block.span_of(range);
    report.add(Found::at(span).saying(what).with("text", shown).unsafe_fix(vec![Edit::new(span, "")]));
}
