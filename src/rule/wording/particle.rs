//! 的, 得 and 地 that were taken for each other, where the words around tell: what
//! stands before the particle and what follows it.

use std::ops::Range;

use crate::chars::{head, is_han};
use crate::rule::wordset::WordSet;
use crate::rulebook::{Page, adjectives, verbs};
use crate::signs;
use crate::spell::is_common_word;

/// The particles.
pub(super) const PARTICLES: [char; 3] = [signs::ATTRIBUTIVE, signs::COMPLEMENT, signs::ADVERBIAL];

/// A particle that should be another.
pub(super) struct Particle {
    /// The bytes of the particle.
    pub range: Range<usize>,
    /// The right one.
    pub right: char,
}

/// What the page says of the words around particles.
pub(super) struct Particles {
    /// Verbs that 得 may follow.
    pub(super) verbs: WordSet,
    /// Before a verb of one character these make another word of it.
    joined: String,
    /// These stand before it as words by themselves.
    free: String,
    /// Words of degree before a complement.
    pub(super) degrees: WordSet,
    /// What follows 得 and a word of degree.
    complements: WordSet,
    /// What follows 得 by itself.
    idioms: WordSet,
    /// What a verb leads to by itself at the end of a clause.
    bare: WordSet,
    /// Of these what may be said of a noun as well, so that the verb must be short.
    pub(super) amounts: WordSet,
    /// 地 after these ends a noun.
    ground: WordSet,
    /// Never followed by 得, but by these which 得 begins a word with.
    pub(super) adverbs: WordSet,
    pub(super) gains: String,
    /// How something is done: 地 follows.
    pub(super) manners: WordSet,
    /// What is done: 地 stands before.
    acts: WordSet,
    /// Of acts those that are no nouns as well: 耐心的听取.
    only_acts: WordSet,
    /// What is said to be so: 伤心地样子.
    nouns: WordSet,
    /// What somebody feels: 得 and what it leads to may follow.
    pub(super) feelings: WordSet,
    /// What a feeling leads to.
    outcomes: WordSet,
    /// What somebody does with a feeling.
    sayings: WordSet,
    /// Verbs that only 的 may follow where a number of things comes next.
    tellings: WordSet,
    /// What else may come next there.
    things: WordSet,
    /// Measure words.
    measures: String,
}

/// No clause is longer, in characters before the verb, that tells an amount for certain.
const SHORT: usize = 3;
/// No thing at the end of a clause is longer, in characters.
const LONGEST_THING: usize = 4;

impl Particles {
    pub(super) fn new(page: &Page) -> Self {
        let set = |key: &str| WordSet::new(page.words(key));
        Self {
            verbs: set("particle-verbs"),
            joined: page.words("particle-joined").concat(),
            free: page.words("particle-free").concat(),
            degrees: set("particle-degrees"),
            complements: set("particle-complements"),
            idioms: set("particle-idioms"),
            bare: set("particle-bare"),
            amounts: set("particle-amounts"),
            ground: set("particle-ground"),
            adverbs: set("particle-adverbs"),
            gains: page.text("particle-gains"),
            manners: set("particle-manners"),
            acts: set("particle-acts"),
            only_acts: set("particle-only-acts"),
            nouns: set("particle-nouns"),
            feelings: set("particle-feelings"),
            outcomes: set("particle-outcomes"),
            sayings: set("particle-sayings"),
            tellings: set("particle-tellings"),
            things: set("particle-things"),
            measures: page.words("particle-measures").concat(),
        }
    }

    /// The particles of a text that should be others, in order.
    pub(super) fn wrong(&self, text: &str) -> Vec<Particle> {
        let found = text.match_indices(PARTICLES);
        let wrong = |(at, particle): (usize, &str)| {
            let (before, after) = (&text[..at], &text[at + particle.len()..]);
            let written = particle.chars().next()?;
            if written == signs::ATTRIBUTIVE && tells_how_next(before, after) {
                return None;
            }
            let certain = match written {
                signs::ATTRIBUTIVE => self.instead_of_de(before, after),
                signs::COMPLEMENT => self.instead_of_complement(before, after),
                _ if self.ground.ends(before).is_some() => return None,
                _ => self.instead_of_adverbial(before, after),
            };
            let right = certain.or_else(|| self.likely(before, written, after))?;
            Some(Particle { range: at..at + particle.len(), right })
        };
        found.filter_map(wrong).collect()
    }

    /// 做的很好 → 得, 高兴的说： → 地.
    fn instead_of_de(&self, before: &str, after: &str) -> Option<char> {
        if self.needs_complement(before, after) {
            return Some(signs::COMPLEMENT);
        }
        if self.feelings.ends(before).is_some() {
            if self.outcomes.starts(after).is_some() {
                return Some(signs::COMPLEMENT);
            }
            return self.sayings.starts(after).map(|_| signs::ADVERBIAL);
        }
        self.manners.ends(before)?;
        let only = self.only_acts.starts(after).is_some();
        (only || self.starts_done(after)).then_some(signs::ADVERBIAL)
    }

    /// Whether a text starts with what is done.
    pub(super) fn starts_act(&self, text: &str) -> bool {
        self.acts.starts(text).is_some() || verbs().has(first(text, 2))
    }

    /// Whether a text starts with what was done: 查过, 走着. 走过场 and 学习过程 go on.
    fn starts_done(&self, text: &str) -> bool {
        let act = self.acts.starts(text).filter(|act| act.ends_with(signs::DONE));
        let verb = || {
            // 正确的指导了 may give guidance: verbs of two characters are nouns as well.
            let verb = self.verbs.starts(first(text, 1))?;
            text[verb.len()..].starts_with(signs::DONE).then(|| first(text, 2))
        };
        act.or_else(verb).is_some_and(|done| !text[done.len()..].starts_with(signs::NOT_DONE))
    }

    /// 做地不好 → 得, 营造了浓厚地氛围 → 的.
    fn instead_of_adverbial(&self, before: &str, after: &str) -> Option<char> {
        if self.needs_complement(before, after) {
            return Some(signs::COMPLEMENT);
        }
        let manner = last(before, 2);
        let counted = before[..before.len() - manner.len()].ends_with(signs::BEFORE_THING);
        let thing: Vec<char> = after.chars().take(LONGEST_THING + 1).take_while(|c| is_han(*c)).collect();
        let done = thing.iter().any(|c| signs::DONE.contains(c));
        let whole = (2..=LONGEST_THING).contains(&thing.len()) && !done;
        let known = || adjectives().has(manner) || self.manners.ends(manner).is_some();
        let named = || {
            self.nouns
                .starts(after)
                .is_some_and(|noun| self.acts.starts(after).is_none_or(|act| act.len() <= noun.len()))
        };
        let felt = || self.feelings.ends(manner).is_some();
        (counted && whole && known() || named() && (known() || felt())).then_some(signs::ATTRIBUTIVE)
    }

    /// 慢慢得走 → 地, 强调得三个要点 → 的, 该提醒得不提醒 → 的.
    fn instead_of_complement(&self, before: &str, after: &str) -> Option<char> {
        let manner = || {
            self.manners.ends(before).is_some() || ends_doubled(before) || adjectives().has(last(before, 2))
        };
        let adverb = || self.adverbs.ends(before).is_some() && !after.starts_with(|c| self.gains.contains(c));
        let act = || self.starts_act(after) || self.starts_done(after);
        if act() && manner() || after.starts_with(is_han) && adverb() {
            return Some(signs::ADVERBIAL);
        }
        if is_left_undone(before, after) || is_compared(before, after) {
            return Some(signs::ATTRIBUTIVE);
        }
        let mut next = after.chars();
        let counted = next.next().is_some_and(crate::chars::is_numeral)
            && next.next().is_some_and(|c| self.measures.contains(c));
        let told = || self.tellings.ends(before).is_some();
        ((counted || self.things.starts(after).is_some()) && told()).then_some(signs::ATTRIBUTIVE)
    }

    /// Whether a verb stands before the particle and how well it is done after it.
    fn needs_complement(&self, before: &str, after: &str) -> bool {
        let Some(verb) = self.verbs.ends(before) else {
            return verbs().has(last(before, 2)) && self.tells_manner(after);
        };
        if self.idioms.starts(after).is_some() || is_twofold(after) {
            return true;
        }
        let single = verb.chars().count() == 1;
        let lead = &before[..before.len() - verb.len()];
        let joins = |c: char| {
            self.joined.contains(c) || !self.free.contains(c) && is_common_word(&format!("{c}{verb}"))
        };
        if single && lead.ends_with(joins) {
            return false;
        }
        let bare = self.bare.starts(after).filter(|word| ends_clause(&after[word.len()..]));
        let amount = || self.amounts.starts(after).is_some();
        // 书读的少 says how much one reads; 坐下来谈的少 may tell of what is seldom done.
        let brief = || {
            let short = lead.chars().rev().take(SHORT + 1).take_while(|&c| is_han(c)).count() <= SHORT;
            // 写的比做的多 compares, and 主动查的少 tells who does.
            let able = lead.ends_with(signs::ABLE);
            short && !able && !last(lead, SHORT).contains(signs::THAN) && self.manners.ends(lead).is_none()
        };
        if bare.is_some() && (!amount() || single && brief() && !self.is_one_of_two(before, after)) {
            return true;
        }
        // 愿意学的不多 tells who does, and 谈体会的更少 too.
        let told_of_people = verbs().has(last(lead, 2)) || !single && self.verbs.ends(lead).is_some();
        let of_people = |complement: &str| {
            let amount = self.amounts.starts(complement).is_some();
            !amount || !told_of_people && !self.is_one_of_two(before, after)
        };
        self.is_of_degree(after, of_people)
    }

    /// Whether a complement with a word of degree follows, one that `counts`.
    fn is_of_degree(&self, after: &str, counts: impl FnOnce(&str) -> bool) -> bool {
        let Some(degree) = self.degrees.starts(after) else { return false };
        let rest = &after[degree.len()..];
        // 坚持的不够，: the word of degree says it itself.
        let enough = degree.ends_with(signs::ENOUGH) && ends_clause(rest);
        let complement = |rest| {
            let found: Option<&str> = self.complements.starts(rest);
            found.filter(|word| ends_clause(&rest[word.len()..]))
        };
        // 做的不大好, 迈的不大.
        let shorter = first(degree, 1);
        let parted = || {
            let shorter = self.degrees.starts(shorter)?;
            // 说的不多 may tell of what is said.
            complement(&after[shorter.len()..]).filter(|word| self.amounts.starts(word).is_none())
        };
        enough || complement(rest).or_else(parted).is_some_and(counts)
    }

    /// The same of a verb that is only known as one: 弄懂的不多 tells of what was done.
    fn tells_manner(&self, after: &str) -> bool {
        self.is_of_degree(after, |complement| self.amounts.starts(complement).is_none())
    }

    /// Whether an amount is told of the clause beside it as well, as it is of things that
    /// are compared: 照本宣科的多，联系实际讲的少。
    fn is_one_of_two(&self, before: &str, after: &str) -> bool {
        const REACH: usize = 60;
        let told = |text: &str| {
            let mut particles = text.match_indices(signs::ATTRIBUTIVE);
            particles.any(|(at, de)| {
                let rest = &text[at + de.len()..];
                let degree = self.degrees.starts(rest).filter(|_| self.amounts.starts(rest).is_none());
                self.amounts.starts(&rest[degree.map_or(0, str::len)..]).is_some()
            })
        };
        let from = before.ceil_char_boundary(before.len().saturating_sub(REACH));
        told(&before[from..]) || told(head(after, REACH))
    }
}

/// The last characters of a text.
pub(super) fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first characters of a text.
pub(super) fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// Whether a verb before 得 follows once more with 不: 该提醒得不提醒.
fn is_left_undone(before: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(signs::NOT) else { return false };
    let same = |length: usize| {
        let verb = first(rest, length);
        before.strip_suffix(verb).is_some_and(|due| due.ends_with(signs::DUE))
            && ends_clause(&rest[verb.len()..])
    };
    same(2) || same(1)
}

/// Whether what was done is joined to another thing: 付出得与收获不成正比. 得与失 is a word.
fn is_compared(before: &str, after: &str) -> bool {
    let other = after.strip_prefix(signs::WITH);
    other.is_some_and(|other| !other.starts_with(signs::GAIN_AND)) && verbs().has(last(before, 2))
}

/// 又稳又直 at the end of a clause.
fn is_twofold(text: &str) -> bool {
    let rest = text.strip_prefix(signs::ALSO).and_then(|rest| rest.get(first(rest, 1).len()..));
    let rest = rest.and_then(|rest| rest.strip_prefix(signs::ALSO));
    rest.is_some_and(|rest| ends_clause(&rest[first(rest, 1).len()..]))
}

/// Whether no further word follows.
pub(super) fn ends_clause(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !is_han(c) && !c.is_alphanumeric() && !matches!(c, '“' | '《'))
}

/// Whether a text ends with 扎扎实实 or the like.
fn ends_doubled(text: &str) -> bool {
    let mut last = text.chars().rev();
    let [Some(d), Some(c), Some(b), Some(a)] = [last.next(), last.next(), last.next(), last.next()] else {
        return false;
    };
    a == b && c == d && a != c && is_han(a) && is_han(c)
}

/// Whether the next clause tells how the same is done: 学的不少，学得不透; 记得的不多，记得
/// 不牢.
fn tells_how_next(before: &str, after: &str) -> bool {
    let next = after.split_once('，').map_or("", |(_, next)| next);
    let how = |verb: &str| {
        let rest = next.strip_prefix(verb);
        rest.is_some_and(|rest| verb.ends_with(signs::COMPLEMENT) || rest.starts_with(signs::COMPLEMENT))
    };
    [1, 2].into_iter().any(|length| !before.is_empty() && how(last(before, length)))
}
