//! The characters of a line without the spaces between them.

use crate::chars::is_numeral;
use crate::signs;

/// No label is longer, in characters, its note in brackets included.
pub(super) const LONGEST: usize = 40;

/// The first characters of a text without its spaces, and where each stands.
pub(super) struct Spelled {
    chars: [char; LONGEST],
    /// First byte of each character.
    starts: [usize; LONGEST],
    length: usize,
    /// Whether these characters are all there are, to the end of the line.
    whole: bool,
}

impl Spelled {
    /// The first line of a text.
    pub fn new(text: &str) -> Self {
        let line = text.split('\n').next().unwrap_or_default();
        Self::of(line, crate::chars::is_space)
    }

    /// A text without line ends and what marks its words.
    pub fn without_marks(text: &str) -> Self {
        let drawn = text.contains("<br").then(|| text.replace("<br/>", "").replace("<br>", ""));
        let text = drawn.as_deref().unwrap_or(text);
        Self::of(text, |c| {
            c.is_whitespace() || matches!(c, '*' | '_' | '：' | ':' | '※' | '△' | '▲' | '★' | '\u{FFFC}')
        })
    }

    fn of(text: &str, skip: impl Fn(char) -> bool) -> Self {
        let mut spelled = Self { chars: ['\0'; LONGEST], starts: [0; LONGEST], length: 0, whole: true };
        for (at, c) in text.char_indices().filter(|&(_, c)| !skip(c)) {
            if spelled.length == LONGEST {
                spelled.whole = false;
                break;
            }
            spelled.chars[spelled.length] = c;
            spelled.starts[spelled.length] = at;
            spelled.length += 1;
        }
        spelled
    }

    /// The characters.
    pub fn text(&self) -> &[char] {
        &self.chars[..self.length]
    }

    /// The byte after the character at a place.
    fn end(&self, at: usize) -> usize {
        self.starts[at] + self.chars[at].len_utf8()
    }

    /// Whether a wide gap parts characters of which others stand side by side: 成　　整改时限.
    pub fn is_parted(&self, range: std::ops::Range<usize>) -> bool {
        const WIDE: usize = 4;
        let gaps = || range.clone().skip(1).map(|at| self.starts[at] - self.end(at - 1));
        gaps().any(|gap| gap >= WIDE) && gaps().any(|gap| gap == 0)
    }

    /// The character at a place.
    pub fn get(&self, at: usize) -> Option<char> {
        self.text().get(at).copied()
    }

    /// Whether the text ends at a place.
    pub fn is_end(&self, at: usize) -> bool {
        self.whole && at >= self.length
    }

    /// The place after the characters that are skipped.
    pub fn skip(&self, at: usize, skips: impl Fn(char) -> bool) -> usize {
        at + self.text()[at.min(self.length)..].iter().take_while(|c| skips(**c)).count()
    }

    /// The place after the longest of some words, if one stands here.
    pub fn after_word(&self, at: usize, words: &[String]) -> usize {
        let rest = &self.text()[at.min(self.length)..];
        let longest =
            words.iter().filter(|word| starts_with(rest, word)).map(|word| word.chars().count()).max();
        at + longest.unwrap_or_default()
    }

    /// 整改措施一: up to two numerals may follow a label.
    pub fn skip_number(&self, at: usize) -> usize {
        let numeral = |c: char| {
            crate::chars::is_digit(c) || crate::chars::is_numeral(c) || crate::signs::STEMS.contains(&c)
        };
        let end = self.skip(at, numeral);
        if end > at + 2 { at } else { end }
    }

    /// The first byte of a character.
    pub fn byte(&self, at: usize) -> usize {
        if at < self.length { self.starts[at] } else { 0 }
    }

    /// The byte after the character before a place.
    pub fn byte_end(&self, at: usize) -> usize {
        at.checked_sub(1).filter(|last| *last < self.length).map_or(0, |last| self.end(last))
    }
}

/// Whether characters start with those of a word.
pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether a text is one of these words, its spaces and marks left out.
pub(super) fn is_one_of(words: &[String], text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    let chars = Spelled::without_marks(text);
    words.iter().any(|word| word.chars().eq(chars.text().iter().copied()))
}

/// How many characters name several items by their numbers, at the start of a label:
/// 1.1至1.3的整改时限, 1至3项整改时限, 第7、8条的完成期限; all of them if none do. `counters` may follow them.
pub(super) fn several_by_number(chars: &[char], counters: &str) -> usize {
    let joins = |c: &char| signs::SEVERAL.contains(c);
    let number =
        |c: &char| c.is_ascii_digit() || is_numeral(*c) || matches!(c, '.' | '．' | '（' | '）' | '(' | ')');
    let ordinal = usize::from(chars.first() == Some(&signs::ORDINAL));
    let length = ordinal + chars[ordinal..].iter().take_while(|c| number(c) || joins(c)).count();
    let several = chars.get(ordinal).is_some_and(number) && chars[..length].iter().any(joins);
    let counts = chars.get(length).is_some_and(|c| counters.contains(*c));
    // 第3项的责任部门
    let one = ordinal > 0 && length > 1 && chars.get(length + 1) == Some(&signs::ATTRIBUTIVE);
    if (several || one) && counts { length } else { chars.len() }
}
