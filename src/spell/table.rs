//! Tables that are read where they lie in the program: nothing is parsed, and a
//! page of memory is touched only when a text needs it.

use std::ops::Range;

/// Data that starts where a line of the cache does, so that what is as large as one, or
/// a part of one, is read at once.
#[derive(Debug)]
#[repr(C, align(64))]
pub(super) struct Aligned<T: ?Sized>(pub T);

/// A number of a table of such; 0 outside of it.
pub(super) fn u16_of(table: &[[u8; 2]], at: usize) -> u16 {
    table.get(at).map_or(0, |&number| u16::from_le_bytes(number))
}

/// Numbers that grow, such as where the rows of a table start: blocks of 64, each
/// the first of them (u32) and what is to be added for each (u16).
#[derive(Debug, Clone, Copy)]
pub(super) struct Starts(&'static [[u8; Starts::BLOCK]]);

impl Starts {
    const COUNT: usize = 64;
    const BLOCK: usize = 4 + 2 * Self::COUNT;

    pub(super) const fn new(data: &'static [u8]) -> Self {
        Self(data.as_chunks().0)
    }

    /// The number at a place; 0 outside.
    pub(super) fn at(self, at: usize) -> usize {
        self.0.get(at / Self::COUNT).map_or(0, |block| number(block, at % Self::COUNT))
    }

    /// Where a row starts and ends.
    pub(super) fn row(self, at: usize) -> Range<usize> {
        let (Some(block), place) = (self.0.get(at / Self::COUNT), at % Self::COUNT) else { return 0..0 };
        let end = if place + 1 < Self::COUNT { number(block, place + 1) } else { self.at(at + 1) };
        number(block, place)..end
    }
}

/// The number at a place of a block of [`Starts`].
fn number(block: &[u8; Starts::BLOCK], place: usize) -> usize {
    let more = 4 + 2 * place;
    let first = u32::from_le_bytes([block[0], block[1], block[2], block[3]]);
    first as usize + usize::from(u16::from_le_bytes([block[more], block[more + 1]]))
}

/// A set of codes that is filled again and again: a stamp for each number,
/// which tells when it was put in last.
#[derive(Debug)]
pub(super) struct Set {
    stamps: Box<[u8; Set::SIZE]>,
    now: u8,
}

impl Default for Set {
    fn default() -> Self {
        Self { stamps: Box::new([0; Self::SIZE]), now: 0 }
    }
}

impl Set {
    const SIZE: usize = 1 << 14;

    /// Puts in numbers in place of those before.
    pub(super) fn fill(&mut self, rows: [&[[u8; 2]]; 2]) {
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            self.stamps.fill(0);
            self.now = 1;
        }
        for row in rows {
            for &number in row {
                self.stamps[usize::from(u16::from_le_bytes(number)) % Self::SIZE] = self.now;
            }
        }
    }

    pub(super) fn has(&self, number: u16) -> bool {
        self.stamps[usize::from(number) % Self::SIZE] == self.now
    }
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a key.
pub(super) fn mixed(key: u64) -> u64 {
    let key = (key ^ (key >> 31)).wrapping_mul(MIX);
    (key ^ (key >> 29)).wrapping_mul(MIX)
}

/// The key of a sequence of small numbers.
pub(super) fn text_key(numbers: &[u16]) -> u64 {
    numbers.iter().fold(0, |key, &number| longer_key(key, number))
}

/// The key of a sequence with one more number.
pub(super) fn longer_key(key: u64, number: u16) -> u64 {
    const PRIME: u64 = 0x0100_0000_01B3;
    key.wrapping_mul(PRIME).wrapping_add(u64::from(number))
}

/// A hash table from keys to values from 0 to 254: buckets of four slots, each 24
/// bits of the hash and the value plus one. A key stands in one of two buckets, in
/// the second only when the first is full.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table(&'static [[u8; 16]]);

impl Table {
    pub(super) const fn new(data: &'static [u8]) -> Self {
        Self(data.as_chunks().0)
    }

    /// The value of a key, if it has one.
    pub(super) fn get(self, key: u64) -> Option<u8> {
        let hash = mixed(key);
        let print = hash as u32 & 0x00FF_FFFF;
        for hash in [hash, hash.wrapping_mul(MIX)] {
            let at = (u128::from(hash) * self.0.len() as u128) >> 64;
            let slots = self.0.get(at as usize)?.as_chunks().0;
            let slots: [u32; 4] = std::array::from_fn(|at| u32::from_le_bytes(slots[at]));
            if let Some(slot) = slots.into_iter().find(|slot| slot >> 8 == print && *slot as u8 > 0) {
                return Some(slot as u8 - 1);
            }
            if slots.into_iter().any(|slot| slot as u8 == 0) {
                return None;
            }
        }
        None
    }
}

/// Whether a key was put in, with few mistakes: a Bloom filter in blocks of the
/// size of a cache line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter(&'static [[u8; 64]]);

impl Filter {
    const PROBES: u32 = 6;

    pub(super) const fn new(data: &'static [u8]) -> Self {
        Self(data.as_chunks().0)
    }

    pub(super) fn has(self, key: u64) -> bool {
        let hash = mixed(key);
        let at = (u128::from(hash) * self.0.len() as u128) >> 64;
        let Some(block) = self.0.get(at as usize) else { return false };
        let low = hash as u32;
        let step = (low >> 16) | 1;
        // All are read: they lie in one line of the cache, and most fail late.
        let is_set = |probe: u32| {
            let bit = low.wrapping_add(probe.wrapping_mul(step)) & 511;
            block[(bit >> 3) as usize] >> (bit & 7)
        };
        (0..Self::PROBES).fold(1, |all, probe| all & is_set(probe)) != 0
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
