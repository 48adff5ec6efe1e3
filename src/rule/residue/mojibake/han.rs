//! UTF-8 that was read as GBK: encoding the characters as GBK and reading the
//! bytes as UTF-8 gives Chinese again.

use std::ops::Range;

use super::charset::{Level, gbk, level, simplified};
use crate::signs;
use crate::spell::{is_common_word, is_known_word};

/// How many characters are looked at in one go.
const WINDOW: usize = 96;
/// Fewer characters that read back well may do so by accident.
const FEWEST: usize = 2;

/// The characters of a text that are not common Chinese ones, with their places.
pub(super) fn rare_places(text: &str) -> Vec<(usize, char)> {
    text.char_indices()
        .filter(|&(_, c)| ('\u{4E00}'..='\u{9FFF}').contains(&c) && level(c) != Level::Common)
        .collect()
}

/// Where the text is garbled. `rare` are its rare characters: each garbled
/// stretch starts with one. `halves` are characters that are always left of
/// garbled ones.
pub(super) fn garbled(text: &str, rare: &[(usize, char)], halves: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for &(at, c) in rare {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let after = at + c.len_utf8();
        let half = || is_half(c) && (halves.contains(c) || with_rest(text, after) > after);
        let Some(end) = reads_back(text, at).or_else(|| half().then_some(after)) else { continue };
        let end = with_rest(text, end);
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// Where a stretch ends that starts at `at` and reads back as Chinese.
fn reads_back(text: &str, at: usize) -> Option<usize> {
    let (mut chars, mut bytes, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    let (mut read, mut count) = (0, 0);
    for c in text[at..].chars().take(WINDOW).take_while(|c| !c.is_ascii()) {
        let Some(encoded) = gbk(c) else { break };
        chars.push(c);
        bytes.extend_from_slice(&encoded);
        ends.push(bytes.len());
        let Some(next) = bytes.get(read..read + 3) else { continue };
        let text = std::str::from_utf8(next).ok();
        if !text.and_then(|text| text.chars().next()).is_some_and(is_plausible) {
            break;
        }
        (read, count) = (read + 3, count + 1);
    }
    // A last character may have lost its other half.
    let used = ends.iter().position(|&end| end >= read)? + 1;
    let meant = || std::str::from_utf8(&bytes[..read]).is_ok_and(is_common_word);
    let known = || chars[..used].windows(2).any(|two| is_known_word(&String::from_iter(two)));
    let odd = chars[..used].iter().any(|&c| is_odd(c)) || meant() && !known();
    (count >= FEWEST && odd).then(|| at + chars[..used].iter().map(|c| c.len_utf8()).sum::<usize>())
}

/// What Chinese text is made of, and nothing else.
fn is_plausible(c: char) -> bool {
    level(c) == Level::Common
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '：'
                | '；'
                | '？'
                | '！'
                | '（'
                | '）'
                | '《'
                | '》'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '—'
                | '…'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '\u{3000}'
        )
}

/// What does not stand in simplified Chinese text.
fn is_odd(c: char) -> bool {
    level(c) == Level::None && !is_plausible(c)
}

/// Whether a character is what is left of a garbled one: its bytes start one in
/// UTF-8, and no one writes it.
fn is_half(c: char) -> bool {
    if level(c) != Level::None || simplified(c).is_some() {
        return false;
    }
    matches!(gbk(c), Some([0xE4..=0xE9 | 0xEF, 0x80..=0xA0] | [0xE3, 0x80]))
}

/// The end of a stretch with what decoders put for the bytes that they could not
/// read.
fn with_rest(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let lost = |c: char| {
        c == '?'
            || c == '\u{FFFD}'
            || matches!(c, '\u{E000}'..='\u{F8FF}')
            || c != signs::ZERO
                && ('\u{4E00}'..='\u{9FFF}').contains(&c)
                && is_odd(c)
                && simplified(c).is_none()
    };
    end + rest.len() - rest.trim_start_matches(lost).len()
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::*;

    fn in_text(text: &str) -> Vec<&str> {
        garbled(text, &rare_places(text), "鐨").into_iter().map(|range| &text[range]).collect()
    }

    /// Reads the bytes of UTF-8 as GBK.
    fn garble(text: &str) -> String {
        GBK.decode(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn utf8_read_as_gbk_is_found() {
        for words in ["整改", "混乱", "措施落实", "学习不够深入，", "关于开展"] {
            let text = format!("会议要求{}到位", garble(words));
            assert_eq!(in_text(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn rare_characters_are_no_mojibake() {
        for text in [
            "王锟牵头，带着锛、凿、锯下乡",
            "涓涓细流汇成江河",
            "干部喆、堃、镕、祎、骉、昇到会",
            "荸荠和芫荽的价格",
        ] {
            assert_eq!(in_text(text), Vec::<&str>::new(), "{text}");
        }
    }
}
