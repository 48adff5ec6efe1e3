//! Letters that slipped into Chinese text: of another script, of pinyin, or one
//! key that was struck by accident.

use std::collections::HashMap;
use std::ops::Range;

use crate::block::{Block, Mark};
use crate::chars::{is_chinese, is_han, is_sentence_end};
use crate::rule::residue::placeholder::is_variable;
use crate::rule::residue::{before, next};
use crate::signs;

/// A run of more letters of another script is a word of its language.
const LONGEST_RUN: usize = 2;

/// Cyrillic and Greek letters that look like Latin ones.
const LOOK_ALIKES: &str = "АВЕЅІЈКМНОРСТХУЗаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ";

/// Short runs of letters of other scripts that touch Chinese text, and runs that
/// only look like Latin letters.
pub(super) fn foreign(block: &Block, greek_words: &[String]) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = block.stretches(|mark| is_look_alike_script(mark.ch) || mark.ch.is_ascii_alphabetic());
    found.retain(|range| {
        let run = &text[range.clone()];
        let foreign = run.chars().filter(|c| is_look_alike_script(*c));
        let mixed = run.contains(|c: char| c.is_ascii_alphabetic());
        let count = foreign.clone().count();
        // A single Greek letter is a symbol, but not before a common word.
        let symbol = greek_words.iter().any(|word| text[range.end..].starts_with(word.as_str()));
        let stands_alone = next(text, range.end).is_some_and(is_han) && !symbol;
        if count == 1 && !mixed && !foreign.clone().any(is_cyrillic) {
            return stands_alone && block.marks.iter().filter(|mark| is_greek(mark.ch)).count() == 1;
        }
        count > 0
            && foreign.clone().all(|c| LOOK_ALIKES.contains(c))
            && (mixed || count > 1 || foreign.clone().all(is_cyrillic))
    });
    // A few Cyrillic letters between Chinese ones are no word.
    let short = |range: &Range<usize>| text[range.clone()].chars().count() <= 3;
    let between = |range: &Range<usize>| {
        [before(text, range.start), next(text, range.end)]
            .into_iter()
            .flatten()
            .filter(|c| is_han(*c))
            .count()
            == 2
    };
    let cyrillic = block.stretches(|mark| is_cyrillic(mark.ch));
    found.extend(cyrillic.into_iter().filter(|range| short(range) && between(range)));
    let others = block.stretches(|mark| is_other_script(mark.ch));
    found.extend(others.into_iter().filter(|range| {
        let count = text[range.clone()].chars().count();
        let touches =
            [before(text, range.start), next(text, range.end)].into_iter().flatten().any(is_chinese);
        count <= LONGEST_RUN && touches
    }));
    found.sort_by_key(|range| range.start);
    found.dedup_by_key(|range| range.start);
    found
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{386}'..='\u{3CE}')
}

fn is_look_alike_script(c: char) -> bool {
    is_cyrillic(c) || is_greek(c)
}

/// Letters of scripts that no Chinese text needs a single one of: kana, hangul,
/// Thai, Arabic, Hebrew and the scripts of India, and Cyrillic.
fn is_other_script(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{30FA}' | '\u{30FC}'..='\u{30FE}' | '\u{3105}'..='\u{312F}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{3131}'..='\u{318E}' | '\u{590}'..='\u{6FF}' | '\u{900}'..='\u{E7F}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{DE}' | '\u{DF}' | '\u{F0}' | '\u{FE}' | '¤' | '¶' | '¬' | '¦')
        || is_cyrillic(c) && !LOOK_ALIKES.contains(c)
}

/// Pinyin in brackets after a common character, or between two: 领(lǐng)导.
pub(super) fn pinyin(block: &Block) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = block.stretches(|mark| mark.ch.is_ascii_lowercase() || is_toned(mark.ch));
    found.retain(|range| text[range.clone()].contains(is_toned) && range.len() > 1);
    found
        .into_iter()
        .filter_map(|range| {
            let open = before(text, range.start).filter(|c| matches!(c, '(' | '（' | '[' | '【'));
            let close = next(text, range.end).filter(|c| matches!(c, ')' | '）' | ']' | '】'));
            match (open, close) {
                (Some(open), Some(close)) => {
                    Some(range.start - open.len_utf8()..range.end + close.len_utf8())
                }
                // Without brackets café might be meant.
                (None, None) if is_syllable(&text[range.clone()]) => Some(range),
                _ => None,
            }
        })
        .filter(|range| {
            before(text, range.start).is_some_and(is_han) && next(text, range.end).is_some_and(is_han)
        })
        .collect()
}

/// Syllables that an input method left after a character: 密封mi，检查cha。
pub(super) fn typed(block: &Block, words: &[String]) -> Vec<Range<usize>> {
    let text = block.as_str();
    let mut found = block.stretches(|mark| mark.ch.is_ascii_alphanumeric());
    found.retain(|range| {
        let letters = &text[range.clone()];
        let right = next(text, range.end);
        range.len() > 1
            && letters.bytes().all(|letter| letter.is_ascii_lowercase())
            && before(text, range.start).is_some_and(is_han)
            && right.is_none_or(|c| is_chinese(c) && !matches!(c, '（' | '“' | '”' | '）' | '》'))
            && !words.iter().any(|word| word == letters)
            && are_syllables(letters)
    });
    found
}

/// Whether letters can be cut into syllables.
fn are_syllables(letters: &str) -> bool {
    const LONGEST: usize = 6;
    const MOST: usize = 18;
    if letters.len() > MOST {
        return false;
    }
    let mut reached = [false; MOST + 1];
    reached[0] = true;
    for end in 1..=letters.len() {
        reached[end] = (end.saturating_sub(LONGEST)..end)
            .any(|start| reached[start] && end - start > 1 && is_syllable(&letters[start..end]));
    }
    reached[letters.len()]
}

/// A vowel with the mark of its tone.
fn is_toned(c: char) -> bool {
    "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ".contains(c)
}

/// Initials and the finals that each may have (GB/T 16159).
const SYLLABLES: [(&str, &str); 17] = [
    ("zh ch", "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("sh", "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang"),
    ("b", "a o ai ei ao an en ang eng i ie iao ian in ing u"),
    ("p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"),
    ("m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"),
    ("f", "a o ei ou an en ang eng u"),
    ("d", "a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un"),
    ("t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"),
    ("n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ü üe"),
    ("l", "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe"),
    ("g k h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    ("j q x", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("r", "e i ao ou an en ang eng ong u ua uo ui uan un"),
    ("z c s", "a e i ai ao ou an en ang eng ong u uo ui uan un"),
    ("y", "a e ao ou an ang i in ing ong u ue uan un"),
    ("w", "a o ai ei an en ang eng u"),
    ("", "a o e ai ei ao ou an en ang eng er"),
];

/// Whether letters spell one syllable, as no Western word with a mark does.
fn is_syllable(letters: &str) -> bool {
    let plain: String = letters.chars().map(without_tone).collect();
    plain.len() > 1
        && SYLLABLES.iter().any(|(initials, finals)| {
            let rests = initials.split(' ').filter_map(|initial| plain.strip_prefix(initial));
            rests.into_iter().any(|rest| finals.split(' ').any(|known| known == rest))
        })
}

fn without_tone(c: char) -> char {
    let vowels = [("āáǎà", 'a'), ("ōóǒò", 'o'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ūúǔù", 'u'), ("ǖǘǚǜ", 'ü')];
    vowels.iter().find(|(toned, _)| toned.contains(c)).map_or(c, |(_, plain)| *plain)
}

/// Single small letters between Chinese characters or after a sentence, which
/// stand so only once in the file: the block's index and the local byte. A large one is
/// a name (A类), but not after an adverb.
pub(super) fn lone_letters(blocks: &[&Block], named: &str, adverbs: &str) -> Vec<(usize, usize)> {
    let mut places: HashMap<char, Vec<(usize, usize)>> = HashMap::new();
    for (index, block) in blocks.iter().enumerate() {
        let text = block.as_str();
        // Letters of a formula, looked for once a block.
        let mut variable: HashMap<char, bool> = HashMap::new();
        for mark in block.marks.iter().filter(|mark| mark.ch.is_ascii_alphabetic()) {
            if is_alone(text, *mark)
                && !*variable.entry(mark.ch).or_insert_with(|| is_variable(text, mark.ch))
            {
                places.entry(mark.ch).or_default().push((index, mark.at()));
            }
        }
    }
    let stray = |(index, at): &(usize, usize)| {
        let text = blocks[*index].as_str();
        let (left, right) = (before(text, *at), next(text, at + 1));
        let begins = left.is_some_and(|c| is_sentence_end(c) || matches!(c, '，' | '；' | '、'));
        // 制度b。 at the end of a clause; 方案b。 names it.
        let is_named = left.is_none_or(|c| named.contains(c));
        let ends = right.is_some_and(|c| is_sentence_end(c) || matches!(c, '，' | '；'));
        // yyyy年m月d日 is to be filled in.
        let dated = [(signs::YEAR, signs::MONTH), (signs::MONTH, signs::DAYS[0])];
        if dated.into_iter().any(|(before, after)| left == Some(before) && right == Some(after)) {
            return false;
        }
        if text[*at..].starts_with(|c: char| c.is_ascii_uppercase()) {
            return right.is_some_and(is_han) && left.is_some_and(|c| adverbs.contains(c));
        }
        // 不少于n台 was never filled in.
        let counts = text[*at..].starts_with(['n', 'm'])
            && right.is_some_and(|c| signs::COUNTED_BY_LETTER.contains(c));
        let within = right.is_some_and(is_han) && !text[*at..].starts_with('x') && !counts;
        right.is_some_and(is_han) && begins || left.is_some_and(is_han) && (within || ends && !is_named)
    };
    places.into_values().filter(|places| places.len() == 1).flatten().filter(stray).collect()
}

fn is_alone(text: &str, mark: Mark) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    !word(before(text, mark.at())) && !word(next(text, mark.end()))
}
