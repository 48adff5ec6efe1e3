//! What text spinners make of set phrases: one or two words put for others that
//! mean nearly the same. The build script reads this file too.

use std::collections::HashMap;

/// For each word those that are put for it, from lines of the word and the others.
pub fn near(list: &str) -> HashMap<&str, Vec<&str>> {
    let entries = list.lines().filter_map(|line| line.split_once(' '));
    entries.map(|(word, others)| (word, others.split(' ').collect())).collect()
}

/// Adds a line of a wrong and the right phrase for each way to swap one or two
/// words of a phrase.
pub fn swaps(line: &str, near: &HashMap<&str, Vec<&str>>, lines: &mut Vec<String>) {
    let (phrase, unless) = line.split_once(" ! ").unwrap_or((line, ""));
    let words: Vec<&str> = phrase.split(' ').collect();
    let right = words.concat();
    let mut forms: Vec<(String, usize)> = vec![(String::new(), 0)];
    for word in &words {
        let others = near.get(word).into_iter().flatten().map(|other| (*other, 1));
        let choices: Vec<(&str, usize)> = std::iter::once((*word, 0)).chain(others).collect();
        let longer = |(form, swapped): &(String, usize)| -> Vec<(String, usize)> {
            let fits = choices.iter().filter(|(_, more)| swapped + more <= 2);
            fits.map(|(choice, more)| (format!("{form}{choice}"), swapped + more)).collect()
        };
        forms = forms.iter().flat_map(longer).collect();
    }
    let wrong = forms.into_iter().filter(|(form, swapped)| *swapped > 0 && *form != right);
    lines.extend(wrong.filter_map(|(form, _)| pair(&form, &right, unless)));
}

/// The line of a wrong and the right phrase, with the right stretches that hold the
/// wrong one; none if it is right itself.
fn pair(wrong: &str, right: &str, unless: &str) -> Option<String> {
    let stretches: Vec<&str> = unless.split(' ').filter(|stretch| stretch.contains(wrong)).collect();
    let unless = if stretches.is_empty() { String::new() } else { format!(" ! {}", stretches.join(" ")) };
    (!stretches.contains(&wrong)).then(|| format!("{wrong} {right}{unless}"))
}

/// Adds a line of a wrong and the right phrase for each place of a word that a spinner
/// puts another for: the word, the other, and what stands around them at `~`.
///
/// # Errors
/// The line, if it is not of that form.
pub fn spun(line: &str, lines: &mut Vec<String>) -> Result<(), String> {
    let (places, unless) = line.split_once(" ! ").unwrap_or((line, ""));
    let mut words = places.split(' ');
    let (Some(right), Some(wrong)) = (words.next(), words.next()) else {
        return Err(format!("not of its form: {line}"));
    };
    for place in words {
        if !place.contains('~') {
            return Err(format!("{place} holds no ~: {line}"));
        }
        lines.extend(pair(&place.replace('~', wrong), &place.replace('~', right), unless));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spun_word_is_wrong_in_its_places() {
        let mut lines = Vec::new();
        spun("大 年夜 重~ 过~ ~力推 ! 过年夜 重年夜饭", &mut lines).expect("a line");
        assert_eq!(lines, ["重年夜 重大 ! 重年夜饭", "年夜力推 大力推"]);
        assert!(spun("大 年夜 重", &mut lines).is_err());
    }

    #[test]
    fn one_or_two_words_are_swapped() {
        let near = near("队伍 步队\n建设 扶植 建造");
        let mut lines = Vec::new();
        swaps("队伍 建设 ! 队伍建造 步队扶植厂", &near, &mut lines);
        lines.sort();
        assert_eq!(
            lines,
            ["步队建设 队伍建设", "步队建造 队伍建设", "步队扶植 队伍建设 ! 步队扶植厂", "队伍扶植 队伍建设"]
        );
    }
}
