//! Words in which another office speaks.

use std::ops::Range;

use super::own::Own;
use crate::chars::{head, is_han};
use crate::rulebook::Offices;

/// How far the name of an organ or a post may reach, in bytes.
const REACH: usize = 72;
/// How far after an organ it may be said that it decides, in bytes.
const DECISION: usize = 24;

/// Where another office than the document's speaks in a text.
pub(super) fn traces(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let mut found = selves(text, own, offices);
    found.extend(inner_organs(text, own, offices));
    found.extend(deciding_organs(text, own, offices));
    found.extend(writers(text, own, offices));
    found.retain(|range| !is_quoted(text, range.start));
    found
}

/// Whether a place is within quotes.
fn is_quoted(text: &str, at: usize) -> bool {
    let last = |mark: char| text[..at].rfind(mark);
    last('“') > last('”')
}

/// 我镇 in a paper of 县教育局.
fn selves(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (class, office) in
        offices.classes().iter().enumerate().filter(|(class, _)| !own.may_be(*class, offices))
    {
        for word in &office.selves {
            for (at, word) in text.match_indices(word.as_str()) {
                let rest = &text[at + word.len()..];
                let other = office.not_after.iter().any(|after| rest.starts_with(after.as_str()));
                let inside = text[..at].ends_with(['自', '忘', '无', '唯', '小', '大']);
                if !other && !inside && !speaks_for_two(rest, class, own, offices) {
                    found.push(at..at + word.len());
                }
            }
        }
    }
    found
}

/// 我镇教育局 would be the name of an own office.
fn speaks_for_two(rest: &str, class: usize, own: &Own, offices: &Offices) -> bool {
    let name = &rest[..rest.find(|c| !is_han(c)).unwrap_or(rest.len())];
    offices.named(head(name, DECISION)).iter().any(|named| named.class != class && own.is(named.class))
}

/// 镇党政办 in a paper of 县教育局: without a place, it is one's own.
fn inner_organs(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let foreign = |class: usize| own.is_peer(offices) && !own.may_be(class, offices);
    for (class, office) in offices.classes().iter().enumerate() {
        for word in office.inner.iter().filter(|_| foreign(class)) {
            for (at, word) in text.match_indices(word.as_str()) {
                let before = &text[..at];
                let apart = !before.ends_with(|c| is_han(c) || c == '、') || offices.goes_through(before);
                if apart {
                    found.push(at..at + word.len());
                }
            }
        }
    }
    found
}

/// 报县财政局党组审定 in a paper of 县教育局.
fn deciding_organs(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, organ) in offices.organs().iter().flat_map(|organ| text.match_indices(organ.as_str())) {
        let from = text.floor_char_boundary(at.saturating_sub(REACH));
        let from = text[from..at]
            .rfind(|c| !is_han(c))
            .map_or(from, |mark| from + mark + text[from + mark..].chars().next().map_or(0, char::len_utf8));
        let Some(start) = offices.name_at_end(&text[from..at]).map(|start| from + start) else { continue };
        let name = &text[start..at];
        let named = offices.named(name).into_iter().find(|named| named.end == name.len());
        let Some(named) = named.filter(|named| offices.classes()[named.class].peer) else { continue };
        let after = head(&text[at + organ.len()..], DECISION);
        let after = &after[..after.find(['，', '。', '；', '、']).unwrap_or(after.len())];
        let single = offices.core(name).chars().count() > 2 && !offices.is_any(name);
        let above = own.may_be(named.class, offices) && !own.is(named.class);
        let decides = offices.approves(after) && own.is_peer(offices);
        if decides && single && !above && !own.is_own_name(name, offices) {
            found.push(start..at + organ.len());
        }
    }
    found
}

/// 作为县财政局副局长 in a paper of 县教育局.
fn writers(text: &str, own: &Own, offices: &Offices) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices(offices.as_word()) {
        let rest = head(&text[at + word.len()..], REACH);
        let stretch = &rest[..rest.find(|c| !is_han(c)).unwrap_or(rest.len())];
        for named in offices.named(stretch) {
            let post = offices.post(named.class, &stretch[named.end..]);
            let own_post = || post_itself(stretch, named.start, named.class, offices);
            let Some(end) = post.map(|post| named.end + post).or_else(own_post) else { continue };
            let office = &offices.classes()[named.class];
            let name = offices.bare_name(&stretch[..named.end]);
            let certain =
                offices.core(name).chars().count() > 2 && !offices.is_any(name) && !name.contains('的');
            let other = if own.is(named.class) {
                certain && !own.is_own_name(name, offices)
            } else {
                !own.may_be(named.class, offices) && !office.posts.is_empty() && !offices.is_any(name)
            };
            if other {
                let start = at + word.len();
                found.push(start..start + end);
                break;
            }
        }
    }
    found
}

/// Where a post ends whose name holds the office's: 镇长.
fn post_itself(text: &str, at: usize, class: usize, offices: &Offices) -> Option<usize> {
    let posts = &offices.classes()[class].posts;
    posts.iter().find(|post| text[at..].starts_with(post.as_str())).map(|post| at + post.len())
}
