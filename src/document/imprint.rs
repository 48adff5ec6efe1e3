//! Who issued a document, who wrote it, and in which year: what its head and its
//! last lines say.

use std::ops::Range;

use super::{Document, LONGEST_NAME, Parts};
use crate::chars::{head, is_han, is_space, year_at_end};
use crate::outline::SegmentId;
use crate::rulebook::Signatures;
use crate::signs;
use crate::source::Span;

/// How many lines at the end of a document may close it.
const TAIL: u32 = 6;
/// How many lines at its head may stand beside the title.
const HEAD: usize = 8;
/// No label of who issued or wrote it is longer with its colon, in bytes.
const LONGEST_LABEL: usize = 64;

/// What a document says of its own origin.
#[derive(Debug, Default)]
pub struct Imprint {
    /// The names of offices: under the text, or after 填报单位 at its head.
    pub offices: Vec<Span>,
    /// The person named in the title, or on a line of its own below it.
    pub author: Option<Span>,
    /// The person who signs at the end: 检查人：…….
    pub signer: Option<Span>,
    /// The year of its date or its number, else that in its title.
    pub year: Option<u32>,
}

/// A line with its place.
type Line<'a> = (&'a str, Span);

pub(super) fn imprint(parts: Parts<'_>, document: &Document) -> Imprint {
    let kinds = &parts.rulebook.kinds;
    let names = Names(&kinds.signatures);
    let head = lines(parts, document.segments.iter().take(HEAD));
    let tail = lines(parts, document.segments.tail(TAIL).iter());
    let mut imprint = Imprint::default();
    let date = tail.iter().rposition(|(line, _)| kinds.is_date(line));
    if let Some(at) = date {
        let (line, span) = tail[at];
        imprint.year = last_year(line);
        let same = line.len()
            - line.trim_start_matches(|c: char| is_han(c) && !signs::DATE_STARTS.contains(c)).len();
        if same > 0 {
            imprint.offices.push(Span::new(span.start, span.start + same));
        } else if let Some((_, above)) =
            at.checked_sub(1).map(|at| tail[at]).filter(|(line, _)| is_name(line))
        {
            imprint.offices.push(above);
        }
    } else if let Some((_, span)) = tail.last().filter(|(line, _)| is_name(line)) {
        imprint.offices.push(*span);
    }
    for (line, span) in &head {
        imprint.offices.extend(names.office(line).map(|range| sub(*span, range)));
    }
    let beside =
        head.iter().filter(|(line, span)| !document.title.holds(*span) && kinds.stands_beside_title(line));
    let stated = beside.filter_map(|(line, _)| last_year(line)).max();
    let title = parts.source.slice(document.title);
    imprint.year = imprint.year.or(stated).or_else(|| last_year(title));
    let signer = tail.iter().rev().find_map(|(line, span)| Some(sub(*span, names.signer(line)?)));
    // 整改人： below each of several measures signs none of them.
    let alone = |signer: &Span| {
        let label = |line: &str| labelled(line, &kinds.signatures.signers).is_some();
        let lines = lines(parts, document.segments.iter());
        lines.iter().filter(|(line, span)| label(line) && span.end <= signer.start).count() < 2
    };
    imprint.signer = signer.filter(alone);
    let named = names.in_title(title).map(|range| sub(document.title, range));
    let mut below = head.iter().filter_map(|(line, span)| Some((*span, sub(*span, names.author(line)?))));
    let below = below.next();
    let alone = || {
        let lines = head
            .iter()
            .filter(|(line, span)| !document.title.holds(*span) && !kinds.stands_beside_title(line));
        lines.into_iter().next().filter(|(line, _)| names.alone(title, line)).map(|(_, span)| *span)
    };
    imprint.offices.extend(below.map(|(line, name)| Span::new(line.start, name.start)));
    imprint.author = named.or(below.map(|(_, name)| name)).or_else(alone);
    imprint
}

/// Finds the names of offices and persons in a line, as local byte ranges.
struct Names<'a>(&'a Signatures);

impl Names<'_> {
    fn office(&self, line: &str) -> Option<Range<usize>> {
        let (at, value) = labelled(line, &self.0.offices)?;
        let length = value.find(|c| !is_han(c)).unwrap_or(value.len());
        (length > 0).then_some(at..at + length)
    }

    fn signer(&self, line: &str) -> Option<Range<usize>> {
        let (at, value) = labelled(line, &self.0.signers)?;
        person(value).map(|range| at + range.start..at + range.end)
    }

    /// The writer on a line of its own: after a label, or after an office or a
    /// post and a space.
    fn author(&self, line: &str) -> Option<Range<usize>> {
        for (start, field) in fields(line) {
            let named = labelled(field, &self.0.authors).or_else(|| labelled(field, &self.0.signers));
            if let Some((at, value)) = named {
                return person(value).map(|range| start + at + range.start..start + at + range.end);
            }
        }
        let inner = line.trim_matches(['（', '）', '(', ')']);
        let shift = line.find(inner)?;
        let name = person(inner).filter(|name| line.split('、').all(is_name) && name.start > 0)?;
        let before = inner[..name.start].trim_end_matches(is_space);
        let post = self.0.positions.iter().any(|word| before.ends_with(word.as_str()));
        post.then_some(shift + name.start..shift + name.end)
    }

    /// Whether a line below the title is a name and no more, where the title tells a
    /// post: 司法所所长对照检查材料.
    fn alone(&self, title: &str, line: &str) -> bool {
        self.posts().any(|post| title.contains(post)) && is_full_name(line)
    }

    fn posts(&self) -> impl Iterator<Item = &str> {
        self.0.positions.iter().map(String::as_str).filter(|word| word.chars().count() > 1)
    }

    /// 林静同志……, 馆长林静同志……, ……（林静）
    fn in_title(&self, title: &str) -> Option<Range<usize>> {
        if let Some(before) = title.find(&self.0.person).map(|at| &title[..at]) {
            // The line above may number the document: 【第三篇】.
            let start = before.trim_end_matches(is_han).len();
            let posts = self.posts().filter_map(|post| before.rfind(post).map(|at| at + post.len()));
            let start = posts.fold(start, usize::max);
            return is_full_name(&before[start..]).then_some(start..before.len());
        }
        let inner = title.strip_suffix(['）', ')'])?;
        let open = inner.rfind(['（', '('])?;
        let start = open + inner[open..].chars().next().map_or(0, char::len_utf8);
        is_full_name(&inner[start..]).then_some(start..inner.len())
    }
}

/// The fields that gaps set apart in a line, each with where it starts.
fn fields(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let gap = |c: char| matches!(c, '\t' | '\u{3000}');
    let mut at = 0;
    line.split_inclusive(gap).map(move |field| {
        let start = at;
        at += field.len();
        (start, field.trim_end_matches(gap))
    })
}

/// What stands after one of the labels and its colon at the start of a line, or
/// after a gap.
pub(super) fn labelled<'t>(line: &'t str, labels: &[String]) -> Option<(usize, &'t str)> {
    let (at, colon) = head(line, LONGEST_LABEL).match_indices(['：', ':']).next()?;
    let name: String = line[..at].chars().filter(|c| !is_space(*c)).collect();
    let start = at + colon.len();
    let value = line[start..].trim_start_matches(is_space);
    labels.contains(&name).then_some((line.len() - value.len(), value))
}

/// The name of a person that a text ends with, perhaps before a date: two to four
/// characters after a space, or as many with spaces between them.
fn person(text: &str) -> Option<Range<usize>> {
    let text =
        text[..text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len())].trim_end_matches(is_space);
    let last = text.rfind(is_space).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let mut start = last;
    if text[last..].chars().count() == 1 {
        let before = text[..last].trim_end_matches(is_space);
        start =
            before.rfind(is_space).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    }
    let letters = text[start..].chars().filter(|c| !is_space(*c));
    let fits = (2..=4).contains(&letters.clone().count()) && letters.into_iter().all(is_han);
    fits.then_some(start..text.len())
}

/// Whether a text may be a person's name and no more: 林静, 贺宗文.
fn is_full_name(text: &str) -> bool {
    (2..=3).contains(&text.chars().count()) && text.chars().all(is_han)
}

fn sub(span: Span, range: Range<usize>) -> Span {
    Span::new(span.start + range.start, span.start + range.end)
}

/// The lines of some segments that open no part, without those that are blank.
fn lines<'a>(parts: Parts<'a>, segments: impl Iterator<Item = SegmentId>) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    for segment in segments {
        let entry = &parts.outline.segments[segment];
        let block = &parts.blocks.list[entry.block];
        if entry.marker.is_some() || block.cell().is_some() || block.quoted {
            continue;
        }
        let text = parts.text(segment);
        let mut at = entry.range.start;
        for line in text.split('\n') {
            let start = at + line.len() - line.trim_start_matches(is_space).len();
            let kept = line.trim_matches(is_space);
            if !kept.is_empty() {
                found.push((kept, block.span_of(start..start + kept.len())));
            }
            at += line.len() + 1;
        }
    }
    found.retain(|(line, span)| span.len() == line.len());
    found
}

/// Whether a line may be the name of an office and no more.
fn is_name(line: &str) -> bool {
    line.chars().count() <= LONGEST_NAME
        && line.chars().all(|c| is_han(c) || is_space(c) || matches!(c, '（' | '）'))
}

/// The last year that a line names.
fn last_year(line: &str) -> Option<u32> {
    let digits = |text: &str| text.get(..4).and_then(|year| year.parse::<u32>().ok());
    let starts = line
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !line[..*at].ends_with(|c: char| c.is_ascii_digit()));
    let year = |(at, _): (usize, char)| {
        let rest = &line[at..];
        let alone = !rest.get(4..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        digits(rest).filter(|year| alone && (1949..2100).contains(year))
    };
    starts.rev().find_map(year).or_else(|| chinese_year(line))
}

/// 二〇二四年
fn chinese_year(line: &str) -> Option<u32> {
    let end = line.find(signs::YEAR)?;
    let (year, _) = year_at_end(&line[..end])?;
    (1949..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_stands_at_the_end_of_a_line() {
        for (text, name) in [
            ("王军", Some("王军")),
            ("王　军", Some("王　军")),
            ("县财政局 李小明", Some("李小明")),
            ("李小明 2024年3月1日", Some("李小明")),
            ("县财政局办公室", None),
        ] {
            assert_eq!(person(text).map(|range| &text[range]), name, "{text}");
        }
    }

    #[test]
    fn a_year_is_read_from_dates_and_numbers() {
        for (line, year) in [
            ("2024年4月8日", Some(2024)),
            ("某教发〔2023〕15号", Some(2023)),
            ("二〇二四年三月一日", Some(2024)),
            ("二○二三年五月", Some(2023)),
            ("共20245元", None),
        ] {
            assert_eq!(last_year(line), year, "{line}");
        }
    }
}
