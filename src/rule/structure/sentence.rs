//! broken-paragraph and unfinished-sentence.

use crate::block::{Block, BlockKind};
use crate::chars::{is_han, is_opening, is_sentence_end, is_space};
use crate::outline::{Family, Marker, Segment, SegmentId, Shape, Start};
use crate::rule::{Context, Found, Report};
use crate::rulebook::{Page, Role};
use crate::source::Span;

/// A paragraph that breaks after a comma or in mid-sentence and goes on in the
/// next one, at the sentence that breaks.
pub(in crate::rule) fn broken_paragraph(context: &Context<'_>, report: &mut Report<'_>) {
    let words = |page: &Page| [page.words("open-ends"), page.words("continuing-starts")];
    let [ends, starts] = report.page().derived(words);
    for paragraph in paragraphs(context) {
        if !paragraph.goes_on() || paragraph.is_verse() {
            continue;
        }
        let next = paragraph.next_text();
        // Who answers and by when is no sentence.
        let field = paragraph.segment.has_label(Role::Owner) || paragraph.segment.has_label(Role::Deadline);
        let open = is_open(paragraph.last) && paragraph.last != '：' && paragraph.last != ':';
        let word = ends.iter().any(|end| paragraph.text.ends_with(end.as_str()))
            || starts.iter().any(|start| next.starts_with(start.as_str()));
        let heading = paragraph.segment.node.is_some() && paragraph.segment.marker.is_some();
        let mid = paragraph.is_mid_sentence();
        let torn =
            mid && (!heading && (word || paragraph.stops_after_sentence(next)) || paragraph.loses_indent());
        if open || torn && !field {
            report.add(Found::at(paragraph.open_sentence()).with("end", paragraph.last));
        }
    }
}

/// A body paragraph that ends with a comma, a colon or an opening mark and is
/// not continued.
pub(in crate::rule) fn unfinished_sentence(context: &Context<'_>, report: &mut Report<'_>) {
    for paragraph in paragraphs(context).filter(|paragraph| is_open(paragraph.last)) {
        let colon = matches!(paragraph.last, '：' | ':');
        let counted = colon && paragraph.next_lead().is_some_and(|marker| marker.number == 1);
        let kinds = &context.model.rulebook.kinds;
        // 材料二： numbers the document below it.
        let numbers = || kinds.member_of_collection(paragraph.text).is_some_and(str::is_empty);
        let head = kinds.stands_beside_title(paragraph.text) || numbers();
        let answered = counted
            || head
            || colon && paragraph.is_salutation()
            || paragraph.has_list()
            || if colon { paragraph.has_more() } else { paragraph.goes_on() };
        if !answered && !paragraph.is_title() {
            report.add(Found::at(paragraph.open_sentence()).with("end", paragraph.last));
        }
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '：' | ':') || is_opening(c)
}

/// A body paragraph and what follows it.
struct Paragraph<'a> {
    context: &'a Context<'a>,
    block: &'a Block,
    text: &'a str,
    last: char,
    /// Its last segment.
    segment: &'a Segment,
    next: Option<(&'a Block, Option<&'a Segment>)>,
    /// The segment after it.
    after: SegmentId,
}

fn paragraphs<'a>(context: &'a Context<'a>) -> impl Iterator<Item = Paragraph<'a>> {
    let model = context.model;
    let blocks = &model.blocks.list;
    let segments = &model.outline.segments;
    blocks.enumerate().filter_map(move |(id, block)| {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            return None;
        }
        let text = block.as_str().trim_end();
        let last = text.chars().next_back()?;
        // 。、 is one mark too many, and the sentence is whole.
        if text[..text.len() - last.len_utf8()].ends_with(is_sentence_end) && !is_opening(last) {
            return None;
        }
        let after = segments.partition_point(|segment| segment.block <= id);
        let segment = &segments[after.prev()?];
        let next =
            blocks.get(id.next()).map(|next| (next, segments.get(after).filter(|s| s.block == id.next())));
        // A heading that was joined to the paragraph before is told as such.
        let joined = segment.start == Start::Mid && segment.marker.is_some() && segment.node.is_some();
        // A label that nothing follows is the business of other rules.
        let bare = segment.label.is_some() && text.len() <= segment.body;
        (!bare && !joined && segment.block == id).then_some(Paragraph {
            context,
            block,
            text,
            last,
            segment,
            next,
            after,
        })
    })
}

impl Paragraph<'_> {
    /// The sentence that was left open, up to the break.
    fn open_sentence(&self) -> Span {
        let before_last = &self.text[..self.text.len() - self.last.len_utf8()];
        let ends = |&(_, c): &(usize, char)| is_sentence_end(c) || matches!(c, '；' | ';' | '\n');
        let ended = before_last.char_indices().rev().find(ends).map_or(0, |(at, c)| at + c.len_utf8());
        let start = ended.max(self.segment.body.min(before_last.len()));
        let lead = self.text[start..].len() - self.text[start..].trim_start().len();
        self.block.span_of(start + lead..self.text.len())
    }

    /// Whether it is a line of verse: short, and the next one as long (一锤打下去，
    /// ⏎火星四面飞。), or indented farther than paragraphs are.
    fn is_verse(&self) -> bool {
        const LONGEST: usize = 10;
        const LONGEST_SET_OFF: usize = 16;
        let length = |text: &str| text.trim().chars().count();
        let own = length(self.text);
        own <= LONGEST && own == length(self.next_text()) || own <= LONGEST_SET_OFF && self.is_set_off()
    }

    /// Whether it is indented by more than two full-width spaces.
    fn is_set_off(&self) -> bool {
        const PARAGRAPH: usize = 4;
        let (source, lines) = (&self.context.model.source, self.context.model.source.lines());
        let line = lines.start(lines.line(self.block.span.start));
        let spaces = source.text()[line..].chars().take_while(|c| is_space(*c));
        spaces.map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() > PARAGRAPH
    }

    fn next_text(&self) -> &str {
        self.next.map_or("", |(block, _)| block.as_str().trim_start())
    }

    /// The marker that the next paragraph starts with.
    fn next_lead(&self) -> Option<Marker> {
        self.context.model.outline.lead(self.segment.block.next())
    }

    /// Whether it is indented, goes beyond a sentence and breaks off, and the next
    /// one, which is not indented, goes on.
    fn loses_indent(&self) -> bool {
        let source = &self.context.model.source;
        let line = |block: &Block| source.lines().start(source.lines().line(block.span.start));
        let indented = |block: &Block| source.text()[line(block)..].starts_with([' ', '\t', '\u{3000}']);
        let sentences = self.text.contains(is_sentence_end);
        sentences && indented(self.block) && self.next.is_some_and(|(next, _)| !indented(next))
    }

    /// Whether the next paragraph is body text that may go on with the
    /// sentence.
    fn goes_on(&self) -> bool {
        let Some((block, Some(segment))) = self.next else {
            return false;
        };
        let plain = segment.node.is_none() && segment.label.is_none() && !segment.opens_document;
        let counted = self.next_lead().is_some();
        let text = block.as_str();
        let body = text.contains(['，', ',', '。', '；', ';']) || text.trim_end().ends_with(is_sentence_end);
        block.kind == BlockKind::Paragraph && plain && !counted && body
    }

    /// Whether it names those to whom the document goes: a short line before the
    /// first part.
    fn is_salutation(&self) -> bool {
        let outline = &self.context.model.outline;
        let first = self.segment.node.is_none()
            && self.segment.parent.is_none_or(|above| outline.nodes[above].heading == Some(1));
        let short = self.text.chars().count() <= 30 && !self.text.contains(['，', '。', ',', '；']);
        let names = !self.text.contains(crate::chars::is_digit);
        first && short && names
    }

    /// Whether anything but a new part follows.
    fn has_more(&self) -> bool {
        let Some((_, next)) = self.next else { return false };
        let closes = || self.context.model.parts().is_closing_line(self.after);
        next.is_none_or(|next| next.node.is_none() && !next.opens_document && !closes())
    }

    /// Whether a list, a table or code follows that belongs to the paragraph.
    fn has_list(&self) -> bool {
        let Some((block, segment)) = self.next else {
            return false;
        };
        let Some(segment) = segment else { return true };
        let within = self.segment.node.or(self.segment.parent);
        // A comma leads to a list, not to the next section.
        let section = segment.marker.is_some_and(|marker| marker.family == Family::Chinese);
        let leads = matches!(self.last, '：' | ':') || !section;
        let child = leads && segment.node.is_some() && (segment.parent == within || self.under(segment));
        let first = self.next_lead().is_some_and(|marker| marker.number == 1);
        let counted = first && segment.node.is_none();
        child
            || counted
            || matches!(block.kind, BlockKind::Cell(_))
            || block.kind == BlockKind::ListItem && segment.node.is_none()
    }

    /// Whether the segment's node stands somewhere below the paragraph's own.
    fn under(&self, segment: &Segment) -> bool {
        let (Some(own), Some(node)) = (self.segment.node, segment.node) else {
            return false;
        };
        self.context.model.outline.ancestors(node).any(|above| above == own)
    }

    fn is_title(&self) -> bool {
        let node = self.segment.node.map(|node| &self.context.model.outline.nodes[node]);
        node.is_some_and(|node| node.shape == Shape::Title && matches!(self.last, '：' | ':'))
    }

    /// Whether a sentence has ended before and the rest, which has no end, leads
    /// to a paragraph of plain words.
    fn stops_after_sentence(&self, next: &str) -> bool {
        let ended = self.text.contains(is_sentence_end);
        ended && is_han(self.last) && next.starts_with(is_han)
    }

    /// Whether the text stops within a sentence, after a sentence or clauses
    /// that show that it is no title.
    fn is_mid_sentence(&self) -> bool {
        let ends = is_han(self.last) || self.last.is_alphanumeric();
        let clauses = self.text.contains(is_sentence_end) || self.text.contains(['，', ',']);
        ends && clauses && !self.is_signed()
    }

    /// Whether a name stands at its end, after a wide gap: 同意。　　　岳　晓.
    fn is_signed(&self) -> bool {
        const LONGEST_NAME: usize = 4;
        const GAPS: [&str; 3] = ["\u{3000}\u{3000}", "    ", "\t"];
        let after = |gap: &&str| self.text.rfind(gap).map(|at| at + gap.len());
        GAPS.iter().filter_map(after).max().is_some_and(|at| {
            let name = || self.text[at..].chars().filter(|c| !c.is_whitespace());
            !self.text[..at].trim().is_empty() && name().count() <= LONGEST_NAME && name().all(is_han)
        })
    }
}
