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
    for (form, _) in forms.into_iter().filter(|(form, swapped)| *swapped > 0 && *form != right) {
        let stretches: Vec<&str> = unless.split(' ').filter(|stretch| stretch.contains(&form)).collect();
        if !stretches.contains(&form.as_str()) {
            let unless =
                if stretches.is_empty() { String::new() } else { format!(" ! {}", stretches.join(" ")) };
            lines.push(format!("{form} {right}{unless}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
