//! The name that was probably meant.

/// The one of `names` that is most like `word`, when one is like it at all.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 3).max(1);
    let distance = |name: &str| strsim::damerau_levenshtein(&word, name);
    let (far, name) = names.into_iter().map(|name| (distance(name), name)).min()?;
    (far <= most).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_seen_and_another_word_is_not() {
        let names = ["placeholder", "mojibake", "check", "整改方案"];
        assert_eq!(nearest("placehoder", names), Some("placeholder"));
        assert_eq!(nearest("chekc", names), Some("check"));
        assert_eq!(nearest("整改方按", names), Some("整改方案"));
        assert_eq!(nearest("报告.txt", names), None);
    }
}
