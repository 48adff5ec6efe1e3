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
    Ok(literals(&hir))
}

fn literals(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            let list: Vec<String> = chars.take(LARGEST_CLASS + 1).map(String::from).collect();
            (list.len() <= LARGEST_CLASS).then_some(list)
        }
        HirKind::Capture(capture) => literals(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => literals(&repetition.sub),
        HirKind::Concat(parts) => {
            // The best part is the one whose shortest literal is longest.
            let shortest = |list: &Vec<String>| list.iter().map(String::len).min();
            parts.iter().filter_map(literals).max_by_key(shortest)
        }
        HirKind::Alternation(branches) => {
            let lists: Option<Vec<Vec<String>>> = branches.iter().map(literals).collect();
            lists.map(|lists| lists.concat())
        }
        _ => None,
    }
}
