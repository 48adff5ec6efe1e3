//! The characters of a line without the spaces between them.

/// No label is longer, in characters, its note in brackets included.
pub(super) const LONGEST: usize = 40;

/// The first characters of a text without its spaces, and where each stands.
pub(super) struct Spelled {
    pub text: Vec<char>,
    /// First byte of each character and the byte after it.
    places: Vec<(usize, usize)>,
    /// Whether `text` is all there is, to the end of the line.
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
        let mut spelled = Self { text: Vec::with_capacity(LONGEST), places: Vec::new(), whole: true };
        for (at, c) in text.char_indices().filter(|&(_, c)| !skip(c)) {
            if spelled.text.len() == LONGEST {
                spelled.whole = false;
                break;
            }
            spelled.text.push(c);
            spelled.places.push((at, at + c.len_utf8()));
        }
        spelled
    }

    /// Whether a wide gap parts characters of which others stand side by side: 成　　整改时限.
    pub fn is_parted(&self, range: std::ops::Range<usize>) -> bool {
        const WIDE: usize = 4;
        let places = &self.places[range];
        let gaps = || places.windows(2).map(|two| two[1].0 - two[0].1);
        gaps().any(|gap| gap >= WIDE) && gaps().any(|gap| gap == 0)
    }

    /// The character at a place.
    pub fn get(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    /// Whether the text ends at a place.
    pub fn is_end(&self, at: usize) -> bool {
        self.whole && at >= self.text.len()
    }

    /// The place after the characters that are skipped.
    pub fn skip(&self, at: usize, skips: impl Fn(char) -> bool) -> usize {
        at + self.text[at.min(self.text.len())..].iter().take_while(|c| skips(**c)).count()
    }

    /// The place after the longest of some words, if one stands here.
    pub fn after_word(&self, at: usize, words: &[String]) -> usize {
        let rest = &self.text[at.min(self.text.len())..];
        let longest =
            words.iter().filter(|word| starts_with(rest, word)).map(|word| word.chars().count()).max();
        at + longest.unwrap_or_default()
    }

    /// 整改措施一: up to two numerals may follow a label.
    pub fn skip_number(&self, at: usize) -> usize {
        let numeral = |c: char| crate::chars::is_digit(c) || crate::chars::is_numeral(c);
        let end = self.skip(at, numeral);
        if end > at + 2 { at } else { end }
    }

    /// The first byte of a character.
    pub fn byte(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |place| place.0)
    }

    /// The byte after the character before a place.
    pub fn byte_end(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|last| self.places.get(last)).map_or(0, |place| place.1)
    }
}

/// Whether characters start with those of a word.
pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}
