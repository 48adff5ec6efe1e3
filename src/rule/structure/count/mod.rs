//! count-mismatch: a number of things that is not the number of those listed.

mod above;
mod announced;
mod before;
mod forms;
mod found;
mod listed;
mod state;
mod sum;

use std::ops::Range;

use crate::block::Block;
use crate::chars::is_digit;
use crate::rule::report::quoted;
use crate::rule::wordset::WordSet;
use crate::rule::{Context, Found, Report};
use crate::rulebook::Page;
use crate::source::Span;
use above::Above;
use announced::{Announced, announcements};
use found::Introductions;
use listed::Lists;

/// Of two numbers so near, in bytes, one may be that of the list.
const BESIDE: usize = 12;

/// What the page says of the words around numbers.
struct Words {
    /// Measure words, those first that begin with others.
    units: WordSet,
    /// What may be counted without a measure word: 五部门.
    bare: WordSet,
    /// What a list before its number may be counted as: 四个领域.
    countable: Vec<String>,
    /// What sets in quotes say of each of their members: “三个到位”.
    predicates: Vec<String>,
    /// Measure words that count groups of things.
    groups: Vec<String>,
    /// What may be counted, and words between it and the number.
    nouns: WordSet,
    /// Words before a number that is not the whole.
    vague: WordSet,
    /// Words before the number of what stands above.
    above: Vec<String>,
    /// Measure words after it.
    above_units: WordSet,
    /// What is said of a number that is to be another.
    changes: WordSet,
    /// Words between a number and the list of what it counts.
    leads: WordSet,
    /// After a set in quotes, of which only a part follows: “五进”中的前两进.
    part: Vec<String>,
    /// What a paragraph says that there are, and the next ones tell: 四点体会.
    thoughts: Vec<String>,
    /// Words that promise a list.
    promises: Vec<String>,
    /// Words that count without numbers, in order, with a `|` between them.
    sequences: Vec<Vec<String>>,
    /// Others that such a count may go on with.
    mixed: Vec<String>,
    /// After a measure word what is no member of a list.
    times: WordSet,
    /// In brackets after a number: no list of names.
    remarks: Vec<String>,
    /// Words that join the last member of a list.
    joins: Vec<String>,
    problems: Vec<String>,
    /// What else is told how far it is.
    tracked: Vec<String>,
    finds: Vec<String>,
    partial: Vec<String>,
    wholly: Vec<String>,
    /// Units of amounts; those with a `|` between them are the same.
    amounts: Vec<Vec<String>>,
    /// All of them.
    forms: WordSet,
    /// The words beside which sums are looked for.
    cues: WordSet,
    /// The first of those that count persons and cases.
    persons: Vec<String>,
    among: Vec<String>,
    /// Between what parts are among and the parts.
    inside: Vec<String>,
    altogether: Vec<String>,
    /// What says that a total is made of the parts that follow.
    composed: Vec<String>,
    /// What is said of parts of the problems: how far they are.
    states: Vec<String>,
    /// Of these what is said of the last part.
    rests: Vec<String>,
}

impl Words {
    fn new(page: &Page) -> Self {
        let split = |key: &str| {
            page.words(key).iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
        };
        let set = |key: &str| WordSet::new(page.words(key));
        let cues = ["among", "inside", "leads", "altogether"].map(|key| page.words(key)).concat();
        let amounts: Vec<Vec<String>> = split("amounts");
        Self {
            units: set("units"),
            bare: set("bare"),
            countable: page.words("countable"),
            predicates: page.words("predicates"),
            groups: page.words("groups"),
            nouns: set("nouns"),
            vague: set("vague"),
            above: page.words("above"),
            above_units: set("above-units"),
            changes: set("changes"),
            leads: set("leads"),
            part: page.words("part"),
            thoughts: page.words("thoughts"),
            promises: page.words("promises"),
            sequences: split("sequences"),
            mixed: page.words("mixed"),
            times: set("times"),
            remarks: page.words("remarks"),
            joins: page.words("joins"),
            problems: page.words("problems"),
            tracked: page.words("tracked"),
            finds: page.words("finds"),
            partial: page.words("partial"),
            wholly: page.words("wholly"),
            forms: WordSet::new(amounts.concat()),
            amounts,
            cues: WordSet::new(cues),
            persons: page.words("persons"),
            among: page.words("among"),
            inside: page.words("inside"),
            altogether: page.words("altogether"),
            composed: page.words("composed"),
            states: page.words("states"),
            rests: page.words("rests"),
        }
    }
}

/// A number that is not that of what it counts.
struct Mismatch {
    range: Range<usize>,
    told: String,
    listed: String,
    /// What is said of it, by the page's name for it.
    variant: &'static str,
}

impl Mismatch {
    fn of_count(announced: Announced, listed: usize) -> Self {
        Self {
            told: announced.number.to_string(),
            listed: listed.to_string(),
            range: announced.range,
            variant: "count",
        }
    }
}

pub(in crate::rule) fn count_mismatch(context: &Context<'_>, report: &mut Report<'_>) {
    let words = report.page().derived(Words::new);
    let lists = Lists::new(context, words);
    let introductions = Introductions::new(context, words);
    let above = Above::new(context, words);
    // The title of a problem counts what is wrong, not what stands under it.
    let mut problems: Vec<Span> = context.model.items.list.iter().filter_map(|item| item.problem).collect();
    problems.sort_unstable();
    for (id, block) in context.model.blocks.list.enumerate() {
        if !block.has_text() || block.quoted || is_title(context, block) {
            continue;
        }
        let mut mismatches: Vec<Mismatch> = Vec::new();
        if has_digits(block) {
            mismatches.extend(sum::sums(block.as_str(), words));
            mismatches.extend(state::states(block.as_str(), words));
        }
        let announcements: Vec<Announced> = announcements(block.as_str(), words).collect();
        let told: Vec<(usize, usize)> = announcements.iter().map(|one| (one.range.end, one.number)).collect();
        for announced in announcements {
            let before = before::listed_before(block.as_str(), &announced, words);
            if before.as_ref().is_some_and(|counts| counts.contains(&announced.number)) {
                continue;
            }
            let after = || lists.after(id, &announced);
            let introduced = || introductions.listed(id, &announced);
            let counted = !announced.bare;
            let listed = counted.then(after).flatten().or(before);
            let listed = listed.or_else(|| counted.then(introduced).flatten());
            let Some(listed) = listed.filter(|counts| differs(announced.number, counts)) else { continue };
            // 三个方面，共6条：
            let beside = |(end, number): &(usize, usize)| {
                *end <= announced.start && announced.start - end <= BESIDE && listed.contains(number)
            };
            if told.iter().any(beside) {
                continue;
            }
            let place = block.span_of(announced.range.clone());
            let titled = problems.partition_point(|problem| problem.start <= place.start);
            if titled.checked_sub(1).is_some_and(|at| problems[at].holds(place)) {
                continue;
            }
            if is_known_set(context, block.as_str(), &announced.range) {
                continue;
            }
            mismatches.extend(listed.first().map(|listed| Mismatch::of_count(announced, *listed)));
        }
        if let Some((announced, listed)) = above.listed(id) {
            mismatches.push(Mismatch::of_count(announced, listed));
        }
        mismatches.sort_by_key(|mismatch| mismatch.range.start);
        mismatches.dedup_by(|next, last| next.range == last.range);
        mismatches.into_iter().for_each(|mismatch| tell(block, mismatch, report));
    }
}

/// Whether a list of so many, perhaps, is not the one that was told of, but may be meant:
/// where five follow, 58 counts something else.
fn differs(told: usize, listed: &[usize]) -> bool {
    const FAR: usize = 3;
    const FEW: usize = 9;
    let most = listed.iter().copied().max().unwrap_or_default();
    !listed.contains(&told) && (told <= FEW || told <= most * FAR)
}

/// Whether a block titles a document. What has no title begins with a sentence.
fn is_title(context: &Context<'_>, block: &Block) -> bool {
    let documents = &context.model.documents;
    let at = documents.partition_point(|document| document.title.start <= block.span.start);
    let titles = at.prev().is_some_and(|at| documents[at].title.holds(block.span));
    titles && !block.as_str().contains(['，', '。', '：', '；'])
}

fn has_digits(block: &Block) -> bool {
    block.marks.iter().any(|mark| is_digit(mark.ch))
}

fn tell(block: &Block, mismatch: Mismatch, report: &mut Report<'_>) {
    let text = quoted(&block.as_str()[mismatch.range.clone()]);
    let found = Found::at(block.span_of(mismatch.range)).with("text", text);
    report.add(found.with("told", mismatch.told).with("listed", mismatch.listed).saying(mismatch.variant));
}

/// Whether a set has a name of its own (四个意识), whose members another rule
/// knows.
fn is_known_set(context: &Context<'_>, text: &str, number: &Range<usize>) -> bool {
    context.model.rulebook.wording.phrases.names_a_set(text, number)
}
