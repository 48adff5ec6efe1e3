//! Making edits in a text.

use crate::finding::{Edit, Fix};

/// Whether two edits cannot both be made: they touch the same text, or put text
/// in the same place.
fn clash(a: &Edit, b: &Edit) -> bool {
    let (first, second) = if a.span <= b.span { (a.span, b.span) } else { (b.span, a.span) };
    first.start == second.start
        || second.start < first.end
        || (second.start == first.end && second.is_empty())
}

/// The fixes that can be made together, as indices: of two that clash, the
/// one that comes first.
pub(super) fn compatible(fixes: &[&Fix]) -> Vec<usize> {
    let mut order: Vec<(usize, &Edit)> = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        order.extend(fix.edits.iter().map(|edit| (index, edit)));
    }
    order.sort_by_key(|(index, edit)| (edit.span, *index));
    let mut out = vec![false; fixes.len()];
    // The last edit that stays: later ones can only clash with it.
    let mut last: Option<(usize, &Edit)> = None;
    for (index, edit) in order {
        if out[index] {
            continue;
        }
        match last.filter(|(other, before)| !out[*other] && *other != index && clash(before, edit)) {
            Some((other, _)) if other < index => out[index] = true,
            Some((other, _)) => {
                out[other] = true;
                last = Some((index, edit));
            }
            None => last = Some((index, edit)),
        }
    }
    (0..fixes.len()).filter(|&index| !out[index] && !fixes[index].edits.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits.iter().map(|(start, end, text)| Edit::new(Span::new(*start, *end), *text));
        Fix { safe: true, edits: edits.collect() }
    }

    fn chosen(fixes: &[Fix]) -> Vec<usize> {
        compatible(&fixes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn of_two_fixes_that_clash_the_first_is_made() {
        assert_eq!(chosen(&[fix(&[(0, 4, "")]), fix(&[(3, 5, "")])]), [0]);
        assert_eq!(chosen(&[fix(&[(6, 9, "")]), fix(&[(0, 2, ""), (8, 9, "x")])]), [0]);
        assert_eq!(chosen(&[fix(&[(3, 3, "a")]), fix(&[(3, 3, "b")])]), [0]);
        assert_eq!(chosen(&[fix(&[(0, 3, "")]), fix(&[(3, 3, "b")])]), [0]);
        assert_eq!(chosen(&[fix(&[(0, 3, "")]), fix(&[(3, 6, "")])]), [0, 1]);
    }
}
