//! Words in which another office speaks.

use std::ops::Range;

use super::own::Own;
use crate::chars::{clause_start, head, is_han};
use crate::rulebook::{Offices, Voice};
use crate::signs;

/// How far the name of an organ or a post may reach, in bytes.
const REACH: usize = 72;
/// How far after an organ it may be said that it decides, in bytes.
const DECISION: usize = 24;

/// What an office is for, in the name of one's own, is no longer, in characters.
const LONGEST_OWN: usize = 5;

/// Where another office than the document's speaks in a text.
pub(super) fn traces(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let speaker = Speaker { text, own, offices };
    let mut found = Vec::new();
    let mut quoted = Quotes { text, at: 0, open: false };
    for (word, voice) in offices.voices(text) {
        let trace = match voice {
            Voice::Own(class) => speaker.of_itself(word.clone(), class),
            Voice::Inner(class) => {
                speaker.inner_organ(word.clone(), class).or_else(|| speaker.deciding_organ(word.clone()))
            }
            Voice::Organ => speaker.deciding_organ(word.clone()),
            Voice::Writer => speaker.writer(word.end),
        };
        if !quoted.hold(word.start) {
            found.extend(trace);
        }
    }
    found
}

/// Tells which places, asked for in order, are within quotes.
struct Quotes<'a> {
    text: &'a str,
    at: usize,
    open: bool,
}

impl Quotes<'_> {
    fn hold(&mut self, place: usize) -> bool {
        for c in self.text[self.at..place].chars().filter(|c| matches!(c, '“' | '”')) {
            self.open = c == '“';
        }
        self.at = place;
        self.open
    }
}

struct Speaker<'a> {
    text: &'a str,
    own: &'a Own,
    offices: &'a Offices,
}

impl Speaker<'_> {
    /// 我镇 in a paper of 县教育局.
    fn of_itself(&self, word: Range<usize>, class: usize) -> Option<Range<usize>> {
        let rest = &self.text[word.end..];
        let office = &self.offices.classes()[class];
        let other = office.other_words.iter().any(|after| rest.starts_with(after.as_str()));
        // 自我镇定 is another word; 我镇教育局 names an own office.
        let inside = self.offices.is_before_self(&self.text[..word.start]);
        let name = head(rest, DECISION);
        let name = &name[..name.find(|c| !is_han(c)).unwrap_or(name.len())];
        let own = |start: usize| {
            name[..start].chars().count() <= LONGEST_OWN && !self.offices.has_place(&name[..start])
        };
        let both = || {
            let mut named = self.offices.named(name).into_iter();
            named.any(|named| named.class != class && self.own.is(named.class) && own(named.start))
        };
        let foreign = !self.own.may_be(class, self.offices) && !other && !inside && !both();
        foreign.then_some(word)
    }

    /// 镇党政办 in a paper of 县教育局: without a place, it is one's own.
    fn inner_organ(&self, word: Range<usize>, class: usize) -> Option<Range<usize>> {
        let before = &self.text[..word.start];
        let apart = !before.ends_with(|c| is_han(c) || c == '、') || self.offices.goes_through(before);
        let foreign = self.own.is_peer(self.offices) && !self.own.may_be(class, self.offices);
        (apart && foreign).then_some(word)
    }

    /// 报县财政局党组审定 in a paper of 县教育局.
    fn deciding_organ(&self, word: Range<usize>) -> Option<Range<usize>> {
        let (text, own, offices) = (self.text, self.own, self.offices);
        let at = word.end - offices.organ_of(&text[word.clone()])?.len();
        let from = text.ceil_char_boundary(at.saturating_sub(REACH)).max(clause_start(text, at, &MARKS));
        let start = from + offices.name_at_end(&text[from..at])?;
        let name = &text[start..at];
        let named = offices.named(name).into_iter().find(|named| named.end == name.len())?;
        let after = head(&text[word.end..], DECISION);
        let after = &after[..after.find(MARKS).unwrap_or(after.len())];
        let single = offices.core(name).chars().count() > 2 && !offices.is_any(name);
        let above = own.may_be(named.class, offices) && !own.is(named.class);
        let decides = offices.approves(after) && own.is_peer(offices) && offices.classes()[named.class].peer;
        (decides && single && !above && !own.is_own_name(name, offices)).then_some(start..word.end)
    }

    /// 作为县财政局副局长 in a paper of 县教育局.
    fn writer(&self, start: usize) -> Option<Range<usize>> {
        let (own, offices) = (self.own, self.offices);
        let rest = head(&self.text[start..], REACH);
        let stretch = &rest[..rest.find(|c| !is_han(c)).unwrap_or(rest.len())];
        offices.named(stretch).into_iter().find_map(|named| {
            let office = &offices.classes()[named.class];
            let itself =
                || office.posts.iter().find(|post| stretch[named.start..].starts_with(post.as_str()));
            let post = offices.post(named.class, &stretch[named.end..]).map(|post| named.end + post);
            let end = post.or_else(|| itself().map(|post| named.start + post.len()))?;
            let name = offices.bare_name(&stretch[..named.end]);
            let whole = office.proper || offices.core(name).chars().count() > 2;
            let certain = whole && !name.contains(signs::ATTRIBUTIVE);
            let other = if own.may_be(named.class, offices) {
                certain && !own.is_own_name(name, offices)
            } else {
                !office.posts.is_empty()
            };
            let former = offices.is_former(&stretch[..named.start]);
            (other && !former && !offices.is_any(name)).then_some(start..start + end)
        })
    }
}

/// What ends a clause.
const MARKS: [char; 7] = ['，', '。', '；', '、', '：', '\n', '“'];
