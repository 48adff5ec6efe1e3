//! Many words of two characters, four bytes each. The build script reads this file
//! too: it lays them out.

use super::typos::{character, number, two};

/// Words of two characters, sorted by the numbers of their characters.
#[derive(Debug)]
pub struct Twos(pub &'static [[u16; 2]]);

impl Twos {
    /// Whether a word is one of them.
    pub fn has(&self, word: &str) -> bool {
        numbers(word).is_some_and(|word| self.0.binary_search(&word).is_ok())
    }

    /// The second characters of the words that begin with a character.
    pub fn after(&self, first: char) -> impl Iterator<Item = char> {
        let first = number(first);
        let start = first.map_or(self.0.len(), |first| self.0.partition_point(|word| word[0] < first));
        let rows = self.0[start..].iter().take_while(move |word| Some(word[0]) == first);
        rows.filter_map(|word| character(word[1]))
    }
}

/// The numbers of the characters of a word of two.
pub fn numbers(word: &str) -> Option<[u16; 2]> {
    let [first, second] = two(word)?;
    Some([number(first)?, number(second)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_the_list_are_found() {
        let both = ["处置", "安排"].map(|word| numbers(word).expect("two common characters"));
        let twos = Twos(Vec::leak(both.to_vec()));
        assert!(twos.has("安排") && twos.has("处置"));
        assert!(twos.after('安').eq(['排']) && twos.after('排').next().is_none());
        assert!(!twos.has("安置") && !twos.has("安") && !twos.has("安排好") && !twos.has("a排"));
    }
}
