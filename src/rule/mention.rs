//! What a text quotes as a mistake: 有的把“部署”写成“……”.

use crate::chars::head;
use crate::signs;
use crate::source::Span;

/// No quote that is looked at is longer on either side of a find, in bytes.
const LONGEST: usize = 60;
/// How far after the quote it is called a mistake, in bytes.
const AFTER: usize = 60;

/// Whether a place stands in a quote that the words around it call wrong.
pub(super) fn is_called_wrong(text: &str, place: Span) -> bool {
    let from = text.ceil_char_boundary(place.start.saturating_sub(LONGEST));
    let (lead, rest) = (&text[from..place.start], head(&text[place.end..], LONGEST));
    // The quote may begin or end with the find itself.
    let found = &text[place.start..place.end];
    let open = lead.rfind(['“', '”']).filter(|&at| lead[at..].starts_with('“')).map(|at| from + at);
    let open = if found.starts_with('“') { Some(place.start) } else { open };
    let close = rest.find(['“', '”']).filter(|&at| rest[at..].starts_with('”')).map(|at| place.end + at);
    let close = if found.ends_with('”') { Some(place.end - '”'.len_utf8()) } else { close };
    let (Some(open), Some(close)) = (open, close) else { return false };
    let after = head(&text[close + '”'.len_utf8()..], AFTER);
    let after = after.split(['。', '；', '\n', '“']).next().unwrap_or_default();
    signs::CALLED_WRONG_BEFORE.iter().any(|word| text[..open].ends_with(word))
        || signs::CALLED_WRONG_AFTER.iter().any(|word| after.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_mistake_is_told_from_other_quotes() {
        let called = |text: &str, word: &str| {
            let start = text.find(word).expect("stands there");
            is_called_wrong(text, Span::new(start, start + word.len()))
        };
        assert!(called("有的把“部署”写成“布署”，一字之差。", "布署"));
        assert!(called("卡片上的“2月30日”经查为笔误，已更正。", "2月30日"));
        assert!(!called("会议要求“认真布署”，抓好落实。", "布署"));
        assert!(!called("他写成布署工作方案。", "布署"));
    }
}
