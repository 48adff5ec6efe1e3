//! UTF-8 or GBK that was read as a Western encoding.

use encoding_rs::{GBK, WINDOWS_1252};

use super::charset::{Level, level};

/// What windows-1252 shows for the bytes from 0x80 up, and the replacement
/// character for those that it lacks.
pub(super) fn is_western(c: char) -> bool {
    match c {
        '·' | '×' | '\u{A0}' | '°' | '±' => false,
        '\u{80}'..='\u{FF}' | '\u{FFFD}' => true,
        '€' | '‚' | 'ƒ' | '„' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž' | '•' | '˜' | '™' | 'š'
        | '›' | 'œ' | 'ž' | 'Ÿ' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' => true,
        _ => false,
    }
}

/// What stands alone in right text, but beside other signs for a byte as they do.
pub(super) fn is_western_sign(c: char) -> bool {
    matches!(c, '·' | '×' | '°' | '±')
}

/// Whether the letters are the bytes of Chinese text.
pub(super) fn is_garbled(text: &str) -> bool {
    let letter = |c: char| matches!(c, 'À'..='ÿ');
    if text.chars().count() < 2 || !text.contains(letter) && !is_mark(text) {
        return false;
    }
    // Bytes that the encoding lacks were lost.
    let known = text.replace('\u{FFFD}', "");
    let (bytes, _, failed) = WINDOWS_1252.encode(&known);
    text.contains('Ã')
        || text.contains("ï»¿")
        || text.contains("â€")
        || !failed && (is_utf8(&bytes) || is_gbk(&bytes))
}

/// Whether two signs are the bytes of a Chinese mark: ¡£ is 。.
fn is_mark(text: &str) -> bool {
    let (bytes, _, failed) = WINDOWS_1252.encode(text);
    !failed && bytes.len() == 2 && matches!(bytes[0], 0xA1 | 0xA3) && is_gbk(&bytes)
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
        assert!(is_garbled("ï¼Œ") && is_garbled("å€¼ç\u{FFFD}\u{AD}å‘˜"));
        assert!(is_garbled("°²È«") && is_garbled("¡£") && !is_garbled("£5"));
    }
}
