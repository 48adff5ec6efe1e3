//! Text in XML and HTML.

use crate::visible::visible;

/// A text as the value of an attribute or between tags. What no reader would see,
/// and what XML forbids, is written out.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// What stands at the head of an XML document.
pub(super) const HEAD: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place_and_only_what_xml_allows_is_left() {
        let told = xml("<a b=\"c\">&'\u{0}\u{8}\u{1B}\u{FFFE}\u{202E}]]>\n");
        assert_eq!(
            told,
            "&lt;a b=&quot;c&quot;&gt;&amp;&#39;&lt;U+0000&gt;&lt;U+0008&gt;&lt;U+001B&gt;\u{FFFD}&lt;U+202E&gt;]]&gt;&lt;U+000A&gt;"
        );
    }
}
