//! The fixed text that a regex cannot match without. The build script reads this
//! file too: what it finds in the regexes of `rules/` is compiled in.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A class of more characters is no choice of fixed texts.
const LARGEST_CLASS: usize = 12;

/// Literals of which every match of the regex holds at least one; none when it
/// may match without any.
///
/// # Errors
/// When the regex is not well-formed: what is wrong with it.
pub fn required(pattern: &str) -> Result<Option<Vec<String>>, String> {
    let hir = regex_syntax::parse(pattern).map_err(|error| error.to_string())?;
    Ok(literals(&hir, false))
}

/// The same for a regex that must reach the end of a text: of its literals those
/// that stand last, as fewer texts end so.
///
/// # Errors
/// When the regex is not well-formed: what is wrong with it.
pub fn required_at_end(pattern: &str) -> Result<Option<Vec<String>>, String> {
    let hir = regex_syntax::parse(pattern).map_err(|error| error.to_string())?;
    Ok(literals(&hir, true))
}

fn literals(hir: &Hir, last: bool) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            let list: Vec<String> = chars.take(LARGEST_CLASS + 1).map(String::from).collect();
            (list.len() <= LARGEST_CLASS).then_some(list)
        }
        HirKind::Capture(capture) => literals(&capture.sub, last),
        HirKind::Repetition(repetition) if repetition.min > 0 => literals(&repetition.sub, last),
        HirKind::Concat(parts) => {
            let commonness = |list: &Vec<String>| list.iter().map(|text| commonness(text)).sum::<u32>();
            let mut lists = parts.iter().filter_map(|part| literals(part, last));
            if last { lists.next_back() } else { lists.min_by_key(commonness) }
        }
        HirKind::Alternation(branches) => {
            let lists: Option<Vec<Vec<String>>> =
                branches.iter().map(|branch| literals(branch, last)).collect();
            lists.map(|lists| lists.concat())
        }
        _ => None,
    }
}

/// How often a text is likely to stand in others, on no particular scale.
fn commonness(text: &str) -> u32 {
    match text.chars().count() {
        0 | 1 => 1000,
        2 => 120,
        3 => 20,
        _ => 5,
    }
}
