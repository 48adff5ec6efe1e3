//! What a block says, with the way back from each byte to the file.

use std::ops::Range;
use std::sync::Arc;

use crate::source::Span;

/// Stands in a block's text for inline content that is no prose: a code span,
/// an image, an entity.
pub const ATOM: char = '\u{FFFC}';

/// A stretch of block text that came from one stretch of the file.
#[derive(Debug, Clone, Copy)]
struct Piece {
    local: usize,
    source: Span,
    /// Whether the text was replaced, so that only its ends can be mapped.
    atom: bool,
}

/// The text of a block without its markup. A byte range into it is *local*;
/// [`BlockText::span_of`] gives the range's place in the file.
#[derive(Debug)]
pub struct BlockText(Text);

#[derive(Debug)]
enum Text {
    /// As it stands in the file.
    InFile(Arc<str>, Span),
    /// Put together from pieces of the file.
    Made(Box<(String, Vec<Piece>)>),
}

impl BlockText {
    /// A block that stands in the file just as it reads.
    pub fn verbatim(file: &Arc<str>, span: Span) -> Self {
        Self(Text::InFile(file.clone(), span))
    }

    /// The text of the block.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::InFile(file, span) => &file[span.range()],
            Text::Made(made) => &made.0,
        }
    }

    /// The place in the file of a local byte range.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let pieces = match &self.0 {
            Text::InFile(_, span) => return Span::new(span.start + range.start, span.start + range.end),
            Text::Made(made) => &made.1,
        };
        let start = start_of(pieces, range.start);
        let end = if range.is_empty() { start } else { end_of(pieces, range.end).max(start) };
        Span::new(start, end)
    }

    /// Whether a local byte belongs to text that stands so in the file.
    pub fn is_verbatim(&self, local: usize) -> bool {
        match &self.0 {
            Text::InFile(..) => true,
            Text::Made(made) => piece(&made.1, local).is_some_and(|piece| !piece.atom),
        }
    }

    /// The local byte of each character that stands for something else in the file, and
    /// the place of that.
    pub fn stand_ins(&self) -> impl Iterator<Item = (usize, Span)> {
        let pieces = match &self.0 {
            Text::InFile(..) => [].as_slice(),
            Text::Made(made) => &made.1,
        };
        pieces.iter().filter(|piece| piece.atom).map(|piece| (piece.local, piece.source))
    }
}

/// The piece that a local byte is from.
fn piece(pieces: &[Piece], local: usize) -> Option<&Piece> {
    let after = pieces.partition_point(|piece| piece.local <= local);
    pieces.get(after.checked_sub(1)?)
}

fn start_of(pieces: &[Piece], local: usize) -> usize {
    piece(pieces, local).map_or(0, |piece| {
        if piece.atom && local == piece.local {
            piece.source.start
        } else if piece.atom {
            piece.source.end
        } else {
            (piece.source.start + local - piece.local).min(piece.source.end)
        }
    })
}

fn end_of(pieces: &[Piece], local: usize) -> usize {
    piece(pieces, local.saturating_sub(1)).map_or(0, |piece| {
        if piece.atom { piece.source.end } else { piece.source.start + local - piece.local }
    })
}

/// Collects the text of one block, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<Piece>,
}

impl Builder {
    /// Adds text that stands in the file at `span`.
    pub fn push(&mut self, file: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if !last.atom && last.source.end == span.start => last.source.end = span.end,
            _ => self.pieces.push(Piece { local: self.text.len(), source: span, atom: false }),
        }
        self.text.push_str(&file[span.range()]);
    }

    /// Adds one character that stands for what the file has at `span`.
    pub fn push_atom(&mut self, stand_in: char, span: Span) {
        self.pieces.push(Piece { local: self.text.len(), source: span, atom: true });
        self.text.push(stand_in);
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The block's text; an empty block stands at `place`. The builder is empty then.
    pub fn finish(&mut self, file: &Arc<str>, place: Span) -> BlockText {
        self.drop_literal_strong();
        let whole = match self.pieces.as_slice() {
            // What stands there may be markup only: <td><br></td>.
            [] if !file[place.range()].trim().is_empty() => {
                return BlockText(Text::Made(Box::new((
                    String::new(),
                    vec![Piece { local: 0, source: place, atom: true }],
                ))));
            }
            [] => Some(place),
            [only] => (!only.atom).then_some(only.source),
            _ => None,
        };
        match whole {
            Some(span) => {
                self.text.clear();
                self.pieces.clear();
                BlockText::verbatim(file, span)
            }
            None => {
                let made = (std::mem::take(&mut self.text), std::mem::take(&mut self.pieces));
                BlockText(Text::Made(Box::new(made)))
            }
        }
    }

    /// CommonMark does not take `**整改措施：**加强` for strong text, since the
    /// closing mark follows punctuation and has no space after it. Writers mean
    /// it so all the same: such a pair of marks is markup, not fill.
    fn drop_literal_strong(&mut self) {
        let mut marks = self.text.match_indices("**").map(|(at, _)| at);
        let (Some(open), Some(close), None) = (marks.next(), marks.next(), marks.next()) else {
            return;
        };
        let inside = &self.text[open + 2..close];
        let meant = inside.chars().count() >= 2
            && (inside.ends_with(['：', ':', '。', '，', '”', '）', '》', '】'])
                || inside.starts_with(['“', '（', '《', '【']));
        if meant && !self.text.contains("***") {
            self.cut(close, 2);
            self.cut(open, 2);
        }
    }

    /// Takes `length` bytes at local `at` out of the text.
    fn cut(&mut self, at: usize, length: usize) {
        let Some(index) = self.pieces.iter().rposition(|piece| piece.local <= at) else {
            return;
        };
        let piece = self.pieces[index];
        let from = piece.source.start + at - piece.local;
        if piece.atom || from + length > piece.source.end {
            return;
        }
        self.text.replace_range(at..at + length, "");
        for later in &mut self.pieces[index + 1..] {
            later.local -= length;
        }
        self.pieces[index].source.end = from;
        let rest = Piece { local: at, source: Span::new(from + length, piece.source.end), atom: false };
        self.pieces.insert(index + 1, rest);
        self.pieces.retain(|piece| piece.atom || !piece.source.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_over_removed_markup_covers_it_in_the_file() {
        let file = "甲**乙**丙";
        let mut builder = Builder::default();
        builder.push(file, Span::new(0, 3));
        builder.push(file, Span::new(5, 8));
        builder.push(file, Span::new(10, 13));
        let text = builder.finish(&file.into(), Span::new(0, 13));
        assert_eq!(text.as_str(), "甲乙丙");
        assert_eq!(text.span_of(3..6), Span::new(5, 8));
        assert_eq!(text.span_of(0..9), Span::new(0, 13));
    }

    #[test]
    fn marks_that_were_meant_as_strong_text_are_taken_out() {
        let file = "**整改措施：**加强学习";
        let mut builder = Builder::default();
        builder.push(file, Span::new(0, file.len()));
        let text = builder.finish(&file.into(), Span::new(0, file.len()));
        assert_eq!(text.as_str(), "整改措施：加强学习");
        assert_eq!(text.span_of(15..18).start, 19);
    }

    #[test]
    fn fill_that_only_looks_like_strong_text_stays() {
        let file = "到**单位挂职，在**局工作";
        let mut builder = Builder::default();
        builder.push(file, Span::new(0, file.len()));
        assert_eq!(builder.finish(&file.into(), Span::new(0, file.len())).as_str(), file);
    }
}
