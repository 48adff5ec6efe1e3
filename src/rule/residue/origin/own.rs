//! Which office a document is from.

use std::collections::HashSet;

use crate::document::Document;
use crate::rule::Context;
use crate::rulebook::Offices;
use crate::source::Span;

/// The office that a document's title or signature names.
pub(super) struct Own {
    /// Its name, and where it stands.
    pub name: String,
    pub place: Span,
    /// The class of the office itself: the last word of its name.
    itself: Option<usize>,
    /// Its classes: 镇 and 校 of 石桥镇中心小学.
    classes: HashSet<usize>,
    /// Its names and those of the offices around it, without their places.
    cores: Vec<String>,
    /// Signatures of another office than the title's.
    pub contrary: Vec<Span>,
}

impl Own {
    pub fn of(context: &Context<'_>, document: &Document, offices: &Offices) -> Option<Self> {
        let source = &context.model.source;
        let mut own = Self {
            name: String::new(),
            place: document.title,
            itself: None,
            classes: HashSet::new(),
            cores: Vec::new(),
            contrary: Vec::new(),
        };
        let mut start = document.title.start;
        for line in source.slice(document.title).split('\n').take(TITLE) {
            own.add_title(line, start, offices);
            start += line.len() + 1;
        }
        let titled = !own.name.is_empty();
        for &place in &document.imprint.offices {
            let text = source.slice(place);
            if titled && own.contradicts(text, offices) {
                own.contrary.push(place);
            } else {
                own.add_line(text, place, offices);
            }
        }
        (!own.name.is_empty()).then_some(own)
    }

    /// A title may name its office first; what it names later it may be about.
    fn add_title(&mut self, line: &str, start: usize, offices: &Offices) {
        for named in offices.named(line) {
            let name = &line[..named.end];
            let leads = named.start > 0 && !offices.is_object(name);
            if leads || self.itself.is_none() {
                self.classes.insert(named.class);
            }
            if leads && name.chars().count() <= LONGEST_NAME {
                self.itself = Some(named.class);
                self.name = name.trim_start_matches(['#', ' ', '\u{3000}']).to_owned();
                self.place = Span::new(start + line.find(&self.name).unwrap_or_default(), start + named.end);
                self.cores.push(offices.core(name).to_owned());
            }
        }
    }

    fn add_line(&mut self, line: &str, place: Span, offices: &Offices) {
        let named = offices.named(line);
        self.itself = self.itself.or(named.last().map(|last| last.class));
        for named in named {
            self.classes.insert(named.class);
            self.cores.push(offices.core(&line[..named.end]).to_owned());
            if self.name.is_empty() {
                self.name = line.trim().to_owned();
                self.place = place;
            }
        }
    }

    /// Whether a signature is that of another office of the same rank.
    fn contradicts(&self, text: &str, offices: &Offices) -> bool {
        let named = offices.named(text);
        let Some(last) = named.last().filter(|last| offices.classes()[last.class].peer) else { return false };
        let known = named.iter().any(|named| self.classes.contains(&named.class));
        if known { !self.is_own_name(&text[..last.end], offices) } else { self.is_peer(offices) }
    }

    /// Whether an office of this class may speak so in the document.
    pub fn may_be(&self, class: usize, offices: &Offices) -> bool {
        let name = &offices.classes()[class].class;
        let allowed = |own: &usize| offices.classes()[*own].allows.contains(name);
        self.classes.contains(&class) || self.classes.iter().any(allowed)
    }

    /// Whether the document's office is of this class.
    pub fn is(&self, class: usize) -> bool {
        self.classes.contains(&class)
    }

    /// Whether the document's office decides for itself.
    pub fn is_peer(&self, offices: &Offices) -> bool {
        self.itself.is_some_and(|class| offices.classes()[class].peer)
    }

    /// Whether a name is the document's office's, in full or shortened: 卫健局 of
    /// 卫生健康局.
    pub fn is_own_name(&self, name: &str, offices: &Offices) -> bool {
        let core = offices.core(name);
        self.cores.iter().any(|own| is_within(core, own) || is_within(own, core))
    }
}

/// No title has more lines.
const TITLE: usize = 3;
/// No office's name is longer, in characters.
const LONGEST_NAME: usize = 24;

/// Whether the characters of one text stand in the other, in the same order.
fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_within_the_full_one() {
        assert!(is_within("卫健局", "卫生健康局"));
        assert!(!is_within("财政局", "教育局"));
    }
}
