//! A text as the speller reads it, and the places where a second look pays.

use std::ops::Range;

use super::alike::{Neighbours, may_be_wrong};
use super::code::{Code, code, is_han};
use super::words::Words;

/// A text: its characters' codes, and where each character starts.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The code of each character.
    pub codes: Vec<Code>,
    /// The byte offset of each, and that of the end.
    pub starts: Vec<u32>,
    /// What each stands in.
    pub within: Vec<Within>,
    /// How often each stands after the one before it, as a logarithm; infinite where one
    /// of them is no Chinese character. [`Text::count_together`] tells.
    pub together: Vec<f32>,
}

/// What a character stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Within {
    /// Running text.
    #[default]
    Prose,
    /// “Quotes”.
    Quotes,
    /// 《Book marks》.
    Title,
}

impl Text {
    /// Reads a text, in place of the one before.
    pub(super) fn read(&mut self, text: &str) {
        self.codes.clear();
        self.starts.clear();
        self.within.clear();
        self.together.clear();
        let mut within = Within::Prose;
        for (at, c) in text.char_indices() {
            within = match c {
                '《' | '〈' => Within::Title,
                '“' | '「' | '『' if within == Within::Prose => Within::Quotes,
                '》' | '〉' | '”' | '」' | '』' => Within::Prose,
                _ => within,
            };
            self.codes.push(code(c));
            self.starts.push(at as u32);
            self.within.push(within);
        }
        self.starts.push(text.len() as u32);
        self.leave_by_line(text);
        self.leave_file_numbers(text);
    }

    /// Finds how often the characters stand together. All are looked up before any is
    /// looked at, so that none waits for the one before.
    pub(super) fn count_together(&mut self, near: Neighbours) {
        let both = |two: &[Code]| is_han(two[0]) && is_han(two[1]);
        let log = |two: &[Code]| if both(two) { near.log(two[0], two[1]) } else { f32::INFINITY };
        self.together.push(f32::INFINITY);
        self.together.extend(self.codes.windows(2).map(log));
    }

    /// What stands before the year of a file's number abbreviates names: 津财购〔2024〕3号.
    fn leave_file_numbers(&mut self, text: &str) {
        const LONGEST: usize = 8;
        for (at, mark) in text.match_indices(['〔', '［', '[']) {
            if !text[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let end = self.starts.partition_point(|&start| (start as usize) < at);
            let codes = self.codes[..end].iter().rev().take(LONGEST).take_while(|code| is_han(**code));
            let start = end - codes.count();
            self.within[start..end].fill(Within::Title);
        }
    }

    /// Who wrote a text is no word of it: 受到好评。（张勇）
    fn leave_by_line(&mut self, text: &str) {
        const LONGEST: usize = 4;
        let Some(inner) = text.trim_end().strip_suffix('）') else { return };
        let Some((before, name)) = inner.rsplit_once('（') else { return };
        let length = name.chars().count();
        if length <= LONGEST && before.ends_with(['。', '！', '？', '”']) {
            let start = self.starts.partition_point(|&at| (at as usize) < inner.len() - name.len());
            self.within[start..start + length].fill(Within::Title);
        }
    }

    /// The byte range of a range of characters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.starts[range.start] as usize..self.starts[range.end] as usize
    }

    /// Whether a character is a Chinese one.
    pub(super) fn is_han(&self, at: usize) -> bool {
        self.codes.get(at).is_some_and(|&code| is_han(code))
    }
}

/// A part of a text with characters that may be wrong.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// The characters looked at.
    pub range: Range<usize>,
    /// Those that may be wrong.
    pub doubtful: Vec<usize>,
}

/// Characters that seldom stand together make both doubtful.
const SELDOM: f32 = 3.0;
/// How many characters before and after a doubtful one a window has.
const CONTEXT: usize = 6;
/// How many characters of a window may be doubtful at most, so that text that is
/// wrong throughout takes no longer than other text of its length.
const LONGEST: usize = 40;

/// Hands each window of a text to `look`.
pub(super) fn windows(text: &Text, words: Words, mut look: impl FnMut(&mut Window)) {
    let mut window = Window::default();
    for at in (1..text.codes.len()).filter(|&at| text.together[at] < SELDOM) {
        let ends = [at.saturating_sub(2)..at, at.saturating_sub(3)..at];
        let begins = [at..at + 2, at..at + 3];
        let doubtful = [(at - 1, ends), (at, begins)];
        for (at, around) in doubtful {
            let is_right = text.within[at] == Within::Title || !may_be_wrong(text.codes[at]);
            let is_settled = is_right || window.doubtful.last() == Some(&at);
            if is_settled || around.into_iter().any(|range| is_common(text, words, range)) {
                continue;
            }
            let (first, last) = (window.doubtful.first(), window.doubtful.last());
            if first.is_some_and(|&first| at > first + LONGEST)
                || last.is_some_and(|&last| at > last + CONTEXT)
            {
                finish(text, &mut window);
                look(&mut window);
                window.doubtful.clear();
            }
            window.doubtful.push(at);
        }
    }
    if !window.doubtful.is_empty() {
        finish(text, &mut window);
        look(&mut window);
    }
}

/// A word of this logarithm or more is common: its characters are right.
const COMMON: f32 = -11.5;

/// Whether a part of a text is a common word of several characters.
fn is_common(text: &Text, words: Words, range: Range<usize>) -> bool {
    if range.len() < 2 {
        return false;
    }
    let Some(codes) = text.codes.get(range) else { return false };
    words.is_above(codes, COMMON)
}

fn finish(text: &Text, window: &mut Window) {
    let (Some(&first), Some(&last)) = (window.doubtful.first(), window.doubtful.last()) else { return };
    window.range = first.saturating_sub(CONTEXT)..(last + 1 + CONTEXT).min(text.codes.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_short_however_much_is_doubtful() {
        let mut text = Text::default();
        text.read(&"群仲植泽贵锭".repeat(100));
        let (mut longest, mut doubtful) = (0, 0);
        text.count_together(Neighbours);
        windows(&text, Words, |window| {
            longest = longest.max(window.range.len());
            doubtful += window.doubtful.len();
        });
        assert!(longest <= LONGEST + 2 * CONTEXT + 2 && doubtful > 300, "{longest} {doubtful}");
    }

    #[test]
    fn a_by_line_is_a_name() {
        let mut text = Text::default();
        text.read("受到好评。（张勇）\n");
        assert_eq!(text.within[5..9], [Within::Prose, Within::Title, Within::Title, Within::Prose]);
        text.read("（张勇）受到好评。");
        assert_eq!(text.within[1], Within::Prose);
    }

    #[test]
    fn the_letters_of_a_files_number_are_names() {
        let mut text = Text::default();
        text.read("以津财购〔2024〕3号文认可");
        assert_eq!(text.within[..5], [[Within::Title; 4].as_slice(), &[Within::Prose]].concat());
    }

    #[test]
    fn what_stands_in_book_marks_is_a_title() {
        let mut text = Text::default();
        text.read("读《新村》“新”");
        assert_eq!(text.within[2], Within::Title);
        assert_eq!([text.within[0], text.within[6]], [Within::Prose, Within::Quotes]);
        assert_eq!(text.bytes(2..3), 6..9);
    }
}
