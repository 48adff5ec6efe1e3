//! mojibake: UTF-8 read as a Western encoding. UTF-8 read as GBK has tell-tale
//! characters, which are patterns on the rule's page.

use crate::rule::{Context, Found, Report};

pub(in crate::rule) fn mojibake(context: &Context<'_>, report: &mut Report<'_>) {
    for block in context.model.blocks.list.iter().filter(|block| block.is_text()) {
        for range in block.stretches(|mark| is_western(mark.ch)) {
            let text = &block.as_str()[range.clone()];
            if is_garbled(text) {
                report.add(Found::at(block.span_of(range)).with("text", text));
            }
        }
    }
}

/// What windows-1252 shows for the bytes from 0x80 up.
fn is_western(c: char) -> bool {
    matches!(
        c,
        '\u{80}'
            ..='\u{FF}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '†'
                | '‡'
                | 'ˆ'
                | '‰'
                | 'Š'
                | '‹'
                | 'Œ'
                | 'Ž'
                | '•'
                | '˜'
                | '™'
                | 'š'
                | '›'
                | 'œ'
                | 'ž'
                | 'Ÿ'
    ) && c != '·'
        && c != '×'
        && c != '\u{A0}'
}

/// Whether the letters come in the order that UTF-8 gives its bytes: Ã is never
/// alone, and a lead byte has its followers.
fn is_garbled(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let lead = |c: char| matches!(c, 'Â'..='ô');
    let follower = |c: char| !matches!(c, 'À'..='ÿ');
    let pairs = chars.windows(2).filter(|pair| lead(pair[0]) && follower(pair[1])).count();
    text.contains('Ã') || text.contains("ï»¿") || text.contains("â€") || pairs > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_words_are_no_mojibake() {
        assert!(!is_garbled("é"));
        assert!(!is_garbled("ï"));
        assert!(is_garbled("Ã©"));
        assert!(is_garbled("æ•´æ”¹"));
    }
}
