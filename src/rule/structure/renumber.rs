//! Counting on after a number that was left out or stands twice.

use crate::chars::{chinese_number, chinese_numeral, digits, is_digit, is_numeral};
use crate::finding::Edit;
use crate::source::{Source, Span};

/// Signs that are a number each, by their first: ①, ⑴, ㈠, ⒈.
const SIGNS: [(char, u32); 4] = [('①', 20), ('⑴', 20), ('㈠', 10), ('⒈', 20)];

/// The edits that make the numbers count on from `last`, and on through those
/// that counted on from the first. `None` when a number cannot be written.
pub(super) fn counting_on(
    source: &Source,
    last: u32,
    members: impl IntoIterator<Item = (u32, Span)>,
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut before = None;
    for (right, (number, span)) in (last + 1..).zip(members) {
        if before.is_some_and(|before| number == right || number != before + 1) {
            break;
        }
        before = Some(number);
        edits.push(Edit::new(span, renumbered(source.slice(span), number, right)?));
    }
    Some(edits)
}

/// A marker's text with another number, written as the old one was.
fn renumbered(text: &str, from: u32, to: u32) -> Option<String> {
    let start = text.find(|c: char| is_digit(c) || is_numeral(c) || sign(c).is_some())?;
    let (lead, rest) = text.split_at(start);
    let first = rest.chars().next()?;
    let (number, length, new) = if let Some((one, most)) = sign(first) {
        let new = char::from_u32(one as u32 + to - 1).filter(|_| to <= most)?;
        (first as u32 - one as u32 + 1, first.len_utf8(), new.to_string())
    } else if is_digit(first) {
        let (number, length) = digits(rest)?;
        (number, length, if first.is_ascii() { to.to_string() } else { wide(to)? })
    } else {
        let (number, length) = chinese_number(rest)?;
        (number, length, chinese_numeral(to)?)
    };
    (number == from).then(|| format!("{lead}{new}{}", &rest[length..]))
}

/// The first of the signs that `c` is one of, and how many there are.
fn sign(c: char) -> Option<(char, u32)> {
    SIGNS.into_iter().find(|(one, most)| (*one as u32..*one as u32 + most).contains(&(c as u32)))
}

/// A number in full-width digits.
fn wide(number: u32) -> Option<String> {
    number.to_string().chars().map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;

    #[test]
    fn a_number_is_written_as_the_old_one_was() {
        let cases = [
            ("(3)", 3, 2, "(2)"),
            ("十一、", 11, 10, "十、"),
            ("问题三：", 3, 2, "问题二："),
            ("１２．", 12, 13, "１３．"),
            ("⑤", 5, 4, "④"),
            ("㈢", 3, 11, ""),
            ("2、", 3, 2, ""),
        ];
        for (text, from, to, right) in cases {
            assert_eq!(renumbered(text, from, to).unwrap_or_default(), right, "{text}");
        }
    }

    #[test]
    fn those_that_follow_count_on_up_to_the_next_break() {
        let edits = |text: &str, last: u32| {
            let source = Source::new("test", text.to_owned(), Syntax::Plain);
            let numbers =
                text.char_indices().map(|(at, c)| (c.to_digit(10).expect("digit"), Span::new(at, at + 1)));
            let edits = counting_on(&source, last, numbers).expect("edits");
            edits.into_iter().map(|edit| edit.text).collect::<String>()
        };
        assert_eq!(edits("345", 1), "234");
        assert_eq!(edits("23", 2), "34");
        assert_eq!(edits("24", 2), "3");
        assert_eq!(edits("468", 2), "3");
    }
}
