//! UTF-8 or GBK that was read as a Western encoding.

use encoding_rs::{GBK, WINDOWS_1252};

use super::charset::{Level, level};

/// What windows-1252 shows for the bytes from 0x80 up, and the replacement
/// character for those that it lacks.
pub(super) fn is_western(c: char) -> bool {
    let shown = "€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ–—‘’“”…";
    matches!(c, '\u{80}'..='\u{FF}' | '\u{FFFD}') && !matches!(c, '·' | '×' | '\u{A0}' | '°' | '±')
        || shown.contains(c)
}

/// Whether the letters are the bytes of Chinese text.
pub(super) fn is_garbled(text: &str) -> bool {
    let letter = |c: char| matches!(c, 'À'..='ÿ');
    if !text.contains(letter) || text.chars().count() < 2 {
        return false;
    }
    let (bytes, _, failed) = WINDOWS_1252.encode(text);
    text.contains('Ã')
        || text.contains("ï»¿")
        || text.contains("â€")
        || !failed && (is_utf8(&bytes) || is_gbk(&bytes))
}

/// Whether the bytes hold a character beyond Latin in UTF-8.
fn is_utf8(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|part| std::str::from_utf8(part).is_ok_and(|text| text.chars().count() == 1))
}

/// Whether the bytes are common Chinese characters in GBK.
fn is_gbk(bytes: &[u8]) -> bool {
    let (text, _, failed) = GBK.decode(bytes);
    !failed && text.chars().all(|c| level(c) == Level::Common || "，。、：；“”《》（）".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_words_are_no_mojibake() {
        assert!(!is_garbled("é"));
        assert!(!is_garbled("ï"));
        assert!(!is_garbled("üè"));
        assert!(is_garbled("Ã©"));
        assert!(is_garbled("æ•´æ”¹"));
        assert!(is_garbled("²úÒµ"));
        assert!(is_garbled("ï¼Œ"));
    }
}
