//! The fixed text that a regex cannot match without. The build script reads this
//! file too: what it finds in the regexes of `rules/` is compiled in.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::reach::Reach;

/// How far a regex is taken for a choice of fixed texts.
pub struct Limits {
    /// A class of more characters is none.
    pub class: usize,
    /// No more texts are.
    pub texts: usize,
    /// Whether a part may be missing.
    pub optional: bool,
}

/// Those of what is looked for in all texts at once.
const FIXED: Limits = Limits { class: 40, texts: 64, optional: false };

/// Fixed texts of which every match of a regex holds at least one.
pub struct Required {
    pub texts: Vec<String>,
    pub reach: Reach,
}

/// What every match of the regex holds; none when it may match without any fixed
/// text. The texts that are least common are taken, or the `last` ones: few texts
/// end so.
///
/// # Errors
/// When the regex is not well-formed: what is wrong with it.
pub fn required(pattern: &str, last: bool) -> Result<Option<Required>, String> {
    let hir = regex_syntax::parse(&small(pattern)).map_err(|error| error.to_string())?;
    let reach = |before| Reach::new(before, hir.properties().maximum_len());
    Ok(literals(&hir, last).map(|List { texts, before }| Required { texts, reach: reach(before) }))
}

/// Further literals of which every match of the regex holds at least one, if it
/// is a row of parts: those of the part that is least common after the one whose
/// literals are `required`.
pub fn beside(pattern: &str, required: &[String]) -> Vec<String> {
    let Ok(hir) = regex_syntax::parse(&small(pattern)) else { return Vec::new() };
    let HirKind::Concat(parts) = hir.kind() else { return Vec::new() };
    let others = lists(parts).map(|list| list.texts).filter(|texts| texts != required);
    others.min_by_key(|texts| weight(texts)).unwrap_or_default()
}

/// Literals of which one stands in a part of a regex, and how many bytes of the part
/// may stand before it; none if there is no limit.
struct List {
    texts: Vec<String>,
    before: Option<usize>,
}

impl List {
    /// The same in a row, after these parts.
    fn after(mut self, parts: &[Hir]) -> Self {
        let longest = |part: &Hir| part.properties().maximum_len();
        self.before = parts.iter().try_fold(self.before.unwrap_or_default(), |sum, part| {
            self.before.and(longest(part)).map(|more| sum + more)
        });
        self
    }
}

/// The literals of each part of a row, of neighbours joined.
fn lists(parts: &[Hir]) -> impl Iterator<Item = List> {
    let runs = joined(parts).into_iter().map(|(at, texts)| (at, List { texts, before: Some(0) }));
    let single = parts.iter().enumerate().filter_map(|(at, part)| match exact(part) {
        Some(_) => None,
        None => Some((at, literals(part, false)?)),
    });
    runs.chain(single).map(|(at, list)| list.after(&parts[..at]))
}

/// How often one of the texts is likely to stand in others.
fn weight(list: &[String]) -> u32 {
    list.iter().map(|text| commonness(text)).sum()
}

fn literals(hir: &Hir, last: bool) -> Option<List> {
    if let Some(texts) = exact(hir) {
        return (!texts.iter().any(String::is_empty)).then_some(List { texts, before: Some(0) });
    }
    match hir.kind() {
        HirKind::Capture(capture) => literals(&capture.sub, last),
        HirKind::Repetition(repetition) if repetition.min > 0 => literals(&repetition.sub, last),
        HirKind::Concat(parts) if last => {
            let list = |at: usize| Some(literals(&parts[at], last)?.after(&parts[..at]));
            (0..parts.len()).rev().find_map(list)
        }
        HirKind::Concat(parts) => lists(parts).min_by_key(|list| weight(&list.texts)),
        HirKind::Alternation(branches) => {
            let lists: Option<Vec<List>> = branches.iter().map(|branch| literals(branch, last)).collect();
            let lists = lists?;
            let before = lists.iter().map(|list| list.before).try_fold(0, |most, one| Some(most.max(one?)));
            Some(List { texts: lists.into_iter().flat_map(|list| list.texts).collect(), before })
        }
        _ => None,
    }
}

/// The texts that a run of neighbouring parts can be, for each run of parts that
/// can only be a few: 整改(打算|思路) is 整改打算 or 整改思路; with the number of the
/// first part.
fn joined(parts: &[Hir]) -> Vec<(usize, Vec<String>)> {
    let mut runs: Vec<(usize, Vec<String>)> = Vec::new();
    let mut open: Option<(usize, Vec<String>)> = None;
    for (at, part) in parts.iter().enumerate() {
        let texts = exact(part);
        let longer = open
            .as_ref()
            .zip(texts.as_ref())
            .and_then(|((start, run), texts)| Some((*start, product(run, texts, &FIXED)?)));
        if longer.is_none() {
            runs.extend(open.take());
        }
        open = longer.or_else(|| Some((at, texts?)));
    }
    runs.extend(open);
    runs.retain(|(_, run)| !run.iter().any(String::is_empty));
    runs
}

/// All texts that a regex can be, if they are few.
fn exact(hir: &Hir) -> Option<Vec<String>> {
    texts(hir, &FIXED)
}

/// All texts that a regex can be, within limits.
pub fn texts(hir: &Hir, limits: &Limits) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            let list: Vec<String> = chars.take(limits.class + 1).map(String::from).collect();
            (list.len() <= limits.class).then_some(list)
        }
        HirKind::Capture(capture) => texts(&capture.sub, limits),
        HirKind::Repetition(repetition)
            if limits.optional && (0, Some(1)) == (repetition.min, repetition.max) =>
        {
            let mut list = texts(&repetition.sub, limits)?;
            list.push(String::new());
            Some(list)
        }
        HirKind::Concat(parts) => {
            let mut list = vec![String::new()];
            for part in parts {
                list = product(&list, &texts(part, limits)?, limits)?;
            }
            Some(list)
        }
        HirKind::Alternation(branches) => {
            let lists: Option<Vec<Vec<String>>> =
                branches.iter().map(|branch| texts(branch, limits)).collect();
            lists.map(|lists| lists.concat()).filter(|list| !limits.optional || list.len() <= limits.texts)
        }
        _ => None,
    }
}

/// Each of the texts with each of the others after it, if they are few.
fn product(texts: &[String], others: &[String], limits: &Limits) -> Option<Vec<String>> {
    let pairs = texts.iter().flat_map(|text| others.iter().map(move |other| format!("{text}{other}")));
    (texts.len() * others.len() <= limits.texts).then(|| pairs.collect())
}

/// How often a text is likely to stand in others, on no particular scale.
fn commonness(text: &str) -> u32 {
    match text.chars().count() {
        1 if text.chars().all(|c| !c.is_alphabetic()) => 6000,
        0 | 1 => 1000,
        2 => 120,
        3 => 20,
        _ => 5,
    }
}

/// The regex with the digits and spaces of Chinese text for those of all scripts, which
/// is a tenth of the work to compile, and no groups but those with names.
pub fn small(pattern: &str) -> String {
    let mut small = String::with_capacity(pattern.len());
    let (mut chars, mut class) = (pattern.chars(), 0_usize);
    while let Some(c) = chars.next() {
        match c {
            // Only groups with names are asked for.
            '(' if class == 0 && !chars.as_str().starts_with('?') => {
                small.push_str("(?:");
                continue;
            }
            '[' => class += 1,
            ']' => class = class.saturating_sub(1),
            '\\' => {
                let escaped = chars.next().unwrap_or_default();
                match (escaped, class) {
                    ('d', 0) => small.push_str("[0-9０-９]"),
                    ('d', _) => small.push_str("0-9０-９"),
                    ('s', 0) => small.push_str(r"[ \t\r\n\x{3000}\x{A0}]"),
                    ('s', _) => small.push_str(r" \t\r\n\x{3000}\x{A0}"),
                    _ => small.extend(['\\', escaped]),
                }
                continue;
            }
            _ => {}
        }
        small.push(c);
    }
    small
}
