//! Numbers by which the regexes of `rules/` are known, so that the program need not
//! hold each twice. The build script reads this file too.

/// The number of a text (FNV-1a). The build fails if two regexes have the same one.
pub fn fingerprint(text: &str) -> u64 {
    let step = |number: u64, byte: u8| (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    text.bytes().fold(0xCBF2_9CE4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        assert_eq!(fingerprint(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fingerprint("a"), 0xAF63_DC4C_8601_EC8C);
        assert_ne!(fingerprint("问题"), fingerprint("题问"));
    }
}
