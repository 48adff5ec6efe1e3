//! Lists of mistyped words, as they are written and as they are laid out. The build
//! script reads this file too.

use std::borrow::Cow;

use super::typos::{COUNT, DOUBTFUL, SECOND, Typos, character, number};

/// A mistyped word and the right one.
#[derive(Debug, Clone, Copy)]
pub struct Pair<W> {
    pub wrong: W,
    pub right: W,
    /// Whether two right words may well stand so side by side.
    pub doubtful: bool,
}

/// Lays out mistyped words of two characters.
///
/// # Errors
/// What is wrong with a pair.
pub fn lay_out(pairs: &[Pair<[char; 2]>]) -> Result<Typos, String> {
    let mut rows = pairs.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let place = |row: &[u16; 3]| [row[0], row[1] & !DOUBTFUL];
    rows.sort_unstable_by_key(place);
    let twice = rows.windows(2).find(|two| place(&two[0]) == place(&two[1]));
    if let Some([first, second]) = twice.map(|two| place(&two[0])) {
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
fn row(&Pair { wrong, right, doubtful }: &Pair<[char; 2]>) -> Result<[u16; 3], String> {
    let told = || format!("{} {}", String::from_iter(right), String::from_iter(wrong));
    let all = [wrong[0], wrong[1], right[0], right[1]].map(number);
    let [Some(first), Some(second), Some(meant), Some(also)] = all else {
        return Err(format!("not two common characters: {}", told()));
    };
    let doubt = if doubtful { DOUBTFUL } else { 0 };
    match (first == meant, second == also) {
        (false, true) => Ok([first, second | doubt, meant]),
        (true, false) => Ok([first, second | doubt, also | SECOND]),
        _ => Err(format!("not one character differs: {}", told())),
    }
}

/// The right and the mistyped words of the lines of a list: 繁琐 繁锁 烦琐. A doubtful one
/// has a question mark: 合作 和作?.
pub fn pairs(list: &str) -> impl Iterator<Item = Pair<&str>> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(|line| {
        let (right, wrong) = line.split_once(' ').unwrap_or((line, ""));
        wrong.split(' ').filter(|wrong| !wrong.is_empty()).map(move |wrong| {
            let sure = wrong.strip_suffix('?');
            Pair { wrong: sure.unwrap_or(wrong), right, doubtful: sure.is_some() }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::typos::two;
    use super::*;

    fn typos(list: &str) -> Result<Typos, String> {
        let of_two = |pair: Pair<&str>| {
            Some(Pair { wrong: two(pair.wrong)?, right: two(pair.right)?, doubtful: pair.doubtful })
        };
        lay_out(&pairs(list).filter_map(of_two).collect::<Vec<_>>())
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
    fn a_question_mark_tells_of_doubt() {
        let typos = typos("备查 各查? 备察").expect("a list");
        let found: Vec<bool> = typos.find("各查备察").map(|typo| typo.doubtful).collect();
        assert_eq!(found, [true, false]);
    }

    #[test]
    fn a_list_that_is_not_of_its_form_is_told() {
        assert!(typos("删除 删徐 册除\n册子 册除").is_err_and(|problem| problem.contains("册除")));
        assert!(typos("删除 册除? 册除").is_err());
        assert!(typos("删除 山出").is_err());
    }
}
