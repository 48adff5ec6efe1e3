//! Tables that are read where they lie in the program: nothing is parsed, and a
//! page of memory is touched only when a text needs it.

/// Reads a number at a byte offset; 0 outside of the data.
pub(super) fn u32_at(data: &[u8], at: usize) -> u32 {
    match data.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// Reads a number at a byte offset; 0 outside of the data.
pub(super) fn u16_at(data: &[u8], at: usize) -> u16 {
    match data.get(at..at + 2) {
        Some(&[a, b]) => u16::from_le_bytes([a, b]),
        _ => 0,
    }
}

/// The hash of a key.
pub(super) fn mixed(key: u64) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let key = (key ^ (key >> 31)).wrapping_mul(MIX);
    (key ^ (key >> 29)).wrapping_mul(MIX)
}

/// The key of a sequence of small numbers.
pub(super) fn text_key(numbers: &[u16]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01B3;
    numbers.iter().fold(0, |key: u64, &number| key.wrapping_mul(PRIME).wrapping_add(u64::from(number)))
}

/// A hash table from keys to bytes: a u32 with its size, then slots of 24 bits of
/// the hash and the value. A fifth of the slots is empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    data: &'static [u8],
    size: u64,
}

impl Table {
    pub(super) fn new(data: &'static [u8]) -> Self {
        Self { data, size: u64::from(u32_at(data, 0)) }
    }

    /// The value of a key, if it has one.
    pub(super) fn get(self, key: u64) -> Option<u8> {
        let hash = mixed(key);
        let print = (hash as u32 & 0x00FF_FFFF) | 1;
        let mut at = ((hash >> 32) * self.size) >> 32;
        loop {
            let slot = u32_at(self.data, 4 + at as usize * 4);
            if slot == 0 {
                return None;
            }
            if slot >> 8 == print {
                return Some(slot as u8);
            }
            at = if at + 1 == self.size { 0 } else { at + 1 };
        }
    }
}

/// Whether a key was put in, with few mistakes: a Bloom filter in blocks of the
/// size of a cache line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter {
    data: &'static [u8],
    blocks: u64,
}

impl Filter {
    const PROBES: u32 = 6;

    pub(super) fn new(data: &'static [u8]) -> Self {
        Self { data: data.get(4..).unwrap_or_default(), blocks: u64::from(u32_at(data, 0)) }
    }

    pub(super) fn has(self, key: u64) -> bool {
        let hash = mixed(key);
        let start = (((hash >> 32) * self.blocks) >> 32) as usize * 64;
        let Some(block) = self.data.get(start..start + 64) else { return false };
        let low = hash as u32;
        let step = (low >> 16) | 1;
        (0..Self::PROBES).all(|probe| {
            let bit = low.wrapping_add(probe.wrapping_mul(step)) & 511;
            block[(bit >> 3) as usize] & (1 << (bit & 7)) != 0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_data_has_nothing() {
        assert_eq!(Table::new(&[]).get(7), None);
        assert!(!Filter::new(&[]).has(7));
    }
}
