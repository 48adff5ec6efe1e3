//! Lists of mistyped words, as they are written and as they are laid out. The build
//! script reads this file too.

use std::borrow::Cow;

use super::typos::{COUNT, SECOND, Typos, character, number};

/// Lays out pairs of a mistyped word and the right one.
///
/// # Errors
/// What is wrong with a pair.
pub fn lay_out(pairs: &[([char; 2], [char; 2])]) -> Result<Typos, String> {
    let mut rows = pairs.iter().map(|(wrong, right)| row(*wrong, *right)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_unstable();
    let twice = rows.windows(2).find(|two| two[0][..2] == two[1][..2]);
    if let Some([first, second, _]) = twice.map(|two| two[0]) {
        let word: String = [first, second].into_iter().filter_map(character).collect();
        return Err(format!("{word} stands twice"));
    }
    let before = |first: u16| rows.partition_point(|row| row[0] < first);
    let starts = (0..=COUNT as u16).map(|first| u16::try_from(before(first)));
    let starts = starts.collect::<Result<Vec<_>, _>>().map_err(|_| "too many words".to_owned())?;
    let rows = rows.iter().map(|&[_, second, meant]| [second, meant]).collect();
    Ok(Typos { starts: Cow::Owned(starts), rows: Cow::Owned(rows) })
}

/// The numbers of a pair: the two characters, and the one that was meant.
fn row(wrong: [char; 2], right: [char; 2]) -> Result<[u16; 3], String> {
    let told = || format!("{} {}", String::from_iter(right), String::from_iter(wrong));
    let all = [wrong[0], wrong[1], right[0], right[1]].map(number);
    let [Some(first), Some(second), Some(meant), Some(also)] = all else {
        return Err(format!("not two common characters: {}", told()));
    };
    match (first == meant, second == also) {
        (false, true) => Ok([first, second, meant]),
        (true, false) => Ok([first, second, also | SECOND]),
        _ => Err(format!("not one character differs: {}", told())),
    }
}

/// The right and the mistyped words of the lines of a list: 繁琐 繁锁 烦琐.
pub fn pairs(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(|line| {
        let (right, wrong) = line.split_once(' ').unwrap_or((line, ""));
        wrong.split(' ').filter(|wrong| !wrong.is_empty()).map(move |wrong| (wrong, right))
    })
}

#[cfg(test)]
mod tests {
    use super::super::typos::two;
    use super::*;

    fn typos(list: &str) -> Result<Typos, String> {
        let pairs = pairs(list).filter_map(|(wrong, right)| Some((two(wrong)?, two(right)?)));
        lay_out(&pairs.collect::<Vec<_>>())
    }

    #[test]
    fn a_word_is_found_by_either_of_its_characters() {
        let typos = typos("# 形近\n繁琐 繁锁 烦琐\n删除 册除").expect("a list");
        let found =
            |text| -> Vec<String> { typos.find(text).map(|typo| typo.right.iter().collect()).collect() };
        assert_eq!(found("册除繁锁的手续"), ["删除", "繁琐"]);
        assert_eq!(found("删除锁"), [""; 0]);
        assert_eq!(typos.find("把册除").next().map(|typo| typo.range.start), Some(3));
    }

    #[test]
    fn a_list_that_is_not_of_its_form_is_told() {
        assert!(typos("删除 删徐 册除\n册子 册除").is_err_and(|problem| problem.contains("册除")));
        assert!(typos("删除 山出").is_err());
    }
}
